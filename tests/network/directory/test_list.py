"""The list: what filters and a search leave, how it is counted, and what it costs."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from home.generation import bump
from home.models import District, Province
from network import standing
from network.actions.change_partner import reindex
from tests import network_factories as make
from tests.network.many_partners import add_partners

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    found = BeautifulSoup(response.content, "html.parser").select(".partners .entry__title a")
    return [each.text for each in found]


def options(response, facet: str) -> dict[str, str]:
    return {o.label: o.count for f in response.context["facets"] if f.name == facet for o in f.options}


@pytest.fixture
def three(network):
    """Two members in Lampang, one of them a school in Ko Kha, and a visited municipality in Phrae."""
    ko_kha = make.subdistrict("520301")
    found = [
        make.partner(name_th="องค์การบริหารส่วนตำบลไหล่หิน", kind="sao", joined_on=date(2024, 3, 5)),
        make.partner(
            name_th="โรงเรียนเกาะคา",
            kind="school",
            district=ko_kha.district,
            subdistrict=ko_kha,
            joined_on=date(2025, 1, 1),
        ),
        make.partner(
            name_th="เทศบาลตำบลช่อแฮ",
            kind="subdistrict_municipality",
            status=standing.VISITED,
            province=Province.objects.get(slug="phrae"),
        ),
    ]
    reindex(found)
    return found


def test_the_list_stands_in_the_order_of_the_dictionary(client, network):
    for name in ("องค์การก", "โรงเรียนช", "เทศบาลข", "กรุงเทพมหานคร", "โรงเรียนชา", "เชียง"):
        make.partner(name_th=name)
    assert names(client.get("/network/")) == ["กรุงเทพมหานคร", "เชียง", "เทศบาลข", "โรงเรียนช", "โรงเรียนชา", "องค์การก"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("province=lampang", 2),
        ("province=lampang&kind=school", 1),
        ("district=5203", 1),
        ("status=member", 2),
        ("status=participant", 1),
        ("kind=sao&status=participant", 0),
        ("q=เกาะคา", 1),
        ("q=ลำปาง&kind=sao", 1),
        ("q=อบต.", 1),
        ("q=โรงเรียน", 1),
        ("q=ไม่มีชื่อนี้", 0),
        # What means nothing changes nothing.
        ("province=atlantis&kind=x&status=lapsed&page=many", 3),
        ("district=9999", 3),
    ],
)
def test_filters_and_words_leave_what_fits(client, three, query, found):
    response = client.get(f"/network/?{query}")
    assert (response.status_code, response.context["count"], len(names(response))) == (200, found, found)


def test_the_counts_say_what_each_choice_would_leave(client, three):
    response = client.get("/network/?province=lampang")
    assert options(response, "province") == {"ลำปาง": 2, "แพร่": 1}
    assert options(response, "kind") == {"องค์การบริหารส่วนตำบล": 1, "โรงเรียน": 1}
    assert options(response, "district") == {"เกาะคา": 1}
    narrowed = client.get("/network/?province=lampang&kind=sao")
    assert options(narrowed, "province") == {"ลำปาง": 1}
    assert sum(options(narrowed, "status").values()) == 1


def test_a_district_alone_chooses_its_province(client, three):
    assert client.get("/network/?district=5203").context["asked"] == {"province": "lampang", "district": "5203"}


def test_leaving_the_province_leaves_the_district_too(client, three):
    response = client.get("/network/?province=lampang&district=5203")
    provinces = next(facet for facet in response.context["facets"] if facet.name == "province")
    assert all("district" not in option.query for option in provinces.options)


@pytest.mark.parametrize(
    "status", [standing.PROSPECT, standing.SCREENED_NO, standing.OPTED_OUT, standing.CLOSED, standing.MERGED]
)
def test_who_does_not_take_part_is_not_shown(client, network, status):
    hidden = make.partner(name_th="องค์การบริหารส่วนตำบลลับ", status=status)
    reindex([hidden])
    assert client.get("/network/").context["count"] == 0
    assert "ตำบลลับ" not in client.get("/network/?q=ลับ").content.decode()
    assert client.get(f"/network/{hidden.code}/").status_code == 404


def test_who_was_asked_for_by_its_whole_name_stands_first(client, network):
    place = make.subdistrict("520301")
    other = make.partner(name_th="กลุ่มไหล่หินพัฒนา", district=place.district, address="ใกล้ไหล่หิน")
    asked = make.partner(name_th="องค์การบริหารส่วนตำบลไหล่หิน")
    reindex([other, asked])
    assert names(client.get("/network/?q=ไหล่หิน"))[0] == asked.name_th


def test_an_empty_directory_says_how_it_fills_and_offers_no_filters(client, network):
    page = client.get("/network/").content.decode()
    assert 'class="empty' in page
    assert 'class="facets' not in page


def test_an_empty_result_leads_back_to_all(client, three):
    page = BeautifulSoup(client.get("/network/?q=ไม่มีชื่อนี้").content, "html.parser")
    assert page.select_one('.empty a[href="/network/"]')


def test_pages_carry_the_filters_along(client, network):
    add_partners(45, searchable=False, places=[make.subdistrict("520301")])
    response = client.get("/network/?province=lampang&page=2")
    assert len(names(response)) == 20
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('.pager a[href="?province=lampang&page=3"]')


def test_an_english_reader_gets_thai_names_marked_as_thai(client, english):
    make.partner(name_th="โรงเรียนก", kind="school")
    make.partner(name_th="โรงเรียนข", name_en="Kho School", kind="school")
    links = BeautifulSoup(client.get("/en/network/").content, "html.parser").select(".partners .entry__title a")
    assert [(link.text, link.get("lang")) for link in links] == [("โรงเรียนก", "th"), ("Kho School", None)]


@pytest.mark.parametrize("count", [1, 400])
def test_a_list_costs_the_same_however_many_partners_there_are(client, network, django_assert_max_num_queries, count):
    add_partners(count)
    bump()
    client.get("/network/")
    with django_assert_max_num_queries(8):
        client.get("/network/?province=lampang&kind=sao")
    with django_assert_max_num_queries(8):
        client.get("/network/?q=บ้าน")
    with django_assert_max_num_queries(0):
        client.get("/network/?province=lampang&kind=sao")


def test_several_filters_or_words_are_no_page_for_search_engines(client, three):
    noindex = b'name="robots" content="noindex'
    assert noindex not in client.get("/network/?province=lampang").content
    assert noindex in client.get("/network/?province=lampang&status=member").content
    assert noindex in client.get("/network/?q=เกาะคา").content


def test_districts_know_their_province_by_their_code():
    """What lets a district alone choose its province."""
    assert all(d.code[:2] == d.province.code for d in District.objects.select_related("province"))
