"""What goes with a letter, or with every letter of a batch, is kept in its order while it is a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files import File
from django.db import transaction

from ..models import Letter, LetterBatch, LetterEnclosure, LetterEvent
from .change_partner import Actor
from .move_batch import locked_batch
from .move_letter import alone, locked, require
from .write_letter_log import Said, write_letter_log


@dataclass(frozen=True)
class Enclosed:
    """`pk` of one that is there already, else None; `file` is a new file, None leaves what is there."""

    title: str
    count: int = 1
    unit: str = "ฉบับ"
    apart: str = ""
    file: File | None = None
    pk: int | None = None


@transaction.atomic
def keep_enclosures(of: Letter | LetterBatch, wanted: Sequence[Enclosed], *, actor: Actor, at: datetime) -> bool:
    """Makes the enclosures what is wanted, in that order; True where that changed anything.

    One that is left out goes; its file stays, because a correction of another letter may share it. Raises
    PermissionDenied, WrongState, InABatch.
    """
    require(actor, "change_letter", of.centre_id)
    if isinstance(of, Letter):
        of = alone(locked(of, (Letter.State.DRAFT,)))
    else:
        of = locked_batch(of, (LetterBatch.State.DRAFT,))
    known = {one.pk: one for one in of.enclosures.all()}
    kept, changed = set(), False
    for order, each in enumerate(wanted):
        row = known.get(each.pk) or of.enclosures.model(**_owner(of))
        changed |= _write(row, each, order)
        kept.add(row.pk)
    gone = [pk for pk in known if pk not in kept]
    LetterEnclosure.objects.filter(pk__in=gone).delete()
    if changed or gone:
        _tell(of, actor, at)
    return bool(changed or gone)


def _owner(of: Letter | LetterBatch) -> dict[str, object]:
    return {"letter": of} if isinstance(of, Letter) else {"batch": of}


def _write(row: LetterEnclosure, each: Enclosed, order: int) -> bool:
    values = {"title": each.title, "count": each.count, "unit": each.unit, "apart": each.apart, "order": order}
    if row.pk and each.file is None and all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    if each.file is not None:
        digest = hashlib.sha256()
        for chunk in each.file.chunks():
            digest.update(chunk)
        row.sha256 = digest.hexdigest()
        row.file.save(each.file.name, each.file, save=False)
    row.save()
    return True


def _tell(of: Letter | LetterBatch, actor: Actor, at: datetime) -> None:
    of.version += 1
    of.save(update_fields=["version"])
    letters = [of] if isinstance(of, Letter) else list(of.letters.filter(state=Letter.State.DRAFT).order_by("pk"))
    details = {"fields": ["enclosures"]}
    lines = [Said(LetterEvent.Verb.CHANGED, letter, details) for letter in letters]
    if lines:
        write_letter_log(of.centre, lines, actor=actor, at=at)
