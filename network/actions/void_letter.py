"""Takes a letter back. With a number it stays in the register under that number, which is never given again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import Letter, LetterBatch, LetterEvent
from ..models.letters.letters import OPEN, OUT
from .change_partner import Actor
from .move_batch import locked_batch, move_batch
from .move_letter import WrongState, locked, move, require
from .note_issued import forget_issued


class NoReason(ValueError):
    """A letter is not voided without a reason."""


def _need(reason: str) -> str:
    if not reason.strip():
        raise NoReason
    return reason.strip()[:300]


@transaction.atomic
def void_letter(letter: Letter, reason: str, *, actor: Actor, at: datetime) -> Letter:
    """A draft by whoever writes letters; what is out, by the administration section. One letter of a batch as well.

    Raises PermissionDenied, WrongState, NoReason.
    """
    reason = _need(reason)
    letter = locked(letter, (*OPEN, *OUT))
    require(actor, "change_letter" if letter.is_open else "issue_letter", letter.centre_id)
    forget_issued(letter, actor=actor, at=at)
    return move(
        letter,
        Letter.State.VOID,
        LetterEvent.Verb.VOIDED,
        actor=actor,
        at=at,
        details={"reason": reason},
        void_reason=reason,
        voided_by=actor.user,
        voided_at=at,
    )


@transaction.atomic
def void_batch(batch: LetterBatch, reason: str, *, actor: Actor, at: datetime) -> LetterBatch:
    """Drops a batch of which nothing is issued yet. Raises PermissionDenied, WrongState, NoReason."""
    reason = _need(reason)
    batch = locked_batch(batch, OPEN)
    require(actor, "change_letter", batch.centre_id)
    if batch.letters.registered().exists():
        raise WrongState(batch)
    return move_batch(
        batch,
        Letter.State.VOID,
        LetterEvent.Verb.VOIDED,
        actor=actor,
        at=at,
        details={"reason": reason},
        void_reason=reason,
        voided_by=actor.user,
        voided_at=at,
    )
