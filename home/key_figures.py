"""A headline figure and how it moved since the period before. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .charts import Line
from .periods import Period

UP, DOWN, SAME = "up", "down", "same"


@dataclass(frozen=True)
class Change:
    """From `before` to `now`; `share` is in per cent of `before`, None where that was nothing."""

    now: Decimal
    before: Decimal

    @property
    def direction(self) -> str:
        if self.now == self.before:
            return SAME
        return UP if self.now > self.before else DOWN

    @property
    def amount(self) -> Decimal:
        """How much, without its sign: the direction says which way."""
        return abs(self.now - self.before)

    @property
    def share(self) -> Decimal | None:
        return self.amount / abs(self.before) * 100 if self.before else None

    def judged(self, better: str) -> str:
        """ "good", "bad" or "" for a change of something that is better "higher", "lower" or "neither"."""
        wanted = {"higher": UP, "lower": DOWN}.get(better)
        if not wanted or self.direction == SAME:
            return ""
        return "good" if self.direction == wanted else "bad"


@dataclass(frozen=True)
class KeyFigure:
    """Everything a figure says about itself; without a source and a date it would not be one."""

    label: str
    value: Decimal
    unit: str
    source: str
    as_of: date | None
    decimals: int = 0
    period: Period | None = None
    place: str = ""
    change: Change | None = None
    judgement: str = ""
    trend: Line | None = None
    meaning: str = ""
    source_url: str = ""
    demonstration: bool = False


def change(values: Sequence[tuple[Period, Decimal]]) -> Change | None:
    """From the period directly before the newest to the newest; None where that period was not counted.

    `values` come in any order and hold one kind of period.
    """
    by_period = dict(values)
    if not by_period:
        return None
    newest = max(by_period)
    before = by_period.get(newest.previous)
    return None if before is None else Change(by_period[newest], before)
