"""Back to whoever drafted it, with the reason: the only way to change what was checked or approved."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ..models import Letter, LetterBatch, LetterEvent
from .change_partner import Actor
from .move_batch import locked_batch, move_batch
from .move_letter import WrongState, alone, locked, may, move

#: From a state only those who could have sent the letter on from there may send it back.
RIGHTS = {
    Letter.State.CHECKED: ("check_letter", "approve_letter"),
    Letter.State.APPROVED: ("approve_letter", "issue_letter"),
}
BLANK = {"checked_by": None, "checked_at": None, "approved_by": None, "approved_at": None}


def _require(actor: Actor, state: str, centre_id: int) -> None:
    """One of the rights is enough. Raises PermissionDenied."""
    if not any(may(actor, right, centre_id) for right in RIGHTS[state]):
        raise PermissionDenied(RIGHTS[state])


@transaction.atomic
def return_letter(letter: Letter, reason: str, *, actor: Actor, at: datetime, version: int | None = None) -> Letter:
    """Raises PermissionDenied, WrongState, InABatch."""
    letter = alone(locked(letter, tuple(RIGHTS), version=version))
    _require(actor, letter.state, letter.centre_id)
    details = {"reason": reason}
    return move(letter, Letter.State.DRAFT, LetterEvent.Verb.RETURNED, actor=actor, at=at, details=details, **BLANK)


@transaction.atomic
def return_batch(
    batch: LetterBatch, reason: str, *, actor: Actor, at: datetime, version: int | None = None
) -> LetterBatch:
    """Raises PermissionDenied, WrongState; the latter also once the first of its letters has its number."""
    batch = locked_batch(batch, tuple(RIGHTS), version=version)
    _require(actor, batch.state, batch.centre_id)
    if batch.letters.registered().exists():
        raise WrongState(batch)
    return move_batch(
        batch, Letter.State.DRAFT, LetterEvent.Verb.RETURNED, actor=actor, at=at, details={"reason": reason}, **BLANK
    )
