"""Figures as open data: one tidy row per figure, every name beside its code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from .models import Indicator, Observation
from .tabular import Sheet

#: Named alike in every language, so that a program written for one file reads all of them; imports know them too.
COLUMNS = (
    "indicator_code",
    "indicator",
    "place_code",
    "place",
    "period_code",
    "period",
    "value",
    "unit",
    "source",
    "source_url",
    "as_of",
    "demonstration",
)


def observations_table(indicators: QuerySet[Indicator], language: str) -> Sheet:
    """Every figure of some indicators, newest period first within each, names in a language; one query, when read."""
    found = (
        Observation.objects.filter(indicator__in=indicators)
        .select_related("indicator", "province", "centre")
        .order_by("indicator__order", "indicator__code", "-period_start", "period_kind", "pk")
    )
    return Sheet("data", COLUMNS, observation_rows(found, language))


def observation_rows(found: QuerySet[Observation], language: str) -> Iterator[tuple[Any, ...]]:
    """The cells of figures in the order of COLUMNS, made one by one; `found` should bring its relations along."""
    with translation.override(language):
        country = gettext("Whole country")
    for observation in found.iterator(chunk_size=1000):
        yield _row(observation, language, country)


def _row(observation: Observation, language: str, country: str) -> tuple[Any, ...]:
    indicator, place = observation.indicator, country
    if observation.province_id:
        place = _in(language, observation.province, "name")
    elif observation.centre_id:
        place = _in(language, observation.centre, "region")
    return (
        indicator.code,
        _in(language, indicator, "name"),
        observation.place_code,
        place,
        observation.period.code,
        observation.period.label(language),
        observation.value,
        _in(language, indicator, "unit"),
        observation.source,
        observation.source_url,
        observation.as_of,
        observation.demonstration,
    )


def _in(language: str, record, field: str) -> str:
    # Not the record's own property: rows are made while they are sent, when the request's language is no longer active.
    return (language == "en" and getattr(record, f"{field}_en")) or getattr(record, f"{field}_th")
