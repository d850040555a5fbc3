"""One click makes of appointed visits a travel request with its papers: the drafts of the memo and of letters B, and
the run-sheets in the background. All of it or nothing; numbers come by the letters' own approval and issuing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from ..models import Letter, TravelRequest, Visit
from ..visit_papers import for_memo
from .change_partner import Actor
from .draft_letter import change_letter, draft_letter
from .move_letter import may
from .plan_travel import plan_travel
from .print_run_sheets import order_run_sheets
from .write_visit_letters import NothingToWrite, only_signatory, ready_text, write_visit_letters

Errand = Letter.Errand


@transaction.atomic
def prepare_trip(visits: Iterable[Visit], *, actor: Actor, at: datetime) -> TravelRequest:
    """Raises what plan_travel does, NoReadyText, and PermissionDenied for who may not write letters."""
    travel = plan_travel(visits, actor=actor, at=at)
    draft_papers(travel, actor=actor, at=at)
    return travel


@transaction.atomic
def draft_papers(travel: TravelRequest, *, actor: Actor, at: datetime) -> None:
    """What is missing of the papers of a trip. Raises NoReadyText, PermissionDenied."""
    if not travel.letters.filter(errand=Errand.MEMO).exclude(state=Letter.State.VOID).exists():
        _draft_memo(travel, actor, at)
    # There is nothing to write where every visit of the trip has its letter.
    with suppress(NothingToWrite):
        write_visit_letters(travel.visits.alive(), Errand.B, actor=actor, at=at)
    order_run_sheets(travel, owner=actor.user)


def _draft_memo(travel: TravelRequest, actor: Actor, at: datetime) -> Letter:
    centre = travel.team.centre
    blanks, tables = for_memo(travel)
    values = {
        "template": ready_text(centre, Errand.MEMO), "signatory": only_signatory(centre), "blanks": blanks,
        "tables": tables, "errand": Errand.MEMO, "travel": travel,
    }  # fmt: skip
    return draft_letter(centre, values, actor=actor, at=at)


def refresh_memo(travel: TravelRequest, *, actor: Actor, at: datetime) -> None:
    """Brings the memo up to the request as it stands, as long as it is a draft; what was typed beside that stays.

    Who may submit a trip without writing letters leaves the memo to who may.
    """
    if not may(actor, "change_letter", travel.team.centre_id):
        return
    drafts = travel.letters.filter(errand=Errand.MEMO, state=Letter.State.DRAFT).select_related("centre")
    for memo in drafts:
        blanks, tables = for_memo(travel)
        values = {"blanks": memo.blanks | blanks, "tables": memo.tables | tables}
        change_letter(memo, values, actor=actor, at=at)


def papers_of(travel: TravelRequest) -> list[Letter]:
    """The memo and the letters B of a trip, in the order of the visits; void ones are left out."""
    alive = Letter.objects.exclude(state=Letter.State.VOID).select_related("partner", "batch")
    of_visits = alive.filter(visit__travel=travel, errand=Errand.B).order_by("visit__appointment", "pk")
    return [*alive.filter(travel=travel, errand=Errand.MEMO), *of_visits]
