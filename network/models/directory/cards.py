"""Partners as lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from home.facets import query_string
from home.generation import SECONDS, cached

from ... import standing, websites
from ..partners import Partner
from .asking import asked_for, in_order, kind_name, lang_of
from .counts import SECONDS_OF_A_SEARCH

PER_PAGE = 20
BANGKOK = "10"


@dataclass(frozen=True)
class Card:
    """`since`: the day it joined, of members only. `lang`: where the name is not in the reader's language."""

    code: str
    name: str
    lang: str
    kind: str
    place: str
    member: bool
    since: date | None
    website: str
    host: str
    district: str = ""


def cards(partners) -> tuple[Card, ...]:
    """The partners of a (sliced) queryset as cards; one query."""
    return tuple(card(partner) for partner in partners.select_related("province", "district", "subdistrict"))


def card(partner: Partner) -> Card:
    member = partner.status == standing.MEMBER
    website = web_address(partner)
    return Card(
        code=partner.code,
        name=partner.name,
        lang=lang_of(partner),
        kind=kind_name(partner.kind),
        place=place_of(partner),
        member=member,
        since=partner.joined_on if member else None,
        website=website,
        host=websites.host_key(website),
        district=partner.district.code if partner.district_id else "",
    )


def web_address(partner: Partner) -> str:
    """The website as something one may link to; imported lists hold all kinds of things."""
    try:
        return websites.read_website(partner.website)
    except websites.WrongWebsite:
        return ""


def district_name(name: str, province_code: str) -> str:
    """อำเภอเกาะคา, or เขตดุสิต in Bangkok."""
    if province_code == BANGKOK:
        return pgettext("in Bangkok", "%(name)s District") % {"name": name}
    return _("%(name)s District") % {"name": name}


def subdistrict_name(name: str, province_code: str) -> str:
    """ตำบลเกาะคา, or แขวงดุสิต in Bangkok."""
    if province_code == BANGKOK:
        return pgettext("in Bangkok", "%(name)s Subdistrict") % {"name": name}
    return _("%(name)s Subdistrict") % {"name": name}


def province_name(name: str, province_code: str) -> str:
    """จังหวัดลำปาง, but กรุงเทพมหานคร."""
    return name if province_code == BANGKOK else _("%(name)s Province") % {"name": name}


def place_of(partner: Partner, *, whole: bool = False) -> str:
    """District and province as one writes them; with `whole`, the sub-district before them."""
    code = partner.province.code
    found = []
    if whole and partner.subdistrict_id:
        found.append(subdistrict_name(partner.subdistrict.name, code))
    if partner.district_id:
        found.append(district_name(partner.district.name, code))
    found.append(province_name(partner.province.name, code))
    return (" " if get_language() == "th" else ", ").join(found)


def slice_of(partners, first: int, count: int):
    """So many of an ordered queryset, itself ordered. What comes before them is passed over in the index alone."""
    keys = partners.values("pk")[first : first + count]
    return Partner.objects.filter(pk__in=keys).order_by(*partners.query.order_by)


def page_of_cards(chosen: Mapping[str, str], number: int) -> tuple[Card, ...]:
    """One page of the directory; one query, none when warm."""
    first = (number - 1) * PER_PAGE
    return cached(
        f"directory-page:{get_language()}:{query_string(chosen)}:{number}",
        lambda: cards(slice_of(in_order(asked_for(chosen), chosen), first, PER_PAGE)),
        SECONDS_OF_A_SEARCH if "q" in chosen else SECONDS,
    )
