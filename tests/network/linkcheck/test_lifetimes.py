from datetime import UTC, date, datetime, timedelta

import pytest

from network.linkcheck import schedule
from network.linkcheck.lifetimes import Life, Span, installed_within, lives, median, repair_times, share_after, survival

D = date(2026, 1, 1)
DAY = timedelta(days=1)


def span(standing, holds, first, last):
    return Span(standing, holds, D + first * DAY, D + last * DAY)


def test_a_life_ends_on_the_first_day_the_banner_was_missing():
    spans = [
        span("never", False, 0, 4),
        span("live", True, 5, 20),
        span("live", False, 21, 23),
        span("lost", False, 24, 40),
        span("live", True, 41, 50),
        span("live", False, 51, 52),
        span("live", True, 53, 60),
    ]
    assert lives(spans) == [Life(D + 5 * DAY, D + 21 * DAY), Life(D + 41 * DAY)]
    assert repair_times([lives(spans)]) == [20]
    assert lives([]) == []
    assert lives([span("lost", False, 0, 9)]) == []


def test_survival_is_kaplan_and_meiers():
    """Their estimate for the leukaemia patients given 6-MP (Freireich and others 1963), as textbooks print it."""
    lost = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    steps = survival([(n, True) for n in lost] + [(n, False) for n in watched])
    assert [(step.days, step.watched, step.lost, round(step.share, 3)) for step in steps] == [
        (6, 21, 3, 0.857), (7, 17, 1, 0.807), (10, 15, 1, 0.753), (13, 12, 1, 0.690),
        (16, 11, 1, 0.627), (22, 7, 1, 0.538), (23, 6, 1, 0.448),
    ]  # fmt: skip
    assert round(share_after(steps, 12, 35), 3) == 0.753
    assert share_after(steps, 5, 35) == 1.0
    assert share_after(steps, 36, 35) is None


def test_the_middle_of_numbers():
    assert (median([]), median([3]), median([1, 4]), median([1, 2, 9])) == (None, 3, 2.5, 2)


@pytest.mark.parametrize(
    ("life", "there"),
    [
        (Life(D), True),
        (Life(D + 30 * DAY), True),
        (Life(D + 31 * DAY), False),
        (Life(D, D + 30 * DAY), False),
        (Life(D, D + 31 * DAY), True),
    ],
)
def test_installed_means_there_on_the_thirtieth_day(life, there):
    assert installed_within(D, [life]) is there


AT = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("looks", "failures", "live", "hours"),
    [(1, 0, True, 24), (13, 0, False, 24), (14, 0, True, 168), (14, 1, True, 6), (14, 2, True, 24), (14, 3, True, 72),
     (14, 30, True, 72), (14, 30, False, 168), (1, 1, True, 6)],
)  # fmt: skip
def test_the_next_look_comes_sooner_when_something_is_wrong(looks, failures, live, hours):
    def at(chance):
        return schedule.next_look(AT, looks=looks, failures=failures, standing_live=live, chance=chance)

    assert at(0.5) == AT + timedelta(hours=hours)
    assert at(0) == AT + timedelta(hours=hours * 0.9)
    assert at(1) == AT + timedelta(hours=hours * 1.1)
