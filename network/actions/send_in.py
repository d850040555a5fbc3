"""What a partner sends in: corrections, news, its farewell. Kept for staff to decide; sent twice, it is one thing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from ..form_tokens import AlreadyDone, FormToken
from ..models import Application, Change, Contact, Contribution, Partner, Proposal
from ..pictures import drawn_anew
from .change_partner import Actor, change_partner
from .open_link import log_use
from .send_link import revoke_links

#: What a partner may correct by itself; anything else it writes in a message.
PROFILE = ("name_th", "name_en", "address", "zip_code", "phone", "email", "website")
PERSON = ("title", "name", "position", "phone", "email", "line_id")
ROLE = "partner"


class NothingChanged(Exception):
    """The form says what the record says already."""


@transaction.atomic
def propose_profile(
    contact: Contact, values: Mapping[str, str], message: str, *, purpose: str, form: FormToken, at: datetime
) -> Proposal:
    """Raises AlreadyDone and NothingChanged."""
    partner = contact.partner
    _refuse_again(Proposal, form)
    before = {name: getattr(partner, name) for name in PROFILE}
    changed = {name: [before[name], values[name]] for name in PROFILE if values[name] != before[name]}
    if not changed and not message:
        raise NothingChanged
    return _propose(contact, purpose, form, at, profile=changed, message=message)


@transaction.atomic
def propose_person(
    contact: Contact, person: Contact | None, values: Mapping[str, str], *, purpose: str, form: FormToken, at: datetime
) -> Proposal:
    """`person` is the one to correct, None for a new one. Raises AlreadyDone and NothingChanged."""
    _refuse_again(Proposal, form)
    before = {name: getattr(person, name) if person else "" for name in PERSON}
    changed = {name: [before[name], values[name]] for name in PERSON if values[name] != before[name]}
    if not changed:
        raise NothingChanged
    entry = {"contact": person.pk if person else None, "act": "change" if person else "add", "values": changed}
    return _propose(contact, purpose, form, at, people=[entry])


@transaction.atomic
def propose_removal(contact: Contact, person: Contact, *, purpose: str, form: FormToken, at: datetime) -> Proposal:
    """Raises AlreadyDone."""
    entry = {"contact": person.pk, "act": "remove", "values": {"name": [person.full_name, ""]}}
    return _propose(contact, purpose, form, at, people=[entry])


def _propose(contact: Contact, purpose: str, form: FormToken, at: datetime, **what) -> Proposal:
    _refuse_same(contact.proposals, what)
    proposal = _once(Proposal, form, partner=contact.partner, contact=contact, **what)
    _heard(contact, purpose, "proposal", at)
    return proposal


@transaction.atomic
def contribute(
    contact: Contact,
    values: Mapping[str, object],
    picture: bytes | None,
    *,
    purpose: str,
    form: FormToken,
    at: datetime,
) -> Contribution:
    """News or an event for the portal; `picture` as it was uploaded and found whole. Raises AlreadyDone."""
    _refuse_again(Contribution, form)
    _refuse_same(contact.contributions, values)
    contribution = _once(Contribution, form, partner=contact.partner, contact=contact, **values)
    if picture:
        contribution.picture.save(f"{form.name}.jpg", ContentFile(drawn_anew(picture)))
    _heard(contact, purpose, "contribution", at)
    return contribution


@transaction.atomic
def apply_to_join(values: Mapping[str, object], *, suspect: bool, form: FormToken, at: datetime) -> Application:
    """Raises AlreadyDone."""
    return _once(Application, form, **values, suspect=suspect, consented_at=at)


@transaction.atomic
def leave_network(contact: Contact, reason: str, *, purpose: str, at: datetime) -> None:
    """The organisation leaves, and the links of all its people end. Raises AlreadyDone."""
    partner = Partner.objects.select_for_update().get(pk=contact.partner_id)
    if partner.opted_out_at:
        raise AlreadyDone
    actor = Actor(role=ROLE)
    values = {"opted_out_at": at, "opted_out_reason": reason}
    if partner.joined_on and not partner.left_on:
        values["left_on"] = timezone.localdate(at)
    change_partner(partner, values, actor=actor, at=at, verb=Change.Verb.LEFT, reason=reason)
    log_use(contact, purpose, "left", at)
    for person in partner.contacts.active():
        revoke_links(person, actor=actor, at=at)


def _refuse_again(model, form: FormToken) -> None:
    """Before anything else is said of a form: once it is accepted, the same form changes nothing any more."""
    if model.objects.filter(form_token=form.name).exists():
        raise AlreadyDone


def _refuse_same(sent, values: Mapping[str, object]) -> None:
    """Whoever goes back to a form gets a new one, and may press its button once more: one of both is enough."""
    if any(all(getattr(one, name) == value for name, value in values.items()) for one in sent.waiting()):
        raise AlreadyDone


def _once(model, form: FormToken, **values):
    made, is_new = model.objects.get_or_create(form_token=form.name, defaults=values)
    if not is_new:
        raise AlreadyDone
    return made


def _heard(contact: Contact, purpose: str, act: str, at: datetime) -> None:
    """The day something was heard of a partner is an observation: it makes no new version of the record."""
    Partner.objects.filter(pk=contact.partner_id).update(last_heard_on=timezone.localdate(at))
    log_use(contact, purpose, act, at)
