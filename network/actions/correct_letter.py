"""A mistake in a letter that is out is put right by a new letter that refers to the old one."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from ..models import Letter, LetterEvent
from ..models.letters.letters import OUT
from .change_partner import Actor
from .draft_letter import ABOUT, FIELDS
from .move_letter import locked, require
from .write_letter_log import Said, write_letter_log


@transaction.atomic
def correct_letter(letter: Letter, *, actor: Actor, at: datetime, token: uuid.UUID | None = None) -> Letter:
    """A draft with the old one's words, recipient and enclosures. The old letter stays as it is.

    Raises PermissionDenied, WrongState. With the `token` of a draft that exists already, that one.
    """
    require(actor, "add_letter", letter.centre_id)
    known = token and Letter.objects.filter(token=token, centre=letter.centre_id).first()
    if known:
        return known
    old = locked(letter, (*OUT, Letter.State.VOID))
    values = {name: getattr(old, name) for name in (*FIELDS, *ABOUT) if name != "note"}
    if old.batch_id:
        values |= {"blanks": {**old.batch.blanks, **old.blanks}, "tables": {**old.batch.tables, **old.tables}}
    new = Letter.objects.create(
        centre=old.centre,
        corrects=old if old.number else None,
        token=token or uuid.uuid4(),
        drafted_by=actor.user,
        drafted_at=at,
        demonstration=old.demonstration,
        **values,
    )
    _copy_enclosures(old, new)
    details = {"corrects": old.number_text}
    write_letter_log(new.centre, [Said(LetterEvent.Verb.DRAFTED, new, details)], actor=actor, at=at)
    return new


def _copy_enclosures(old: Letter, new: Letter) -> None:
    """The files themselves are shared: enclosures are never written anew."""
    of_batch = old.batch.enclosures.all() if old.batch_id else ()
    for each in (*of_batch, *old.enclosures.all()):
        each.pk, each._state.adding, each.batch, each.letter = None, True, None, new
        each.save()
