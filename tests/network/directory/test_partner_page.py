"""The page of one partner: its addresses, what it says, and what machines read there."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup

from home.generation import bump
from home.models import Province
from network import standing
from network.models import Contribution
from tests import factories
from tests import network_factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(network):
    place = make.subdistrict("520301")
    return make.partner(
        name_th="โรงเรียนเกาะคา",
        name_en="Ko Kha School",
        kind="school",
        district=place.district,
        subdistrict=place,
        address="9 หมู่ 2",
        zip_code="52130",
        website="www.kokha.example",
        phone="0 5428 0000",
        email="office@kokha.example",
        joined_on=date(2025, 1, 1),
    )


def graph(response) -> list[dict]:
    found = BeautifulSoup(response.content, "html.parser").select('script[type="application/ld+json"]')
    return [json.loads(each.string) for each in found]


def test_the_page_says_what_and_where_the_organisation_is(client, partner):
    text = BeautifulSoup(client.get(f"/network/{partner.code}/").content, "html.parser").main.get_text(" ", strip=True)
    for word in ("โรงเรียนเกาะคา", "Ko Kha School", "เกาะคา", "ลำปาง", "52130", "0 5428 0000", "office@kokha.example"):
        assert word in text
    assert "1 ม.ค. 2568" in text


def test_a_code_is_found_in_any_spelling_and_leads_to_one_address(client, partner):
    right = f"/network/{partner.code}/"
    for typed in (partner.code.lower(), f"{partner.code[:3]}-{partner.code[3:]}"):
        if typed == partner.code:
            continue
        response = client.get(f"/network/{typed}/")
        assert (response.status_code, response["Location"]) == (301, right)


def test_a_mistyped_code_gets_a_page_with_a_search(client, partner):
    wrong = partner.code[:-1] + ("0" if partner.code[-1] != "0" else "1")
    response = client.get(f"/network/{wrong}/")
    assert response.status_code == 404
    assert BeautifulSoup(response.content, "html.parser").select_one('main form[action="/network/"] input[name="q"]')


def test_a_merged_record_leads_to_the_one_it_went_into(client, partner):
    gone = make.partner(status=standing.MERGED, merged_into=partner)
    response = client.get(f"/network/{gone.code}/")
    assert (response.status_code, response["Location"]) == (302, f"/network/{partner.code}/")


def test_a_record_merged_into_one_that_is_not_public_is_not_there(client, network):
    kept = make.partner(status=standing.OPTED_OUT)
    gone = make.partner(status=standing.MERGED, merged_into=kept)
    assert client.get(f"/network/{gone.code}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "schema"),
    [("sao", "GovernmentOrganization"), ("school", "School"), ("university", "CollegeOrUniversity")],
)
def test_machines_read_the_organisation_and_the_way_to_it(client, network, kind, schema):
    partner = make.partner(kind=kind, website="javascript:alert(1)", latitude=18.2, longitude=99.4)
    trail, data = graph(client.get(f"/network/{partner.code}/"))
    assert trail["@type"] == "BreadcrumbList"
    assert [step["item"] for step in trail["itemListElement"]][-2:] == [
        "http://testserver/network/province/lampang/",
        f"http://testserver/network/{partner.code}/",
    ]
    assert data["@type"] == schema
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 18.2, "longitude": 99.4}
    assert data["url"] == f"http://testserver/network/{partner.code}/"


def test_what_is_no_website_is_no_link(client, network):
    partner = make.partner(website="javascript:alert(1)")
    assert b"javascript:" not in client.get(f"/network/{partner.code}/").content


def test_the_language_switch_stays_with_the_partner(client, english, partner):
    page = BeautifulSoup(client.get(f"/network/{partner.code}/").content, "html.parser")
    assert page.select_one('.site-tools a[hreflang="en"]')["href"] == f"/en/network/{partner.code}/"
    assert page.select_one('link[rel="alternate"][hreflang="en"]')["href"].endswith(f"/en/network/{partner.code}/")
    assert page.select_one('link[rel="canonical"]')["href"].endswith(f"/network/{partner.code}/")
    assert client.get(f"/en/network/{partner.code}/").context["profile"].other_name == "โรงเรียนเกาะคา"


def test_the_page_shows_the_news_it_sent_and_the_news_that_names_it(client, home, partner):
    section = factories.news_section(home)
    sent = factories.news(section, title="ข่าวที่ส่งมา")
    Contribution.objects.create(
        partner=partner, title="x", text="x", page=sent, state=Contribution.State.ACCEPTED, form_token="a"
    )
    for title, province in (("ข่าวที่ระบุชื่อ", partner.province), ("ข่าวของชื่อเดียวกัน", Province.objects.get(slug="phrae"))):
        page = factories.news(section, title=title, kind="network", credit_name=partner.name_th)
        page.provinces.add(province)
        page.save()
    factories.news(section, title="ข่าวอื่น")
    found = client.get(f"/network/{partner.code}/").context["profile"].news
    assert sorted(card.title for card in found) == ["ข่าวที่ระบุชื่อ", "ข่าวที่ส่งมา"]


def test_neighbours_are_those_of_the_district(client, partner):
    near = make.partner(name_th="ใกล้", district=partner.district)
    make.partner(name_th="ไกล")
    assert [card.code for card in client.get(f"/network/{partner.code}/").context["profile"].neighbours] == [near.code]


def test_the_page_costs_few_queries(client, partner, django_assert_max_num_queries):
    bump()
    client.get("/network/")
    client.get("/network/province/lampang/")
    with django_assert_max_num_queries(8):
        client.get(f"/network/{partner.code}/")
