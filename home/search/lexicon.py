"""The Thai words that the search knows. Pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..places import provinces

HERE = Path(__file__).parent


@cache
def known_words() -> frozenset[str]:
    """The words of ICU's Thai list and of the office's, and the provinces; without the compounds the office splits."""
    words = set(_lines("words_icu.txt"))
    own = [word for line in _lines("words_office.txt") for word in line.split()]
    words.update(word for word in own if not word.startswith("-"))
    words.update(province.name_th for province in provinces())
    return frozenset(words.difference(word[1:] for word in own if word.startswith("-")))


@cache
def longest_word() -> int:
    """The number of characters of the longest known word."""
    return max(map(len, known_words()))


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8-sig")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
