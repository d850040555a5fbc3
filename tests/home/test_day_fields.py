"""What an editor may type for a day, with and without the script that helps."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.day_fields import DayField, MomentField
from home.models import NewsPage
from tests import factories


@pytest.mark.parametrize("typed", ["1/5/2569", "๑/๕/๒๕๖๙", "1 พฤษภาคม 2569", "1 พ.ค. 2569", "2026-05-01", "1 May 2026"])
def test_a_day_may_be_written_in_any_usual_way(typed):
    assert DayField().clean(typed) == date(2026, 5, 1)


@pytest.mark.parametrize("typed", ["1/5/2569 16:30", "๑/๕/๒๕๖๙ ๑๖.๓๐ น.", "2026-05-01 16:30", "2026-05-01T16:30"])
def test_a_moment_is_one_of_the_clocks_in_thailand(typed):
    assert MomentField().clean(typed) == datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def test_a_moment_without_its_hour_is_midnight():
    assert MomentField().clean("1/5/2569") == datetime(2026, 4, 30, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize("field", [DayField, MomentField])
def test_a_day_that_does_not_exist_is_named_in_thai(field):
    with override("th"), pytest.raises(ValidationError) as problem:
        field().clean("30 กุมภาพันธ์ 2569")
    [sentence] = problem.value.messages
    assert "ไม่มีวัน" in sentence
    assert "“30 กุมภาพันธ์ 2569”" in sentence


@pytest.mark.parametrize("field", [DayField, MomentField])
def test_an_empty_field_stays_empty_where_it_may(field):
    assert field(required=False).clean("") is None
    with pytest.raises(ValidationError):
        field().clean("")


def test_a_day_that_stayed_the_same_in_another_spelling_is_no_change():
    assert not DayField().has_changed(date(2026, 5, 1), "1/5/2569")
    assert DayField().has_changed(date(2026, 5, 1), "2/5/2569")


@pytest.fixture
def news(db, client):
    client.force_login(User.objects.create_superuser("chief", "", "x"))
    return factories.news(factories.news_section(factories.home_page()), title="ข่าว", summary="สรุป")


def save(client, page, **fields):
    data = {"title": page.title, "slug": page.slug, "summary": page.summary, "kind": page.kind, "body": streamfield([])}
    lists = ("related", "files", "comments")
    data |= {f"{name}-{part}": "0" for name in lists for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data | fields))


def test_the_editors_form_takes_thai_days_and_says_them_beside_the_field(client, news):
    save(client, news, date="๑๕/๖/๒๕๖๙", go_live_at="1 มกราคม 2600 16:30", expire_at="")
    draft = NewsPage.objects.get().get_latest_revision_as_object()
    assert draft.date == date(2026, 6, 15)
    assert draft.go_live_at == datetime(2057, 1, 1, 9, 30, tzinfo=UTC)
    with override("th"):
        content = client.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    assert 'value="2026-06-15"' in content
    assert ">15 มิถุนายน 2569</output>" in content
    assert ">1 มกราคม 2600 16:30</output>" in content


def test_the_editors_form_refuses_a_day_that_does_not_exist(client, news):
    content = save(client, news, date="30/2/2569").content.decode()
    assert "“30/2/2569”" in content
    assert 'value="30/2/2569"' in content
