import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.models import Centre, DatasetIndexPage, DatasetPage, Indicator, Observation, Province
from tests.factories import child, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancies():
    return Indicator.objects.create(
        code="vacancies", name_th="ตำแหน่งงานว่าง", name_en="Vacancies", unit_th="อัตรา", unit_en="posts"
    )


def figure(indicator, value, month=5, **place):
    return Observation.objects.create(
        indicator=indicator,
        period_kind="month",
        period_start=date(2026, month, 1),
        value=Decimal(value),
        source="=กรมการจัดหางาน",
        as_of=date(2026, 5, 31),
        demonstration=True,
        **place,
    )


@pytest.fixture
def figures(vacancies):
    figure(vacancies, "-1250.5000", province=Province.objects.get(code="50"))
    figure(vacancies, 300, centre=Centre.objects.get(code="north"))
    figure(vacancies, 9000)


def dataset(indicators, language="th", **fields):
    home = home_page() if language == "th" else home_page("en", source=home_page())
    page = child(child(home, DatasetIndexPage), DatasetPage, slug="open-data", **fields)
    page.indicators.set(indicators)
    page.save()
    return page


def rows_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_figure_is_one_row_with_its_codes_its_names_and_where_it_comes_from(client, vacancies, figures):
    response = client.get(reverse("dataset_csv", args=[dataset([vacancies]).pk]))
    rows = rows_of(response)
    assert rows[0] == {
        "indicator_code": "vacancies",
        "indicator": "ตำแหน่งงานว่าง",
        "place_code": "50",
        "place": "เชียงใหม่",
        "period_code": "2026-05",
        "period": "พฤษภาคม 2569",
        "value": "-1250.5",
        "unit": "อัตรา",
        "source": "'=กรมการจัดหางาน",
        "source_url": "",
        "as_of": "2026-05-31",
        "demonstration": "True",
    }
    assert [(row["place_code"], row["place"]) for row in rows[1:]] == [("north", "ภาคเหนือ"), ("TH", "ทั้งประเทศ")]
    assert 'filename="open-data.csv"' in response["Content-Disposition"]


def test_an_english_dataset_speaks_english(client, vacancies, figures):
    rows = rows_of(client.get(reverse("dataset_csv", args=[dataset([vacancies], "en").pk])))
    assert [(row["indicator"], row["place"], row["period"], row["unit"]) for row in rows] == [
        ("Vacancies", "Chiang Mai", "May 2026", "posts"),
        ("Vacancies", "North", "May 2026", "posts"),
        ("Vacancies", "Whole country", "May 2026", "posts"),
    ]


def test_the_workbook_has_the_same_rows_as_texts_numbers_and_dates(client, vacancies, figures):
    response = client.get(reverse("dataset_xlsx", args=[dataset([vacancies]).pk]))
    page = openpyxl.load_workbook(io.BytesIO(response.content)).active
    row = [cell.value for cell in page[2]]
    assert (row[2], row[6], row[10].date()) == ("50", -1250.5, date(2026, 5, 31))
    assert page["I2"].data_type == "s"
    assert page.max_row == 4


def test_only_the_indicators_of_the_dataset_are_in_it(client, vacancies, figures):
    other = Indicator.objects.create(code="other", name_th="อื่น", unit_th="คน")
    figure(other, 1)
    rows = rows_of(client.get(reverse("dataset_csv", args=[dataset([other]).pk])))
    assert [row["indicator_code"] for row in rows] == ["other"]


@pytest.mark.parametrize("months", [1, 12])
def test_a_download_costs_four_queries_however_long_it_is(client, vacancies, months, django_assert_max_num_queries):
    for month in range(1, months + 1):
        figure(vacancies, month, month=month)
    url = reverse("dataset_csv", args=[dataset([vacancies]).pk])
    rows_of(client.get(url))
    with django_assert_max_num_queries(4):
        assert len(rows_of(client.get(url))) == months


def test_what_readers_may_not_see_they_cannot_download(client, vacancies):
    draft = dataset([vacancies], live=False)
    assert client.get(reverse("dataset_csv", args=[draft.pk])).status_code == 404
    assert client.get(reverse("dataset_csv", args=[draft.pk + 999])).status_code == 404


def test_a_dataset_behind_a_password_cannot_be_downloaded(client, vacancies):
    page = dataset([vacancies])
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(reverse("dataset_xlsx", args=[page.pk])).status_code == 404
