from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from tests import factories, figure_factories
from tests.figure_factories import block_id, table_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return figure_factories.bulletin_section(factories.home_page())


def bulletin(section, **fields):
    return figure_factories.bulletin(section, date(2026, 4, 1), **fields)


def address(page, name="table", prefix=""):
    return f"{prefix}/table/{page.pk}/{block_id(name)}.csv"


def test_the_file_is_the_table(client, section):
    page = bulletin(section, overseas=[table_block(rows=[["ปวช.", "2875", None], ["ปริญญาตรี", "1430.5", "-3"]])])
    response = client.get(address(page))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.content.decode("utf-8-sig").splitlines() == [
        "ระดับการศึกษา,ตำแหน่งงานว่าง,ผู้สมัครงาน",
        "ปวช.,2875,",
        "ปริญญาตรี,1430.5,-3",
    ]


def test_a_cell_is_never_a_formula(client, section):
    page = bulletin(section, notes=[table_block(rows=[["=HYPERLINK(1)", "1", "2"]])])
    assert client.get(address(page)).content.decode("utf-8-sig").splitlines()[1].startswith("'=HYPERLINK")


def test_it_is_found_in_a_news_item_too(client, section):
    news = factories.news(factories.news_section(section.get_parent()), body=[table_block()])
    assert client.get(address(news)).status_code == 200


def test_what_is_not_public_is_not_there(client, section):
    draft = bulletin(section, demand=[table_block()], live=False)
    private = bulletin(section, demand=[table_block()])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for page in (draft, private):
        assert client.get(address(page)).status_code == 404


@pytest.mark.parametrize("name", ["another", ""])
def test_an_unknown_block_or_page_is_not_there(client, section, name):
    page = bulletin(section, demand=[table_block()])
    assert client.get(address(page, name)).status_code == 404
    assert client.get(f"/table/999999/{block_id('table')}.csv").status_code == 404
    assert client.get(f"/table/{page.pk}/x.csv").status_code == 404


def test_a_block_of_another_kind_has_no_file(client, section):
    page = bulletin(section, demand=[{"type": "paragraph", "id": block_id("p"), "value": "<p>x</p>"}])
    assert client.get(address(page, "p")).status_code == 404


def test_only_reading_is_allowed(client, section):
    page = bulletin(section, demand=[table_block()])
    assert client.post(address(page)).status_code == 405


def test_the_page_links_to_its_files(client, section):
    page = bulletin(section, demand=[table_block()])
    assert address(page) in client.get(page.url).content.decode()
