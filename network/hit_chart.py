"""Hits by week as columns of a drawing. Pure: numbers in, places out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS, WIDTH, HEIGHT = 26, 520, 96
_STEP, _GAP = WIDTH // WEEKS, 4


@dataclass(frozen=True)
class Week:
    """A week from Monday: how often the banner or frame was shown, how many of that verified, how many clicks."""

    monday: date
    shown: int
    verified: int
    clicks: int


@dataclass(frozen=True)
class Column:
    """A column of the drawing in its own units; `inner` is the verified part, from the ground up."""

    week: Week
    x: int
    width: int
    y: int
    height: int
    inner_y: int
    inner_height: int


@dataclass(frozen=True)
class Chart:
    columns: tuple[Column, ...]
    highest: int
    shown: int
    verified: int
    clicks: int


def chart_of(counts: Iterable[tuple[date, str, bool, int]], today: date) -> Chart:
    """The last 26 weeks from (day, kind, verified, number); kinds are banner, widget and click."""
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    sums = {monday: [0, 0, 0] for monday in mondays}
    for day, kind, verified, number in counts:
        week = sums.get(day - timedelta(days=day.weekday()))
        if week is None:
            continue
        if kind == "click":
            week[2] += number
        else:
            week[0] += number
            week[1] += number if verified else 0
    weeks = [Week(monday, *sums[monday]) for monday in mondays]
    highest = max((week.shown for week in weeks), default=0)
    columns = tuple(_column(number, week, highest) for number, week in enumerate(weeks))
    return Chart(
        columns, highest, sum(w.shown for w in weeks), sum(w.verified for w in weeks), sum(w.clicks for w in weeks)
    )


def _column(number: int, week: Week, highest: int) -> Column:
    def tall(value: int) -> int:
        # What was counted is never drawn as nothing.
        return max(2, round(HEIGHT * value / highest)) if value else 0

    height, inner = tall(week.shown), min(tall(week.verified), tall(week.shown))
    return Column(week, number * _STEP + _GAP // 2, _STEP - _GAP, HEIGHT - height, height, HEIGHT - inner, inner)
