"""What the directory shows of itself elsewhere: front page, pages of provinces, search, feeds."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home import dotmap
from home.search.text import words
from home.sections import FeedItem, Highlights, Hit

from ... import standing
from ..partners import Partner
from . import counts, places, spots
from .asking import MEMBER, asked_for, in_order
from .cards import card, cards, place_of

MOST_HITS = 10
#: An import may make hundreds of members in a day; the feed of the whole site is for more than them.
MOST_ITEMS = 10


def highlights(title: str, url: str) -> Highlights:
    """For the front page: how many members there are, where, and how to join."""
    cells = counts.whole_country()
    more = {
        "members": counts.total(cells, status=MEMBER),
        "provinces": len({cell.province for cell in cells if cell.status == MEMBER}),
        "spots": spots.spots(counts.by(cells, "province", {"status": MEMBER})),
        "map": dotmap,
    }
    return Highlights(title, url, "network/highlights/network.html", (), more, order=70)


def about_province(title: str, url: str, province) -> Highlights | None:
    """For the page of a province: a few of its partners, and how many there are; None for none."""
    count = counts.total(counts.whole_country(), province=province.slug)
    if not count:
        return None
    more = {"count": count, "url": f"{url}province/{province.slug}/", "place": province.name}
    return Highlights(
        title, url, "network/highlights/partners_of_province.html", places.newest_of(province), more, order=60
    )


def hits(query: str, url: str) -> list[Hit]:
    """For the search of the site: the partners that a query finds; one query."""
    if not words(query):
        return []
    chosen = {"q": query}
    found = in_order(asked_for(chosen), chosen)[:MOST_HITS]
    return [Hit(each.name, f"{url}{each.code}/", each.kind, each.place) for each in cards(found)]


def feed_items(base: str) -> list[FeedItem]:
    """For the feeds: who joined last; one query. Its subjects are its province and its centre."""
    newest = Partner.objects.public().filter(status=standing.MEMBER).exclude(joined_on=None)
    newest = newest.select_related("province__centre", "district", "subdistrict").order_by("-joined_on", "-pk")
    return [_item(partner, base) for partner in newest[:MOST_ITEMS]]


def _item(partner: Partner, base: str) -> FeedItem:
    shown = card(partner)
    joined_at = timezone.make_aware(datetime.combine(partner.joined_on, time()))
    return FeedItem(
        identifier=f"partner:{partner.code}:{get_language()}",
        title=_("%(name)s has joined the network") % {"name": shown.name},
        url=f"{base}{partner.code}/",
        summary=f"{shown.kind} · {place_of(partner)}",
        published_at=joined_at,
        updated_at=joined_at,
        tags=(shown.kind,),
        about=frozenset({f"province:{partner.province.slug}", f"centre:{partner.province.centre.code}"}),
    )
