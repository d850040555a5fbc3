"""The archive of news: what was asked for, what is left, and how many of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import thai
from ..facets import Facet, facet, query_string
from ..generation import cached
from ..visible import readable
from .news import NewsPage
from .places import Centre, Province
from .topics import Topic

LOOKUPS = {
    "kind": "kind",
    "topic": "topics__code",
    "province": "provinces__slug",
    "centre": "centre__code",
    "year": "date__year",
}
COVER = "fill-640x400|format-webp|webpquality-70"
#: For the slot of a list, at most 10rem wide: sharp on a screen of two dots to the pixel, a quarter of the bytes.
THUMBNAIL = "fill-320x200|format-webp|webpquality-70"


@dataclass(frozen=True)
class Picture:
    """The addresses of a lead image in the two sizes of a card: 640 and 320 pixels wide."""

    cover: str = ""
    thumbnail: str = ""


@dataclass(frozen=True)
class Card:
    """A news item as lists show it. Without a lead image both addresses are empty, and a cover is drawn from `seed`."""

    id: int
    title: str
    url: str
    kind: str
    kind_label: str
    date: date
    summary: str
    places: str
    image_url: str
    thumbnail_url: str
    seed: str


def all_news(locale_id: int) -> QuerySet[NewsPage]:
    """What anybody may read of the news in a language, newest first."""
    return readable(NewsPage.objects.filter(locale_id=locale_id)).order_by("-date", "-pk")


def cards(news: QuerySet[NewsPage]) -> tuple[Card, ...]:
    """The items of a (sliced) queryset as cards: three queries, however many they are."""
    news = news.select_related("lead_image").defer_streamfields().prefetch_related("provinces")
    items = list(news)
    pictures = _pictures([item.lead_image for item in items if item.lead_image])
    return tuple(_card(item, pictures.get(item.lead_image_id, Picture())) for item in items)


def _pictures(images) -> dict[int, Picture]:
    """The pictures of images, in two queries; only a size that was never made costs more."""
    if not images:
        return {}
    model = type(images[0])
    found = model.objects.prefetch_renditions(COVER, THUMBNAIL).in_bulk({image.pk for image in images})
    return {pk: Picture(_address(image, COVER), _address(image, THUMBNAIL)) for pk, image in found.items()}


def _address(image, spec: str) -> str:
    # get_rendition() would write each one to the cache again.
    made = (each for each in image.prefetched_renditions if each.filter_spec == spec)
    return (next(made, None) or image.get_rendition(spec)).url


def _card(item: NewsPage, picture: Picture) -> Card:
    provinces = list(item.provinces.all())
    places = (" " if get_language() == "th" else ", ").join(province.name for province in provinces[:2])
    if len(provinces) > 2:
        places = _("%(first)s and %(count)d more") % {"first": provinces[0].name, "count": len(provinces) - 1}
    return Card(
        id=item.pk,
        title=item.title,
        url=item.url,
        kind=item.kind,
        kind_label=item.get_kind_display(),
        date=item.date,
        summary=item.summary,
        places=places,
        image_url=picture.cover,
        thumbnail_url=picture.thumbnail,
        seed=provinces[0].slug if provinces else item.slug,
    )


def _choices(name: str) -> tuple[tuple[str, str], ...]:
    """The (value, label) pairs of a facet that does not depend on the news themselves."""
    return cached(
        f"news-choices:{name}:{get_language()}",
        lambda: {
            "kind": lambda: tuple((value, str(label)) for value, label in NewsPage.Kind.choices),
            "topic": lambda: tuple((topic.code, topic.name) for topic in Topic.objects.all()),
            "province": lambda: tuple(
                sorted(((place.slug, place.name) for place in Province.objects.all()), key=lambda pair: pair[1])
            ),
            "centre": lambda: tuple((centre.code, centre.region) for centre in Centre.objects.all()),
        }[name](),
    )


def chosen_from(query: Mapping[str, str]) -> dict[str, str]:
    """What of a query string means something; all else is left out, so that every address is a page."""
    chosen = {
        name: query[name]
        for name in ("kind", "topic", "province", "centre")
        if any(query.get(name) == value for value, _label in _choices(name))
    }
    year = thai.fold(query.get("year", ""))
    if year.isascii() and year.isdigit() and 1900 <= int(year[:5]) <= 2600:
        number = int(year)
        chosen["year"] = str(number - thai.BUDDHIST_OFFSET if number >= 2400 else number)
    return chosen


def filtered(locale_id: int, chosen: Mapping[str, str]) -> QuerySet[NewsPage]:
    return all_news(locale_id).filter(**{LOOKUPS[name]: value for name, value in chosen.items()})


def total(locale_id: int, chosen: Mapping[str, str]) -> int:
    return cached(
        f"news-total:{locale_id}:{query_string(chosen)}", lambda: filtered(locale_id, chosen).order_by().count()
    )


def _counts(locale_id: int, chosen: Mapping[str, str], name: str) -> dict[str, int]:
    """How many items each value of a facet would leave, the other facets staying as they are."""
    others = {other: value for other, value in chosen.items() if other != name}
    news = filtered(locale_id, others).order_by()
    field = LOOKUPS[name]
    if name == "year":
        news, field = news.annotate(in_year=ExtractYear("date")), "in_year"
    rows = news.values_list(field).annotate(count=Count("pk", distinct=True))
    return {str(value): count for value, count in rows if value is not None}


def facets(locale_id: int, chosen: Mapping[str, str]) -> tuple[Facet, ...]:
    """The five facets of the archive with their counts; no query when warm."""
    labels = {
        "kind": _("Kind"),
        "topic": _("Topic"),
        "province": _("Province"),
        "centre": _("Centre"),
        "year": _("Year"),
    }
    counts = cached(
        f"news-counts:{locale_id}:{query_string(chosen)}",
        lambda: {name: _counts(locale_id, chosen, name) for name in labels},
    )
    offset = thai.BUDDHIST_OFFSET if get_language() == "th" else 0
    years = tuple((year, str(int(year) + offset)) for year in sorted(counts["year"], reverse=True))
    return tuple(
        facet(name, label, years if name == "year" else _choices(name), chosen=chosen, counts=counts[name])
        for name, label in labels.items()
    )


def page_of_cards(locale_id: int, chosen: Mapping[str, str], number: int, per_page: int) -> tuple[Card, ...]:
    """One page of the filtered archive; no query when warm."""
    return cached(
        f"news-page:{locale_id}:{query_string(chosen)}:{number}",
        lambda: cards(filtered(locale_id, chosen)[(number - 1) * per_page : number * per_page]),
    )


def latest(locale_id: int, count: int) -> tuple[Card, ...]:
    return cached(f"news-latest:{locale_id}:{count}", lambda: cards(all_news(locale_id)[:count]))


def of_province(locale_id: int, province: Province, count: int) -> tuple[Card, ...]:
    return cached(
        f"news-of:{locale_id}:{province.pk}:{count}",
        lambda: cards(all_news(locale_id).filter(provinces=province)[:count]),
    )


def related_to(page: NewsPage, count: int = 3) -> tuple[Card, ...]:
    """The pages an editor chose; otherwise the newest that share a topic, then the newest of the kind."""

    def find() -> tuple[Card, ...]:
        if picked := list(page.related.values_list("target_id", flat=True)):
            return cards(all_news(page.locale_id).filter(pk__in=picked)[:count])
        others = all_news(page.locale_id).exclude(pk=page.pk)
        # "id", not "pk": in the preview of a draft this is modelcluster's stand-in for a query, which knows no pk.
        topics = list(page.topics.values_list("id", flat=True))
        found = list(others.filter(topics__in=topics).distinct()[:count].values_list("pk", flat=True)) if topics else []
        if len(found) < count:
            more = others.filter(kind=page.kind).exclude(pk__in=found)[: count - len(found)]
            found += more.values_list("pk", flat=True)
        return cards(all_news(page.locale_id).filter(pk__in=found))

    return cached(f"news-related:{page.pk}:{page.latest_revision_id}", find)
