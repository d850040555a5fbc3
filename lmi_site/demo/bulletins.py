"""The demonstration's bulletins, and the release calendar that announces them and others."""

from __future__ import annotations

import re
from typing import Any

from home import periods
from home.models import BulletinCorrection, BulletinPage, Centre, Release

from . import content, series
from .articles import words
from .desk import ENGLISH, THAI, Desk, at_nine
from .markup import dump
from .publishing import Values, write

_CHAPTER = re.compile(r"^@@ (?P<name>\w+)$", re.M)
_SOURCES = {THAI: "ข้อมูลสาธิต", ENGLISH: "Demonstration data"}


def load_bulletins(desk: Desk) -> int:
    centres = {centre.code: centre for centre in Centre.objects.all()}

    def values_of(item: content.Item) -> Values:
        return lambda language: _values(desk, item, centres, language)

    return sum(
        write(
            desk,
            f"bulletins/{item.slug}",
            BulletinPage,
            values_of(item),
            english=bool(item.english),
            at=at_nine(item.facts["released_on"]),
        )
        for item in content.items("bulletins.md")
    )


def _values(desk: Desk, item: content.Item, centres: dict[str, Centre], language: str) -> dict[str, Any]:
    facts = item.facts
    period = periods.parse(facts["period"])
    chapters = _CHAPTER.split(item.body_en if language == ENGLISH else item.body)
    streams = {
        name: desk.stream(text, language, f"{item.slug}/{name}")
        for name, text in zip(chapters[1::2], chapters[2::2], strict=True)
    }
    corrections = (facts | (item.english if language == ENGLISH else {})).get("correction", [])
    return {
        **words(desk, item, language, "volume", "contact_name"),
        **streams,
        "centre": centres[facts["centre"]] if "centre" in facts else None,
        "period_kind": period.kind,
        "period_start": period.start,
        "released_on": facts["released_on"],
        "next_release_on": facts["next_release_on"],
        "contact_phone": facts["contact_phone"],
        "contact_email": facts["contact_email"],
        "headline_figures": _headline(item, period, language),
        "corrections": [BulletinCorrection(corrected_on=entry["on"], text=entry["text"]) for entry in corrections],
    }


def _headline(item: content.Item, period: periods.Period, language: str) -> str:
    place, blocks = item.facts.get("centre", series.COUNTRY), []
    for code in item.facts["headline"]:
        indicator = series.indicators()[code]
        value = {
            "label": indicator[f"name_{language}"],
            "value": str(series.value(code, place, period)),
            "previous": str(series.value(code, place, period.previous)),
            "unit": indicator[f"unit_{language}"],
            "decimals": indicator.get("decimals", 0),
            "source": _SOURCES[language],
            "as_of": period.end.isoformat(),
        }
        blocks.append({"type": "figure", "value": value})
    return dump(blocks, f"{item.slug}/headline/{language}")


def load_releases(desk: Desk) -> int:
    """Announce the releases that are missing from the calendar. How many."""
    centres = {centre.code: centre for centre in Centre.objects.all()}
    written = 0
    for entry in content.table("releases.toml")["release"]:
        period = periods.parse(entry["period"])
        _release, created = Release.objects.get_or_create(
            title_th=entry["title_th"],
            period_kind=period.kind,
            period_start=period.start,
            defaults={
                "title_en": entry["title_en"],
                "centre": centres[entry["centre"]] if "centre" in entry else None,
                "due_on": entry["due_on"],
                "state": entry["state"],
                "note_th": entry.get("note_th", ""),
                "note_en": entry.get("note_en", ""),
                "bulletin": desk.page(f"bulletins/{entry['bulletin']}") if "bulletin" in entry else None,
            },
        )
        written += created
    return written
