"""The bulletins of a language: what was asked for, what is left, and which bulletin takes the place of which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .. import thai
from ..facets import Facet, facet
from ..generation import cached
from ..periods import Period
from ..visible import readable
from .bulletins import BulletinPage
from .figures import Observation
from .places import Centre

#: Stands for "no centre" where a code is needed.
COUNTRY = "country"


@dataclass(frozen=True)
class Filing:
    """Where a bulletin belongs, without its content."""

    id: int
    centre: str
    period: Period
    released_on: date | None

    @property
    def year(self) -> str:
        return str(self.period.start.year)

    @property
    def line(self) -> tuple[str, str]:
        """Bulletins of one line follow each other: the same centre and kind of period."""
        return self.centre, self.period.kind


@dataclass(frozen=True)
class BulletinCard:
    """A bulletin as lists show it."""

    title: str
    url: str
    period: Period
    centre: str
    released_on: date | None
    summary: str


def all_bulletins(locale_id: int) -> QuerySet[BulletinPage]:
    """What anybody may read of the bulletins in a language."""
    return readable(BulletinPage.objects.filter(locale_id=locale_id))


def filings(locale_id: int) -> tuple[Filing, ...]:
    """Every bulletin of a language, the newest period first; no query when warm."""
    return cached(f"bulletin-filings:{locale_id}", lambda: _filings(locale_id))


def _filings(locale_id: int) -> tuple[Filing, ...]:
    rows = all_bulletins(locale_id).values_list("pk", "centre__code", "period_kind", "period_start", "released_on")
    found = [
        Filing(pk, centre or COUNTRY, Period(kind, start), released_on) for pk, centre, kind, start, released_on in rows
    ]
    return tuple(sorted(found, key=_newest_first, reverse=True))


def _newest_first(filing: Filing) -> tuple:
    """Of bulletins for periods that end together, the country's comes first."""
    return filing.period.end, filing.centre == COUNTRY, filing.released_on or date.min, filing.id


def chosen_from(query: Mapping[str, str], locale_id: int) -> dict[str, str]:
    """What of a query string names a centre, a year or a kind of period that there is; all else is left out."""
    known = {name: {getter(each) for each in filings(locale_id)} for name, getter in _GETTERS.items()}
    return {name: query[name] for name in _GETTERS if query.get(name) in known[name]}


def filtered(locale_id: int, chosen: Mapping[str, str]) -> list[Filing]:
    return [each for each in filings(locale_id) if all(_GETTERS[name](each) == value for name, value in chosen.items())]


def facets(locale_id: int, chosen: Mapping[str, str], language: str) -> tuple[Facet, ...]:
    """Centre, year and kind of period with their counts; one query for the names of the centres, none when warm."""
    offset = thai.BUDDHIST_OFFSET if language == "th" else 0
    years = sorted({each.year for each in filings(locale_id)}, reverse=True)
    values = {
        "centre": centre_names(language),
        "year": [(year, str(int(year) + offset)) for year in years],
        "period": [(value, str(label)) for value, label in Observation.PeriodKind.choices],
    }
    labels = {"centre": _("Centre"), "year": _("Year"), "period": _("Period")}
    return tuple(
        facet(name, label, values[name], chosen=chosen, counts=_counts(locale_id, chosen, name))
        for name, label in labels.items()
    )


def centre_names(language: str) -> list[tuple[str, str]]:
    """The country and the six centres by code, in the office's order."""
    regions = cached(
        f"centre-regions:{language}", lambda: [(centre.code, centre.region) for centre in Centre.objects.all()]
    )
    return [(COUNTRY, _("Whole country")), *regions]


def cards(chosen: Sequence[Filing]) -> tuple[BulletinCard, ...]:
    """The bulletins of some filings in their order, in one query."""
    pages = BulletinPage.objects.select_related("centre").defer_streamfields().in_bulk([each.id for each in chosen])
    return tuple(_card(pages[each.id]) for each in chosen if each.id in pages)


def _card(page: BulletinPage) -> BulletinCard:
    centre = page.centre.region if page.centre else _("Whole country")
    return BulletinCard(page.title, page.url, page.period, centre, page.released_on, page.summary)


def latest_of_centre(locale_id: int, centre: str, count: int) -> list[Filing]:
    return [each for each in filings(locale_id) if each.centre == centre][:count]


def addresses(locale_id: int) -> dict[UUID, str]:
    """Where each bulletin can be read in a language, by translation key; no query when warm."""
    return cached(
        f"bulletin-addresses:{locale_id}",
        lambda: {page.translation_key: page.url for page in all_bulletins(locale_id).defer_streamfields()},
    )


def successor(page: BulletinPage) -> BulletinPage | None:
    """The readable bulletin to read instead: the one named, else the newest later one of the same line.

    Two queries at most, none when warm.
    """
    # A draft may differ from what is live in everything that the answer depends on.
    line = f"{page.locale_id}:{page.centre_id}:{page.period_kind}:{page.period_start}"
    return cached(f"bulletin-successor:{page.pk}:{line}:{page.superseded_by_id}", lambda: _successor(page))


def _successor(page: BulletinPage) -> BulletinPage | None:
    bulletins = all_bulletins(page.locale_id).defer_streamfields()
    if page.superseded_by_id:
        # The translation of a bulletin keeps the original's choice, which is a page in the original's language.
        named = bulletins.filter(translation_key=page.superseded_by.translation_key).exclude(pk=page.pk).first()
        if named:
            return named
    line = page.centre.code if page.centre else COUNTRY, page.period_kind
    newer = [each for each in filings(page.locale_id) if each.line == line and each.period > page.period]
    return bulletins.filter(pk=newer[0].id).first() if newer else None


_GETTERS = {"centre": attrgetter("centre"), "year": attrgetter("year"), "period": attrgetter("period.kind")}


def _counts(locale_id: int, chosen: Mapping[str, str], name: str) -> Counter:
    others = {other: value for other, value in chosen.items() if other != name}
    return Counter(_GETTERS[name](each) for each in filtered(locale_id, others))
