from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.outreach.trips import Fixed, NoRoom, Stop, clashes, plan_trips, propose_windows

#: Monday; the Wednesday after it is a holiday.
MONDAY, HOLIDAY = date(2027, 1, 11), date(2027, 1, 13)
LAST = date(2027, 6, 30)


def at(day: int, hour: int, visit: int = 0, minutes: int = 90) -> Fixed:
    return Fixed(visit or day * 100 + hour, datetime(2027, 1, day, hour), minutes)


def test_stops_of_a_district_share_a_day_and_its_week_is_the_window():
    stops = [Stop(number, "ลำปาง", "เกาะคา") for number in (1, 2, 3)] + [Stop(4, "ลำปาง", "แจ้ห่ม")]
    windows = propose_windows(stops, MONDAY, LAST, 3, [])
    assert {window.visit for window in windows} == {1, 2, 3, 4}
    assert all((w.begins, w.ends) == (MONDAY, MONDAY + timedelta(days=4)) for w in windows)


def test_the_fourth_of_three_a_day_falls_on_the_next_working_day():
    stops = [Stop(number, "ลำปาง", "เกาะคา") for number in range(13)]
    windows = propose_windows(stops, MONDAY, LAST, 3, [HOLIDAY])
    # Monday, Tuesday, Thursday and Friday hold twelve; the thirteenth begins the next week.
    assert Counter(window.begins for window in windows) == {MONDAY: 12, MONDAY + timedelta(days=7): 1}


def test_two_small_districts_share_a_day_and_a_large_one_begins_its_own():
    stops = [Stop(1, "ก", "ก"), Stop(2, "ก", "ข"), Stop(3, "ก", "ข"), *(Stop(n, "ก", "ค") for n in range(4, 19))]
    windows = propose_windows(stops, MONDAY, LAST, 3, [])
    # One day for the first three, five for the fifteen of the third district: the last of them in the next week.
    assert Counter(window.begins for window in windows) == {MONDAY: 15, MONDAY + timedelta(days=7): 3}


def test_where_the_season_is_too_short_it_is_said_how_many_found_no_day():
    with pytest.raises(NoRoom) as problem:
        propose_windows([Stop(n, "ก", "ก") for n in range(5)], MONDAY, MONDAY, 3, [])
    assert problem.value.left == 2


def test_a_day_without_a_visit_sends_the_team_home_but_a_weekend_or_a_holiday_does_too():
    trips = plan_trips([at(11, 10), at(12, 10), at(14, 10), at(15, 9), at(18, 9)], 3)
    assert [(trip.starts_on.day, trip.ends_on.day) for trip in trips] == [(11, 12), (14, 15), (18, 18)]


def test_a_crowded_day_and_visits_at_the_same_time_are_named():
    (trip,) = plan_trips([at(11, 9, 1), at(11, 10, 2), at(11, 13, 3), at(11, 15, 4)], 3)
    assert trip.crowded == (date(2027, 1, 11),)
    assert trip.clashes == ((1, 2),)


def test_one_that_begins_when_the_other_ends_does_not_clash():
    assert clashes([at(11, 9, 1, 60), at(11, 10, 2)]) == []


@given(
    st.lists(st.tuples(st.sampled_from("กขค"), st.sampled_from("จฉชซ")), max_size=40),
    st.integers(1, 4),
    st.sets(st.dates(MONDAY, date(2027, 2, 28)), max_size=6),
)
def test_no_week_holds_more_than_its_working_days_allow(places, per_day, holidays):
    stops = [Stop(number, *place) for number, place in enumerate(places)]
    windows = propose_windows(stops, MONDAY, LAST, per_day, holidays)
    assert sorted(window.visit for window in windows) == list(range(len(stops)))
    for begins, number in Counter(window.begins for window in windows).items():
        days = [begins + timedelta(days=n) for n in range(5)]
        assert number <= per_day * sum(day not in holidays for day in days)


@given(st.lists(st.datetimes(datetime(2027, 1, 4), datetime(2027, 2, 26)), max_size=25))
def test_every_visit_belongs_to_exactly_one_trip(times):
    fixed = [Fixed(number, time, 90) for number, time in enumerate(times)]
    trips = plan_trips(fixed, 3)
    assert sorted(visit for trip in trips for visit in trip.visits) == list(range(len(times)))
    for before, after in pairwise(trips):
        assert before.ends_on < after.starts_on
