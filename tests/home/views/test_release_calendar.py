from datetime import date

import pytest
import time_machine
from icalendar import Calendar

from home.models import Release
from tests import factories, figure_factories
from tests.figure_factories import release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen():
    with time_machine.travel("2026-11-22T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def section():
    return figure_factories.bulletin_section(factories.home_page())


def events(client, address="/releases.ics"):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["UID"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_every_release_is_in_it_even_a_cancelled_one(client, section):
    kept = release(date(2026, 12, 1), title_th="ไตรมาส 3")
    gone = release(date(2026, 12, 2), state="cancelled")
    found = events(client)
    assert str(found[f"release-{kept.pk}@lmi-releases"]["SUMMARY"]) == "ไตรมาส 3"
    assert found[f"release-{gone.pk}@lmi-releases"]["STATUS"] == "CANCELLED"


def test_a_postponed_release_keeps_its_identity_and_its_sequence_grows(client, section):
    one = release(date(2026, 12, 1))
    ((uid, before),) = events(client).items()
    one.due_on, one.state = date(2026, 12, 8), "postponed"
    one.save()
    ((same, after),) = events(client).items()
    assert same == uid
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTART"].dt == date(2026, 12, 8)


def test_it_links_to_the_bulletin_once_it_is_out_and_to_the_calendar_before(client, section):
    calendar = figure_factories.calendar_page(section)
    bulletin = figure_factories.bulletin(section, date(2026, 7, 1))
    out, planned = release(date(2026, 11, 1), bulletin=bulletin), release(date(2026, 12, 1))
    found = events(client)
    assert str(found[f"release-{out.pk}@lmi-releases"]["URL"]).endswith(bulletin.url)
    assert str(found[f"release-{planned.pk}@lmi-releases"]["URL"]).endswith(f"{calendar.url}#release-{planned.pk}")


def test_english_readers_get_english(client, section):
    factories.home_page("en", source=section.get_parent())
    release(date(2026, 12, 1), title_en="Labour market, Q3 2026")
    (event,) = events(client, "/en/releases.ics").values()
    assert str(event["SUMMARY"]) == "Labour market, Q3 2026"


def test_what_is_long_gone_is_left_out(client, section):
    release(date(2020, 1, 1))
    assert events(client) == {}


def test_it_costs_the_same_for_many_and_nothing_when_warm(client, section, django_assert_max_num_queries, settings):
    settings.LMI_PAGE_CACHE = False
    Release.objects.bulk_create(
        Release(title_th=f"r{n}", period_kind="month", period_start=date(2026, 1, 1), due_on=date(2026, 12, 1))
        for n in range(200)
    )
    with django_assert_max_num_queries(8):
        assert len(events(client)) == 200
    with django_assert_max_num_queries(0):
        client.get("/releases.ics")
