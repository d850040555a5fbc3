"""Puts the invented indicators and observations into the database."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from home import periods, places
from home.models import Centre, Indicator, Observation, Province

from . import series
from .desk import SOURCE

#: How many quarters back from the latest one the country and the centres, and the provinces, have figures.
WIDE, NARROW = 8, 4
_FIELDS = ("name_th", "name_en", "unit_th", "unit_en", "meaning_th", "meaning_en", "decimals", "better", "headline")


@transaction.atomic
def load_figures() -> int:
    """Create the indicators and figures that are missing. How many rows."""
    before = Indicator.objects.count() + Observation.objects.count()
    indicators = {}
    for order, (code, facts) in enumerate(series.indicators().items(), 1):
        values = {name: facts[name] for name in _FIELDS if name in facts}
        indicators[code], _created = Indicator.objects.get_or_create(code=code, defaults={"order": order, **values})
    known = set(
        Observation.objects.filter(period_kind=periods.QUARTER).values_list(
            "indicator__code", "province__slug", "centre__code", "period_start"
        )
    )
    Observation.objects.bulk_create(observation for key, observation in _observations(indicators) if key not in known)
    return Indicator.objects.count() + Observation.objects.count() - before


def _observations(indicators: dict[str, Indicator]) -> Iterator[tuple[tuple, Observation]]:
    centres = {centre.code: centre for centre in Centre.objects.all()}
    provinces = {province.slug: province for province in Province.objects.all()}
    wide = [(code, None, centres[code]) for code, _th, _en in places.CENTRES] + [(series.COUNTRY, None, None)]
    narrow = [(slug, province, None) for slug, province in provinces.items()]
    for quarters, rows in ((WIDE, wide), (NARROW, narrow)):
        for back in range(quarters):
            period = series.LAST_QUARTER.shifted(-back)
            for code, indicator in indicators.items():
                for place, province, centre in rows:
                    key = (code, province and province.slug, centre and centre.code, period.start)
                    yield (
                        key,
                        Observation(
                            indicator=indicator,
                            province=province,
                            centre=centre,
                            period_kind=period.kind,
                            period_start=period.start,
                            value=series.value(code, place, period),
                            source=SOURCE,
                            as_of=period.end,
                            demonstration=True,
                        ),
                    )
