"""The map of the directory: one dot per province, its area as large as the number of partners there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import get_language

from home.dotmap import position

from .asking import Area, areas, centres

#: Radii in units of home.dotmap's drawing.
EMPTY, SMALLEST, LARGEST = 1.3, 1.9, 7.0


@dataclass(frozen=True)
class Spot:
    """A province on the map and in the list beside it; without partners it is no link."""

    area: Area
    count: int
    x: str
    y: str
    r: str
    near: bool = True


@dataclass(frozen=True)
class Group:
    """The provinces of a centre."""

    title: str
    code: str
    count: int
    spots: tuple[Spot, ...]

    @property
    def empty(self) -> str:
        """The names of those that have no partner."""
        between = " " if get_language() == "th" else ", "
        return between.join(spot.area.name for spot in self.spots if not spot.count)


def radius(count: int, most: int) -> float:
    """The area of a dot grows with its count, so that twice as many look like twice as many."""
    if not count:
        return EMPTY
    return max(SMALLEST, LARGEST * sqrt(count / most))


def spots(counts: Mapping[str, int], near: frozenset[str] | None = None) -> tuple[Spot, ...]:
    """A spot for every province whose position is known; the largest first, so that none hides a smaller one.

    `counts`: partners by the province's slug. `near`: slugs that stand out, all where none are named.
    """
    most = max(counts.values(), default=0)
    found = []
    for area in areas():
        if area.latitude is None or area.longitude is None:
            continue
        count = counts.get(area.slug, 0)
        x, y = position(area.latitude, area.longitude)
        found.append(Spot(area, count, x, y, f"{radius(count, most):.1f}", near is None or area.slug in near))
    return tuple(sorted(found, key=lambda spot: -spot.count))


def grouped(counts: Mapping[str, int]) -> tuple[Group, ...]:
    """The same as a list: the provinces of each centre in the order of the dictionary."""
    by_centre: dict[str, list[Spot]] = {}
    for area in areas():
        by_centre.setdefault(area.centre, []).append(Spot(area, counts.get(area.slug, 0), "", "", ""))
    return tuple(
        Group(centre.region, centre.code, sum(spot.count for spot in found), tuple(found))
        for centre in centres()
        if (found := by_centre.get(centre.code))
    )
