"""A line of history in words: whose field, from what, to what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .models import Change, Contact, Partner

#: What stands in histories and is no field of a record.
WORDS = {"note": _("note"), "file": _("file"), "merged": _("merged record"), "contact": _("contact")}


@dataclass(frozen=True)
class Step:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    what: str
    reason: str
    steps: tuple[Step, ...]


def lines(changes) -> list[Line]:
    return [_line(change) for change in changes]


def _line(change: Change) -> Line:
    user = change.by.get_full_name() or change.by.get_username() if change.by else ""
    who = " · ".join(part for part in (user, change.actor) if part)
    pairs = {**change.fields, **change.personal}
    model = Contact if change.verb == Change.Verb.CONTACT else Partner
    steps = tuple(_step(model, name, pair) for name, pair in pairs.items() if _is_pair(pair))
    return Line(change.at, who, change.get_verb_display(), change.reason, steps)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2


def _step(model, name: str, pair: list) -> Step:
    if name in WORDS:
        return Step(capfirst(str(WORDS[name])), *map(str, pair))
    field = next((field for field in model._meta.concrete_fields if field.name == name), None)
    if field is None:
        return Step(name, *map(str, pair))
    words = {str(value): str(label) for value, label in field.flatchoices}
    return Step(capfirst(str(field.verbose_name)), *(words.get(str(value), str(value)) for value in pair))
