"""What people wrote about, as staff have coded it; the texts themselves stay where they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..models import Campaign, Response, TextTheme, Theme
from .texts import TEXTS, answers_with_texts


def themes(campaign: Campaign, centre) -> dict[str, Any]:
    """How often each theme comes in each kind of text, and how many texts have none yet."""
    mine = Response.objects.filter(campaign=campaign, province__centre=centre)
    given = TextTheme.objects.filter(response__in=mine.usable())
    counted = Counter(given.values_list("theme__code", "variable"))
    done = set(given.values_list("response_id", "variable"))
    texts = [(pk, name) for pk, _wave, name, _text in answers_with_texts(campaign, mine)]
    lines = [
        {"code": theme.code, "words": {"th": theme.name_th, "en": theme.name_en or theme.name_th},
         **{name: counted[theme.code, name] for name in TEXTS},
         "n": sum(counted[theme.code, name] for name in TEXTS)}
        for theme in Theme.objects.filter(counted=True)
    ]  # fmt: skip
    return {"lines": _ordered(lines), "texts": len(texts), "uncoded": sum(one not in done for one in texts)}


def _ordered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What nobody wrote about is left out; the most frequent first."""
    return sorted((line for line in lines if line["n"]), key=lambda line: (-line["n"], line["code"]))


def added(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Of several centres."""
    lines: dict[str, dict[str, Any]] = {}
    for line in (line for part in parts for line in part["lines"]):
        one = lines.setdefault(line["code"], {**line, "n": 0, **dict.fromkeys(TEXTS, 0)})
        for name in ("n", *TEXTS):
            one[name] += line[name]
    return {
        "lines": _ordered(list(lines.values())),
        "texts": sum(part["texts"] for part in parts),
        "uncoded": sum(part["uncoded"] for part in parts),
    }
