"""What a section of the site answers when the home page, a province, the search or a feed asks. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Highlights:
    """What a section shows of itself on another page: `template` is drawn with this object as `highlights`."""

    title: str
    url: str
    template: str
    items: tuple[Any, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    order: int = 100


@dataclass(frozen=True)
class Hit:
    """A search result that is not a page of the site's tree."""

    title: str
    url: str
    kind: str
    text: str = ""


@dataclass(frozen=True)
class FeedItem:
    """An entry of a feed. `identifier` never changes, even when the address does.

    `about`: the subjects whose feeds carry it, such as "centre:north", "province:phrae", "topic:wages".
    """

    identifier: str
    title: str
    url: str
    summary: str
    published_at: datetime
    updated_at: datetime
    content_html: str = ""
    image_url: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    about: frozenset[str] = frozenset()
