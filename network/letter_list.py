"""The register as an address asks for it: which book, which letters, what is searched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import Centre

from .letter_register import in_register
from .models import Letter, LetterBook
from .models.letters.books import Series
from .models.letters.letters import OUT, State
from .models.letters.texts import Purpose

Pairs = list[tuple[str, str]]


def _centres(user) -> Pairs:
    found = [(str(one.pk), one.region) for one in for_user(Centre.objects.all(), user, "pk")]
    return found if len(found) > 1 else []


def _years(user) -> Pairs:
    years = LetterBook.objects.for_user(user).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in dict.fromkeys(years)]


def _labels(choices) -> Pairs:
    return [(str(value), capfirst(str(label))) for value, label in choices]


@dataclass(frozen=True)
class Filter:
    """A filter of the register; without choices for a user it is not offered."""

    name: str
    label: str
    lookup: str
    choices: Callable[[Any], Pairs]


FILTERS = (
    Filter("centre", _("centre"), "centre", _centres),
    Filter("year", _("year"), "book__year", _years),
    Filter("series", _("series"), "book__series", lambda _user: _labels(Series.choices)),
    Filter("state", _("state"), "state", lambda _user: _labels((one, one.label) for one in (*OUT, State.VOID))),
    Filter("purpose", _("purpose"), "purpose", lambda _user: _labels(Purpose.choices)),
)


@dataclass(frozen=True)
class AskedLetters:
    """What an address asks the register for. Everything it does not understand is left out."""

    query: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    offered: Mapping[str, Pairs] = field(default_factory=dict)

    @property
    def parameters(self) -> dict[str, str]:
        return {name: value for name, value in {"q": self.query, **self.chosen}.items() if value}


def asked_for_letters(query: Mapping[str, str], user) -> AskedLetters:
    offered = {one.name: one.choices(user) for one in FILTERS}
    chosen = {name: query.get(name, "") for name, choices in offered.items() if query.get(name, "") in dict(choices)}
    return AskedLetters(query.get("q", "").replace("\0", " ").strip()[:200], chosen, offered)


def letters_for(asked: AskedLetters, user):
    """The registered letters that are asked for, of those the user may see; not yet ordered."""
    letters = Letter.objects.for_user(user).registered()
    for one in FILTERS:
        if value := asked.chosen.get(one.name):
            letters = letters.filter(**{one.lookup: value})
    return in_register(letters, asked.query)
