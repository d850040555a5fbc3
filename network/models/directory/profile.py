"""What the page of one partner says, and what machines read there. Data of the organisation only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from home.dotmap import Dot, position
from home.models import NewsPage, news_archive, province_directory
from home.models.news_archive import Card as NewsCard

from ... import kinds
from ..contributions import Contribution
from ..partners import Partner
from .cards import Card, card, place_of
from .places import near

MOST_NEWS = 5
#: schema.org's words for our kinds; local governments are the rest.
SCHOOL_TYPES = {
    "school": "School",
    "vocational": "EducationalOrganization",
    "university": "CollegeOrUniversity",
    "nfe": "EducationalOrganization",
}


@dataclass(frozen=True)
class Profile:
    """`other_name`: the name in the language that the page does not speak. `here`: its dot on the map, if known."""

    card: Card
    other_name: str
    other_lang: str
    address: str
    phone: str
    email: str
    here: Dot | None
    news: tuple[NewsCard, ...]
    neighbours: tuple[Card, ...]


def profile_of(partner: Partner, locale_id: int) -> Profile:
    """Seven queries at most."""
    other = partner.name_en if partner.name == partner.name_th else partner.name_th
    return Profile(
        card=card(partner),
        other_name="" if other == partner.name else other,
        other_lang="en" if get_language() == "th" else "th",
        address=" ".join(filter(None, (partner.address, place_of(partner, whole=True), partner.zip_code))),
        phone=partner.phone,
        email=partner.email,
        here=_dot(partner),
        news=news_archive.cards(news_of(partner, locale_id)[:MOST_NEWS]),
        neighbours=near(partner),
    )


def _dot(partner: Partner) -> Dot | None:
    if partner.latitude is None or partner.longitude is None:
        return province_directory.map_dot(partner.province)
    return Dot(*position(partner.latitude, partner.longitude))


def news_of(partner: Partner, locale_id: int):
    """What anybody may read of the news it sent, or that names it as the sender; newest first."""
    sent = Contribution.objects.filter(partner=partner, state=Contribution.State.ACCEPTED).exclude(page=None)
    keys = NewsPage.objects.filter(pk__in=sent.values("page_id")).values("translation_key")
    names = [name for name in (partner.name_th, partner.name_en) if name]
    own = NewsPage.provinces.through.objects.filter(province_id=partner.province_id).values("newspage_id")
    credited = Q(kind=NewsPage.Kind.NETWORK, credit_name__in=names, pk__in=own)
    return news_archive.all_news(locale_id).filter(Q(translation_key__in=keys) | credited)


def organisation(partner: Partner, card: Card, url: str) -> dict:
    """The partner in schema.org's words."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": partner.address,
        "addressLocality": partner.district.name if partner.district_id else "",
        "addressRegion": partner.province.name,
        "postalCode": partner.zip_code,
        "addressCountry": "TH",
    }
    located = partner.latitude is not None and partner.longitude is not None
    data = {
        "@context": "https://schema.org",
        "@type": SCHOOL_TYPES[partner.kind] if kinds.BY_VALUE[partner.kind].school else "GovernmentOrganization",
        "@id": url,
        "name": partner.name_th,
        "alternateName": partner.name_en,
        "identifier": partner.code,
        "url": card.website or url,
        "mainEntityOfPage": url,
        "telephone": partner.phone,
        "email": partner.email,
        "address": {name: value for name, value in address.items() if value},
        "areaServed": {"@type": "AdministrativeArea", "name": partner.province.name},
        "geo": {"@type": "GeoCoordinates", "latitude": partner.latitude, "longitude": partner.longitude}
        if located
        else None,
    }
    return {name: value for name, value in data.items() if value}
