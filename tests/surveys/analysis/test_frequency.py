from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.analysis.adjust import holm, stars, written_p
from surveys.analysis.bands import BAND_SETS, BOONCHOM, EQUAL_INTERVAL, HALF_OPEN, mean100, ranks
from surveys.analysis.frequency import frequency, score
from surveys.analysis.multiple import multiple_response
from surveys.analysis.tally import tally

answers = st.lists(st.sampled_from((1, 2, 3, 4, 5, -7, -8, -9)), max_size=80)


def test_valid_and_missing_answers_are_told_apart():
    table = frequency(Counter([5, 5, 4, -9, -8, -8]), (5, 4, 3))
    assert [(line.code, line.n, line.valid_percent) for line in table.lines] == [
        (5, 2, pytest.approx(200 / 3)),
        (4, 1, pytest.approx(100 / 3)),
        (3, 0, 0),
    ]
    assert [(line.code, line.n, line.valid_percent) for line in table.missing] == [(-8, 2, None), (-9, 1, None)]
    assert (table.valid, table.total) == (3, 6)


def test_without_answers_there_are_no_shares_and_no_mean():
    assert frequency({}, (1, 0)).lines[0].percent is None
    empty = score({-9: 4})
    assert (empty.n, empty.mean, empty.sd) == (0, None, None)
    assert score({4: 1}).sd is None


@given(answers)
def test_mean_and_spread_are_those_of_the_valid_answers(values):
    result, valid = score(Counter(values)), [value for value in values if value > 0]
    assert result.n == len(valid)
    if valid:
        assert result.mean == pytest.approx(np.mean(valid), rel=1e-12)
        assert result.percent == pytest.approx(20 * np.mean(valid), rel=1e-12)
    if len(valid) > 1:
        assert result.sd == pytest.approx(np.std(valid, ddof=1), rel=1e-9, abs=1e-12)


@given(st.integers(1, 5_000), st.data())
def test_a_mean_is_rounded_half_up_and_exactly(n, data):
    total = data.draw(st.integers(n, 5 * n))
    exact = Decimal(total) / Decimal(n) if (Fraction(total, n) * 200).denominator == 1 else None
    if exact is not None:
        assert mean100(total, n) == int((exact * 100).to_integral_value(ROUND_HALF_UP))
    assert abs(Fraction(mean100(total, n), 100) - Fraction(total, n)) <= Fraction(1, 200)


def test_half_a_hundredth_lifts_a_mean_into_the_next_band():
    assert mean100(901, 200) == 451
    assert BOONCHOM.band(mean100(901, 200)) == 5
    assert mean100(4504, 1000) == 450
    assert BOONCHOM.band(450) == 4


@pytest.mark.parametrize(
    ("bands", "means"),
    [
        (BOONCHOM, [150, 151, 250, 251, 350, 351, 450, 451]),
        (EQUAL_INTERVAL, [180, 181, 260, 261, 340, 341, 420, 421]),
        (HALF_OPEN, [149, 150, 249, 250, 349, 350, 449, 450]),
    ],
)
def test_each_band_begins_where_its_rule_says(bands, means):
    assert [bands.band(mean) for mean in means] == [1, 2, 2, 3, 3, 4, 4, 5]
    assert bands.limits()[0][0] == 100
    assert bands.limits()[4][1] == 500
    assert BAND_SETS[bands.name] is bands


def test_equal_means_share_a_rank():
    assert ranks([451, 400, 451, None, 380]) == [1, 3, 1, None, 4]


def test_holm_steps_down_and_never_falls():
    assert holm([0.01, 0.04, 0.03, None]) == [pytest.approx(0.03), pytest.approx(0.06), pytest.approx(0.06), None]


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_is_the_smallest_level_that_rejects(ps):
    order = sorted(ps)
    for p, adjusted in zip(ps, holm(ps), strict=True):
        by_definition = max(min(1, (len(ps) - i) * other) for i, other in enumerate(order) if other <= p)
        assert adjusted == pytest.approx(by_definition)


def test_p_is_written_as_reports_write_it():
    assert [written_p(p) for p in (None, 0.0001, 0.0342, 1.0)] == ["–", "<.001", ".034", "1.000"]
    assert [stars(p) for p in (None, 0.06, 0.049, 0.009, 0.0009)] == ["", "", "*", "**", "***"]


@given(st.lists(st.tuples(*[st.sampled_from((1, 0, -9))] * 3), max_size=40))
def test_ticks_are_shared_among_people_and_among_ticks(rows):
    result = multiple_response([[row[i] for row in rows] for i in range(3)])
    ticking = [row for row in rows if 1 in row]
    assert result.respondents == len(ticking)
    assert result.responses == sum(row.count(1) for row in rows)
    for i, tick in enumerate(result.ticks):
        assert tick.n == sum(row[i] == 1 for row in rows)
        if ticking:
            assert tick.of_respondents == pytest.approx(100 * tick.n / len(ticking))
            assert tick.of_responses == pytest.approx(100 * tick.n / result.responses)


@given(st.lists(st.integers(-5, 5) | st.floats(-5, 5), max_size=40))
def test_a_tally_is_the_list_it_counted(values):
    counted = tally(values)
    assert counted.n == len(values)
    if values:
        assert counted.mean == pytest.approx(np.mean(values), rel=1e-9, abs=1e-9)
