import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from surveys.analysis.groups import many_groups, two_groups
from surveys.analysis.posthoc import games_howell, tukey

from .published import CONTROL, SLEEP_1, SLEEP_2, TREATMENT_1, TREATMENT_2

PLANTS = (CONTROL, TREATMENT_1, TREATMENT_2)
scores = st.lists(st.integers(1, 5), min_size=2, max_size=30)


def close(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def test_two_groups_of_sleepers_as_r_prints_them():
    result = two_groups(SLEEP_1, SLEEP_2)
    assert result.welch.t == close(-1.860813467)
    assert result.welch.df == pytest.approx(17.7764735, rel=1e-8)
    assert result.welch.p == pytest.approx(0.07939414, rel=1e-6)
    assert result.pooled.p == pytest.approx(0.07918671, rel=1e-6)


def test_three_groups_of_plants_as_r_prints_them():
    result = many_groups(PLANTS)
    assert result.anova.f == close(4.846087862)
    assert result.anova.p == pytest.approx(0.01590996, rel=1e-6)
    assert (result.anova.df1, result.anova.df2) == (2, 27)
    assert result.welch.f == close(5.180972408)
    assert result.welch.p == pytest.approx(0.01739282, rel=1e-6)
    assert result.levene.f == close(1.236962954)
    assert result.levene.p == pytest.approx(0.3061949, rel=1e-6)
    assert result.eta2 == pytest.approx(0.2641483, rel=1e-6)


def test_the_plants_that_differ_are_found_as_r_finds_them():
    assert [round(pair.p, 4) for pair in tukey(PLANTS)] == [0.3909, 0.1980, 0.0120]


@pytest.mark.parametrize("k", [2, 3, 6, 9])
@pytest.mark.parametrize("df", [1, 2, 4.5, 27, 390, 20_000])
@pytest.mark.parametrize("q", [0.2, 1.5, 3.6, 6.0])
def test_the_studentised_range_is_the_one_scipy_knows(k, df, q):
    from surveys.analysis.posthoc import _studentised

    assert _studentised(q, k, df) == pytest.approx(stats.studentized_range.sf(q, k, df), abs=1e-8)


def test_games_howell_takes_each_two_groups_with_their_own_spreads():
    known = stats.tukey_hsd(*PLANTS, equal_var=False).pvalue
    for pair in games_howell(PLANTS):
        assert pair.p == pytest.approx(known[pair.first, pair.second], rel=1e-7)


def test_a_group_of_one_counts_in_f_and_levene_and_not_in_welch():
    result = many_groups(([1, 2, 3], [2, 4, 4], [5]))
    assert result.anova.df1 == result.levene.df1 == 2
    assert result.welch.df1 == 1


def test_nothing_is_tested_where_nothing_varies():
    assert many_groups(([3, 3], [3, 3])).anova is None
    assert two_groups([3, 3], [3, 3]).pooled is None
    assert two_groups([3], [3, 4]) is None
    assert many_groups(([3, 4], [])) is None
    assert [pair.p for pair in tukey(([3, 3], [3, 3], []))] == [None]


@given(scores, scores)
def test_two_groups_agree_with_scipy(one, two):
    assume(len(set(one)) > 1 and len(set(two)) > 1)
    result = two_groups(np.array(one, np.int8), np.array(two, np.int8))
    for mine, equal in ((result.pooled, True), (result.welch, False)):
        known = stats.ttest_ind(one, two, equal_var=equal)
        assert mine.t == close(known.statistic)
        assert mine.df == close(known.df)
        assert mine.p == close(known.pvalue)
        assert (mine.low, mine.high) == tuple(map(close, known.confidence_interval()))
    assert result.d == close((np.mean(one) - np.mean(two)) / np.sqrt(_pooled(one, two)))


def _pooled(one, two):
    return ((len(one) - 1) * np.var(one, ddof=1) + (len(two) - 1) * np.var(two, ddof=1)) / (len(one) + len(two) - 2)


@given(st.lists(scores, min_size=2, max_size=6))
def test_many_groups_agree_with_scipy(groups):
    assume(all(len(set(one)) > 1 for one in groups))
    result = many_groups([np.array(one, np.int8) for one in groups])
    for mine, known in (
        (result.anova, stats.f_oneway(*groups)),
        (result.welch, stats.f_oneway(*groups, equal_var=False)),
    ):
        assert mine.f == pytest.approx(known.statistic, rel=1e-9, abs=1e-9)
        if known.statistic > 1e-9:
            assert mine.p == close(known.pvalue)
    distances = [np.abs(np.array(one) - np.mean(one)) for one in groups]
    if sum(float(np.var(one)) for one in distances) > 1e-12:
        known = stats.levene(*groups, center="mean")
        assert result.levene.f == pytest.approx(known.statistic, rel=1e-9, abs=1e-9)
