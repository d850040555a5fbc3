"""Districts and sub-districts as people type them: with or without อำเภอ and ตำบล, in Thai or English. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar

from home.thai import clean, fold

_PREFIX = re.compile(r"^(อำเภอ|อ\.|เขต|กิ่งอำเภอ|ตำบล|ต\.|แขวง)\s*")


class Named(Protocol):
    code: str
    name_th: str
    name_en: str


N = TypeVar("N", bound=Named)


class UnknownPlace(LookupError):
    """No place of that name there; `near` are names that look like it."""

    def __init__(self, typed: str, near: list[str]) -> None:
        super().__init__(typed)
        self.typed, self.near = typed, near


def find_place(typed: str, places: Iterable[N]) -> N | None:
    """The place among some that was meant; None for an empty text. Raises UnknownPlace."""
    wanted = _bare(typed)
    if not wanted:
        return None
    places = list(places)
    for place in places:
        if wanted in (_bare(place.name_th), fold(place.name_en)):
            return place
        # «อำเภอเมือง» is what everybody says for เมืองลำปาง and its like: the first district of the province.
        if wanted == "เมือง" and len(place.code) == 4 and place.code.endswith("01"):
            return place
    raise UnknownPlace(typed, get_close_matches(wanted, [place.name_th for place in places], n=3, cutoff=0.5))


def _bare(name: str) -> str:
    return fold(_PREFIX.sub("", clean(name)))
