"""Thousands of news pages in seconds: rows as Wagtail would have written them, without revisions and signals."""

import json
from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from home.models import NewsIndexPage, NewsPage, Province, Topic


def add_news(section: NewsIndexPage, items: Iterable[tuple[str, str]], newest: date = date(2026, 5, 1)) -> list[int]:
    """Live news below a section from (title, text); their primary keys in the same order. Nothing is indexed yet.

    Kinds, provinces and topics take turns; each is a day older than the one before, over a year and then again.
    """
    items = list(items)
    now, kind_type = timezone.now(), ContentType.objects.get_for_model(NewsPage)
    pages = [
        Page(
            title=title,
            draft_title=title,
            slug=f"item-{number}",
            path=Page._get_path(section.path, section.depth + 1, number),
            depth=section.depth + 1,
            url_path=f"{section.url_path}item-{number}/",
            content_type=kind_type,
            locale=section.locale,
            first_published_at=now,
            last_published_at=now,
        )
        for number, (title, _text) in enumerate(items, section.numchild + 1)
    ]
    Page.objects.bulk_create(pages, batch_size=500)
    kinds = NewsPage.Kind.values
    for number, (page, (_title, text)) in enumerate(zip(pages, items, strict=True)):
        news = NewsPage(
            page_ptr=page,
            kind=kinds[number % len(kinds)],
            date=newest - timedelta(days=number % 365),
            summary=text.split()[0][:300],
            body=json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>", "id": str(page.pk)}]),
        )
        news.save_base(raw=True, force_insert=True)
    _file_under(NewsPage.provinces.through, "province_id", Province, pages)
    _file_under(NewsPage.topics.through, "topic_id", Topic, pages)
    Page.objects.filter(pk=section.pk).update(numchild=section.numchild + len(pages))
    section.refresh_from_db()
    return [page.pk for page in pages]


def _file_under(link, column: str, model, pages) -> None:
    found = list(model.objects.values_list("pk", flat=True))
    link.objects.bulk_create(
        (link(newspage_id=page.pk, **{column: found[n % len(found)]}) for n, page in enumerate(pages)), batch_size=500
    )
