from datetime import date
from decimal import Decimal

import pytest

from home.key_figures import Change, change
from home.periods import QUARTER, Period

D = Decimal
Q1, Q2, Q4 = (Period(QUARTER, date(2026, month, 1)) for month in (1, 4, 10))


def test_a_rise_says_by_how_much_and_by_what_share():
    rise = Change(D(1030), D(1000))
    assert (rise.direction, rise.amount, rise.share) == ("up", 30, 3)


def test_a_fall_has_no_minus_sign_because_its_direction_says_so():
    fall = Change(D(75), D(100))
    assert (fall.direction, fall.amount, fall.share) == ("down", 25, 25)


def test_a_share_of_nothing_is_not_said():
    assert Change(D(5), D(0)).share is None


def test_a_share_of_a_negative_number_keeps_the_direction():
    assert (Change(D(-50), D(-100)).direction, Change(D(-50), D(-100)).share) == ("up", 50)


@pytest.mark.parametrize(
    ("now", "better", "judgement"),
    [
        (2, "higher", "good"),
        (2, "lower", "bad"),
        (2, "neither", ""),
        (0, "higher", "bad"),
        (0, "lower", "good"),
        (1, "higher", ""),
    ],
)
def test_whether_a_change_is_good_is_for_the_indicator_to_say(now, better, judgement):
    assert Change(D(now), D(1)).judged(better) == judgement


def test_a_change_compares_neighbouring_periods_in_any_order():
    assert change([(Q1, D(10)), (Q2, D(12))]) == Change(D(12), D(10))
    assert change([(Q2, D(12)), (Q1, D(10))]) == Change(D(12), D(10))


def test_a_gap_between_periods_is_no_change():
    assert change([(Q1, D(10)), (Q4, D(12))]) is None
    assert change([(Q1, D(10))]) is None
    assert change([]) is None
