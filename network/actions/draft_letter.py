"""Begins a letter, and writes on it until it is checked."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ..letters.compose import Manners
from ..letters.posts import address_lines, head_of
from ..models import Letter, LetterEvent, LetterTemplate, Partner
from ..models.letters.texts import WRITTEN
from .change_partner import Actor
from .move_letter import alone, locked, move, require
from .write_letter_log import Said, write_letter_log

#: What whoever writes may set; everything else is given by what happens to the letter.
FIELDS = (
    *WRITTEN, "template", "partner", "recipient", "organisation", "recipient_address", "recipient_zip",
    "recipient_email", "signatory", "blanks", "tables", "note",
)  # fmt: skip
#: What a letter is about; given when it is begun, never written on.
ABOUT = ("errand", "visit", "travel")


def recipient_fields(partner: Partner) -> dict[str, object]:
    """How a partner is addressed, as far as its record says."""
    title = head_of(partner.kind, partner.name_th)
    lines = address_lines(
        partner.address,
        partner.subdistrict.name_th if partner.subdistrict_id else "",
        partner.district.name_th if partner.district_id else "",
        partner.province.name_th,
    )
    # With nothing but the province on file the postman would not find it.
    known = bool(partner.address or partner.subdistrict_id)
    return {
        "recipient": title,
        "organisation": partner.name_th,
        "recipient_address": "\n".join(lines) if known else "",
        "recipient_zip": partner.zip_code,
        "recipient_email": partner.email or _coordinators_mailbox(partner),
        "manners": Manners.towards(title).value,
    }


def _coordinators_mailbox(partner: Partner) -> str:
    people = [one for one in partner.contacts.all() if one.active and not one.erased_at and one.email]
    return next((one.email for one in people if one.role == "coordinator"), "")


def template_fields(template: LetterTemplate) -> dict[str, object]:
    return {name: getattr(template, name) for name in WRITTEN} | {"template": template}


@transaction.atomic
def draft_letter(
    centre, values: Mapping[str, object], *, actor: Actor, at: datetime, token: uuid.UUID | None = None
) -> Letter:
    """A new draft of a centre; with the `token` of one that exists already, that one. Raises PermissionDenied.

    `values` are FIELDS and ABOUT. With a partner what its record says of the recipient is the default; with a ready
    text its words and enclosures.
    """
    require(actor, "add_letter", centre.pk)
    known = token and Letter.objects.filter(token=token, centre=centre).first()
    if known:
        return known
    partner, template = values.get("partner"), values.get("template")
    given = template_fields(template) if template else {}
    given |= recipient_fields(partner) if partner else {}
    given |= {name: value for name, value in values.items() if name in (*FIELDS, *ABOUT)}
    letter = Letter.objects.create(
        centre=centre,
        token=token or uuid.uuid4(),
        drafted_by=actor.user,
        drafted_at=at,
        demonstration=bool(partner and partner.demonstration),
        **given,
    )
    for position, each in enumerate(template.enclosures if template else ()):
        letter.enclosures.create(order=position, **each)
    write_letter_log(centre, [Said(LetterEvent.Verb.DRAFTED, letter)], actor=actor, at=at)
    return letter


@transaction.atomic
def change_letter(
    letter: Letter, values: Mapping[str, object], *, actor: Actor, at: datetime, version: int | None = None
) -> Letter:
    """Writes on a draft; what was checked or approved has to be returned first. `version`: the one the writer saw.

    Raises PermissionDenied, WrongState, InABatch.
    """
    require(actor, "change_letter", letter.centre_id)
    letter = alone(locked(letter, (Letter.State.DRAFT,), version=version))
    changed = {name: value for name, value in values.items() if name in FIELDS and getattr(letter, name) != value}
    if not changed:
        return letter
    details = {"fields": sorted(changed)}
    return move(letter, Letter.State.DRAFT, LetterEvent.Verb.CHANGED, actor=actor, at=at, details=details, **changed)
