from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from network.actions.change_partner import Actor
from network.actions.follow_visits import finish_follow_up, follow_visits
from network.actions.record_form import record_form
from network.actions.send_digests import send_digests
from network.outreach import clock, states
from tests.network.staff import member
from tests.network_factories import contact, partner
from tests.season_factories import season, team, visit

pytestmark = pytest.mark.django_db
DAY_OF_VISIT = date(2027, 1, 12)


def day(number: int) -> datetime:
    """Nine o'clock so many days after the visit."""
    return timezone.make_aware(datetime(2027, 1, 12, 9, 0)) + timedelta(days=number)


def visited(**fields):
    of = partner(website="http://a.example")
    person = contact(of, email="person@example.invalid")
    return visit(of, state=states.VISITED, visited_on=DAY_OF_VISIT, coordinator=person, **fields)


def subjects() -> list[str]:
    return [letter.subject for letter in mail.outbox]


def test_the_day_after_a_visit_the_follow_up_begins_and_running_twice_does_nothing_twice():
    one = visited()
    assert follow_visits(day(0)).begun == 0
    assert [follow_visits(day(1)).begun for _time in range(2)] == [1, 0]
    one.refresh_from_db()
    assert one.state == states.FOLLOWING_UP
    assert one.follow_ups.count() == 6


def test_thanks_go_out_once_and_reminders_until_there_is_an_answer():
    one = visited()
    follow_visits(day(1))
    for number in (6, 7, 7, 8):
        follow_visits(day(number))
    assert len(subjects()) == 1 and mail.outbox[0].to == ["person@example.invalid"]
    follow_visits(day(30))
    assert len(subjects()) == 2 and "แบบ 2" in subjects()[1]
    one.refresh_from_db()
    record_form(one, 2, day(40), channel="online")
    follow_visits(day(95))
    assert len(subjects()) == 2


def test_days_that_were_missed_are_caught_up_with_one_reminder_not_three():
    visited()
    follow_visits(day(1))
    follow_visits(day(100))
    assert len(subjects()) == 2
    follow_visits(day(101))
    assert len(subjects()) == 2


def test_without_an_address_nobody_is_written_to_and_the_row_says_so():
    one = visited()
    one.coordinator.email = one.partner.email = ""
    one.coordinator.save()
    follow_visits(day(1))
    follow_visits(day(7))
    assert not mail.outbox
    assert one.follow_ups.get(kind="thanks").result == "no_mailbox"


def test_looking_for_the_banner_is_a_task_until_somebody_has_looked_or_it_is_live():
    one = visited()
    follow_visits(day(1))
    follow_visits(day(14))
    row = one.follow_ups.get(kind="banner")
    assert row.done_at is None
    assert finish_follow_up(row, "ยังไม่พบ", actor=Actor(), at=day(15))
    assert not finish_follow_up(row, "ยังไม่พบ", actor=Actor(), at=day(15))
    one.refresh_from_db()
    assert one.banner_checked_on == DAY_OF_VISIT + timedelta(days=15)
    one.partner.banner_state = "live"
    one.partner.save()
    follow_visits(day(31))
    assert one.follow_ups.get(kind="call").result == "live"


def test_a_closed_season_is_left_alone():
    visited(season=season(state=clock.CLOSED))
    assert follow_visits(day(5)).begun == 0


class TestDigest:
    monday = timezone.make_aware(datetime(2027, 1, 18, 8, 0))

    def late_team(self):
        leader = member("team_leader", "north")
        leader.email = "leader@example.invalid"
        leader.save()
        red = team(members=[leader], leader=leader)
        of = partner(name_th="โรงเรียนช้า", website="http://a.example")
        visit(of, team=red, state=states.LETTER_A_SENT, letter_a_on=date(2026, 12, 1))
        return red

    def test_a_team_is_written_to_once_a_week(self):
        self.late_team()
        assert [send_digests(self.monday + timedelta(hours=number)) for number in range(3)] == [1, 0, 0]
        assert "โรงเรียนช้า" in mail.outbox[0].body
        assert mail.outbox[0].to == ["leader@example.invalid"]
        assert send_digests(self.monday + timedelta(days=7)) == 1

    def test_a_missed_monday_is_caught_up(self):
        self.late_team()
        assert send_digests(self.monday + timedelta(days=2)) == 1

    def test_who_has_nothing_to_do_is_not_written_to(self):
        team()
        assert send_digests(self.monday) == 0
