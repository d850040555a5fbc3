"""The periods statistics are counted by: month, quarter, half-year and year of the calendar. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .thai import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, fold

MONTH, QUARTER, HALF, YEAR = "month", "quarter", "half", "year"
LENGTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}
_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class UnknownPeriod(ValueError):
    """The text names no period."""


@dataclass(frozen=True, order=True)
class Period:
    """A calendar period: its kind and its first day."""

    kind: str
    start: date

    def __post_init__(self) -> None:
        if self.kind not in LENGTHS or self.start.day != 1 or (self.start.month - 1) % LENGTHS[self.kind]:
            raise UnknownPeriod(f"{self.kind} {self.start}")

    @property
    def number(self) -> int:
        """Which one of its year, from 1."""
        return (self.start.month - 1) // LENGTHS[self.kind] + 1

    @property
    def next(self) -> Period:
        return self.shifted(1)

    @property
    def previous(self) -> Period:
        return self.shifted(-1)

    @property
    def end(self) -> date:
        """The last day."""
        return self.next.start - timedelta(days=1)

    def shifted(self, by: int) -> Period:
        months = self.start.year * 12 + self.start.month - 1 + by * LENGTHS[self.kind]
        return Period(self.kind, date(months // 12, months % 12 + 1, 1))

    def label(self, language: str = "th") -> str:
        """As a reader says it: ไตรมาส 2 ปี 2569, or Q2 2026."""
        year, number = self.start.year, self.number
        if language == "th":
            year += BUDDHIST_OFFSET
            return {
                MONTH: f"{MONTHS[self.start.month - 1]} {year}",
                QUARTER: f"ไตรมาส {number} ปี {year}",
                HALF: f"ครึ่งปี{'แรก' if number == 1 else 'หลัง'} {year}",
                YEAR: f"ปี {year}",
            }[self.kind]
        return {
            MONTH: f"{_ENGLISH[self.start.month - 1]} {year}",
            QUARTER: f"Q{number} {year}",
            HALF: f"{'First' if number == 1 else 'Second'} half of {year}",
            YEAR: f"{year}",
        }[self.kind]

    @property
    def code(self) -> str:
        """As files write it: 2026-05, 2026-Q2, 2026-H1, 2026."""
        number, year = self.number, self.start.year
        return {MONTH: f"{year}-{number:02}", QUARTER: f"{year}-Q{number}", HALF: f"{year}-H{number}", YEAR: f"{year}"}[
            self.kind
        ]


_MONTH_NAMES = {name: i for names in (MONTHS, MONTHS_SHORT) for i, name in enumerate(names, 1)}
_MONTH_NAMES |= {name.lower(): i for i, name in enumerate(_ENGLISH, 1)}
_MONTH_NAMES |= {name[:3].lower(): i for i, name in enumerate(_ENGLISH, 1)}
_PATTERNS = (
    (MONTH, re.compile(r"(?P<y>\d{4})[-/](?P<n>\d{1,2})")),
    (MONTH, re.compile(r"(?P<n>\d{1,2})/(?P<y>\d{4})")),
    (MONTH, re.compile(r"(?P<name>[^\d\s]+?)\s*(?:พ\.ศ\.\s*)?(?P<y>\d{4})")),
    (QUARTER, re.compile(r"(?P<y>\d{4})[-/]?q(?P<n>[1-4])")),
    (QUARTER, re.compile(r"(?:q|ไตรมาส(?:ที่)?\s*)(?P<n>[1-4])\s*(?:/|-|ปี(?:\s*พ\.ศ\.)?)?\s*(?P<y>\d{4})")),
    (HALF, re.compile(r"(?P<y>\d{4})[-/]?h(?P<n>[12])")),
    (HALF, re.compile(r"(?:h|ครึ่งปี(?:ที่)?\s*)(?P<n>[12]|แรก|หลัง)\s*(?:/|-|ปี)?\s*(?P<y>\d{4})")),
    (YEAR, re.compile(r"(?:ปี\s*)?(?:พ\.ศ\.\s*)?(?P<y>\d{4})")),
)


def parse(text: str) -> Period:
    """The period a person or a file means; years from 2400 on are Buddhist.

    Raises UnknownPeriod when the text names none.
    """
    folded = fold(text).strip()
    for kind, pattern in _PATTERNS:
        if not (match := pattern.fullmatch(folded)):
            continue
        found = match.groupdict()
        number = {"แรก": 1, "หลัง": 2}.get(found.get("n") or "") or int(found.get("n") or 1)
        if found.get("name") is not None:
            number = _MONTH_NAMES.get(found["name"], 0)
        year = int(found["y"])
        year -= BUDDHIST_OFFSET if year >= 2400 else 0
        if not (1 <= number <= 12 // LENGTHS[kind] and 1900 <= year <= 2200):
            continue
        return Period(kind, date(year, (number - 1) * LENGTHS[kind] + 1, 1))
    raise UnknownPeriod(text)
