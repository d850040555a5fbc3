"""Schemas after Google's documented requirements of Article, Dataset, BreadcrumbList, FAQPage and Organization."""

import json
from datetime import date

import pytest
from django.test import RequestFactory
from jsonschema import Draft202012Validator

from home import structured
from home.bearings import Link
from home.models import (
    BulletinIndexPage,
    BulletinPage,
    Centre,
    DatasetIndexPage,
    DatasetPage,
    FAQPage,
    GuideIndexPage,
    GuidePage,
    Indicator,
    Office,
    Province,
    ProvinceIndexPage,
    ProvincePage,
    PublicationIndexPage,
    PublicationPage,
    ServiceIndexPage,
    ServicePage,
    StandardPage,
    Topic,
)
from tests import factories

TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://[^ ]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$"}
SOMEBODY = {"type": "object", "required": ["@type", "name"], "properties": {"name": TEXT, "url": URL}}
SEVERAL = {"type": "array", "minItems": 1}


def of(kind: str, required: str, **properties) -> dict:
    everywhere = {"@context": {"const": "https://schema.org"}, "@type": {"const": kind}, "url": URL, "inLanguage": TEXT}
    return {"type": "object", "required": ["@type", *required.split()], "properties": everywhere | properties}


ARTICLE = {
    "headline": {"type": "string", "minLength": 1, "maxLength": 110},
    "image": SEVERAL | {"items": URL},
    "datePublished": MOMENT,
    "dateModified": MOMENT,
    "author": SEVERAL | {"items": SOMEBODY},
    "publisher": SOMEBODY,
}
ARTICLE_NEEDS = "headline image datePublished dateModified author publisher mainEntityOfPage"
SCHEMAS = {
    "NewsArticle": of("NewsArticle", ARTICLE_NEEDS + " articleSection", **ARTICLE),
    "Article": of("Article", ARTICLE_NEEDS, **ARTICLE),
    "Report": of(
        "Report",
        ARTICLE_NEEDS + " temporalCoverage spatialCoverage",
        **ARTICLE,
        temporalCoverage={"pattern": "^.+/.+$"},
    ),
    "ScholarlyArticle": of(
        "ScholarlyArticle",
        "headline author datePublished abstract",
        **(ARTICLE | {"datePublished": {"pattern": r"^\d{4}$"}}),
    ),
    "Dataset": of(
        "Dataset",
        "name description license creator url isAccessibleForFree variableMeasured",
        description={"type": "string", "minLength": 50, "maxLength": 5000},
        distribution={
            "items": {"required": ["@type", "encodingFormat", "contentUrl"], "properties": {"contentUrl": URL}}
        },
    ),
    "GovernmentService": of(
        "GovernmentService",
        "name provider serviceOperator audience availableChannel",
        availableChannel={"required": ["serviceUrl"], "properties": {"serviceUrl": URL}},
    ),
    "FAQPage": of(
        "FAQPage",
        "mainEntity",
        mainEntity=SEVERAL
        | {
            "items": {
                "required": ["@type", "name", "acceptedAnswer"],
                "properties": {
                    "@type": {"const": "Question"},
                    "name": TEXT,
                    "acceptedAnswer": {"required": ["@type", "text"], "properties": {"text": TEXT}},
                },
            }
        },
    ),
    "WebSite": of("WebSite", "name url potentialAction"),
    "GovernmentOrganization": of("GovernmentOrganization", "name url", sameAs={"items": URL}),
    "WebPage": of("WebPage", "name url"),
    "CollectionPage": of("CollectionPage", "name url"),
    "BreadcrumbList": {
        "required": ["@context", "@type", "itemListElement"],
        "properties": {
            "itemListElement": SEVERAL
            | {"items": {"required": ["position", "name", "item"], "properties": {"name": TEXT, "item": URL}}}
        },
    },
}


def described(page) -> dict:
    """What the page says of itself by type, each kept to its schema."""
    place = structured.Place(
        origin="https://lmi.example",
        url="https://lmi.example" + page.get_url(RequestFactory().get("/")),
        language="th",
        office=Office(email="office@lmi.example", facebook_url="https://facebook.example/lmi"),
        image="https://lmi.example/share.png",
        trail=(Link("หน้าแรก", "/"), Link(page.title, page.url, True)),
    )
    found = {}
    for data in structured.data_of(page, place):
        data = json.loads(structured.as_text(data))
        errors = [error.message for error in Draft202012Validator(SCHEMAS[data["@type"]]).iter_errors(data)]
        assert not errors, (data["@type"], errors)
        found[data["@type"]] = data
    return found


@pytest.fixture
def home(db):
    return factories.home_page()


def test_news(home):
    page = factories.news(factories.news_section(home), title="ก" * 200, kind="fraud", summary="สรุป")
    page.topics.set([Topic.objects.first()])
    page.provinces.set([Province.objects.get(slug="phrae")])
    data = described(page)["NewsArticle"]
    assert data["articleSection"] == page.get_kind_display()
    assert data["contentLocation"] == [{"@type": "AdministrativeArea", "name": "แพร่"}]
    assert data["author"][0]["@type"] == "GovernmentOrganization"


def test_news_of_the_network_names_its_author(home):
    section = factories.news_section(home)
    page = factories.news(section, kind="network", credit_name="โรงเรียนทดสอบ", credit_url="https://school.example/")
    author = {"@type": "Organization", "name": "โรงเรียนทดสอบ", "url": "https://school.example/"}
    assert described(page)["NewsArticle"]["author"] == [author]


def test_the_trail_is_numbered_from_the_home_page(home):
    steps = described(factories.news_section(home, title="ข่าว"))["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["item"]) for step in steps] == [
        (1, "https://lmi.example/"),
        (2, "https://lmi.example/news/"),
    ]


def test_a_bulletin(home):
    section = factories.child(home, BulletinIndexPage)
    page = factories.child(
        section,
        BulletinPage,
        centre=Centre.objects.first(),
        period_kind="quarter",
        period_start=date(2026, 4, 1),
        released_on=date(2026, 7, 15),
    )
    data = described(page)["Report"]
    assert data["temporalCoverage"] == "2026-04-01/2026-06-30"
    assert data["datePublished"] == "2026-07-15T00:00:00+07:00"


def test_research_names_its_authors_and_its_year(home):
    section = factories.child(home, PublicationIndexPage)
    page = factories.child(section, PublicationPage, authors="คนหนึ่ง\nคนสอง\n", year=2026, abstract="บทคัดย่อ")
    data = described(page)["ScholarlyArticle"]
    assert [author["name"] for author in data["author"]] == ["คนหนึ่ง", "คนสอง"]


def test_a_dataset_without_a_summary_is_described_long_enough(home):
    indicator = Indicator.objects.create(code="vacancies", name_th="ตำแหน่งงานว่าง", unit_th="อัตรา")
    page = factories.child(factories.child(home, DatasetIndexPage), DatasetPage, title="ข้อมูล")
    page.indicators.set([indicator])
    data = described(page)["Dataset"]
    assert data["variableMeasured"] == ["ตำแหน่งงานว่าง"]
    assert {file["encodingFormat"].split("/")[0] for file in data["distribution"]} == {"text", "application"}
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_other_types(home):
    service = factories.child(
        factories.child(home, ServiceIndexPage),
        ServicePage,
        number=1,
        owner_division="กอง",
        service_url="https://service.example/",
        audience="ผู้หางาน",
    )
    assert "GovernmentService" in described(service)
    guide = factories.child(factories.child(home, GuideIndexPage), GuidePage, topic=Topic.objects.first())
    assert "Article" in described(guide)
    provinces = factories.child(home, ProvinceIndexPage)
    assert "CollectionPage" in described(provinces)
    province = factories.child(provinces, ProvincePage, province=Province.objects.first())
    assert described(province)["WebPage"]["about"]["name"] == Province.objects.first().name
    assert "WebPage" in described(factories.child(home, StandardPage))
    assert {"WebSite", "GovernmentOrganization"} <= described(home).keys()


def test_questions_are_told_as_plain_text(home):
    pair = {"question": "มีค่าใช้จ่ายหรือไม่", "answer": "<p>ไม่มี<b>ค่าใช้จ่าย</b></p>"}
    page = factories.child(
        home, FAQPage, questions=json.dumps([{"type": "group", "value": {"title": "", "questions": [pair]}}])
    )
    question = described(page)["FAQPage"]["mainEntity"][0]
    assert question["name"] == "มีค่าใช้จ่ายหรือไม่"
    assert question["acceptedAnswer"]["text"] == "ไม่มีค่าใช้จ่าย"


def test_a_page_of_an_upper_room_describes_itself(home, monkeypatch):
    page = factories.child(home, StandardPage)
    own = {"@type": "GovernmentService", "provider": 1, "serviceOperator": 1, "audience": 1, "availableChannel": {}}
    own["availableChannel"]["serviceUrl"] = "https://own.example/"
    monkeypatch.setattr(type(page), "structured", lambda page, base: base | own, raising=False)
    assert described(page)["GovernmentService"]["name"] == page.title


HOSTILE = "</script><script>alert(1)</script><!-- & \u2028 \" ' \\"


def test_nothing_in_the_data_ends_the_script_element():
    text = structured.as_text({"name": HOSTILE})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"name": HOSTILE}


def test_a_hostile_title_stays_a_title(home, client):
    page = factories.news(factories.news_section(home), title=HOSTILE, slug="hostile")
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    blocks = [part.partition("</script>")[0] for part in html.split('<script type="application/ld+json">')[1:]]
    assert len(blocks) == 2
    assert json.loads(blocks[1])["name"] == HOSTILE


def test_what_is_empty_is_not_said(home):
    assert "telephone" not in described(home)["GovernmentOrganization"]
