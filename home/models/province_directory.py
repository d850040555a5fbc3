"""The 77 provinces as lists and maps show them, with the address of each one's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from .. import thai
from ..dotmap import Dot, position
from ..generation import cached
from ..visible import readable
from .places import Centre, Province


@dataclass(frozen=True)
class Place:
    """A province; `url` is empty where it has no readable page in the language."""

    id: int
    name: str
    other_name: str
    url: str
    centre: str
    latitude: float | None
    longitude: float | None

    def matches(self, text: str) -> bool:
        """Whether either of its names contains a folded text."""
        return text in thai.fold(self.name) or text in thai.fold(self.other_name)


@dataclass(frozen=True)
class Region:
    """A centre with its provinces."""

    centre: Centre
    places: tuple[Place, ...]


def regions(locale_id: int) -> tuple[Region, ...]:
    """The centres in the office's order, each with its provinces in the order of the dictionary; no query when warm."""
    return cached(f"regions:{locale_id}:{get_language()}", lambda: _regions(locale_id))


def _regions(locale_id: int) -> tuple[Region, ...]:
    from .provinces import ProvincePage

    pages = readable(ProvincePage.objects.filter(locale_id=locale_id)).defer_streamfields()
    addresses = {page.province_id: page.url for page in pages}
    places = [
        _place(province, addresses.get(province.pk, "")) for province in Province.objects.select_related("centre")
    ]
    places.sort(key=lambda place: thai.sort_key(place.name))
    return tuple(
        Region(centre, tuple(place for place in places if place.centre == centre.code))
        for centre in Centre.objects.all()
    )


def _place(province: Province, url: str) -> Place:
    other = province.name_en if province.name == province.name_th else province.name_th
    return Place(province.pk, province.name, other, url, province.centre.code, province.latitude, province.longitude)


def map_dots(found: Iterable[Region], near: str = "", here: int | None = None) -> list[Dot]:
    """Every province but the one `here` as a dot; those of the centre `near` stand out, all where none is named."""
    return [
        Dot(*position(place.latitude, place.longitude), place.name, place.url, near=near in ("", place.centre))
        for region in found
        for place in region.places
        if place.id != here and place.latitude is not None and place.longitude is not None
    ]


def map_dot(province: Province) -> Dot | None:
    """Where a province itself lies; None where its position is not known."""
    if province.latitude is None or province.longitude is None:
        return None
    return Dot(*position(province.latitude, province.longitude))
