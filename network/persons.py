"""A person as the records know one, and the person's traces taken out of stored text. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from home.thai import fold

#: Shorter than this a name or a number would be found in words that have nothing to do with the person.
SHORTEST = 4
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


@dataclass(frozen=True)
class Person:
    """How a person is recognised. Empty texts are not known."""

    name: str = ""
    phone: str = ""
    email: str = ""
    line_id: str = ""

    @property
    def traces(self) -> tuple[str, ...]:
        """The texts that give the person away, the longest first."""
        known = {text.strip() for text in (self.name, self.phone, *self.phone.split(","), self.email, self.line_id)}
        return tuple(sorted((text for text in known if len(text) >= SHORTEST), key=len, reverse=True))

    def is_the_same(self, other: Person) -> bool:
        """The same e-mail address or LINE ID, or the same name with the same telephone."""
        if self.email and fold(self.email) == fold(other.email):
            return True
        if self.line_id and fold(self.line_id) == fold(other.line_id):
            return True
        return bool(self.name) and _bare(self.name) == _bare(other.name) and self._shares_phone(other)

    def _shares_phone(self, other: Person) -> bool:
        return bool(self.phone) and _digits(self.phone) == _digits(other.phone)


def _bare(name: str) -> str:
    return "".join(fold(name).split())


def _digits(phone: str) -> str:
    return "".join(letter for letter in fold(phone) if letter.isdigit())


def without(value, traces: tuple[str, ...]):
    """A text, or the texts anywhere in a list or mapping, with «…» for every trace; other values as they are."""
    if isinstance(value, dict):
        return {key: without(item, traces) for key, item in value.items()}
    if isinstance(value, list):
        return [without(item, traces) for item in value]
    if isinstance(value, str) and traces:
        return _pattern(traces).sub("…", value)
    return value


def mentions(text: str, traces: tuple[str, ...]) -> bool:
    """Whether a text holds any of the traces, as without() would take them out."""
    return bool(traces) and _pattern(traces).search(text) is not None


@lru_cache(maxsize=16)
def _pattern(traces: tuple[str, ...]) -> re.Pattern[str]:
    """A trace however it is spaced and whatever its case; a number also with other signs between its digits."""
    return re.compile("|".join(map(_loosely, traces)), re.IGNORECASE)


def _loosely(trace: str) -> str:
    if re.fullmatch(r"[\d\s().+-]+", trace):
        return r"[\s().-]*".join(f"[{digit}{THAI_DIGITS[int(digit)]}]" for digit in _digits(trace))
    return r"\s+".join(map(re.escape, trace.split()))
