"""A second pair of eyes: the letter, or all letters of a batch, go on to whoever approves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..letter_content import office_of
from ..letter_troubles import Trouble, Troubled, batch_troubles, letter_troubles, office_troubles
from ..models import Letter, LetterBatch, LetterEvent
from .change_partner import Actor
from .move_batch import locked_batch, move_batch
from .move_letter import alone, locked, move, require


class LetterNotReady(Exception):
    """Something has to be mended first; `troubles` says what, in sentences."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__(" ".join(trouble.words for trouble in troubles))
        self.troubles = troubles


class BatchNotReady(Exception):
    """Some letters of the batch cannot go; `troubled` says which and why."""

    def __init__(self, troubled: list[Troubled]) -> None:
        super().__init__(len(troubled))
        self.troubled = troubled


def refuse_troubled(letter: Letter, at: datetime) -> None:
    """Raises LetterNotReady."""
    stopping = [trouble for trouble in letter_troubles(letter, timezone.localdate(at)) if trouble.stops]
    if stopping:
        raise LetterNotReady(stopping)


def refuse_office(centre) -> None:
    """Raises LetterNotReady while a centre can only preview its letters."""
    if troubles := office_troubles(office_of(centre)):
        raise LetterNotReady(troubles)


def refuse_troubled_batch(batch: LetterBatch, at: datetime) -> None:
    """Raises BatchNotReady; also for a batch without letters."""
    troubled = [each for each in batch_troubles(batch, timezone.localdate(at)) if each.stops]
    if troubled or not batch.letters.open().exists():
        raise BatchNotReady(troubled)


@transaction.atomic
def check_letter(letter: Letter, *, actor: Actor, at: datetime, version: int | None = None) -> Letter:
    """Raises PermissionDenied, WrongState, InABatch, LetterNotReady. `version`: the one that was read."""
    require(actor, "check_letter", letter.centre_id)
    letter = alone(locked(letter, (Letter.State.DRAFT,), version=version))
    refuse_troubled(letter, at)
    return move(
        letter,
        Letter.State.CHECKED,
        LetterEvent.Verb.CHECKED,
        actor=actor,
        at=at,
        checked_by=actor.user,
        checked_at=at,
    )


@transaction.atomic
def check_batch(batch: LetterBatch, *, actor: Actor, at: datetime, version: int | None = None) -> LetterBatch:
    """Raises PermissionDenied, WrongState, BatchNotReady."""
    require(actor, "check_letter", batch.centre_id)
    batch = locked_batch(batch, (LetterBatch.State.DRAFT,), version=version)
    refuse_troubled_batch(batch, at)
    return move_batch(
        batch, Letter.State.CHECKED, LetterEvent.Verb.CHECKED, actor=actor, at=at, checked_by=actor.user, checked_at=at
    )
