from datetime import UTC, datetime, time

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from ..facets import query_string
from ..sections import FeedItem, Highlights
from . import news_archive
from .portal import SectionPage

PER_PAGE = 20


class CountedPaginator(Paginator):
    """Numbers the pages of a list whose length is known; the list itself is read, and kept, elsewhere."""

    def __init__(self, count: int, per_page: int) -> None:
        super().__init__(range(count), per_page)


class NewsIndexPage(SectionPage):
    """The archive of news, filtered by plain links."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    template = "home/news_index_page.html"

    class Meta:
        verbose_name = _("news section")

    def get_context(self, request, *args, **kwargs):
        chosen = news_archive.chosen_from(request.GET)
        count = news_archive.total(self.locale_id, chosen)
        page = CountedPaginator(count, PER_PAGE).get_page(request.GET.get("page", "")[:9])
        return super().get_context(request, *args, **kwargs) | {
            "facets": news_archive.facets(self.locale_id, chosen),
            "chosen": chosen,
            "query": query_string(chosen),
            "news": page,
            "cards": news_archive.page_of_cards(self.locale_id, chosen, page.number, PER_PAGE),
            "count": count,
        }

    def highlights(self, at) -> Highlights | None:
        items = news_archive.latest(self.locale_id, 7)
        return Highlights(self.title, self.url, "home/highlights/news.html", items, order=20) if items else None

    def about_province(self, province) -> Highlights | None:
        items = news_archive.of_province(self.locale_id, province, 5)
        more = {"query": query_string({"province": province.slug})}
        return Highlights(self.title, self.url, "home/highlights/news_of_province.html", items, more) if items else None

    def feed_items(self) -> list[FeedItem]:
        news = news_archive.all_news(self.locale_id).prefetch_related("topics", "provinces")[:30]
        return [news_feed_item(item) for item in news]


def news_feed_item(item) -> FeedItem:
    """A news item for a feed; its identifier is the page's translation, which no move changes."""
    published_at = item.first_published_at or datetime.combine(item.date, time(), tzinfo=UTC)
    return FeedItem(
        identifier=f"{item.translation_key}:{item.locale_id}",
        title=item.title,
        url=item.full_url,
        summary=item.summary,
        published_at=published_at,
        updated_at=item.last_published_at or published_at,
        tags=(item.get_kind_display(), *(str(topic) for topic in item.topics.all())),
        author=item.credit_name,
    )
