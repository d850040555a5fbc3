"""A batch goes its way with all its letters; each of them gets its line of the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..models import LetterBatch
from .change_partner import Actor
from .move_letter import WrongState, move_all


def locked_batch(batch: LetterBatch, states: Sequence[str], *, version: int | None = None) -> LetterBatch:
    """The batch as it is stored, held until the transaction ends. Raises WrongState."""
    found = LetterBatch.objects.select_for_update(of=("self",)).select_related("centre").get(pk=batch.pk)
    if found.state not in states or version not in (None, found.version):
        raise WrongState(found)
    return found


def move_batch(batch: LetterBatch, to: str, verb: str, *, actor: Actor, at: datetime, details=None, **fields):
    """All its letters that are not out or void, and the batch itself, within the caller's transaction."""
    letters = list(batch.letters.open().select_for_update(of=("self",)).select_related("centre").order_by("pk"))
    move_all(letters, to, verb, actor=actor, at=at, details=details, **fields)
    batch.state = to
    batch.version += 1
    batch.save(update_fields=["state", "version"])
    return batch
