"""What readers can subscribe to: everything, a topic, a province, a centre or a kind of news, in each language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from .feeds import FORMATS, MOST_ITEMS, newest
from .generation import cached
from .live_sections import live_sections
from .models import Centre, NewsPage, Province, Topic, news_archive
from .models.news_section import news_feed_item
from .sections import FeedItem

EVERYTHING = "news"
#: Records of upper rooms may change without ending the generation; their items are no older than this.
SECONDS = 300


@dataclass(frozen=True)
class Subscription:
    """What a feed is about: ("topic", "safety"); ("", "") is everything."""

    title: str
    what: str = ""
    value: str = ""

    @property
    def urls(self) -> dict[str, str]:
        """The addresses by format, in the reader's language."""
        if not self.what:
            return {form: reverse("feed", args=[EVERYTHING, form]) for form in FORMATS}
        return {form: reverse("feed_about", args=[self.what, self.value, form]) for form in FORMATS}


@dataclass(frozen=True)
class Group:
    title: str
    subscriptions: tuple[Subscription, ...]


#: What a feed can be about, and the (value, title) pairs of it.
SUBJECTS: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "topic": lambda: [(topic.code, topic.name) for topic in Topic.objects.all()],
    "kind": lambda: [(value, str(label)) for value, label in NewsPage.Kind.choices],
    "centre": lambda: [(centre.code, centre.name) for centre in Centre.objects.all()],
    "province": lambda: [(place.slug, place.name) for place in Province.objects.all()],
}


def everything() -> Subscription:
    return Subscription(_("Everything new"))


def subjects(what: str) -> dict[str, str]:
    """The titles of one kind of subject by value; no query when warm. Raises KeyError for an unknown kind."""
    make = SUBJECTS[what]
    return cached(f"subjects:{what}:{get_language()}", lambda: dict(make()))


def groups() -> tuple[Group, ...]:
    """Everything there is to subscribe to, as the page for people lists it."""
    titles = {
        "topic": _("By topic"),
        "kind": _("By kind of news"),
        "centre": _("By centre"),
        "province": _("By province"),
    }
    return tuple(
        Group(titles[what], tuple(Subscription(title, what, value) for value, title in subjects(what).items()))
        for what in SUBJECTS
    )


def items_of(language: str, what: str, value: str) -> tuple[FeedItem, ...]:
    """The newest items of a subject: news by their filing, items of other sections by what they say they are about.

    No query when warm.
    """
    return cached(f"feed:{language}:{what}:{value}", lambda: _items(language, what, value), SECONDS)


def _items(language: str, what: str, value: str) -> tuple[FeedItem, ...]:
    sections = live_sections(language)
    if not what:
        return newest(item for section in sections for item in section.feed_items())
    locale = Locale.objects.get_for_language(language)
    news = news_archive.filtered(locale.pk, {what: value}).prefetch_related("topics", "provinces")[:MOST_ITEMS]
    others = (item for section in sections for item in section.feed_items() if f"{what}:{value}" in item.about)
    return newest([*others, *(news_feed_item(item) for item in news)])
