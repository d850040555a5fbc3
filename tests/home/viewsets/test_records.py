import csv
import io
from datetime import date

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from home.datasets import COLUMNS
from home.models import Centre, Indicator, Observation, Province, Release

pytestmark = pytest.mark.django_db
LISTS = ["indicator", "observation", "centre", "province", "topic", "release"]


@pytest.fixture(autouse=True)
def superuser(client):
    user = User.objects.create_superuser("root", password="a long password")
    client.force_login(user)
    return user


@pytest.fixture
def vacancies():
    return Indicator.objects.create(code="vacancies", name_th="ตำแหน่งงานว่าง", name_en="Vacancies", unit_th="อัตรา")


def figures(indicator, provinces, source="=กกจ."):
    return Observation.objects.bulk_create(
        Observation(
            indicator=indicator,
            province=province,
            period_kind="month",
            period_start=date(2026, 5, 1),
            value=number,
            source=source,
            as_of=date(2026, 5, 31),
        )
        for number, province in enumerate(provinces)
    )


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_seen_searched_sorted_and_downloaded(client, name, vacancies):
    figures(vacancies, Province.objects.all()[:3])
    url = reverse(f"{name}:index")
    for query in (
        "",
        "?q=เชียง",
        "?q=%25%27%22\x00🙂",
        "?p=999",
        "?p=x",
        "?ordering=nothing",
        "?export=csv",
        "?export=xlsx",
        "?export=pdf",
    ):
        assert client.get(url + query).status_code == 200, query


@pytest.mark.parametrize("name", LISTS)
def test_every_form_opens_and_an_empty_one_is_refused_in_words(client, name):
    url = reverse(f"{name}:add")
    assert client.get(url).status_code == 200
    assert client.post(url, {}).context["form"].errors


@pytest.mark.parametrize(
    ("name", "most"),
    [("observation", 20), ("province", 16), ("centre", 14), ("topic", 14), ("indicator", 14), ("release", 16)],
)
@pytest.mark.parametrize("count", [2, 40])
def test_a_list_costs_the_same_queries_for_few_rows_and_for_many(
    client, name, most, count, vacancies, django_assert_max_num_queries
):
    provinces = list(Province.objects.all()[:count])
    figures(vacancies, provinces)
    Release.objects.bulk_create(
        Release(
            title_th=f"{n}",
            centre=province.centre,
            period_kind="month",
            period_start=date(2026, 1, 1),
            due_on=date(2026, 2, 1),
        )
        for n, province in enumerate(provinces)
    )
    Indicator.objects.bulk_create(Indicator(code=f"i{n}", name_th=f"{n}", unit_th="x") for n in range(count))
    client.get(reverse(f"{name}:index"))
    with django_assert_max_num_queries(most):
        client.get(reverse(f"{name}:index"))


def test_figures_are_found_by_province_and_by_indicator(client, vacancies):
    figures(vacancies, Province.objects.filter(code__in=["50", "55"]))

    def found(query):
        return len(client.get(reverse("observation:index") + query).context["object_list"])

    assert [found(query) for query in ("?q=น่าน", "?q=Vacancies", "?q=nothing", "?centre=999")] == [1, 2, 0, 2]


def test_figures_leave_as_the_open_data_does_and_no_text_is_a_formula(client, vacancies):
    figures(vacancies, Province.objects.filter(code="50"))
    response = client.get(reverse("observation:index") + "?export=csv")
    (row,) = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert tuple(row) == COLUMNS
    assert (row["place_code"], row["period_code"], row["source"]) == ("50", "2026-05", "'=กกจ.")
    response = client.get(reverse("observation:index") + "?export=xlsx")
    page = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert "f" not in {cell.data_type for cell in page[2]}
    assert page["I2"].value == "=กกจ."


def test_a_figure_without_source_or_date_is_refused_by_the_form(client, vacancies):
    form = {"indicator": vacancies.pk, "period_kind": "month", "period_start": "2026-05-01", "value": "5"}
    errors = client.post(reverse("observation:add"), form).context["form"].errors
    assert {"source", "as_of"} <= set(errors)
    assert not Observation.objects.exists()


def test_a_figure_is_of_one_place_and_its_period_begins_where_it_should(client, vacancies):
    place = {"province": Province.objects.get(code="50").pk, "centre": Centre.objects.get(code="north").pk}
    period = {"period_kind": "quarter", "period_start": "2026-05-01"}
    form = {"indicator": vacancies.pk, "value": "5", "source": "กกจ.", "as_of": "2026-05-31"} | place | period
    errors = client.post(reverse("observation:add"), form).context["form"].errors
    assert "period_start" in errors
    assert not Observation.objects.exists()
