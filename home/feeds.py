"""Feeds as text: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1, from one list of items. Values in, bytes out."""

from __future__ import annotations

import json
import mimetypes
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed

from .sections import FeedItem

MOST_ITEMS = 30
#: What XML 1.0 cannot carry, escaped or not.
_UNSPEAKABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Feed:
    """`home_url`: the page for people. Addresses are absolute. `author`: the office."""

    title: str
    description: str
    language: str
    home_url: str
    feed_url: str
    author: str
    items: tuple[FeedItem, ...]

    @property
    def updated_at(self) -> datetime:
        return max((item.updated_at for item in self.items), default=_NEVER)


@dataclass(frozen=True)
class Format:
    name: str
    content_type: str
    write: Callable[[Feed], bytes]


def newest(items: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """The newest items, each once."""
    once = {item.identifier: item for item in items}
    return tuple(sorted(once.values(), key=lambda item: item.published_at, reverse=True)[:MOST_ITEMS])


def name_of(item: FeedItem) -> str:
    """A name for feed readers, the same for ever and in every format, as a URN."""
    return uuid.uuid5(uuid.NAMESPACE_URL, item.identifier).urn


class _Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", item["updateddate"].isoformat(timespec="seconds"))
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])


class _Atom(Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


def _syndicate(kind: type[SyndicationFeed], feed: Feed) -> bytes:
    document = kind(
        title=_plain(feed.title),
        link=feed.home_url,
        description=_plain(feed.description),
        language=feed.language,
        author_name=_plain(feed.author),
        feed_url=feed.feed_url,
    )
    for item in feed.items:
        document.add_item(
            title=_plain(item.title),
            link=item.url,
            description=_plain(item.summary),
            author_name=_plain(item.author) or None,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            unique_id=name_of(item),
            unique_id_is_permalink=False,
            categories=[_plain(tag) for tag in item.tags],
            enclosures=[Enclosure(item.image_url, "0", _image_type(item.image_url))] if item.image_url else [],
            content=_plain(item.content_html),
        )
    return document.writeString("utf-8").encode()


def _json(feed: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home_url,
        "feed_url": feed.feed_url,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home_url}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _json_item(item: FeedItem) -> dict:
    found = {
        "id": name_of(item),
        "url": item.url,
        "title": _plain(item.title),
        "summary": _plain(item.summary),
        "date_published": item.published_at.isoformat(timespec="seconds"),
        "date_modified": item.updated_at.isoformat(timespec="seconds"),
    }
    if item.content_html:
        found["content_html"] = _plain(item.content_html)
    else:
        found["content_text"] = _plain(item.summary)
    if item.tags:
        found["tags"] = [_plain(tag) for tag in item.tags]
    if item.author:
        found["authors"] = [{"name": _plain(item.author)}]
    if item.image_url:
        found["image"] = item.image_url
    return found


def _plain(text: object) -> str:
    return _UNSPEAKABLE.sub("", str(text))


def _image_type(url: str) -> str:
    return mimetypes.guess_type(url.partition("?")[0])[0] or "image/png"


FORMATS = {
    form.name: form
    for form in (
        Format("rss", "application/rss+xml; charset=utf-8", lambda feed: _syndicate(_Rss, feed)),
        Format("atom", "application/atom+xml; charset=utf-8", lambda feed: _syndicate(_Atom, feed)),
        Format("json", "application/feed+json; charset=utf-8", _json),
    )
}
