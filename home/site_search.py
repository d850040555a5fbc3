"""What the search of the site finds: pages that anybody may read now, in the reader's language, and where they stand.

The outcome of a search is kept for a while within the generation, so a page of results that was asked for before costs
no query.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from . import search_kinds, thai
from .facets import Facet, facet, query_string
from .generation import cached
from .live_sections import live_sections
from .models import NewsPage, Province, ProvincePage
from .search.indexing import plain_text
from .search.nearest import containing, some_words, telling_words
from .search.text import LONGEST_QUERY, Piece, excerpt, normal, words
from .sections import Hit
from .visible import readable

PER_PAGE = 20
#: Results that can be paged through; the count says how many there are beyond.
MOST = 500
MOST_SUGGESTIONS = 8
SECONDS = 600


class Fit(StrEnum):
    """How well the results answer: the words themselves, the same letters inside words, or some of the words."""

    EXACT = "exact"
    LETTERS = "letters"
    SOME_WORDS = "some-words"


@dataclass(frozen=True)
class Question:
    """What was asked for. `kind` and `province` are values of the facets, or empty."""

    query: str
    kind: str = ""
    province: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        parts = {"q": self.query, "kind": self.kind, "province": self.province}
        return {name: value for name, value in parts.items() if value}

    @property
    def key(self) -> str:
        """A short name for the cache; the same for queries that look the same."""
        parts = (normal(self.query), self.kind, self.province, get_language() or "")
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True)
class Found:
    """The primary keys of the best results, best first; how many there are; counts for the facets."""

    keys: tuple[int, ...] = ()
    count: int = 0
    fit: Fit = Fit.EXACT
    by_kind: Mapping[str, int] = field(default_factory=dict)
    by_province: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """A page as the list of results shows it. `expires_at`: when it stops being public, if ever."""

    title: tuple[Piece, ...]
    url: str
    kind: str
    text: tuple[Piece, ...]
    date: date | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Suggestion:
    title: str
    url: str


def question_from(query: Mapping[str, str]) -> Question:
    """What of a query string means something; all else is left out, so that every address is a page."""
    typed = thai.clean(query.get("q", "").replace("\0", " "))[:LONGEST_QUERY].strip()
    kind, province = query.get("kind", ""), query.get("province", "")
    return Question(
        typed, kind if kind in search_kinds.KINDS else "", province if province in dict(_provinces()) else ""
    )


def _provinces() -> tuple[tuple[str, str], ...]:
    """Slugs and names, in the order of the names."""

    def read():
        return tuple(sorted(((p.slug, p.name) for p in Province.objects.all()), key=lambda pair: pair[1]))

    return cached(f"search-provinces:{get_language()}", read)


def find(question: Question, now: datetime) -> Found:
    """At most nine queries, none when warm. Nothing for a question without a letter or a digit."""
    if not words(question.query):
        return Found()
    return cached(f"search:{question.key}", lambda: _find(question, now), SECONDS)


def _find(question: Question, now: datetime) -> Found:
    found = _counted(_matching(question.query, now), question, Fit.EXACT)
    if found.count or question.kind or question.province:
        return found
    letters = containing(public(Page.objects.all(), now), question.query).order_by("-last_published_at", "-pk")
    near = _counted(letters, question, Fit.LETTERS)
    if near.count:
        return near
    fewer = some_words(question.query)
    return _counted(_matching(fewer, now), question, Fit.SOME_WORDS) if fewer else found


def public(pages, now: datetime):
    """The pages of a queryset, in the reader's language, that anybody may read: also none whose time is over but that
    nobody has unpublished yet."""
    return readable(pages.filter(depth__gt=1, locale__language_code=get_language())).exclude(expire_at__lte=now)


def _matching(query, now: datetime):
    """What the search finds, best first. Narrowed afterwards, because the search itself knows indexed fields only."""
    return public(Page.objects.search(query).get_queryset(), now)


def _counted(hits, question: Question, fit: Fit) -> Found:
    of_kind = search_kinds.narrowed(hits, question.kind)
    wanted = _in_province(of_kind, question.province)
    keys = tuple(wanted.values_list("pk", flat=True)[:MOST])
    if not keys and not question.kind and not question.province:
        return Found(fit=fit)
    return Found(
        keys=keys,
        count=wanted.order_by().count() if len(keys) == MOST else len(keys),
        fit=fit,
        by_kind=search_kinds.counts(_in_province(hits, question.province)),
        by_province=_by_province(of_kind),
    )


def _in_province(hits, slug: str):
    """The news that names a province, and the province's own page."""
    if not slug:
        return hits
    news = NewsPage.objects.filter(provinces__slug=slug).values("pk")
    own = ProvincePage.objects.filter(province__slug=slug).values("pk")
    return hits.filter(Q(pk__in=news) | Q(pk__in=own))


def _by_province(hits) -> dict[str, int]:
    totals: dict[str, int] = {}
    keys = hits.order_by().values("pk")
    for model, relation in ((NewsPage, "provinces__slug"), (ProvincePage, "province__slug")):
        rows = model.objects.filter(pk__in=keys, **{relation.replace("slug", "isnull"): False}).order_by()
        for slug, count in rows.values_list(relation).annotate(count=Count("pk")):
            totals[slug] = totals.get(slug, 0) + count
    return totals


def results(question: Question, fit: Fit, keys: tuple[int, ...], now: datetime) -> tuple[Result, ...]:
    """The pages of some keys, at most a page full of them, in the same order; no query when warm."""
    if not keys:
        return ()
    marked = " ".join(telling_words(question.query)) if fit == Fit.SOME_WORDS else question.query
    shown = cached(f"search-results:{question.key}:{keys[0]}:{len(keys)}", lambda: _results(keys, marked), SECONDS)
    return tuple(result for result in shown if result.expires_at is None or result.expires_at > now)


def _results(keys: tuple[int, ...], marked: str) -> tuple[Result, ...]:
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).select_related("locale").specific()}
    return tuple(_result(pages[key], marked) for key in keys if key in pages)


def _result(page, marked: str) -> Result:
    return Result(
        title=tuple(excerpt(page.title, marked, width=len(page.title) + 1)),
        url=page.get_url() or "",
        kind=search_kinds.label_of(page),
        text=tuple(excerpt(plain_text(page), marked)),
        date=getattr(page, "date", None) or getattr(page, "released_on", None),
        expires_at=page.expire_at,
    )


def hits_of_sections(question: Question) -> tuple[Hit, ...]:
    """What the live sections find beside pages; nothing when a filter is on, because it is about pages."""
    if question.kind or question.province or not words(question.query):
        return ()
    sections = live_sections(get_language())
    return tuple(hit for section in sections for hit in section.search(question.query))


def facets(question: Question, found: Found) -> tuple[Facet, ...]:
    """The two filters, with how many results each of their values would leave."""
    kinds = tuple((name, str(kind.label)) for name, kind in search_kinds.KINDS.items())
    return (
        facet("kind", _("Kind"), kinds, chosen=question.chosen, counts=found.by_kind),
        facet("province", _("Province"), _provinces(), chosen=question.chosen, counts=found.by_province),
    )


def without_filters(question: Question) -> str:
    """The query string of the same search with no filter on."""
    return query_string({"q": question.query})


def suggestions(question: Question, now: datetime) -> tuple[Suggestion, ...]:
    """Titles that hold what was typed so far, the best first; at most two queries, none when warm."""
    if not words(question.query):
        return ()
    return cached(f"search-suggestions:{question.key}", lambda: _suggestions(question.query, now), SECONDS)


def _suggestions(typed: str, now: datetime) -> tuple[Suggestion, ...]:
    hits = public(Page.objects.autocomplete(typed, fields=["title"]).get_queryset(), now).select_related("locale")
    pages: dict[str, Page] = {}
    for page in hits[: 2 * MOST_SUGGESTIONS]:
        pages.setdefault(page.title, page)
    return tuple(Suggestion(title, page.get_url() or "") for title, page in pages.items())[:MOST_SUGGESTIONS]
