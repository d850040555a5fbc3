import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.analysis.reliability import cronbach

from .published import ATTITUDE, MISSING_MARKS


def test_the_departments_are_as_reliable_as_r_says():
    result = cronbach(ATTITUDE)
    assert result.alpha == pytest.approx(0.8431427696, rel=1e-9)
    assert (round(result.low, 3), round(result.high, 3)) == (0.739, 0.916)
    without = [0.8098, 0.7969, 0.8278, 0.8030, 0.7954, 0.8639, 0.8405]
    assert [round(item.alpha_without, 4) for item in result.items] == without
    assert result.good


def test_who_left_a_question_out_is_left_out_of_alpha():
    """pingouin's own example: listwise .8016949153 (pairwise would be .7326608352)."""
    complete = [[int(mark) for mark in row] for row in MISSING_MARKS if "." not in row]
    assert len(complete) == 9
    assert cronbach(complete).alpha == pytest.approx(0.8016949153, rel=1e-9)


def test_no_answers_or_no_spread_have_no_alpha():
    assert cronbach(np.empty((0, 3))) is None
    assert cronbach([[1], [2]]) is None
    assert cronbach([[3, 3], [3, 3]]).alpha is None
    # Each row sums up to eight: the spread of the totals is nought, and rounding must not make it a hair less or more.
    assert cronbach([[1, 3, 4], [1, 5, 2], [5, 1, 2]]).alpha is None


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=3, max_size=25))
def test_alpha_is_what_its_definition_says(rows):
    table = np.array(rows, dtype=np.int8)
    result = cronbach(table)
    total = table.sum(axis=1, dtype=float).var(ddof=1)
    if total == 0:
        assert result.alpha is None
        return
    assert result.alpha == pytest.approx(1.5 * (1 - table.var(axis=0, ddof=1).sum() / total), rel=1e-9, abs=1e-9)
    for place, item in enumerate(result.items):
        one, others = table[:, place].astype(float), np.delete(table, place, 1).sum(axis=1, dtype=float)
        if one.std() and others.std():
            assert item.total_correlation == pytest.approx(np.corrcoef(one, others)[0, 1], rel=1e-9, abs=1e-9)
        else:
            assert item.total_correlation is None
