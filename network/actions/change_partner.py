"""Changes a partner's own data and writes the line of history that says so, together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from home.generation import bump

from .. import standing
from ..models import Change, Contact, Partner


class EditedMeanwhile(Exception):
    """Somebody saved the record after it was opened; `current` is how it stands now."""

    def __init__(self, current: Partner) -> None:
        super().__init__(str(current))
        self.current = current


@dataclass(frozen=True)
class Actor:
    """Who acts: a user, or a role that has no user (a partner behind its link, an import, the clock)."""

    user: Any = None
    role: str = ""


def as_text(value: object) -> str:
    """A value as the history keeps it: related records by their name, nothing as an empty text."""
    if value is None:
        return ""
    return str(value) if not isinstance(value, models.Model) else f"{value}"


def differences(partner: Partner, values: Mapping[str, object]) -> dict[str, list[str]]:
    """{field: [before, after]} of what would really change."""
    return {
        name: [as_text(getattr(partner, name)), as_text(value)]
        for name, value in values.items()
        if getattr(partner, name) != value
    }


def record(partner: Partner, verb: str, actor: Actor, at: datetime, **details: Any) -> Change:
    """Adds a line to the history; `details` are `fields`, `personal`, `contact` and `reason`."""
    return Change.objects.create(partner=partner, verb=verb, by=actor.user, actor=actor.role, at=at, **details)


@transaction.atomic
def change_partner(
    partner: Partner,
    values: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
    expected_version: int | None = None,
    verb: str = Change.Verb.CHANGED,
    reason: str = "",
) -> Change | None:
    """Sets the fields of a partner; returns the line of history, None where nothing changed.

    Raises EditedMeanwhile when `expected_version` is not the version that is stored.
    """
    stored = Partner.objects.select_for_update().get(pk=partner.pk)
    if expected_version is not None and stored.version != expected_version:
        raise EditedMeanwhile(stored)
    changed = differences(stored, values)
    if not changed:
        return None
    for name, value in values.items():
        setattr(stored, name, value)
    stored.version += 1
    stored.status = standing.standing(stored.seen(), timezone.localdate(at))
    stored.save()
    partner.__dict__.update(stored.__dict__)
    bump()
    return record(stored, verb, actor, at, fields=changed, reason=reason)


def create_partner(
    values: Mapping[str, object], *, actor: Actor, at: datetime, verb: str = Change.Verb.CREATED
) -> Partner:
    """A new partner with its first line of history."""
    with transaction.atomic():
        partner = Partner(**values)
        partner.status = standing.standing(partner.seen(), timezone.localdate(at))
        partner.save()
        fields = {name: ["", as_text(value)] for name, value in values.items() if value not in (None, "", False)}
        record(partner, verb, actor, at, fields=fields)
        bump()
    return partner


PERSONAL = ("title", "name", "position", "phone", "email", "line_id")


@transaction.atomic
def change_contact(contact: Contact, values: Mapping[str, object], *, actor: Actor, at: datetime) -> Change | None:
    """Sets the fields of a contact, new or known; what is said of the person stands apart, so that it can be erased."""
    changed = {
        name: [as_text(getattr(contact, name)) if contact.pk else "", as_text(value)]
        for name, value in values.items()
        if not contact.pk or getattr(contact, name) != value
    }
    if not changed:
        return None
    for name, value in values.items():
        setattr(contact, name, value)
    contact.save()
    personal = {name: pair for name, pair in changed.items() if name in PERSONAL}
    plain = {name: pair for name, pair in changed.items() if name not in PERSONAL}
    return record(contact.partner, Change.Verb.CONTACT, actor, at, fields=plain, personal=personal, contact=contact)


def reindex(partners) -> None:
    """Brings the search index up to date after a bulk write, which sends no signals."""
    get_search_backend().add_bulk(Partner, list(partners))
