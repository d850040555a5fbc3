from datetime import date, timedelta
from itertools import pairwise

import pytest

from network.outreach import clock

DATES = clock.dates_of(2570)


def test_the_manual_fixes_the_dates_of_a_season():
    """November to June in the field, Form 2 in July, the summary by August: §4 step 1 (3); 2570 ends in 2027."""
    assert clock.SeasonDates(date(2026, 11, 1), date(2027, 6, 30), date(2027, 7, 31), date(2027, 8, 31)) == DATES


def test_the_months_of_field_work_are_eight():
    assert [month.month for month in DATES.months()] == [11, 12, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 10, 31), clock.PLANNING),
        (date(2026, 11, 1), clock.OPEN),
        (date(2027, 6, 30), clock.OPEN),
        (date(2027, 7, 1), clock.FOLLOWING_UP),
        (date(2027, 7, 31), clock.FOLLOWING_UP),
        (date(2027, 8, 1), clock.REPORTING),
        (date(2027, 12, 1), clock.REPORTING),
    ],
)
def test_the_calendar_says_where_a_season_stands(day, state):
    assert clock.state_due(clock.OPEN, DATES, day) == state


def test_only_people_close_a_season_and_nobody_opens_it_again():
    assert clock.state_due(clock.CLOSED, DATES, date(2026, 11, 1)) == clock.CLOSED
    assert clock.next_states(clock.CLOSED) == ()
    assert clock.next_states(clock.OPEN) == (clock.FOLLOWING_UP, clock.PLANNING)
    assert clock.next_states(clock.PLANNING) == (clock.OPEN,)


def test_the_stages_follow_each_other_without_a_gap():
    stages = clock.stages(DATES)
    assert [stage.name for stage in stages] == ["prepare", "field", "form2", "report"]
    assert stages[0].begins == date(2026, 10, 1)
    for before, after in pairwise(stages):
        assert after.begins == before.ends + timedelta(days=1)
    assert [stage.share(date(2027, 7, 1)) for stage in stages] == [1, 1, pytest.approx(1 / 31), 0]


@pytest.mark.parametrize(("typed", "meant"), [(2027, 2570), (2570, None), (12, None)])
def test_a_gregorian_year_is_recognised(typed, meant):
    assert clock.buddhist_year_meant(typed) == meant
