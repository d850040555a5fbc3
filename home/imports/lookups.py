"""What a word in a file stands for: an indicator, a place. Where it stands for nothing, the nearest is suggested."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from ..models import Centre, Indicator, Province
from ..places import COUNTRY_CODE
from ..thai import fold

T = TypeVar("T")
#: The nearest word costs milliseconds; a file full of nonsense must not cost minutes.
MOST_SUGGESTIONS, LONGEST_NAME = 200, 100
COUNTRY_NAMES = (
    COUNTRY_CODE, "ทั้งประเทศ", "ทั่วประเทศ", "รวมทั้งประเทศ", "ประเทศไทย", "ประเทศ", "whole country", "thailand",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A province, a centre, or neither: the whole country."""

    province: Province | None = None
    centre: Centre | None = None

    @property
    def code(self) -> str:
        found = self.province or self.centre
        return found.code if found else COUNTRY_CODE


class NotFound(ValueError):
    """The word stands for nothing known; says so in words, with the nearest that is."""


class Lookup(Generic[T]):
    """Words to things, remembering what it was asked for: a file says the same words over and over."""

    def __init__(self, things: dict[str, T], shown: dict[str, str]) -> None:
        """`shown` has for each word the one to suggest in its place."""
        self.things, self.shown = things, shown
        self._refusals: dict[str, str] = {}

    def find(self, word: str) -> T:
        """Raises NotFound."""
        key = plain(word)
        if key in self.things:
            return self.things[key]
        if key not in self._refusals:
            self._refusals[key] = self._refusal(key, word)
        raise NotFound(self._refusals[key])

    def _refusal(self, key: str, word: str) -> str:
        searched = len(self._refusals) < MOST_SUGGESTIONS and len(key) <= LONGEST_NAME
        near = difflib.get_close_matches(key, self.things, n=1, cutoff=0.6) if searched else []
        if near:
            return _("“%(word)s” is not known. Did you mean “%(nearest)s”?") % {
                "word": word,
                "nearest": self.shown[near[0]],
            }
        return _("“%(word)s” is not known.") % {"word": word[:LONGEST_NAME]}


def plain(word: str) -> str:
    """A word without case, spaces, and the abbreviation mark after a shortened name."""
    return "".join(fold(word).split()).rstrip("ฯ.")


def _lookup(entries: Iterable[tuple[Any, str, Iterable[str]]]) -> Lookup:
    things: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for thing, name, words in entries:
        for word in words:
            if (key := plain(word)) and key not in things:
                things[key], shown[key] = thing, name
    return Lookup(things, shown)


def indicators() -> Lookup[Indicator]:
    """Indicators by code and by name; one query."""
    return _lookup(
        (one, one.code, (one.code, one.name_th, one.name_en)) for one in Indicator.objects.order_by("order", "code")
    )


def places() -> Lookup[Place]:
    """Places by official code, name in both languages, abbreviation and region; two queries."""
    provinces = [
        (
            Place(province=one),
            one.name_th,
            (one.code, one.name_th, one.name_en, one.abbr_th, f"จังหวัด{one.name_th}", f"จ.{one.name_th}"),
        )
        for one in Province.objects.order_by("code")
    ]
    centres = [
        (Place(centre=one), one.region_th, (one.region_th, one.name_th, one.code, one.region_en, one.name_en))
        for one in Centre.objects.order_by("order")
    ]
    short = [(place, name, ("กรุงเทพ", "กทม")) for place, name, _words in provinces if place.code == "10"]
    return _lookup([*provinces, *centres, *short, (Place(), COUNTRY_NAMES[1], COUNTRY_NAMES)])
