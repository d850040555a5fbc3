"""Events as lists show them: what was asked for, what is left, and how many of what. Kept per generation and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.facets import Facet, facet, query_string
from home.generation import cached
from home.models import Centre, Province
from home.sections import FeedItem
from home.templatetags.dates import long_date
from home.visible import readable

from ...event_places import place_in_words, province_in_words

PER_PAGE, MOST_ITEMS = 20, 30
LOOKUPS = {"kind": "kind", "province": "province__slug", "centre": "centre__code"}


@dataclass(frozen=True)
class Card:
    """An event as lists show it."""

    title: str
    url: str
    kind: str
    kind_label: str
    starts_at: datetime
    ends_at: datetime
    place: str
    summary: str
    cancelled: bool

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> date:
        return timezone.localdate(self.ends_at)


def _pages():
    # The pages know this module; by name they are found without a circle of imports.
    return apps.get_model("network", "EventPage")


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def all_events(locale_id: int) -> QuerySet:
    """What anybody may read of the events in a language."""
    return readable(_pages().objects.filter(locale_id=locale_id))


def asked_for(locale_id: int, chosen: Mapping[str, str], today: date) -> QuerySet:
    """What is not over comes with the next event first; `when` past: what is over, the last one first."""
    found = all_events(locale_id).filter(**{LOOKUPS[name]: value for name, value in chosen.items() if name in LOOKUPS})
    if "when" in chosen:
        return found.filter(ends_at__lt=midnight(today)).order_by("-starts_at", "-pk")
    return found.filter(ends_at__gte=midnight(today)).order_by("starts_at", "pk")


def _cards(events: QuerySet) -> tuple[Card, ...]:
    found = events.select_related("province", "centre").defer_streamfields()
    return tuple(
        Card(
            title=one.title,
            url=one.url,
            kind=one.kind,
            kind_label=str(one.get_kind_display()),
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            place=place_in_words(one.venue, province_in_words(one.province)),
            summary=one.summary,
            cancelled=one.cancelled,
        )
        for one in found
    )


def _choices(name: str) -> tuple[tuple[str, str], ...]:
    return cached(
        f"event-choices:{name}:{get_language()}",
        lambda: {
            "kind": lambda: tuple((value, str(label)) for value, label in _pages().Kind.choices),
            "province": lambda: tuple(
                sorted(((place.slug, place.name) for place in Province.objects.all()), key=lambda pair: pair[1])
            ),
            "centre": lambda: tuple((centre.code, centre.region) for centre in Centre.objects.all()),
        }[name](),
    )


def chosen_from(query: Mapping[str, str]) -> dict[str, str]:
    """What of a query string means something; all else is left out."""
    chosen = {
        name: query[name] for name in LOOKUPS if any(query.get(name) == value for value, _label in _choices(name))
    }
    return chosen | ({"when": "past"} if query.get("when") == "past" else {})


def total(locale_id: int, chosen: Mapping[str, str], today: date) -> int:
    return cached(
        f"event-total:{locale_id}:{today}:{query_string(chosen)}",
        lambda: asked_for(locale_id, chosen, today).order_by().count(),
    )


def facets(locale_id: int, chosen: Mapping[str, str], today: date) -> tuple[Facet, ...]:
    """Kind, province and centre with their counts; no query when warm."""
    labels = {"kind": _("Kind"), "province": _("Province"), "centre": _("Centre")}
    counts = cached(
        f"event-counts:{locale_id}:{today}:{query_string(chosen)}",
        lambda: {name: _counts(locale_id, chosen, today, name) for name in labels},
    )
    return tuple(
        facet(name, label, _choices(name), chosen=chosen, counts=counts[name]) for name, label in labels.items()
    )


def _counts(locale_id: int, chosen: Mapping[str, str], today: date, name: str) -> dict[str, int]:
    others = {other: value for other, value in chosen.items() if other != name}
    events = asked_for(locale_id, others, today).order_by()
    rows = events.values_list(LOOKUPS[name]).annotate(count=Count("pk"))
    return {str(value): count for value, count in rows if value is not None}


def page_of_cards(locale_id: int, chosen: Mapping[str, str], today: date, number: int) -> tuple[Card, ...]:
    """One page of the list; no query when warm."""
    start = (number - 1) * PER_PAGE
    return cached(
        f"event-page:{locale_id}:{today}:{query_string(chosen)}:{number}",
        lambda: _cards(asked_for(locale_id, chosen, today)[start : start + PER_PAGE]),
    )


def upcoming(locale_id: int, today: date, count: int) -> tuple[Card, ...]:
    """The next events that take place."""
    return cached(
        f"event-upcoming:{locale_id}:{today}:{count}",
        lambda: _cards(asked_for(locale_id, {}, today).filter(cancelled=False)[:count]),
    )


def of_province(locale_id: int, province: Province, today: date, count: int) -> tuple[Card, ...]:
    return cached(
        f"event-of:{locale_id}:{province.pk}:{today}:{count}",
        lambda: _cards(asked_for(locale_id, {}, today).filter(cancelled=False, province=province)[:count]),
    )


def for_calendar(locale_id: int, today: date) -> list:
    """The events of the last three months and all to come, cancelled ones too, for a calendar that is subscribed to."""
    found = all_events(locale_id).filter(ends_at__gte=midnight(today - timedelta(days=90)))
    return list(found.select_related("province").defer_streamfields().order_by("starts_at", "pk")[:500])


def feed_items(locale_id: int) -> list[FeedItem]:
    """For the feeds: what was announced last. Its subjects are its province and its centre."""
    found = all_events(locale_id).select_related("province", "centre").defer_streamfields()
    return [_item(one) for one in found.order_by("-first_published_at", "-pk")[:MOST_ITEMS]]


def _item(one) -> FeedItem:
    published_at = one.first_published_at or one.starts_at
    about = {f"centre:{one.centre.code}"} if one.centre else set()
    about |= {f"province:{one.province.slug}"} if one.province else set()
    return FeedItem(
        identifier=f"event:{one.translation_key}:{one.locale_id}",
        title=one.title,
        url=one.full_url,
        summary=" · ".join(part for part in (long_date(one.starts_at), one.venue, one.summary) if part),
        published_at=published_at,
        updated_at=one.last_published_at or published_at,
        tags=(str(one.get_kind_display()),),
        about=frozenset(about),
    )
