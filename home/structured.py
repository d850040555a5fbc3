"""What machines read of a page: schema.org data, one table of page types. Sources: schema.org and Google's documented
requirements for Article, Dataset, BreadcrumbList, FAQPage and Organization."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from .bearings import Link
from .models import (
    BulletinPage,
    DatasetPage,
    FAQPage,
    GuidePage,
    HomePage,
    NewsPage,
    Office,
    ProvincePage,
    PublicationPage,
    SectionPage,
    ServicePage,
)

CONTEXT = "https://schema.org"
LONGEST_HEADLINE = 110
#: Google takes a dataset's description from 50 characters on.
SHORTEST_DESCRIPTION = 50
#: The data stands inside a script element: nothing in it may end the element or begin a comment.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class Place:
    """Where the page stands. `origin`: https://host; `image`: the address of its share picture or ""."""

    origin: str
    url: str
    language: str
    office: Office
    image: str = ""
    trail: tuple[Link, ...] = ()


def as_text(data: dict) -> str:
    """JSON that is safe inside a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def data_of(page: Page, place: Place) -> list[dict]:
    """Everything there is to say of a page.

    A page type of an upper room says it itself in `structured(base)`, which gets what every page says and returns all.
    """
    found = [trail_of(place.trail, place.origin)] if place.trail else []
    base = _base(page, place)
    if hasattr(page, "structured"):
        found.append(page.structured(base))
    else:
        describe = next((make for kind, make in DESCRIPTIONS if isinstance(page, kind)), _web_page)
        found.append(describe(page, place, base))
    if isinstance(page, HomePage):
        found.append({"@context": CONTEXT, **organisation(place)})
    return [_without_gaps(each) for each in found]


def organisation(place: Place) -> dict:
    """The office whose site it is."""
    office = place.office
    return _without_gaps(
        {
            "@type": "GovernmentOrganization",
            "@id": f"{place.origin}/#office",
            "name": office.name,
            "url": f"{place.origin}/",
            "email": office.email,
            "telephone": office.phone,
            "address": office.address,
            "areaServed": {"@type": "Country", "name": "Thailand"},
            "parentOrganization": {"@type": "GovernmentOrganization", "name": office.parent} if office.parent else None,
            "sameAs": [url for url in (office.facebook_url, office.line_url) if url],
        }
    )


def _base(page: Page, place: Place) -> dict:
    return {
        "@context": CONTEXT,
        "@type": getattr(page, "schema_type", "WebPage"),
        "name": page.title,
        "description": getattr(page, "description", "") or page.search_description,
        "url": place.url,
        "inLanguage": place.language,
        "image": [place.image] if place.image else None,
        "datePublished": _moment(page.first_published_at),
        "dateModified": _moment(page.last_published_at),
        "publisher": organisation(place),
    }


def _article(page: Page, place: Place, base: dict) -> dict:
    return base | {
        "headline": page.title[:LONGEST_HEADLINE],
        "author": [organisation(place)],
        "mainEntityOfPage": {"@type": "WebPage", "@id": place.url},
    }


def _news(page: NewsPage, place: Place, base: dict) -> dict:
    author = {"@type": "Organization", "name": page.credit_name, "url": page.credit_url} if page.credit_name else None
    places = [{"@type": "AdministrativeArea", "name": province.name} for province in page.provinces.all()]
    return (
        _article(page, place, base)
        | {
            "datePublished": _moment(page.first_published_at) or _moment(page.date),
            "articleSection": page.get_kind_display(),
            "keywords": [topic.name for topic in page.topics.all()],
            "contentLocation": places,
        }
        | ({"author": [author]} if author else {})
    )


def _report(page: BulletinPage, place: Place, base: dict) -> dict:
    period = page.period
    where = {"@type": "Place", "name": page.centre.name} if page.centre else {"@type": "Country", "name": "Thailand"}
    return _article(page, place, base) | {
        "datePublished": _moment(page.released_on) or base["datePublished"],
        "temporalCoverage": f"{period.start.isoformat()}/{period.end.isoformat()}",
        "spatialCoverage": where,
        "reportNumber": page.volume,
    }


def _research(page: PublicationPage, place: Place, base: dict) -> dict:
    authors = [{"@type": "Person", "name": name.strip()} for name in page.authors.splitlines() if name.strip()]
    file = page.document
    return _article(page, place, base) | {
        "author": authors or [organisation(place)],
        "datePublished": str(page.year),
        "abstract": page.abstract,
        "encoding": {"@type": "MediaObject", "contentUrl": place.origin + file.url} if file else None,
    }


def _dataset(page: DatasetPage, place: Place, base: dict) -> dict:
    measured = [str(indicator) for indicator in page.indicators.all()]
    description = base["description"] or page.title
    if len(description) < SHORTEST_DESCRIPTION:
        description = f"{description}: {', '.join(measured)} ({place.office.name}, {place.office.parent})"
    return base | {
        "description": description,
        "license": page.licence_url or page.licence,
        "creator": organisation(place),
        "isAccessibleForFree": True,
        "variableMeasured": measured,
        "spatialCoverage": {"@type": "Country", "name": "Thailand"},
        "distribution": _downloads(page, place),
    }


def _downloads(page: DatasetPage, place: Place) -> list[dict]:
    kinds = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    return [
        {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": place.origin + reverse(f"dataset_{form}", args=[page.pk]),
        }
        for form, kind in kinds.items()
    ]


def _service(page: ServicePage, place: Place, base: dict) -> dict:
    return base | {
        "provider": organisation(place),
        "serviceOperator": {"@type": "GovernmentOrganization", "name": page.owner_division},
        "audience": {"@type": "Audience", "audienceType": page.audience},
        "areaServed": {"@type": "Country", "name": "Thailand"},
        "availableChannel": {"@type": "ServiceChannel", "serviceUrl": page.service_url},
    }


def _questions(page: FAQPage, place: Place, base: dict) -> dict:
    pairs = [pair for group in page.questions for pair in group.value["questions"]]
    return base | {
        "mainEntity": [
            {
                "@type": "Question",
                "name": pair["question"],
                "acceptedAnswer": {"@type": "Answer", "text": strip_tags(pair["answer"].source)},
            }
            for pair in pairs
        ]
    }


def _province(page: ProvincePage, place: Place, base: dict) -> dict:
    return base | {"@type": "WebPage", "about": {"@type": "AdministrativeArea", "name": page.province.name}}


def _web_site(page: HomePage, place: Place, base: dict) -> dict:
    search = f"{place.url.rstrip('/')}/search/?q={{search_term_string}}"
    return base | {
        "name": place.office.name,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def _collection(page: SectionPage, place: Place, base: dict) -> dict:
    return base | {"@type": "CollectionPage"}


def _web_page(page: Page, place: Place, base: dict) -> dict:
    return base


Describe = Callable[[Page, Place, dict], dict]
#: The first type that fits describes the page.
DESCRIPTIONS: tuple[tuple[type[Page], Describe], ...] = (
    (NewsPage, _news),
    (BulletinPage, _report),
    (PublicationPage, _research),
    (GuidePage, _article),
    (DatasetPage, _dataset),
    (ServicePage, _service),
    (FAQPage, _questions),
    (ProvincePage, _province),
    (HomePage, _web_site),
    (SectionPage, _collection),
)


def trail_of(trail: Iterable[Link], origin: str) -> dict:
    """The way from the home page to this one."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": step.title, "item": origin + step.url}
            for number, step in enumerate(trail, 1)
        ],
    }


def _moment(at: datetime | date | None) -> str:
    if at is None:
        return ""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time(), tzinfo=timezone.get_default_timezone())
    return timezone.localtime(at).isoformat(timespec="seconds")


def _without_gaps(data: dict) -> dict:
    """Without what nobody has filled in: an empty property says something false."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
