from datetime import UTC, datetime, time
from itertools import groupby

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..facets import query_string
from ..generation import cached
from ..latest_figures import latest
from ..sections import FeedItem, Highlights
from ..visible import readable
from . import bulletin_archive
from .figures import Observation
from .portal import SectionPage
from .releases import Release

PER_PAGE = 20
#: The front page has room for four figures, and four indicators over the longest trend of months need this many rows.
HEADLINES, NEWEST_ROWS = 4, 240


class BulletinIndexPage(SectionPage):
    """The bulletins of the country and of the six centres, and the figures everybody asks for."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.BulletinPage", "home.ReleaseCalendarPage"]
    template = "home/bulletin_index_page.html"

    class Meta:
        verbose_name = _("bulletin section")

    def get_context(self, request, *args, **kwargs):
        chosen = bulletin_archive.chosen_from(request.GET, self.locale_id)
        found = bulletin_archive.filtered(self.locale_id, chosen)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page", "")[:9])
        cards = bulletin_archive.cards(list(page.object_list))
        years = [(year, list(group)) for year, group in groupby(cards, key=lambda card: card.period.start.year)]
        return super().get_context(request, *args, **kwargs) | {
            "facets": bulletin_archive.facets(self.locale_id, chosen, get_language()),
            "chosen": chosen,
            "query": query_string(chosen),
            "bulletins": page,
            "years": years,
            "count": len(found),
            "next_releases": Release.objects.next_few(timezone.localdate(), 3),
            "calendar_url": self.calendar_url,
        }

    @property
    def calendar_url(self) -> str:
        """The address of the release calendar in this language; empty where there is none."""
        from .release_calendar import ReleaseCalendarPage

        calendars = readable(ReleaseCalendarPage.objects.filter(locale_id=self.locale_id))
        return cached(f"release-calendar:{self.locale_id}", lambda: next((page.url for page in calendars[:1]), ""))

    def highlights(self, at) -> Highlights | None:
        language = get_language()
        figures = cached(f"headline-figures:{language}", headline_figures)
        newest = cached(
            f"newest-bulletin:{self.locale_id}:{language}",
            lambda: bulletin_archive.cards(bulletin_archive.filings(self.locale_id)[:1]),
        )
        if not figures:
            return None
        return Highlights(self.title, self.url, "home/highlights/figures.html", figures, {"newest": newest}, order=10)

    def about_province(self, province) -> Highlights | None:
        mine = bulletin_archive.latest_of_centre(self.locale_id, province.centre.code, 3)
        items = cached(
            f"bulletins-of-centre:{self.locale_id}:{province.centre.code}:{get_language()}",
            lambda: bulletin_archive.cards(mine),
        )
        if not items:
            return None
        more = {"centre": province.centre, "query": query_string({"centre": province.centre.code})}
        return Highlights(self.title, self.url, "home/highlights/bulletins_of_centre.html", items, more, order=50)

    def feed_items(self) -> list[FeedItem]:
        newest = bulletin_archive.all_bulletins(self.locale_id).select_related("centre").defer_streamfields()
        return [bulletin_feed_item(page) for page in newest.order_by("-first_published_at", "-pk")[:30]]


def bulletin_feed_item(page) -> FeedItem:
    """A bulletin for a feed; its identifier is the page's translation, which no move changes."""
    published_at = page.first_published_at or datetime.combine(page.period.end, time(), tzinfo=UTC)
    return FeedItem(
        identifier=f"{page.translation_key}:{page.locale_id}",
        title=page.title,
        url=page.full_url,
        summary=page.summary,
        published_at=published_at,
        updated_at=page.last_published_at or published_at,
        tags=(str(page.kind_label), page.period.label(get_language())),
        about=frozenset({f"centre:{page.centre.code}"} if page.centre else ()),
    )


def headline_figures():
    """The country's latest figure of each of the first four headline indicators; one query."""
    rows = Observation.objects.of_country().filter(indicator__headline=True).select_related("indicator")
    newest = list(rows.order_by("-period_start")[:NEWEST_ROWS])
    newest.sort(key=lambda each: (each.indicator.order, each.indicator.code))
    return tuple(latest(newest)[:HEADLINES])
