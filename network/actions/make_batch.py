"""One letter to many: written once, and a draft for each partner that was selected."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from ..letter_content import with_people
from ..models import Letter, LetterBatch, LetterEnclosure, LetterEvent, Partner
from ..models.letters.texts import WRITTEN
from .change_partner import Actor
from .draft_letter import ABOUT, recipient_fields, template_fields
from .move_batch import locked_batch
from .move_letter import locked, move, require
from .write_letter_log import Said, write_letter_log

#: What is the same in every letter of a batch.
SHARED = (*(name for name in WRITTEN if name != "manners"), "template", "signatory")
FIELDS = (*WRITTEN, "template", "signatory", "title", "blanks", "tables")
#: What a single letter of a batch may say otherwise than the others.
OF_RECIPIENT = (
    "recipient", "organisation", "recipient_address", "recipient_zip", "recipient_email", "manners", "blanks",
)  # fmt: skip
#: A campaign of a whole centre; more are several batches.
MOST = 2000


class TooMany(ValueError):
    """More recipients than one batch takes (MOST), or none."""


@transaction.atomic
def make_batch(
    centre,
    partners: Iterable[Partner],
    values: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
    token: uuid.UUID | None = None,
    own: Mapping[int, Mapping[str, object]] | None = None,
) -> LetterBatch:
    """A batch with a draft to each partner, once each, in the order given; `values` are FIELDS. `own` says by the
    partner's key what only its letter says or is about (OF_RECIPIENT, draft_letter.ABOUT).

    With the `token` of a batch that exists already, that one. Raises PermissionDenied and TooMany.
    """
    require(actor, "add_letter", centre.pk)
    known = token and LetterBatch.objects.filter(token=token, centre=centre).first()
    if known:
        return known
    keys = list(dict.fromkeys(partner.pk for partner in partners))
    if not 0 < len(keys) <= MOST:
        raise TooMany(len(keys))
    template = values.get("template")
    given = (template_fields(template) if template else {}) | {
        name: value for name, value in values.items() if name in FIELDS
    }
    batch = LetterBatch.objects.create(
        centre=centre, token=token or uuid.uuid4(), drafted_by=actor.user, drafted_at=at, **given
    )
    LetterEnclosure.objects.bulk_create(
        LetterEnclosure(batch=batch, order=order, **each)
        for order, each in enumerate(template.enclosures if template else ())
    )
    _draft_all(batch, keys, own or {}, actor, at)
    return batch


def _draft_all(batch: LetterBatch, keys: list[int], own: Mapping[int, Mapping], actor: Actor, at: datetime) -> None:
    found = with_people(Partner.objects.with_places()).in_bulk(keys)
    shared = {name: getattr(batch, name) for name in SHARED}
    letters = [
        Letter(
            centre=batch.centre,
            batch=batch,
            partner=partner,
            drafted_by=actor.user,
            drafted_at=at,
            demonstration=partner.demonstration,
            **shared | recipient_fields(partner) | _allowed(own.get(partner.pk, {})),
        )
        for partner in (found[key] for key in keys if key in found)
    ]
    Letter.objects.bulk_create(letters, batch_size=200)
    lines = [Said(LetterEvent.Verb.DRAFTED, letter, {"batch": str(batch.token)}) for letter in letters]
    write_letter_log(batch.centre, lines, actor=actor, at=at)


def _allowed(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name in (*OF_RECIPIENT, *ABOUT)}


@transaction.atomic
def change_batch(
    batch: LetterBatch, values: Mapping[str, object], *, actor: Actor, at: datetime, version: int | None = None
) -> LetterBatch:
    """Writes on the text that all its letters share. Raises PermissionDenied, WrongState."""
    require(actor, "change_letter", batch.centre_id)
    batch = locked_batch(batch, (LetterBatch.State.DRAFT,), version=version)
    changed = {name: value for name, value in values.items() if name in FIELDS and getattr(batch, name) != value}
    if not changed:
        return batch
    for name, value in changed.items():
        setattr(batch, name, value)
    batch.version += 1
    batch.save()
    shared = {name: getattr(batch, name) for name in SHARED if name in changed}
    drafts = batch.letters.filter(state=Letter.State.DRAFT)
    drafts.update(version=F("version") + 1, **shared)
    details = {"fields": sorted(changed)}
    lines = [Said(LetterEvent.Verb.CHANGED, letter, details) for letter in drafts.order_by("pk")]
    write_letter_log(batch.centre, lines, actor=actor, at=at)
    return batch


@transaction.atomic
def change_recipient(letter: Letter, values: Mapping[str, object], *, actor: Actor, at: datetime) -> Letter:
    """Mends what one letter of a batch says of its recipient, while the batch is a draft.

    `values`: recipient, organisation, recipient_address, recipient_zip, recipient_email, manners, blanks. Raises
    PermissionDenied, WrongState.
    """
    require(actor, "change_letter", letter.centre_id)
    locked_batch(letter.batch, (LetterBatch.State.DRAFT,))
    letter = locked(letter, (Letter.State.DRAFT,))
    changed = {name: value for name, value in values.items() if name in OF_RECIPIENT and getattr(letter, name) != value}
    if not changed:
        return letter
    details = {"fields": sorted(changed)}
    return move(letter, Letter.State.DRAFT, LetterEvent.Verb.CHANGED, actor=actor, at=at, details=details, **changed)
