"""From visits to trips: windows before anything is fixed, and trips of what is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """A visit on the way; `province` and `district` are what it is grouped by, `name` breaks ties."""

    visit: int
    province: str
    district: str
    name: str = ""


@dataclass(frozen=True)
class Window:
    """The days in which a visit is expected: what letter A names."""

    visit: int
    begins: date
    ends: date


class NoRoom(Exception):
    """The working days up to the end of the season do not suffice; `left` visits found none."""

    def __init__(self, left: int) -> None:
        super().__init__(str(left))
        self.left = left


def is_working_day(day: date, holidays: Iterable[date]) -> bool:
    return day.weekday() < 5 and day not in set(holidays)


def working_days(first: date, last: date, holidays: Iterable[date]) -> list[date]:
    closed = set(holidays)
    days = (first + DAY * number for number in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in closed]


def propose_windows(
    stops: Iterable[Stop], first: date, last: date, per_day: int, holidays: Iterable[date]
) -> list[Window]:
    """A window for each stop, the week of the day it would fall on: province by province, district by district, so many
    a day, on working days from `first` to `last` only.

    A district begins a new day, unless it fits whole into what the last one left. Raises NoRoom.
    """
    days = working_days(first, last, holidays)
    windows: list[Window] = []
    at, used = 0, 0
    ordered = sorted(stops, key=lambda stop: (stop.province, stop.district, stop.name, stop.visit))
    for _where, members in groupby(ordered, key=lambda stop: (stop.province, stop.district)):
        group = list(members)
        if used and used + len(group) > per_day:
            at, used = at + 1, 0
        for stop in group:
            if used == per_day:
                at, used = at + 1, 0
            if at >= len(days):
                raise NoRoom(len(ordered) - len(windows))
            windows.append(_week(stop.visit, days[at], first, last))
            used += 1
    return windows


def _week(visit: int, day: date, first: date, last: date) -> Window:
    monday = day - DAY * day.weekday()
    return Window(visit, max(monday, first), min(monday + DAY * 4, last))


@dataclass(frozen=True)
class Fixed:
    """An appointed visit; times are local."""

    visit: int
    starts_at: datetime
    minutes: int
    province: str = ""
    district: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Trip:
    """Visits that one journey takes in. `crowded` are days with more visits than the season plans for."""

    visits: tuple[int, ...]
    starts_on: date
    ends_on: date
    crowded: tuple[date, ...]
    clashes: tuple[tuple[int, int], ...]


def plan_trips(fixed: Iterable[Fixed], per_day: int) -> list[Trip]:
    """Trips of appointed visits: a day without a visit, be it a weekend or a holiday, sends the team home."""
    groups: list[list[Fixed]] = []
    for one in sorted(fixed, key=lambda one: (one.starts_at, one.visit)):
        if groups and one.starts_at.date() - groups[-1][-1].starts_at.date() <= DAY:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_trip(group, per_day) for group in groups]


def _trip(group: Sequence[Fixed], per_day: int) -> Trip:
    days = [one.starts_at.date() for one in group]
    return Trip(
        visits=tuple(one.visit for one in group),
        starts_on=days[0],
        ends_on=days[-1],
        crowded=tuple(sorted({day for day in days if days.count(day) > per_day})),
        clashes=tuple(clashes(group)),
    )


def clashes(fixed: Iterable[Fixed]) -> list[tuple[int, int]]:
    """Pairs of visits that overlap in time; one that begins when the other ends does not."""
    found: list[tuple[int, int]] = []
    running: list[Fixed] = []
    for one in sorted(fixed, key=lambda each: (each.starts_at, each.visit)):
        running = [other for other in running if other.ends_at > one.starts_at]
        found += [(other.visit, one.visit) for other in running]
        running.append(one)
    return found
