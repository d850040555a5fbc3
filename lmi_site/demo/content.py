"""Reads the content files: TOML facts between two lines of +++, Thai text, and English after "=== en". Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
_FENCE = "+++"
_ENGLISH = "=== en"


class BrokenContent(ValueError):
    """A content file is not written as it should be."""


@dataclass(frozen=True)
class Item:
    """A page as it lies in a content file. `facts` is its TOML; `english` its [en] table, empty where there is none."""

    slug: str
    facts: dict[str, Any]
    body: str = ""
    body_en: str = ""
    english: dict[str, Any] = field(default_factory=dict)


def split(text: str) -> list[Item]:
    """The items of a file's text, in their order. Raises BrokenContent for an odd fence or facts without a slug."""
    chunks, lines = [[]], text.splitlines()
    for line in lines:
        if line.strip() == _FENCE:
            chunks.append([])
        else:
            chunks[-1].append(line)
    if len(chunks) % 2 == 0:
        raise BrokenContent("a fence of +++ is not closed")
    return [_item("\n".join(chunks[i]), "\n".join(chunks[i + 1])) for i in range(1, len(chunks), 2)]


def _item(facts_text: str, body: str) -> Item:
    facts = tomllib.loads(facts_text)
    if "slug" not in facts:
        raise BrokenContent(f"facts without a slug: {facts_text[:80]}")
    english = facts.pop("en", {})
    thai, _, english_body = body.partition(f"\n{_ENGLISH}\n")
    return Item(facts.pop("slug"), facts, thai.strip(), english_body.strip(), english)


def items(*path: str) -> list[Item]:
    """The items of a file of the content folder, or of all files of one of its folders."""
    place = FOLDER.joinpath(*path)
    files = sorted(place.glob("*.md")) if place.is_dir() else [place]
    return [item for file in files for item in split(file.read_text(encoding="utf-8"))]


def table(name: str) -> dict[str, Any]:
    """A TOML file of the content folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
