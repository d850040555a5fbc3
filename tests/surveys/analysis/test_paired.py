import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from surveys.analysis.paired import mcnemar, mcnemar_of, paired_t, wilcoxon

from .published import DEPRESSION_AFTER, DEPRESSION_BEFORE, SLEEP_1, SLEEP_2

exactly = pytest.approx
levels = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=60)


def close(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def test_students_sleep_gives_the_t_that_r_prints():
    result = paired_t(SLEEP_2, SLEEP_1)
    assert result.mean == close(-1.58)
    assert result.sd == pytest.approx(1.229995, rel=1e-6)
    assert result.t == close(-4.062127683)
    assert result.df == 9
    assert result.p == pytest.approx(0.002832890, rel=1e-6)
    assert (result.low, result.high) == (close(-2.459885763), close(-0.700114237))
    assert result.d_z == close(-1.284557563)


def test_the_effect_is_corrected_for_small_samples():
    result = paired_t(SLEEP_2, SLEEP_1)
    correction = math.gamma(4.5) / (math.sqrt(4.5) * math.gamma(4))
    assert result.g_z == close(result.d_z * correction)


def test_wilcoxon_drops_the_zero_and_shares_ranks_as_spss_does():
    result = wilcoxon(SLEEP_1, SLEEP_2)
    assert (result.positive, result.negative, result.zeros) == (45, 0, 1)
    assert result.z == close(2.66791125)
    assert result.p == pytest.approx(0.007632442, rel=1e-6)
    assert result.exact_p is None, "equal differences rule the exact test out"


def test_few_different_differences_are_tested_exactly():
    result = wilcoxon(DEPRESSION_AFTER, DEPRESSION_BEFORE)
    assert result.positive == 40
    assert result.exact_p == 0.0390625


@pytest.mark.parametrize(
    ("table", "chi2", "uncorrected", "exact"),
    [
        ((794, 150, 86, 570), 16.81779661, 17.35593220, 3.715936e-5),
        ((1921, 58, 16, 5), None, 23.83783784, 9.674891e-7),
    ],
)
def test_mcnemar_gives_the_figures_of_the_textbooks(table, chi2, uncorrected, exact):
    result = mcnemar(*table)
    assert result.uncorrected == close(uncorrected)
    assert result.exact_p == pytest.approx(exact, rel=1e-6)
    if chi2:
        assert result.chi2 == close(chi2)
        assert result.chi2_p == pytest.approx(4.114562e-5, rel=1e-6)


def test_mcnemar_says_who_gained_and_who_lost():
    result = mcnemar_of([1, 1, 0, 0, 0], [1, 0, 1, 1, 0])
    assert (result.before, result.after, result.gained, result.lost) == (2, 3, 2, 1)
    assert result.points == pytest.approx(20)
    assert result.chi2 is None, "three changes are too few for an approximation"


def test_where_nothing_changed_nothing_is_tested():
    same = paired_t([3, 3, 3], [3, 3, 3])
    assert (same.t, same.p, same.d_z) == (None, None, None)
    assert wilcoxon([3, 3], [3, 3]).p is None
    assert mcnemar(5, 0, 0, 5).exact_p == 1
    assert paired_t([1], [2]) is None
    assert mcnemar(0, 0, 0, 0) is None


@given(levels)
def test_the_t_of_counts_is_the_t_of_the_answers(pairs):
    before, after = (np.array(side, dtype=np.int8) for side in zip(*pairs, strict=True))
    result, difference = paired_t(before, after), after.astype(float) - before
    if np.ptp(difference) == 0:
        assert result.t is None
        return
    known = stats.ttest_rel(after.astype(float), before.astype(float))
    interval = known.confidence_interval()
    assert result.t == close(known.statistic)
    assert result.p == close(known.pvalue)
    assert (result.low, result.high) == (close(interval.low), close(interval.high))
    assert result.sd == close(difference.std(ddof=1))


@given(levels)
def test_the_ranks_of_counts_are_the_ranks_of_the_answers(pairs):
    before, after = (np.array(side, dtype=np.int8) for side in zip(*pairs, strict=True))
    result, difference = wilcoxon(before, after), after.astype(int) - before
    changed = difference[difference != 0]
    ranks = stats.rankdata(abs(changed)) if changed.size else np.empty(0)
    assert result.positive == close(ranks[changed > 0].sum())
    assert result.negative == close(ranks[changed < 0].sum())
    if changed.size:
        known = stats.wilcoxon(changed.astype(float), correction=False, method="asymptotic")
        assert result.p == close(known.pvalue)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9, unique=True), st.data())
def test_the_exact_p_counts_every_way_to_give_signs(sizes, data):
    signs = data.draw(st.lists(st.sampled_from((-1, 1)), min_size=len(sizes), max_size=len(sizes)))
    result = wilcoxon([0] * len(sizes), [size * sign for size, sign in zip(sizes, signs, strict=True)])
    ranks = range(1, len(sizes) + 1)
    smaller = min(result.positive, result.negative)
    sums = [sum(r for r, up in zip(ranks, ways, strict=True) if up) for ways in product((0, 1), repeat=len(sizes))]
    assert result.exact_p == close(min(1, 2 * sum(total <= smaller for total in sums) / len(sums)))


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=80))
def test_mcnemar_counts_what_stands_there(pairs):
    before, after = zip(*pairs, strict=True)
    result = mcnemar_of(before, after)
    gained, lost = pairs.count((0, 1)), pairs.count((1, 0))
    assert (result.gained, result.lost) == (gained, lost)
    assert (result.before, result.after, result.n) == (sum(before), sum(after), len(pairs))
    if gained + lost:
        assert result.exact_p == close(stats.binomtest(gained, gained + lost).pvalue)
