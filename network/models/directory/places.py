"""The partners of a province and of a centre, grouped as people look for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.generation import cached
from home.models import Province, ProvincePage
from home.visible import readable

from ..partners import Partner
from . import counts
from .asking import MEMBER, Area, areas, choices, districts
from .cards import Card, cards, district_name

#: Of a province with more partners its districts are listed, each with its number and a link to the list.
MOST_LISTED = 200
MOST_IN_SHORT = 6


@dataclass(frozen=True)
class Tally:
    """So many of something: a kind, a district, a province."""

    value: str
    name: str
    count: int
    lang: str = ""


@dataclass(frozen=True)
class DistrictGroup:
    """A district with its partners; without them where the province has too many to list."""

    tally: Tally
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class InProvince:
    count: int
    members: int
    kinds: tuple[Tally, ...]
    groups: tuple[DistrictGroup, ...]


def in_province(area: Area) -> InProvince:
    """Two queries at most, none when warm."""
    return cached(f"directory-province:{area.slug}:{get_language()}", lambda: _in_province(area))


def _in_province(area: Area) -> InProvince:
    cells = counts.of_province(area.slug)
    total = counts.total(cells)
    listed: dict[str, list[Card]] = {}
    if total <= MOST_LISTED:
        found = Partner.objects.public().filter(province_id=area.id).order_by("order_key", "pk")
        for each in cards(found):
            listed.setdefault(each.district, []).append(each)
    in_district = counts.by(cells, "district")
    names = [(code, district_name(name, area.code)) for code, name in districts(area.slug)]
    return InProvince(
        total,
        counts.total(cells, status=MEMBER),
        kinds_of(cells),
        tuple(
            DistrictGroup(Tally(code, name, in_district[code]), tuple(listed.get(code, ())))
            for code, name in [*names, ("", _("District not known"))]
            if in_district.get(code)
        ),
    )


def kinds_of(cells: Iterable[counts.Cell]) -> tuple[Tally, ...]:
    """The kinds there are, in their usual order."""
    found = counts.by(cells, "kind")
    return tuple(Tally(value, label, found[value]) for value, label in choices("kind", {}) if found.get(value))


@dataclass(frozen=True)
class InCentre:
    count: int
    members: int
    kinds: tuple[Tally, ...]
    provinces: tuple[Tally, ...]


def in_centre(code: str) -> InCentre:
    """No query of its own when the counts are warm."""
    own = [area for area in areas() if area.centre == code]
    slugs = {area.slug for area in own}
    cells = [cell for cell in counts.whole_country() if cell.province in slugs]
    in_each = counts.by(cells, "province")
    return InCentre(
        counts.total(cells),
        counts.total(cells, status=MEMBER),
        kinds_of(cells),
        tuple(Tally(area.slug, area.name, in_each.get(area.slug, 0), area.lang) for area in own),
    )


def newest_of(province: Province) -> tuple[Card, ...]:
    """A few partners of a province, the members who joined last first; one query, none when warm."""

    def read() -> tuple[Card, ...]:
        of_province = Partner.objects.public().filter(province=province)
        members = of_province.filter(status=MEMBER).order_by("-joined_on", "order_key", "pk")
        found = cards(members[:MOST_IN_SHORT])
        if len(found) < MOST_IN_SHORT:
            others = of_province.exclude(status=MEMBER).order_by("order_key", "pk")
            found += cards(others[: MOST_IN_SHORT - len(found)])
        return found

    return cached(f"directory-newest:{province.pk}:{get_language()}", read)


def near(partner: Partner) -> tuple[Card, ...]:
    """Other partners of its district, or of its province where it is alone there; two queries at most."""
    others = Partner.objects.public().exclude(pk=partner.pk).order_by("order_key", "pk")
    in_district = cards(others.filter(district=partner.district)[:MOST_IN_SHORT]) if partner.district_id else ()
    return in_district or cards(others.filter(province=partner.province)[:MOST_IN_SHORT])


def pages_of_provinces(locale_id: int) -> Mapping[str, str]:
    """The addresses of the portal's own pages about provinces, by slug; no query when warm."""

    def read() -> dict[str, str]:
        pages = readable(ProvincePage.objects.filter(locale_id=locale_id)).select_related("province", "locale")
        return {page.province.slug: page.get_url() or "" for page in pages.defer_streamfields()}

    return cached(f"directory-province-pages:{locale_id}", read)
