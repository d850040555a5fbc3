"""What a result can be, as the search tells kinds apart: the types of pages, and news by its own kinds as well."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from .models import (
    BulletinPage,
    DatasetPage,
    GuidePage,
    NewsPage,
    ProvincePage,
    PublicationPage,
    ServicePage,
)


@dataclass(frozen=True)
class Kind:
    """`model` is None for everything that no other kind claims; `of_news` narrows news to one of its kinds."""

    label: str
    model: type | None
    of_news: str = ""


KINDS: dict[str, Kind] = {
    "news": Kind(_("News"), NewsPage),
    **{value: Kind(label, NewsPage, value) for value, label in NewsPage.Kind.choices},
    "bulletin": Kind(_("Bulletin"), BulletinPage),
    "service": Kind(_("Service"), ServicePage),
    "province": Kind(_("Province"), ProvincePage),
    "guide": Kind(_("Guide"), GuidePage),
    "research": Kind(_("Research"), PublicationPage),
    "dataset": Kind(_("Dataset"), DatasetPage),
    "page": Kind(_("Page"), None),
}
_TYPES = {kind.model: name for name, kind in KINDS.items() if kind.model and not kind.of_news}


def narrowed(hits, name: str):
    """The pages of a queryset that are of a kind; all of them for no name."""
    if not name:
        return hits
    kind = KINDS[name]
    if kind.of_news:
        return hits.filter(pk__in=NewsPage.objects.filter(kind=kind.of_news).values("pk"))
    return hits.exact_type(kind.model) if kind.model else hits.not_exact_type(*_TYPES)


def counts(hits) -> dict[str, int]:
    """How many pages of a queryset are of each kind; two queries."""
    found: dict[str, int] = {}
    hits = hits.order_by()
    for type_id, count in hits.values_list("content_type_id").annotate(count=Count("pk")):
        name = _TYPES.get(ContentType.objects.get_for_id(type_id).model_class(), "page")
        found[name] = found.get(name, 0) + count
    if found.get("news"):
        news = NewsPage.objects.filter(pk__in=hits.values("pk")).order_by()
        found.update(news.values_list("kind").annotate(count=Count("pk")))
    return found


def label_of(page) -> str:
    """What a page of a specific type is called in a list of results."""
    return str(getattr(page, "kind_label", "") or KINDS["page"].label)
