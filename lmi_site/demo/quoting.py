"""Puts figures into text: {{vacancies north 2026-Q3}} and tables of provinces, quarters or centres. Pure."""

from __future__ import annotations

import re

from home import periods, places

from . import series

_HOLE = re.compile(
    r"\{\{(?:(?P<what>change|year-change|trend|year-trend)\s+)?(?P<code>[a-z0-9-]+)\s+(?P<place>[a-z-]+)\s+(?P<period>[\w-]+)\}\}"
)
_ROWS = re.compile(r"^@(?P<by>provinces|centres|periods) (?P<rest>.+)$", re.M)
_TREND = {"th": ("เพิ่มขึ้น", "ลดลง", "ทรงตัว"), "en": ("rose", "fell", "did not change")}
_YEAR = {periods.MONTH: 12, periods.QUARTER: 4, periods.HALF: 2, periods.YEAR: 1}


def quote(text: str, language: str) -> str:
    """The text with every hole and row command filled. Raises KeyError for an unknown indicator or place."""
    text = _ROWS.sub(lambda match: "\n".join(_rows(match["by"], match["rest"].split(), language)), text)
    return _HOLE.sub(lambda match: _figure(match, language), text)


def _figure(match: re.Match[str], language: str) -> str:
    code, place, period = match["code"], match["place"], periods.parse(match["period"])
    if not match["what"]:
        return written(code, place, period)
    back = _YEAR[period.kind] if match["what"].startswith("year") else 1
    change = series.change(code, place, period, back=back)
    if match["what"].endswith("change"):
        return f"{abs(change):.1f}"
    more, less, same = _TREND[language]
    return more if change > 0 else less if change < 0 else same


def written(code: str, place: str, period: periods.Period) -> str:
    """A figure as text: thousands grouped, its own decimals."""
    return f"{series.value(code, place, period):,.{series.indicators()[code].get('decimals', 0)}f}"


def _rows(by: str, words: list[str], language: str) -> list[str]:
    """Table rows: "provinces north 2026-Q3 codes…", "centres 2026-Q3 codes…" or "periods north first last codes…"."""
    if by == "periods":
        place, first, last, *codes = words
        period, end, lines = periods.parse(first), periods.parse(last), []
        while period <= end:
            lines.append(_row(period.label(language), codes, place, period))
            period = period.next
        return lines
    if by == "centres":
        period, codes = periods.parse(words[0]), words[1:]
        return [_row(th if language == "th" else en, codes, code, period) for code, th, en in places.CENTRES]
    period, codes = periods.parse(words[1]), words[2:]
    rows = sorted(series.provinces_of(words[0]), key=lambda row: -series.value(codes[0], row.slug, period))
    return [_row(row.name_th if language == "th" else row.name_en, codes, row.slug, period) for row in rows]


def _row(name: str, codes: list[str], place: str, period: periods.Period) -> str:
    return f"| {name} | {' | '.join(written(code, place, period) for code in codes)} |"
