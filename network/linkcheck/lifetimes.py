"""How long banners last: the times one was on a site, and what share is still there after so many days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """A time during which every look said the same: the judgement, whether the look itself showed the banner."""

    standing: str
    holds: bool
    first: date
    last: date


@dataclass(frozen=True)
class Life:
    """A time a banner was on a site; `ended` is the first day it was missing, None while it is there."""

    began: date
    ended: date | None = None

    def days(self, today: date) -> int:
        return ((self.ended or today) - self.began).days


def lives(spans: Iterable[Span]) -> list[Life]:
    """The lives of one site's banner, from its spans in order. A loss began when the banner was first missing."""
    found: list[Life] = []
    began: date | None = None
    missing: date | None = None
    for span in spans:
        if span.standing == "live":
            began = began or span.first
            missing = None if span.holds else missing or span.first
        elif span.standing == "lost" and began is not None:
            found.append(Life(began, max(began, missing or span.first)))
            began = missing = None
    return [*found, Life(began)] if began else found


@dataclass(frozen=True)
class Step:
    """At this many days, of so many still watched so many were lost; `share` is what survives it."""

    days: int
    watched: int
    lost: int
    share: float


def survival(observed: Iterable[tuple[int, bool]]) -> list[Step]:
    """The Kaplan-Meier estimate from (days watched, lost at the end of them?): lives that go on count while they can.

    Source: Kaplan and Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958).
    """
    waiting = sorted(observed)
    steps, share, watched, position = [], 1.0, len(waiting), 0
    while position < len(waiting):
        days = waiting[position][0]
        same = [lost for length, lost in waiting[position:] if length == days]
        deaths = sum(same)
        if deaths:
            share *= 1 - deaths / watched
            steps.append(Step(days, watched, deaths, share))
        watched -= len(same)
        position += len(same)
    return steps


def share_after(steps: list[Step], days: int, longest: int) -> float | None:
    """What share survives so many days; None where nobody has been watched that long (`longest` days)."""
    if longest < days:
        return None
    passed = [step.share for step in steps if step.days <= days]
    return passed[-1] if passed else 1.0


def repair_times(all_lives: Iterable[list[Life]]) -> list[int]:
    """Days from losing a banner to its return, of the losses that were mended, shortest first."""
    gaps = []
    for of_one in all_lives:
        for lost, back in pairwise(of_one):
            if lost.ended:
                gaps.append((back.began - lost.ended).days)
    return sorted(gaps)


def median(numbers: list[int]) -> float | None:
    """The middle of a sorted list."""
    if not numbers:
        return None
    half = len(numbers) // 2
    return float(numbers[half]) if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def installed_within(visited_on: date, seen: Iterable[Life], days: int = 30) -> bool:
    """Whether the banner was on the site so many days after the visit."""
    day = visited_on + timedelta(days=days)
    return any(life.began <= day and (life.ended is None or life.ended > day) for life in seen)
