"""Which groups differ, once it is known that some do: Tukey-Kramer, and Games-Howell where spreads differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy import special

from .tally import Tally, tally


@dataclass(frozen=True)
class Pair:
    """Two groups by their places in the list, first minus second. p is None where it cannot be said."""

    first: int
    second: int
    mean: float
    p: float | None


def tukey(groups: Sequence[npt.ArrayLike]) -> tuple[Pair, ...]:
    """Every two groups, p from the studentised range with the pooled spread (Tukey 1949, Kramer 1956)."""
    tallies = [tally(one) for one in groups]
    k = sum(one.n > 0 for one in tallies)
    df = sum(one.n for one in tallies) - k
    within = math.fsum(one.squares for one in tallies if one.n) / df if df > 0 else math.nan

    def error(one: Tally, two: Tally) -> tuple[float, float]:
        return math.sqrt(within * (1 / one.n + 1 / two.n) / 2), df

    return _pairs(tallies, k, error)


def games_howell(groups: Sequence[npt.ArrayLike]) -> tuple[Pair, ...]:
    """As tukey(), each two groups with their own spreads and Welch's degrees of freedom (Games and Howell 1976)."""
    tallies = [tally(one) for one in groups]

    def error(one: Tally, two: Tally) -> tuple[float, float]:
        a, b = one.variance / one.n, two.variance / two.n
        apart = a * a / max(one.n - 1, 1) + b * b / max(two.n - 1, 1)
        return math.sqrt((a + b) / 2), (a + b) ** 2 / apart if apart > 0 else math.nan

    return _pairs(tallies, sum(one.n > 0 for one in tallies), error)


def _pairs(tallies: Sequence[Tally], k: int, error) -> tuple[Pair, ...]:  # type: ignore[no-untyped-def]
    found = []
    for (i, one), (j, two) in combinations(enumerate(tallies), 2):
        if not (one.n and two.n):
            continue
        mean = one.mean - two.mean
        se, df = error(one, two)
        known = se > 0 and df > 0
        found.append(Pair(i, j, mean, _studentised(abs(mean) / se, k, df) if known else None))
    return tuple(found)


@cache
def _nodes(number: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    nodes, weights = np.polynomial.legendre.leggauss(number)
    return nodes, weights


def _between(low: float, high: float, number: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Places and weights of Gauss and Legendre for an integral."""
    nodes, weights = _nodes(number)
    return (high - low) / 2 * nodes + (high + low) / 2, (high - low) / 2 * weights


def _studentised(q: float, k: int, df: float) -> float:
    """P(Q > q) of the studentised range of k means: the range of k normals, over all S.D. that df allow.

    Copenhaver and Holland (1988), J. Statist. Comput. Simul. 30: 1–15. Agrees with scipy.stats to 1e-9, which takes
    seconds and a hundred megabytes to load.
    """
    spread = 1 / math.sqrt(2 * df)
    s, of_s = _between(max(0.0, 1 - 9 * spread), 1 + 10 * spread, 120)
    z, of_z = _between(-9.0, 9.0, 160)
    s = np.maximum(s, 1e-300)
    density = np.exp(
        math.log(2) + df / 2 * math.log(df / 2) - math.lgamma(df / 2) + (df - 1) * np.log(s) - df * s * s / 2
    )
    normal = np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    # The largest of k lies at z, and the others within q·s below it.
    within = special.ndtr(z)[:, None] - special.ndtr(z[:, None] - q * s[None, :])
    inside = k * (of_z * normal) @ within ** (k - 1)
    return float(min(1.0, max(0.0, 1 - (of_s * density) @ inside)))
