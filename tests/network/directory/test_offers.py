"""What the directory shows of itself elsewhere: front page, provinces, site search, feeds, sitemap, files."""

import csv
import io
import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from home.generation import bump
from home.models import Province, ProvinceIndexPage, ProvincePage
from network import standing
from network.actions.change_partner import reindex
from tests import factories
from tests import network_factories as make
from tests.network.many_partners import add_partners

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def members(network):
    """Three members, each joined a day after the one before, and somebody who was only visited."""
    found = [make.partner(name_th=f"สมาชิก {day}", joined_on=date(2026, 1, day)) for day in (1, 2, 3)]
    found.append(make.partner(name_th="ผู้เข้าร่วม", status=standing.VISITED, joined_on=date(2026, 1, 9)))
    reindex(found)
    return found


def test_the_front_page_counts_the_members_and_draws_where_they_are(client, members):
    section = BeautifulSoup(client.get("/").content, "html.parser").find(attrs={"aria-labelledby": "home-network"})
    assert section.select_one(".key-figure__value").text.split()[0] == "3"
    assert len(section.select("circle.dot--near")) == 1


def test_the_front_page_of_a_network_without_members_invites_the_first(client, network):
    section = BeautifulSoup(client.get("/").content, "html.parser").find(attrs={"aria-labelledby": "home-network"})
    assert section.select_one("svg") is None


def test_a_province_shows_who_joined_last_and_how_many_there_are(client, home, members):
    provinces = factories.child(home, ProvinceIndexPage, slug="provinces")
    factories.child(provinces, ProvincePage, slug="lampang", province=Province.objects.get(slug="lampang"))
    page = BeautifulSoup(client.get("/provinces/lampang/").content, "html.parser")
    section = page.find(attrs={"aria-labelledby": "province-partners"})
    assert [a.text for a in section.select(".entry__title a")] == ["สมาชิก 3", "สมาชิก 2", "สมาชิก 1", "ผู้เข้าร่วม"]
    assert section.select_one(".section-head a")["href"] == "/network/province/lampang/"


def test_the_search_of_the_site_finds_partners(client, members):
    text = client.get("/search/?q=สมาชิก").content.decode()
    assert f'href="/network/{members[0].code}/"' in text


def test_the_search_answers_with_ten_at_most_in_few_queries(network, django_assert_max_num_queries):
    add_partners(40, places=[make.subdistrict("520301")])
    with translation.override("th"), django_assert_max_num_queries(4):
        assert len(network.search("ลำปาง")) == 10
    assert network.search("!!!") == []


def test_the_feed_tells_of_new_members_newest_first(network, members):
    with translation.override("th"):
        items = network.feed_items()
    assert [item.url.split("/")[-2] for item in items] == [member.code for member in reversed(members[:3])]
    assert all(item.about == {"province:lampang", "centre:north"} for item in items)
    assert items[0].published_at.isoformat() == "2026-01-03T00:00:00+07:00"


def test_feeds_of_a_province_carry_its_new_members(client, members):
    assert members[0].code in client.get("/feeds/province/lampang.rss").content.decode()
    assert members[0].code not in client.get("/feeds/province/yala.rss").content.decode()


def test_the_sitemap_knows_every_public_address_in_both_languages(client, english, members):
    hidden = make.partner(status=standing.OPTED_OUT)
    text = client.get("/sitemap.xml").content.decode()
    for path in (f"{members[0].code}/", "province/lampang/", "centre/north/", "honour/2569/"):
        assert f"<loc>http://testserver/network/{path}</loc>" in text
        assert f"<loc>http://testserver/en/network/{path}</loc>" in text
    assert hidden.code not in text


@pytest.mark.parametrize("count", [1, 300])
def test_the_sitemap_costs_the_same_however_many_there_are(network, django_assert_num_queries, count):
    add_partners(count, searchable=False)
    network.get_sitemap_urls()
    with django_assert_num_queries(1):
        assert len(network.get_sitemap_urls()) > count


def test_the_table_holds_what_the_list_shows_under_the_same_filters(client, members):
    place = make.subdistrict("520301")
    make.partner(
        name_th="=1+1",
        kind="school",
        district=place.district,
        subdistrict=place,
        phone="0 5428 0000",
        website="a.example",
    )
    bump()
    response = client.get("/network.csv?kind=school")
    rows = list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"))))
    assert len(rows) == 1
    values = list(rows[0].values())
    assert values[2] == "'=1+1"
    assert "5203" in values
    assert "http://a.example" in values
    assert len(list(csv.reader(io.StringIO(body(client.get("/network.csv")).decode())))) == 6


def test_the_points_lie_where_the_organisation_does_or_its_province(client, members):
    make.partner(name_th="มีพิกัด", kind="school", latitude=18.25, longitude=99.5)
    bump()
    response = client.get("/network.geojson?kind=school")
    assert response["Content-Type"] == "application/geo+json"
    (feature,) = json.loads(body(response))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [99.5, 18.25]}
    assert feature["properties"]["located_by"] == "organisation"
    everything = json.loads(body(client.get("/network.geojson")))["features"]
    lampang = Province.objects.get(slug="lampang")
    assert everything[0]["geometry"]["coordinates"] in ([lampang.longitude, lampang.latitude], [99.5, 18.25])
    assert len(everything) == 5


def test_files_of_an_empty_directory_are_whole(client, network):
    assert json.loads(body(client.get("/network.geojson")))["features"] == []
    assert len(body(client.get("/network.csv")).decode().splitlines()) == 1


def test_files_cost_the_same_however_many_rows(client, network, django_assert_max_num_queries):
    add_partners(300, searchable=False)
    body(client.get("/network.csv"))
    with django_assert_max_num_queries(2):
        body(client.get("/network.csv"))
    with django_assert_max_num_queries(2):
        body(client.get("/network.geojson"))


def test_without_a_directory_there_are_no_files(client, home):
    assert client.get("/network.csv").status_code == 404
