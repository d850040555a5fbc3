"""Every address of the site, for search engines and for people. Two queries, however many pages there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from .bearings import Link
from .live_sections import live_sections
from .visible import readable

#: A file of a sitemap may hold 50,000 addresses (sitemaps.org); with their alternates ten thousand are heavy enough.
PER_FILE = 10_000
#: A section with more pages than this has a list of its own; the page for people names the section only.
MOST_CHILDREN = 100


@dataclass(frozen=True)
class Entry:
    """An address and when it last changed. `alternates`: language code to the same page's address in it."""

    url: str
    changed_at: datetime | None
    alternates: dict[str, str] = field(default_factory=dict)

    @property
    def default_url(self) -> str:
        """For readers of neither language: the page in the site's first one."""
        return self.alternates.get(settings.LANGUAGE_CODE, "")


@dataclass(frozen=True)
class Branch:
    title: str
    url: str
    children: tuple[Link, ...] = ()


def entries(site: Site, origin: str) -> list[Entry]:
    """All public addresses below `origin` (https://host), in the order of the tree.

    Sections add what Wagtail's own `get_sitemap_urls()` of theirs names: pages of upper rooms that are no page rows.
    """
    rows = list(_rows(site))
    counterparts: dict[object, dict[str, str]] = {}
    for language, path, key, _changed in rows:
        counterparts.setdefault(key, {})[language] = origin + path
    found = {}
    for _language, path, key, changed_at in rows:
        others = counterparts[key]
        found[origin + path] = Entry(origin + path, changed_at, others if len(others) > 1 else {})
    for extra in _extra(origin):
        found.setdefault(extra.url, extra)
    return list(found.values())


def _rows(site: Site) -> Iterable[tuple[str, str, object, datetime | None]]:
    """(language, path, translation key, changed at) of every readable page."""
    for root in Site.get_site_root_paths():
        if root.site_id != site.pk or root.language_code not in dict(settings.LANGUAGES):
            continue
        with translation.override(root.language_code):
            base = reverse("wagtail_serve", args=[""])
        pages = readable(Page.objects.filter(url_path__startswith=root.root_path)).order_by("path")
        pages = pages.filter(locale__language_code=root.language_code)
        for url_path, key, changed_at in pages.values_list("url_path", "translation_key", "last_published_at"):
            yield root.language_code, base + url_path[len(root.root_path) :], key, changed_at


def _extra(origin: str) -> Iterable[Entry]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for section in live_sections(language):
                for place in section.get_sitemap_urls():
                    location = place["location"]
                    url = location if "://" in location else origin + location
                    if url.startswith(origin):
                        yield Entry(url, place.get("lastmod"), place.get("alternates", {}))


def parts(found: list[Entry]) -> list[list[Entry]]:
    """The entries in files of at most PER_FILE."""
    return [found[start : start + PER_FILE] for start in range(0, len(found), PER_FILE)] or [[]]


def branches(home: Page) -> tuple[Branch, ...]:
    """The site as people read it: the home page's children, each with its own unless they are too many to list."""
    below = list(readable(home.get_children()).order_by("path"))
    small = Q(pk__in=[])
    for page in below:
        if 0 < page.numchild <= MOST_CHILDREN:
            small |= Q(path__startswith=page.path, depth=page.depth + 1)
    children: dict[str, list[Link]] = {}
    for page in readable(Page.objects.filter(small)).order_by("path"):
        children.setdefault(page.path[: -Page.steplen], []).append(Link(page.title, page.get_url()))
    return tuple(Branch(page.title, page.get_url(), tuple(children.get(page.path, ()))) for page in below)
