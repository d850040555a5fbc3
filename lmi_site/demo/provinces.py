"""Two sentences about each of the 77 provinces, composed from where it lies and who looks after it."""

from __future__ import annotations

import math
from typing import Any

from home import places
from home.models import Centre, Province

from . import content
from .articles import OPENED
from .desk import ENGLISH, Desk, at_nine
from .publishing import fill

_CAPITAL = "bangkok"
_EARTH_KM = 6371
#: Eight directions from the capital, clockwise from the north.
_DIRECTIONS = {
    "th": (
        "ทางเหนือ", "ทางตะวันออกเฉียงเหนือ", "ทางตะวันออก", "ทางตะวันออกเฉียงใต้",
        "ทางใต้", "ทางตะวันตกเฉียงใต้", "ทางตะวันตก", "ทางตะวันตกเฉียงเหนือ",
    ),
    "en": ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"),
}  # fmt: skip


def load_provinces(desk: Desk) -> int:
    """Introduce every province on its page. How many pages, in both languages, were written."""
    rows = {row.slug: row for row in places.provinces()}
    centres = {centre.code: centre for centre in Centre.objects.all()}

    def values_of(row: places.ProvinceRow):
        return lambda language: _values(desk, row, centres[row.centre], rows[_CAPITAL], language)

    slugs = Province.objects.order_by("code").values_list("slug", flat=True)
    return sum(
        fill(desk, f"provinces/{slug}", values_of(rows[slug]), english=True, at=at_nine(OPENED)) for slug in slugs
    )


def _values(
    desk: Desk, row: places.ProvinceRow, centre: Centre, capital: places.ProvinceRow, language: str
) -> dict[str, Any]:
    return {
        "summary": introduction(row, centre, capital, language),
        "body": desk.stream(
            content.table("provinces.toml")["body"][language].replace("PLACE", row.slug), language, row.slug
        ),
    }


def introduction(row: places.ProvinceRow, centre: Centre, capital: places.ProvinceRow, language: str) -> str:
    """Where a province lies, and which centre publishes its figures, in two sentences."""
    words = content.table("provinces.toml")[language]
    name = row.name_en if language == ENGLISH else row.name_th
    where = words["capital"] if row == capital else words["where"].format(**_course(capital, row, language))
    edges = [words[edge] for edge, slugs in content.table("provinces.toml")["edges"].items() if row.slug in slugs]
    beside = words["edges"].format(edges=_joined(edges, words["and"])) if edges else ""
    region = centre.region_en if language == ENGLISH else centre.region_th
    return words["sentences"].format(name=name, region=region, where=where, edges=beside)


def _joined(parts: list[str], last: str) -> str:
    return last.join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if last.isascii() else last.join(parts)


def _course(start: places.ProvinceRow, end: places.ProvinceRow, language: str) -> dict[str, Any]:
    """Distance in kilometres as the crow flies, rounded to ten, and direction, from one place to another."""
    a, b = math.radians(start.latitude), math.radians(end.latitude)
    turn = math.radians(end.longitude - start.longitude)
    haversine = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    distance = 2 * _EARTH_KM * math.asin(math.sqrt(haversine))
    course = math.atan2(
        math.sin(turn) * math.cos(b), math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    )
    direction = _DIRECTIONS[language][round(math.degrees(course) / 45) % 8]
    return {"distance": max(10, round(distance / 10) * 10), "direction": direction}
