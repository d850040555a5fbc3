import pytest
from bs4 import BeautifulSoup

from home.models import Province
from network.models.directory.spots import EMPTY, LARGEST, radius
from tests import network_factories as make
from tests.network.many_partners import add_partners

pytestmark = pytest.mark.django_db


def test_a_dot_grows_with_the_area_not_the_radius():
    assert radius(0, 100) == EMPTY
    assert radius(100, 100) == LARGEST
    assert radius(25, 100) == LARGEST / 2


def page(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_the_map_and_the_list_say_the_same(client, network):
    for slug, count in (("lampang", 3), ("yala", 1)):
        for _ in range(count):
            make.partner(province=Province.objects.get(slug=slug))
    found = page(client, "/network/?view=map")
    dots = {a["href"]: a["aria-label"] for a in found.select("svg.directory__map a")}
    listed = {
        li.a["href"]: f"{li.a.text} {li.select_one('.tallies__count').text}"
        for li in found.select("#by-province .tallies li")
    }
    assert dots == listed == {"/network/province/lampang/": "ลำปาง 3", "/network/province/yala/": "ยะลา 1"}
    assert len(found.select("svg.directory__map circle")) == 77


def test_links_of_the_map_take_the_keyboard_and_keep_the_filters(client, network):
    make.partner()
    found = page(client, "/network/?view=map&kind=sao")
    link = found.select_one("svg.directory__map a")
    assert link["href"] == "/network/?kind=sao&province=lampang"
    assert link.get("tabindex") is None
    assert found.select_one('a[href="#by-province"]')


def test_the_page_of_the_map_stays_small(client, network):
    add_partners(2000, searchable=False)
    assert len(client.get("/network/?view=map").content) <= 60_000


def test_an_empty_map_is_a_page_too(client, network):
    assert client.get("/network/?view=map").status_code == 200
    make.partner()
    assert client.get("/network/?view=map&status=participant").status_code == 200
