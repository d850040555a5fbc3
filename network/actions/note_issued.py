"""A letter that was written about a visit or a trip has its number, or has lost it: what it is about knows of it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F

from ..models import Letter, TravelRequest, Visit
from ..outreach import states
from .change_partner import Actor
from .move_visit import CannotMove
from .note_letter import B, note_letter, write_number

Errand = Letter.Errand
#: From these states on letter B has done its work; that it is void changes nothing any more.
_BEFORE_VISIT = (*states.LINE[: states.LINE.index(states.READY) + 1],)


def note_issued(letter: Letter, *, actor: Actor, at: datetime) -> None:
    """Within the transaction that gives the number. What keeps a visit from going on does not keep the letter back:
    it is out, so its number is written down all the same, but for a season that is closed."""
    if letter.errand == Errand.MEMO and letter.travel_id:
        TravelRequest.objects.filter(pk=letter.travel_id).update(
            memo_number=letter.number_text, memo_on=letter.dated_on, version=F("version") + 1
        )
    if letter.errand not in (Errand.A, Errand.B) or not letter.visit_id:
        return
    visit = Visit.objects.select_related("season").get(pk=letter.visit_id)
    if visit.season.closed:
        return
    said = (letter.errand, letter.number_text, letter.dated_on)
    try:
        note_letter(visit, *said, actor=actor, at=at)
    except (CannotMove, PermissionDenied):
        write_number(visit, *said, actor=actor, at=at)


def forget_issued(letter: Letter, *, actor: Actor, at: datetime) -> None:
    """A letter B that is void announces nothing: the visit needs another one before everything is ready."""
    if letter.errand != Errand.B or not letter.visit_id or not letter.number_text:
        return
    visit = Visit.objects.select_related("season").get(pk=letter.visit_id)
    if visit.letter_b_number == letter.number_text and visit.state in _BEFORE_VISIT and not visit.season.closed:
        write_number(visit, B, "", None, actor=actor, at=at)
