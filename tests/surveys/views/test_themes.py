import pytest
from django.urls import reverse
from django.utils import timezone

from home.models import Centre
from surveys.actions.begin_report import begin_report
from surveys.actions.found_themes import found_themes
from surveys.models import Response, TextTheme, Theme
from surveys.report.building import build
from tests import survey_factories as make
from tests.surveys.report_desk import answered, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    found_themes()
    made = make.campaign()
    answered(made, "lampang", 6)
    answered(made, "songkhla", 3)
    return made


@pytest.fixture
def officer(client):
    user = person("officer")
    client.force_login(user)
    return user


def texts() -> list[Response]:
    """Two texts of the north were written, one of the south."""
    return list(Response.objects.filter(answers__has_key="SUGG_T", province__slug="lampang").order_by("pk"))


def test_texts_are_given_themes_and_the_report_counts_them(client, campaign, officer):
    url = reverse("season_reports:themes", args=[campaign.pk])
    page = client.get(url)
    assert [row["text"] for row in page.context["rows"]] == ["ข้อความลับที่ 0", "ข้อความลับที่ 3"]
    first, second = texts()
    away = Response.objects.filter(answers__has_key="SUGG_T", province__slug="songkhla").get()
    sent = {
        "text": [f"{first.pk}-SUGG_T", f"{second.pk}-SUGG_T", f"{away.pk}-SUGG_T", "x", "0-RTYPE"],
        f"{first.pk}-SUGG_T": ["vacancies", "website"],
        f"{second.pk}-SUGG_T": ["vacancies", "unknown"],
        f"{away.pk}-SUGG_T": ["vacancies"],
    }
    client.post(url, sent)
    assert not TextTheme.objects.filter(response=away).exists()
    report = begin_report(campaign, Centre.objects.get(code="north"), by=officer, at=timezone.now())
    counted = build(report, timezone.localdate()).content["themes"]
    assert [(line["code"], line["SUGG_T"], line["n"]) for line in counted["lines"]] == [
        ("vacancies", 2, 2), ("website", 1, 1),
    ]  # fmt: skip
    assert (counted["texts"], counted["uncoded"]) == (2, 0)
    assert client.get(url).context["rows"] == []
    # A text that loses its ticks waits again; what says nothing is read and not counted.
    client.post(url, {"text": [f"{first.pk}-SUGG_T"], f"{first.pk}-SUGG_T": ["nothing"]})
    counted = build(report, timezone.localdate()).content["themes"]
    assert [line["code"] for line in counted["lines"]] == ["vacancies"]
    client.post(f"{url}?show=all", {"text": [f"{second.pk}-SUGG_T"]})
    assert client.get(url).context["waiting"] == 1


def test_themes_of_the_staff_stay_when_the_list_is_founded_again(campaign):
    theme = Theme.objects.get(code="other")
    theme.name_th = "ชื่อใหม่"
    theme.save()
    assert found_themes() == 0
    theme.refresh_from_db()
    assert theme.name_th == "ชื่อใหม่"


def test_texts_are_read_by_nobody_without_the_right(client, campaign, django_user_model):
    client.force_login(person("editor"))
    assert client.get(reverse("season_reports:themes", args=[campaign.pk])).status_code == 302
