"""The same thing done to many partners, all or none, each with its own line of history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from ..models import Change, Partner
from .change_partner import Actor, change_partner
from .write_note import write_note


@transaction.atomic
def change_many(
    partners: Iterable[Partner],
    values: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
    verb: str = Change.Verb.CHANGED,
    reason: str = "",
) -> int:
    """Sets fields of each; the number of those that were different before."""
    return sum(
        change_partner(partner, values, actor=actor, at=at, verb=verb, reason=reason) is not None
        for partner in partners
    )


@transaction.atomic
def note_on_many(partners: Iterable[Partner], text: str, *, actor: Actor, at: datetime) -> int:
    return sum(bool(write_note(partner, text, actor=actor, at=at)) for partner in partners)
