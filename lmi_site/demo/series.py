"""Invented figures that hang together: provinces add up to their centre, centres to the country. Pure and repeatable.

A figure follows from its indicator, province and month alone (a hash stands in for chance), so that a bulletin, a
news item and a province's page quote the same number without asking each other.
"""

from __future__ import annotations

import hashlib
import math
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from home import periods, places

from . import content

START = date(2024, 10, 1)
LAST_QUARTER = periods.parse("2026-Q3")
COUNTRY = "country"


@cache
def indicators() -> dict[str, dict[str, Any]]:
    """The facts of each indicator by its code, in order."""
    return content.table("indicators.toml")


@cache
def _weights() -> dict[str, int]:
    return content.table("weights.toml")["province"]


@cache
def provinces_of(place: str) -> tuple[places.ProvinceRow, ...]:
    """The provinces that make up the country, a centre or one province (by slug). Raises KeyError for no such place."""
    rows = tuple(row for row in places.provinces() if place in (COUNTRY, row.centre, row.slug))
    if not rows:
        raise KeyError(place)
    return rows


def _chance(*words: object) -> float:
    """A number from -1 to 1 that the words alone decide."""
    digest = hashlib.sha256("/".join(map(str, words)).encode()).digest()
    return int.from_bytes(digest[:4], "big") / 0x7FFFFFFF - 1


@cache
def _share(code: str, slug: str) -> float:
    """The part of the country's level that falls to a province; all shares of an indicator add up to one."""
    tilt = indicators()[code].get("tilt", {})

    def raw(row: places.ProvinceRow) -> float:
        return _weights()[row.slug] * tilt.get(row.centre, 1.0) * (1 + 0.12 * _chance(code, row.slug))

    return raw(provinces_of(slug)[0]) / sum(map(raw, provinces_of(COUNTRY)))


@cache
def _month(code: str, slug: str, month: date) -> int:
    facts = indicators()[code]
    years = (month.year - START.year) + (month.month - START.month) / 12
    level = facts["monthly"] * math.pow(1 + facts["growth"], years) * facts["season"][month.month - 1]
    noise = 0.035 if facts["kind"] == "flow" else 0.006
    return round(level * _share(code, slug) * (1 + noise * _chance(code, slug, month)))


def _months(period: periods.Period) -> list[date]:
    first = periods.Period(periods.MONTH, period.start)
    return [first.shifted(i).start for i in range(periods.LENGTHS[period.kind])]


@cache
def value(code: str, place: str, period: periods.Period) -> Decimal:
    """A figure of a place (a province's slug, a centre's code, "country") in a period, rounded to its decimals.

    A flow is added up over the months, a stock is that of the last month, a rate is computed from its stocks.
    Raises KeyError for an unknown indicator or place.
    """
    facts = indicators()[code]
    if facts["kind"] == "rate":
        whole = sum(value(part, place, period) for part in facts["among"])
        return (100 * value(facts["of"], place, period) / whole).quantize(Decimal(1).scaleb(-facts["decimals"]))
    months = _months(period) if facts["kind"] == "flow" else _months(period)[-1:]
    return Decimal(sum(_month(code, row.slug, month) for row in provinces_of(place) for month in months))


def change(code: str, place: str, period: periods.Period, *, back: int = 1) -> Decimal:
    """By how many per cent a figure differs from the one `back` periods earlier, to one decimal; negative for less."""
    before = value(code, place, period.shifted(-back))
    return (100 * (value(code, place, period) - before) / before).quantize(Decimal("0.1"))
