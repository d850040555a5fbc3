"""The recipient has answered."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ..models import Letter, LetterEvent
from ..models.letters.letters import OUT
from .change_partner import Actor
from .move_letter import locked, move, require


@transaction.atomic
def record_reply(letter: Letter, on: date, words: str, *, actor: Actor, at: datetime) -> Letter:
    """`words`: what was answered, and how, in a line. Said again, the latest holds.

    Raises PermissionDenied, WrongState.
    """
    require(actor, "change_letter", letter.centre_id)
    return note_reply(letter, on, words, actor=actor, at=at)


@transaction.atomic
def note_reply(letter: Letter, on: date, words: str, *, actor: Actor, at: datetime) -> Letter:
    """The same for an answer that came by itself, through the page behind the letter's code. Raises WrongState."""
    letter = locked(letter, OUT)
    details = {"on": on.isoformat(), "words": words[:300]}
    return move(
        letter,
        Letter.State.REPLIED,
        LetterEvent.Verb.REPLIED,
        actor=actor,
        at=at,
        details=details,
        replied_on=on,
        reply=words[:300],
    )
