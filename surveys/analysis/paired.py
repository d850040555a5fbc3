"""Before and after, of the same respondents. Differences are after minus before."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from .tally import Tally, tally

#: Up to so many differences without ties the rank test is exact.
EXACT_UP_TO = 25


@dataclass(frozen=True)
class PairedT:
    """Student's t of paired values with its 95 % interval, and two effect sizes.

    `d_z` is the mean difference in its own S.D. (not d_av, which packages also call Cohen's d); `g_z` is Hedges'
    correction of it. With no spread at all there is nothing to test: t, p and the effect sizes are None.
    """

    n: int
    before_mean: float
    after_mean: float
    before_sd: float
    after_sd: float
    mean: float
    sd: float
    df: int
    t: float | None
    p: float | None
    low: float | None
    high: float | None
    d_z: float | None
    g_z: float | None


def hedges(df: int) -> float:
    """J(df), the factor that takes the bias out of a standardised difference (Hedges 1981)."""
    if df < 2:
        return math.nan
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2) - math.log(df / 2) / 2)


def paired_t(before: npt.ArrayLike, after: npt.ArrayLike, confidence: float = 0.95) -> PairedT | None:
    """None for fewer than two pairs. Both lists hold valid values only, in the same order."""
    difference = _difference(before, after)
    n = difference.n
    if n < 2:
        return None
    first, second = tally(before), tally(after)
    mean, sd, df = difference.mean, difference.sd, n - 1
    error = sd / math.sqrt(n)
    t = p = low = high = d_z = g_z = None
    if sd > 0:
        t = mean / error
        p = float(2 * special.stdtr(df, -abs(t)))
        reach = float(special.stdtrit(df, (1 + confidence) / 2)) * error
        low, high = mean - reach, mean + reach
        d_z = mean / sd
        g_z = d_z * hedges(df) if df > 1 else None
    return PairedT(n, first.mean, second.mean, first.sd, second.sd, mean, sd, df, t, p, low, high, d_z, g_z)


def _difference(before: npt.ArrayLike, after: npt.ArrayLike) -> Tally:
    first, second = np.asarray(before), np.asarray(after)
    if first.shape != second.shape:
        raise ValueError("pairs need as many values before as after")
    if first.dtype.kind in "iub" and second.dtype.kind in "iub":
        return tally(second.astype(np.int64) - first.astype(np.int64))
    return tally(second.astype(np.float64) - first.astype(np.float64))


@dataclass(frozen=True)
class Wilcoxon:
    """Signed ranks: zeros dropped, equal differences share their mean rank, z corrected for ties, not for continuity.

    `positive` and `negative` are the sums of ranks of rises and falls. z is positive when rises outweigh; `p` belongs
    to z, `exact_p` is given for at most 25 differences without ties. None when nothing changed.
    """

    n: int
    zeros: int
    rises: int
    falls: int
    positive: float
    negative: float
    z: float | None
    p: float | None
    exact_p: float | None


def wilcoxon(before: npt.ArrayLike, after: npt.ArrayLike) -> Wilcoxon:
    difference = _difference(before, after)
    values, counts = difference.values, difference.counts
    sizes, place = np.unique(np.abs(values[values != 0]), return_inverse=True)
    changed, by = values[values != 0], counts[values != 0]
    ties = np.bincount(place, weights=by, minlength=len(sizes))
    last = np.cumsum(ties)
    rank = (last - (ties - 1) / 2)[place]
    n = int(by.sum())
    positive = float((rank * by)[changed > 0].sum())
    negative = float((rank * by)[changed < 0].sum())
    spread = n * (n + 1) * (2 * n + 1) / 24 - float((ties**3 - ties).sum()) / 48
    z = (positive - n * (n + 1) / 4) / math.sqrt(spread) if spread > 0 else None
    return Wilcoxon(
        n=difference.n,
        zeros=difference.n - n,
        rises=int(by[changed > 0].sum()),
        falls=int(by[changed < 0].sum()),
        positive=positive,
        negative=negative,
        z=z,
        p=None if z is None else float(2 * special.ndtr(-abs(z))),
        exact_p=_exact(min(positive, negative), n) if 0 < n <= EXACT_UP_TO and bool((ties == 1).all()) else None,
    )


def _exact(smaller: float, n: int) -> float:
    """Two-sided: of the 2ⁿ ways to give signs to ranks 1…n, how many have a sum so small."""
    ways = [1] + [0] * (n * (n + 1) // 2)
    for rank in range(1, n + 1):
        for total in range(len(ways) - 1, rank - 1, -1):
            ways[total] += ways[total - rank]
    return min(1.0, 2 * sum(ways[: int(smaller) + 1]) / float(2**n))


#: Fewer changed answers than this are too few for the chi-squared approximation.
CHI_SQUARED_FROM = 25


@dataclass(frozen=True)
class McNemar:
    """Yes or no before and after. `exact_p` is binomial and always there; chi² with continuity from 25 changes on."""

    n: int
    before: int
    after: int
    gained: int
    lost: int
    exact_p: float
    chi2: float | None
    chi2_p: float | None
    uncorrected: float | None

    @property
    def points(self) -> float:
        """The change in percentage points."""
        return 100 * (self.after - self.before) / self.n


def mcnemar(both: int, lost: int, gained: int, neither: int) -> McNemar | None:
    """`lost`: yes before and no after; `gained`: no before and yes after. None without pairs."""
    n, changed = both + lost + gained + neither, lost + gained
    if not n:
        return None
    exact = min(1.0, 2 * float(special.bdtr(min(lost, gained), changed, 0.5))) if changed else 1.0
    apart = abs(gained - lost)
    chi2 = max(apart - 1, 0) ** 2 / changed if changed >= CHI_SQUARED_FROM else None
    return McNemar(
        n=n,
        before=both + lost,
        after=both + gained,
        gained=gained,
        lost=lost,
        exact_p=exact,
        chi2=chi2,
        chi2_p=None if chi2 is None else float(special.chdtrc(1, chi2)),
        uncorrected=apart**2 / changed if changed else None,
    )


def mcnemar_of(before: npt.ArrayLike, after: npt.ArrayLike) -> McNemar | None:
    """Of two lists of 0 and 1 in the same order."""
    first, second = np.asarray(before, dtype=np.int64), np.asarray(after, dtype=np.int64)
    neither, gained, lost, both = np.bincount(first * 2 + second, minlength=4).tolist()
    return mcnemar(both, lost, gained, neither)
