"""The pages of provinces and centres, and the honour roll."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup

from home.models import Centre
from network import standing
from network.models.directory import honour, places
from tests import network_factories as make
from tests.network.many_partners import add_partners

pytestmark = pytest.mark.django_db


def test_a_province_lists_its_partners_by_district(client, network):
    place = make.subdistrict("520301")
    make.partner(name_th="โรงเรียนเกาะคา", kind="school", district=place.district)
    make.partner(name_th="องค์การบริหารส่วนจังหวัดลำปาง", kind="pao", status=standing.VISITED)
    found = client.get("/network/province/lampang/").context["found"]
    assert (found.count, found.members) == (2, 1)
    assert [(g.tally.value, [card.name for card in g.cards]) for g in found.groups] == [
        ("5203", ["โรงเรียนเกาะคา"]),
        ("", ["องค์การบริหารส่วนจังหวัดลำปาง"]),
    ]
    assert [(kind.value, kind.count) for kind in found.kinds] == [("pao", 1), ("school", 1)]


def test_a_province_with_many_partners_lists_its_districts_instead(client, network, monkeypatch):
    monkeypatch.setattr(places, "MOST_LISTED", 3)
    add_partners(5, places=[make.subdistrict("520301")], searchable=False)
    page = BeautifulSoup(client.get("/network/province/lampang/").content, "html.parser")
    assert page.select_one('a[href="/network/?district=5203&province=lampang"]')
    assert not page.select(".partner-lines")


def test_a_province_without_partners_says_who_to_ask(client, network):
    Centre.objects.filter(code="south").update(phone="0 7400 0000")
    page = client.get("/network/province/yala/")
    assert page.status_code == 200
    assert "0 7400 0000" in page.content.decode()


def test_a_centre_counts_its_provinces(client, network):
    make.partner()
    found = client.get("/network/centre/north/").context["found"]
    assert len(found.provinces) == 17
    assert [(tally.value, tally.count) for tally in found.provinces if tally.count] == [("lampang", 1)]


@pytest.mark.parametrize("path", ["province/atlantis/", "centre/moon/", "honour/1900/", "honour/9999/"])
def test_places_and_years_that_are_not_get_a_page_with_a_search(client, network, path):
    response = client.get(f"/network/{path}")
    assert response.status_code == 404
    assert b'name="q"' in response.content


# Fiscal year 2569 runs from 1 October 2568 to 30 September 2569 (manual, glossary).
@pytest.mark.parametrize(
    ("joined_on", "left_on", "named"),
    [
        (date(2026, 9, 30), None, True),
        (date(2026, 10, 1), None, False),
        (date(2020, 1, 1), None, True),
        (date(2020, 1, 1), date(2025, 10, 1), True),
        (date(2020, 1, 1), date(2025, 9, 30), False),
        (None, None, False),
    ],
)
def test_the_roll_names_who_was_a_member_in_the_year(network, joined_on, left_on, named):
    make.partner(joined_on=joined_on, left_on=left_on, status=standing.LAPSED if left_on else standing.MEMBER)
    assert honour.members_in(2569).exists() is named


def test_who_asked_to_leave_is_named_no_more(network):
    make.partner(joined_on=date(2020, 1, 1), status=standing.OPTED_OUT)
    assert not honour.members_in(2569).exists()


@time_machine.travel("2026-11-22")
def test_the_roll_stands_in_the_order_of_the_dictionary_with_all_its_years(client, network):
    for name in ("โรงเรียนข", "อบต.ก", "เทศบาลก", "โรงเรียนก"):
        make.partner(name_th=name, joined_on=date(2025, 11, 1))
    assert client.get("/network/honour/")["Location"] == "/network/honour/2570/"
    response = client.get("/network/honour/2569/")
    assert [card.name for card in response.context["cards"]] == ["เทศบาลก", "โรงเรียนก", "โรงเรียนข", "อบต.ก"]
    assert [shown for _number, shown in response.context["years"]] == ["2570", "2569"]


@time_machine.travel("2026-11-22")
def test_english_counts_years_as_english_does(client, english):
    make.partner(joined_on=date(2025, 11, 1))
    response = client.get("/en/network/honour/2569/")
    assert [shown for _number, shown in response.context["years"]] == ["2027", "2026"]
    assert "2026" in response.context["title"]


def test_a_roll_without_members_is_a_page(client, network):
    assert client.get("/network/honour/").status_code == 200
