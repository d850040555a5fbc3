"""The head of a page: what search engines, feed readers and shared links show of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from .bearings import bearings_of
from .context import Portal
from .feeds import FORMATS
from .generation import cached_in
from .language_switch import ONLY
from .sharing import share_image_url
from .structured import Place, as_text, data_of
from .subscriptions import Subscription, everything

#: Filters of lists. One of them makes a page worth finding; several at once make too many pages of the same.
FACETS = frozenset({"kind", "topic", "province", "district", "status", "centre", "year"})
LISTED = FACETS | {"page"}


@dataclass(frozen=True)
class FeedLink:
    title: str
    url: str
    content_type: str


@dataclass(frozen=True)
class Meta:
    """Addresses are absolute. `alternates`: language code (and x-default) to address; empty where there is one only."""

    title: str
    site_name: str
    description: str
    language: str
    canonical: str
    alternates: dict[str, str]
    image: str
    is_article: bool
    indexed: bool
    feeds: tuple[FeedLink, ...]
    structured: SafeString


def meta_of(request: HttpRequest, portal: Portal, page: Page | None, **words) -> Meta:
    """`words` may give what a view knows better than its page, or has no page for: title, description, noindex, and in
    `structured` what machines read, instead of what is said of the page."""
    origin = f"{request.scheme}://{request.get_host()}"
    office = portal.office
    title = words.get("title") or (page and (page.seo_title or page.title)) or ""
    drawn = page if page is not None and page.pk and not getattr(request, "is_preview", False) else None
    return Meta(
        title=title,
        site_name=office.name,
        description=words.get("description") or getattr(page, "description", "") or office.parent,
        language=portal.language,
        canonical=origin + _canonical(request),
        alternates=_alternates(portal, origin) if not set(request.GET) & FACETS else {},
        image=share_image_url(drawn) if drawn else "",
        is_article=getattr(page, "schema_type", "").endswith("Article"),
        indexed=not words.get("noindex") and is_worth_finding(request),
        feeds=_feeds(origin, page),
        structured=_structured(portal, drawn, origin, words.get("structured")),
    )


def is_worth_finding(request: HttpRequest) -> bool:
    """Whether search engines should keep this address: no preview, no notice, not several filters at once."""
    query = set(request.GET)
    return not getattr(request, "is_preview", False) and len(query & FACETS) < 2 and ONLY not in query


def _canonical(request: HttpRequest) -> str:
    """The one address of what is shown: without marks of advertisers and with its filters in a steady order."""
    query = request.GET.copy()
    for name in [name for name in query if name not in LISTED]:
        del query[name]
    known = sorted((name, value) for name, value in query.items() if value and (name, value) != ("page", "1"))
    query.clear()
    for name, value in known:
        query[name] = value[:60]
    return f"{request.path}?{query.urlencode()}" if known else request.path


def _alternates(portal: Portal, origin: str) -> dict[str, str]:
    found = {link.code: origin + link.url.partition("?")[0] for link in portal.languages if link.exact}
    if len(found) < 2:
        return {}
    return found | {"x-default": found[settings.LANGUAGE_CODE]}


def _feeds(origin: str, page: Page | None) -> tuple[FeedLink, ...]:
    subscriptions = [everything()]
    if province := getattr(page, "province", None):
        subscriptions.append(Subscription(_("News of %(place)s") % {"place": province.name}, "province", province.slug))
    return tuple(
        FeedLink(f"{subscription.title} ({form})", origin + url, FORMATS[form].content_type.partition(";")[0])
        for subscription in subscriptions
        for form, url in subscription.urls.items()
    )


def _structured(portal: Portal, page: Page | None, origin: str, given: Sequence[dict] | None) -> SafeString:
    if given:
        return _blocks(as_text(data) for data in given)
    if page is None:
        return SafeString()

    def make() -> list[str]:
        place = Place(
            origin=origin,
            url=origin + (page.get_url(portal.request) or portal.request.path),
            language=portal.language,
            office=portal.office,
            image=share_image_url(page),
            trail=bearings_of(page).trail if page.depth > 2 else (),
        )
        return [as_text(data) for data in data_of(page, place)]

    return _blocks(cached_in(portal.token, f"structured:{page.pk}:{origin}", make))


def _blocks(texts: Iterable[str]) -> SafeString:
    return format_html_join("\n", "{}", ((_Block(text),) for text in texts))


class _Block:
    """A script element that browsers do not run; what it holds is escaped as JSON, not as HTML."""

    def __init__(self, text: str):
        self.text = text

    def __html__(self) -> str:
        return f'<script type="application/ld+json">{self.text}</script>'
