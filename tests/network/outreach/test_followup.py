from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from network.outreach.followup import FORM2, monday_of, schedule

DEADLINE = date(2027, 7, 31)


def days(visited: date, **how) -> dict[str, int]:
    return {due.kind: (due.on - visited).days for due in schedule(visited, DEADLINE, **how)}


def test_a_visit_in_winter_is_followed_up_as_the_domain_says():
    assert days(date(2027, 1, 12)) == {
        "thanks": 7, "banner": 14, "call": 30, "form2_30": 30, "form2_60": 60, "form2_90": 90,
    }  # fmt: skip


def test_after_a_visit_on_the_last_day_the_reminders_still_end_before_the_deadline():
    """30 June to 31 July: thirty days for what usually takes ninety."""
    found = days(date(2027, 6, 30))
    assert [found[kind] for kind in FORM2] == [10, 20, 30]


def test_the_last_visit_that_needs_no_hurry():
    assert days(date(2027, 5, 1))["form2_90"] == 90
    assert days(date(2027, 5, 2))["form2_90"] == 89


def test_without_a_site_nobody_looks_for_a_banner():
    assert set(days(date(2027, 1, 12), has_site=False)) == {"thanks", *FORM2}


@given(st.dates(date(2026, 11, 1), DEADLINE))
def test_reminders_come_in_order_never_later_than_usual_and_never_after_the_deadline(visited):
    due = {one.kind: one.on for one in schedule(visited, DEADLINE)}
    reminders = [due[kind] for kind in FORM2]
    assert reminders == sorted(reminders)
    assert reminders[-1] <= DEADLINE
    assert all(day <= visited + timedelta(days=usual) for day, usual in zip(reminders, (30, 60, 90), strict=True))
    if visited < DEADLINE:
        assert reminders[-1] < DEADLINE


def test_a_week_is_known_by_its_monday():
    assert {monday_of(date(2027, 1, day)) for day in range(11, 18)} == {date(2027, 1, 11)}
