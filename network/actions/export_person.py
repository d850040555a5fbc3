"""Hands out everything held on a person (PDPA s.30), as plain values for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from home.tabular import Sheet

from .find_person import Held

CONTACT = ("title", "name", "position", "role", "function", "phone", "email", "line_id", "active", "source",
    "notice_on", "verified_on", "news_stopped_at", "created_at", "updated_at")  # fmt: skip
VOLUNTEER = ("title", "name", "phone", "email", "active", "since_on", "notice_on", "note")
APPLICATION = ("name", "contact_title", "contact_name", "contact_position", "phone", "email", "message",
    "consented_at", "sent_at", "state")  # fmt: skip
REGISTRATION = ("event", "state", "name", "position", "organisation", "email", "phone", "registered_at", "consented_at",
    "attended_at")  # fmt: skip
PARTS = (
    ("contacts", (*CONTACT, "partner")),
    ("volunteers", (*VOLUNTEER, "district")),
    ("applications", APPLICATION),
    ("registrations", REGISTRATION),
    ("guests", ("gathering", "name", "organisation", "present")),
    ("proposals", ("partner", "profile", "people", "message", "sent_at", "state")),
    ("contributions", ("partner", "kind", "title", "text", "sent_at", "state")),
    ("notes", ("partner", "text", "created_at")),
    ("changes", ("partner", "verb", "at", "personal", "fields", "reason")),
    ("rows", ("line", "cells", "values")),
    ("files", ("name", "created_at")),
    ("link_uses", ("purpose", "act", "at")),
)


def export_person(held: Held, at: datetime) -> dict[str, Any]:
    """{part: [records]} with plain values; days and moments in ISO form, moments in local time."""
    parts = {part: [_values(row, names) for row in getattr(held, part)] for part, names in PARTS}
    return {"exported_at": _plain(at), "person": held.person.name, **parts}


def person_sheets(held: Held) -> Iterator[Sheet]:
    """One sheet for each part that holds anything; at least one."""
    filled = [(part, names) for part, names in PARTS if getattr(held, part)]
    for part, names in filled:
        rows = [[_cell(value) for value in _values(row, names).values()] for row in getattr(held, part)]
        yield Sheet(part, names, rows)
    if not filled:
        yield Sheet(_("Nothing is held"), [_("Nothing is held on this person.")], [])


def _values(row, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def _cell(value: Any) -> Any:
    return str(value) if isinstance(value, list | dict) else value
