"""How templates write the values of a report: hidden cells, dashes for what is not known, both languages, shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.thai import BUDDHIST_OFFSET

from ..report import drawing, wording
from ..report.facts import NAMES
from ..report.hidden import HIDDEN, LESS
from ..report.wording import BANDS, signed_number

register = template.Library()
#: A bar of shares reaches to a hundred, a dumbbell of levels from 1 to 5.
LEVELS, SHARES = (1.0, 5.0), (0.0, 100.0)


@register.filter
def said(words: Mapping[str, str] | None) -> str:
    """The words of a value in the reader's language."""
    if not words:
        return ""
    return words["en"] if get_language() == "en" and words.get("en") else words["th"]


@register.filter
def count(value: Any) -> str:
    """1,234; <5 for what is hidden; a dash for what is not known."""
    return decimals(value, 0)


@register.filter
def decimals(value: Any, places: int = 2) -> str:
    if value == HIDDEN:
        return LESS if not int(places) else "–"
    return "–" if value is None else f"{value:,.{int(places)}f}"


@register.filter
def percent(value: Any) -> str:
    return decimals(value, 1) if value != HIDDEN else "–"


@register.filter
def signed(value: Any, places: int = 2) -> str:
    """+0.60; a real minus sign."""
    return "–" if value is None or value == HIDDEN else signed_number(value, int(places))


@register.filter
def p_value(value: Any) -> str:
    """.034, <.001."""
    if value is None or value == HIDDEN:
        return "–"
    return "<.001" if value < 0.0005 else f"{value:.3f}".removeprefix("0")


@register.filter
def stars(value: Any) -> str:
    if not isinstance(value, int | float):
        return ""
    return next((mark for limit, mark in ((0.001, "***"), (0.01, "**"), (0.05, "*")) if value < limit), "")


@register.filter
def band(value: Any) -> str:
    """What a mean is called."""
    return said(BANDS[value]) if value in BANDS else "–"


@register.filter
def iso_day(value: str) -> date:
    return date.fromisoformat(value)


@register.filter
def share_of(part: Any, whole: Any) -> float | None:
    known = isinstance(part, int | float) and isinstance(whole, int | float) and whole
    return 100 * part / whole if known else None


@register.filter
def totalled(table: Mapping[str, Any]) -> list[tuple[Mapping[str, str], Sequence[Any]]]:
    """The rows of a cross table with their names and sums; a published one brings its sums along."""
    counts = [list(row) for row in table["counts"]]
    if len(counts) == len(table["rows"]):
        counts = [[*row, sum(row)] for row in counts]
        counts.append([sum(column) for column in zip(*counts, strict=True)])
    names = [*table["rows"], {"th": "รวม", "en": "Total"}]
    return list(zip(names, counts, strict=True))


@register.simple_tag
def likert_scale(lines: Sequence[Mapping[str, Any]]) -> float:
    return drawing.reach(lines)


@register.inclusion_tag("surveys/report/shapes/likert.html")
def likert(counts: Any, scale: float = 1.0) -> dict[str, Any]:
    return {"one": drawing.likert(counts, scale)}


@register.inclusion_tag("surveys/report/shapes/dumbbell.html")
def level_dumbbell(line: Mapping[str, Any]) -> dict[str, Any]:
    return {"one": drawing.dumbbell(line.get("before_mean"), line.get("after_mean"), *LEVELS)}


@register.inclusion_tag("surveys/report/shapes/dumbbell.html")
def share_dumbbell(line: Mapping[str, Any]) -> dict[str, Any]:
    return {"one": drawing.dumbbell(line.get("before_percent"), line.get("after_percent"), *SHARES)}


@register.inclusion_tag("surveys/report/shapes/bar.html")
def share_bar(value: Any, most: float = 100.0) -> dict[str, Any]:
    return {"one": drawing.bar(value, float(most))}


@register.simple_tag
def mean_sign() -> str:
    """x with a bar over it: the combining mark is missing in our typeface."""
    return format_html('<span class="rep-mean" role="img" aria-label="{}">x</span>', _("mean"))


@register.filter
def known(value: Any) -> bool:
    """Whether there is a number that may be shown."""
    return isinstance(value, int | float)


@register.filter
def few(n: Any) -> bool:
    """Whether a line is to be read with caution."""
    return isinstance(n, int) and 0 < n < CAUTION


@register.filter
def together(first: Any, second: Any) -> str:
    return LESS if HIDDEN in (first, second) else count(first + second)


@register.filter
def five(line: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Counts and shares from the highest level to the lowest."""
    counts = line["counts"]
    if counts == HIDDEN or not counts:
        return [(None, None)] * 5
    return [(n, share_of(n, sum(counts))) for n in reversed(counts)]


@register.filter
def hundredfold(share: float) -> float:
    return 100 * share


@register.filter
def buddhist(year: int) -> str:
    """A fiscal year as the reader counts it."""
    return f"พ.ศ. {year}" if get_language() != "en" else f"FY {year - BUDDHIST_OFFSET}"


@register.filter
def group_rows(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row for each group with its cell for each outcome."""
    known: dict[int, Any] = {}
    for outcome in table["outcomes"]:
        known |= {cell["code"]: cell["words"] for cell in outcome["cells"]}
    cells = [{cell["code"]: cell for cell in outcome["cells"]} for outcome in table["outcomes"]]
    blank = {"n": 0, "mean": None, "sd": None}
    return [{"words": known[code], "cells": [one.get(code, blank) for one in cells]} for code in sorted(known)]


@register.filter
def any_differ(table: Mapping[str, Any]) -> bool:
    return any(outcome["differ"] for outcome in table["outcomes"])


@register.filter
def differing(outcome: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    names = {cell["code"]: cell["words"] for cell in outcome["cells"]}
    return [(names[pair["higher"]], names[pair["lower"]]) for pair in outcome["differ"]]


@register.filter
def kpi_lines(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **figures[name], "words": words, "unit": wording.UNITS.get(figures[name]["unit"], {}),
            "places": 2 if figures[name]["unit"] == "baht" else 0,
            "percent": share_of(figures[name]["value"], figures[name]["of"]),
        }
        for name, words in wording.KPI.items()
        if name in figures and (figures[name]["value"] or figures[name]["of"])
    ]  # fmt: skip


@register.filter
def satisfaction_means(table: Mapping[str, Any]) -> list[Any]:
    """The three sides, the mean of all items, and the item about the whole."""
    return [*table["sides"], *table["means"], *table["overall"]]


@register.filter
def tiles(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures of the summary; what was measured twice stands as one, before and after."""
    found = []
    for name in TILES:
        before = facts.get(f"{name}_before")
        before = before if known(before) else None
        key = name if name in NAMES else f"{name}_after"
        th, en, unit, places = NAMES[key]
        if known(facts.get(key)):
            words = {"th": th.removesuffix(" หลัง"), "en": en.removesuffix(", after")}
            shown = UNITS_EN.get(unit, unit) if get_language() == "en" else unit
            found.append({"words": words, "value": facts[key], "before": before, "unit": shown, "decimals": places})
    return found


TILES = ("visited", "returned", "paired", "response", "known", "use", "knowledge", "satisfaction_percent", "banner")
UNITS_EN = {"แห่ง": "", "ชุด": "", "คู่": ""}
CAUTION = 10


@register.simple_tag
def fact(name: str) -> dict[str, Any]:
    th, en, unit, places = NAMES[name]
    return {"words": {"th": th, "en": en}, "unit": unit, "decimals": places}


@register.simple_tag
def table(number: int) -> wording.Words:
    return wording.TABLES[number]


@register.simple_tag
def partner_means() -> wording.Words:
    return wording.PARTNER_MEANS


@register.simple_tag
def outlook() -> wording.Words:
    return wording.OUTLOOK


@register.simple_tag
def purposes() -> wording.Words:
    return wording.PURPOSES


@register.simple_tag
def notes() -> Sequence[wording.Words]:
    return wording.NOTES


@register.simple_tag
def hidden_note() -> wording.Words:
    return wording.HIDDEN_NOTE


@register.simple_tag
def palette() -> list[tuple[str, Mapping[str, str]]]:
    return [(fill, wording.BANDS[level]) for level, fill in enumerate(drawing.PALETTE, 1)]


@register.simple_tag
def profile_questions(profile: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each question with both forms' lines side by side."""
    forms = [{one["name"]: one for one in profile[wave]} for wave in ("1", "2")]
    found = []
    for name in dict.fromkeys([*forms[0], *forms[1]]):
        both = [one.get(name) for one in forms]
        asked = next(one for one in both if one)
        lines = [{line["code"]: line for line in one["lines"]} if one else {} for one in both]
        found.append(
            {
                "words": asked["words"],
                "lines": [
                    {
                        "words": line["words"],
                        "first": lines[0].get(line["code"], BLANK),
                        "second": lines[1].get(line["code"], BLANK),
                    }
                    for line in asked["lines"]
                ],
                "missing": [one["missing"] if one else None for one in both],
            }
        )
    return found


BLANK: Mapping[str, Any] = {"n": None, "percent": None, "of_people": None, "of_ticks": None}


@register.simple_tag
def tick_lines(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each answer with its numbers in Form 1 and in Form 2."""
    forms = [
        {line["name"]: line for line in table["forms"][wave]["lines"]} if wave in table["forms"] else {}
        for wave in ("1", "2")
    ]
    names = dict.fromkeys([*forms[0], *forms[1]])
    return [
        {
            "words": next(one[name]["words"] for one in forms if name in one),
            "forms": [one.get(name, BLANK) for one in forms],
        }
        for name in names
    ]


@register.simple_tag
def tick_totals(table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [table["forms"].get(wave, {"people": None, "ticks": None}) for wave in ("1", "2")]


@register.simple_tag
def published_year(campaign) -> int | None:
    """The fiscal year of a campaign whose report of the nation everybody may read. One query."""
    reports = campaign.reports.filter(centre=None, state="published")
    return reports.values_list("campaign__season__fiscal_year", flat=True).first()


@register.simple_tag
def table_list(content: Mapping[str, Any]) -> list[tuple[str, int, wording.Words]]:
    """(where, number, title) of the tables that a content has."""
    first = {number: f"t{number}" for number in wording.TABLES}
    first[11] = f"t11-{content['groups'][0]['name']}" if content["groups"] else ""
    first[12] = "t12" if content["banner_answers"] else "t12b" if content["told_and_seen"] else ""
    return [(first[number], number, title) for number, title in wording.TABLES.items() if first[number]]
