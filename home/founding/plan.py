"""How a page to found is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class Words:
    """A page in one language. `body` are the blocks of its StreamField, in raw form."""

    title: str
    summary: str = ""
    body: tuple[Block, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A page to found: its address below its parent, its type in `home`, its words. Without English it stays Thai."""

    slug: str
    model: str
    th: Words
    en: Words | None = None
    in_menus: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    children: tuple[Plan, ...] = ()


def paragraph(*sentences: str) -> Block:
    return ("paragraph", "".join(f"<p>{sentence}</p>" for sentence in sentences))


def heading(text: str) -> Block:
    return ("heading", {"text": text, "level": "h2"})
