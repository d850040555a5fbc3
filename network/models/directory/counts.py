"""How many partners of what there are: one small table of counts answers every filter of the directory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from home.facets import Facet, facet, query_string
from home.generation import cached

from ... import standing
from ..partners import Partner
from .asking import MEMBER, PARTICIPANT, areas, asked_for, choices

#: What was searched for is kept shorter than what many readers ask for.
SECONDS_OF_A_SEARCH = 600


@dataclass(frozen=True)
class Cell:
    """So many partners have all of these in common; `district` is empty where the table does not look at it."""

    province: str
    kind: str
    status: str
    count: int
    district: str = ""


def whole_country() -> tuple[Cell, ...]:
    """Every public partner, by province, kind and status; one query, none when warm."""
    return cached("directory-cells", lambda: _cells(Partner.objects.public()))


def cells_for(chosen: Mapping[str, str]) -> tuple[Cell, ...]:
    """The cells that the filters of a page choose from: of a search what it found, of a province its districts."""
    if "q" in chosen:
        asked = {"q": chosen["q"]}
        return cached(
            f"directory-found:{query_string(asked)}", lambda: _cells(asked_for(asked), True), SECONDS_OF_A_SEARCH
        )
    return whole_country()


def _in_districts(chosen: Mapping[str, str]) -> tuple[Cell, ...]:
    if "q" in chosen:
        return cells_for(chosen)
    return of_province(chosen["province"])


def of_province(slug: str) -> tuple[Cell, ...]:
    """The public partners of a province, by district, kind and status; one query, none when warm."""
    return cached(f"directory-cells:{slug}", lambda: _cells(Partner.objects.public().filter(province__slug=slug), True))


def _cells(partners, by_district: bool = False) -> tuple[Cell, ...]:
    slugs = {area.id: area.slug for area in areas()}
    fields = ["province_id", "kind", "status", *(["district__code"] if by_district else [])]
    rows = partners.order_by().values_list(*fields).annotate(count=Count("pk"))
    return tuple(
        Cell(
            slugs[province],
            kind,
            MEMBER if status == standing.MEMBER else PARTICIPANT,
            rest[-1],
            (rest[0] or "") if by_district else "",
        )
        for province, kind, status, *rest in rows
        if province in slugs
    )


def total(cells: Iterable[Cell], **narrowed: str) -> int:
    return sum(cell.count for cell in cells if all(getattr(cell, name) == value for name, value in narrowed.items()))


def by(cells: Iterable[Cell], name: str, narrowed: Mapping[str, str] | None = None) -> dict[str, int]:
    """How many each value of a filter would leave, others being as in `narrowed`."""
    counts: dict[str, int] = {}
    others = (narrowed or {}).items()
    for cell in cells:
        if all(getattr(cell, other) == value for other, value in others if other not in (name, "q")):
            value = getattr(cell, name)
            counts[value] = counts.get(value, 0) + cell.count
    return counts


def count(chosen: Mapping[str, str]) -> int:
    """How many partners fit; no query when warm."""
    cells = _in_districts(chosen) if "district" in chosen else cells_for(chosen)
    return total(cells, **{name: value for name, value in chosen.items() if name != "q"})


def by_province(chosen: Mapping[str, str]) -> dict[str, int]:
    """For the map: how many fit in each province, wherever the reader looks at the moment."""
    others = {name: value for name, value in chosen.items() if name not in ("province", "district")}
    return by(cells_for(chosen), "province", others)


def facets(chosen: Mapping[str, str], **shown: str) -> tuple[Facet, ...]:
    """The filters that have something to choose, with their counts.

    `shown` are words of the address that are no filters, such as the view.
    """
    found = []
    for name, label in (
        ("province", _("Province")),
        ("district", _("District")),
        ("kind", _("Kind")),
        ("status", _("Status")),
    ):
        others = {other: value for other, value in chosen.items() if name != "province" or other != "district"}
        if name == "district" and "province" not in chosen:
            continue
        cells = _in_districts(chosen) if name == "district" or "district" in others else cells_for(chosen)
        found.append(
            facet(name, label, choices(name, chosen), chosen={**others, **shown}, counts=by(cells, name, others))
        )
    return tuple(each for each in found if each.options)
