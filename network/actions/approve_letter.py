"""The director says yes: the letter, or all letters of a batch, wait for their numbers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import Letter, LetterBatch, LetterEvent
from .change_partner import Actor
from .check_letter import refuse_troubled, refuse_troubled_batch
from .move_batch import locked_batch, move_batch
from .move_letter import alone, locked, move, require


@transaction.atomic
def approve_letter(letter: Letter, *, actor: Actor, at: datetime, version: int | None = None) -> Letter:
    """Raises PermissionDenied, WrongState, InABatch, LetterNotReady. `version`: the one that was read."""
    require(actor, "approve_letter", letter.centre_id)
    letter = alone(locked(letter, (Letter.State.CHECKED,), version=version))
    refuse_troubled(letter, at)
    return move(
        letter,
        Letter.State.APPROVED,
        LetterEvent.Verb.APPROVED,
        actor=actor,
        at=at,
        approved_by=actor.user,
        approved_at=at,
    )


@transaction.atomic
def approve_batch(batch: LetterBatch, *, actor: Actor, at: datetime, version: int | None = None) -> LetterBatch:
    """Raises PermissionDenied, WrongState, BatchNotReady."""
    require(actor, "approve_letter", batch.centre_id)
    batch = locked_batch(batch, (LetterBatch.State.CHECKED,), version=version)
    refuse_troubled_batch(batch, at)
    return move_batch(
        batch,
        Letter.State.APPROVED,
        LetterEvent.Verb.APPROVED,
        actor=actor,
        at=at,
        approved_by=actor.user,
        approved_at=at,
    )
