from datetime import date

import pytest
import time_machine
from django.utils import timezone

from home.models import Centre, Release
from tests import factories, figure_factories
from tests.figure_factories import release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-22T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def calendar():
    return figure_factories.calendar_page(figure_factories.bulletin_section(factories.home_page()))


def shown(client, calendar, query=""):
    response = client.get(calendar.url + query)
    assert response.status_code == 200
    return response.context, response.content.decode()


def titles(context):
    return [release.title for _month, rows in context["months"] for release, _url in rows]


def test_this_month_and_what_comes_after_it_soonest_first(client, calendar):
    for day, title in (
        (date(2027, 1, 5), "c"),
        (date(2026, 11, 1), "a"),
        (date(2026, 10, 31), "past"),
        (date(2026, 11, 30), "b"),
    ):
        release(day, title_th=title)
    context, content = shown(client, calendar)
    assert titles(context) == ["a", "b", "c"]
    assert [month for month, _rows in context["months"]] == [date(2026, 11, 1), date(2027, 1, 1)]
    assert "พฤศจิกายน 2569" in content
    assert "มกราคม 2570" in content


def test_the_past_newest_first(client, calendar):
    for day in (1, 2, 3):
        release(date(2026, 9, day), title_th=str(day))
    release(date(2026, 11, 1), title_th="now")
    assert titles(shown(client, calendar, "?when=past")[0]) == ["3", "2", "1"]


def test_one_centre(client, calendar):
    release(date(2026, 12, 1), title_th="north", centre=Centre.objects.get(code="north"))
    release(date(2026, 12, 2), title_th="country")
    assert titles(shown(client, calendar, "?centre=north")[0]) == ["north"]
    assert titles(shown(client, calendar, "?centre=country")[0]) == ["country"]


def test_a_cancelled_one_stays_and_says_so_in_words_and_with_its_reason(client, calendar):
    release(date(2026, 12, 1), state="cancelled", note_th="รวมไว้ในฉบับรายปี")
    _context, content = shown(client, calendar)
    assert "รวมไว้ในฉบับรายปี" in content
    assert "status--problem" in content
    assert "calendar__row--cancelled" in content


def test_a_released_one_leads_to_its_bulletin_in_the_readers_language_only(client, calendar):
    bulletin = figure_factories.bulletin(calendar.get_parent().specific, date(2026, 7, 1))
    out = release(date(2026, 11, 1), bulletin=bulletin, state="released")
    assert f'href="{bulletin.url}"' in shown(client, calendar)[1]
    bulletin.unpublish()
    content = shown(client, calendar)[1]
    assert f'href="{bulletin.url}"' not in content
    assert f'id="release-{out.pk}"' in content


def test_it_offers_the_subscription(client, calendar):
    content = shown(client, calendar)[1]
    assert 'href="webcal://testserver/releases.ics"' in content
    assert ">http://testserver/releases.ics<" in content


@pytest.mark.parametrize("query", ["?when=x", "?centre=%00&page=abc", "?page=999999999999"])
def test_any_query_is_a_page(client, calendar, query):
    assert shown(client, calendar, query)


def test_an_empty_calendar_says_what_to_do(client, calendar):
    content = shown(client, calendar)[1]
    assert 'class="empty' in content
    assert 'href="?when=past"' in content


def test_its_queries_do_not_grow(client, calendar, django_assert_max_num_queries, settings):
    settings.LMI_PAGE_CACHE = False

    def warm():
        client.get(calendar.url)
        with django_assert_max_num_queries(10) as queries:
            client.get(calendar.url)
        return len(queries)

    release(date(2026, 12, 1), centre=Centre.objects.first())
    few = warm()
    Release.objects.bulk_create(
        Release(
            title_th=str(n), period_kind="month", period_start=date(2026, 1, 1), due_on=date(2026, 12, 2), centre=centre
        )
        for n in range(10)
        for centre in Centre.objects.all()
    )
    assert warm() <= few


def test_the_front_page_is_offered_the_next_three_that_still_come(calendar, django_assert_max_num_queries):
    for day, state in (
        (20, "planned"),
        (25, "cancelled"),
        (26, "planned"),
        (27, "released"),
        (28, "postponed"),
        (29, "confirmed"),
        (30, "planned"),
    ):
        release(date(2026, 11, day), state=state, title_th=str(day))
    assert calendar.url  # the addresses of the site are shared with everything else
    with django_assert_max_num_queries(1):
        found = calendar.highlights(timezone.now())
    assert [item.title for item in found.items] == ["26", "28", "29"]
    with django_assert_max_num_queries(0):
        calendar.highlights(timezone.now())


def test_nothing_to_come_is_nothing_to_show(calendar):
    assert calendar.highlights(timezone.now()) is None


def test_tomorrow_is_another_day(calendar):
    release(date(2026, 11, 22), title_th="today")
    assert calendar.highlights(timezone.now()) is not None
    with time_machine.travel("2026-11-23T00:01:00+07:00", tick=False):
        assert calendar.highlights(timezone.now()) is None
