"""The demonstration's downloads, research and open data."""

from __future__ import annotations

from typing import Any

from home.models import DatasetPage, Indicator, PublicationPage

from . import content, markup
from .articles import OPENED, body, words
from .desk import ENGLISH, Desk, at_nine
from .publishing import Values, fill, write


def load_downloads(desk: Desk) -> int:
    [item] = content.items("downloads.md")

    def values(language: str) -> dict[str, Any]:
        facts = item.english if language == ENGLISH else item.facts
        groups = [
            {
                "type": "group",
                "value": {"title": group["title"], "text": group["text"], "files": _files(group, language)},
            }
            for group in facts["group"]
        ]
        return {**words(desk, item, language), "groups": markup.dump(groups, f"downloads/{language}")}

    def _files(group: dict[str, Any], language: str) -> list[dict[str, Any]]:
        return [
            {"type": "item", "value": {"document": desk.document(name, language).pk, "text": text}}
            for name, text in group["files"]
        ]

    return fill(desk, "downloads", values, english=True, at=at_nine(OPENED))


def load_research(desk: Desk) -> int:
    def values_of(item: content.Item) -> Values:
        return lambda language: {
            **words(desk, item, language, "authors", "publisher", "abstract"),
            "year": item.facts["year"],
            "document": desk.documents[item.facts["document"]] if "document" in item.facts else None,
            "body": body(desk, item, language),
        }

    return sum(
        write(
            desk,
            f"research/{item.slug}",
            PublicationPage,
            values_of(item),
            english=bool(item.english),
            at=at_nine(item.facts["date"]),
        )
        for item in content.items("research.md")
    )


def load_datasets(desk: Desk) -> int:
    indicators = {indicator.code: indicator for indicator in Indicator.objects.all()}

    def values_of(item: content.Item) -> Values:
        return lambda language: {
            **words(desk, item, language),
            "indicators": [indicators[code] for code in item.facts["indicators"]],
            "body": body(desk, item, language),
        }

    return sum(
        write(desk, f"data/{item.slug}", DatasetPage, values_of(item), english=True, at=at_nine(OPENED))
        for item in content.items("datasets.md")
    )
