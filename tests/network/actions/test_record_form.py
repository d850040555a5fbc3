from datetime import date, timedelta

import pytest

from network.actions.record_form import UnknownWave, record_form
from network.models import FollowUp
from network.outreach import clock
from tests.season_factories import NOW, TODAY, season, visit

pytestmark = pytest.mark.django_db


def test_the_day_of_the_first_answer_stays_and_the_counts_add_up():
    one = visit()
    assert record_form(one, 1, NOW, channel="paper", count=3)
    assert record_form(one, 1, NOW + timedelta(days=5), channel="online")
    one.refresh_from_db()
    assert (one.form1_on, one.form1_channel, one.form1_count) == (TODAY, "paper", 4)
    assert one.form2_on is None
    assert [event.verb for event in one.events.all()] == ["form1", "form1"]


def test_an_answer_to_form_2_stops_its_reminders_and_nothing_else():
    one = visit(state="following_up")
    for kind in ("banner", "form2_60", "form2_90"):
        FollowUp.objects.create(visit=one, kind=kind, due_on=date(2027, 3, 1))
    record_form(one, 2, NOW, channel="business_reply")
    assert set(one.follow_ups.filter(done_at=None).values_list("kind", flat=True)) == {"banner"}


def test_a_closed_season_is_not_changed():
    one = visit(season=season(state=clock.CLOSED))
    assert not record_form(one, 1, NOW)
    one.refresh_from_db()
    assert one.form1_on is None and not one.events.exists()


def test_there_are_two_forms():
    with pytest.raises(UnknownWave):
        record_form(visit(), 3, NOW)
