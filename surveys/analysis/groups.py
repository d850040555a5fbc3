"""Means of groups against each other: two groups by t, more by F; with Welch's forms and Levene's test."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from .paired import hedges
from .tally import Tally, tally


@dataclass(frozen=True)
class Ratio:
    """An F with its degrees of freedom and p."""

    f: float
    df1: float
    df2: float
    p: float


@dataclass(frozen=True)
class Difference:
    """A t with its degrees of freedom, p and the 95 % interval of the difference."""

    t: float
    df: float
    p: float
    low: float
    high: float


@dataclass(frozen=True)
class TwoGroups:
    """First minus second: `pooled` assumes equal spread, `welch` does not; `d` is in the pooled S.D., `g` Hedges'."""

    n: tuple[int, int]
    means: tuple[float, float]
    sds: tuple[float, float]
    mean: float
    pooled: Difference | None
    welch: Difference | None
    levene: Ratio | None
    d: float | None
    g: float | None


@dataclass(frozen=True)
class ManyGroups:
    """`eta2` is the share of the spread that lies between the groups. A test is None where it cannot be made."""

    n: tuple[int, ...]
    means: tuple[float, ...]
    sds: tuple[float, ...]
    between: float
    within: float
    anova: Ratio | None
    welch: Ratio | None
    levene: Ratio | None
    eta2: float | None


def two_groups(first: npt.ArrayLike, second: npt.ArrayLike, confidence: float = 0.95) -> TwoGroups | None:
    """None when a group has fewer than two values."""
    one, two = tally(first), tally(second)
    if one.n < 2 or two.n < 2:
        return None
    mean, df = one.mean - two.mean, one.n + two.n - 2
    pooled_variance = (one.squares + two.squares) / df
    parts = one.variance / one.n, two.variance / two.n
    d = mean / math.sqrt(pooled_variance) if pooled_variance > 0 else None
    welch_df = sum(parts) ** 2 / (parts[0] ** 2 / (one.n - 1) + parts[1] ** 2 / (two.n - 1)) if sum(parts) > 0 else df
    return TwoGroups(
        n=(one.n, two.n),
        means=(one.mean, two.mean),
        sds=(one.sd, two.sd),
        mean=mean,
        pooled=_difference(mean, pooled_variance * (1 / one.n + 1 / two.n), df, confidence),
        welch=_difference(mean, sum(parts), welch_df, confidence),
        levene=_levene([one, two]),
        d=d,
        g=None if d is None else d * hedges(df),
    )


def _difference(mean: float, variance: float, df: float, confidence: float) -> Difference | None:
    if not variance > 0:
        return None
    error = math.sqrt(variance)
    t = mean / error
    reach = float(special.stdtrit(df, (1 + confidence) / 2)) * error
    return Difference(t, df, float(2 * special.stdtr(df, -abs(t))), mean - reach, mean + reach)


def many_groups(groups: Sequence[npt.ArrayLike]) -> ManyGroups | None:
    """Empty groups are left out; None for fewer than two that are not.

    A group of one stays in F and in Levene's test and drops out of Welch's, which needs its spread.
    """
    tallies = [one for one in map(tally, groups) if one.n]
    if len(tallies) < 2:
        return None
    between, within = _sums(tallies)
    return ManyGroups(
        n=tuple(one.n for one in tallies),
        means=tuple(one.mean for one in tallies),
        sds=tuple(one.sd for one in tallies),
        between=between,
        within=within,
        anova=_anova(tallies),
        welch=_welch([one for one in tallies if one.n > 1]),
        levene=_levene(tallies),
        eta2=between / (between + within) if between + within > 0 else None,
    )


def _sums(tallies: Sequence[Tally]) -> tuple[float, float]:
    n = sum(one.n for one in tallies)
    grand = math.fsum(one.sum for one in tallies) / n
    between = math.fsum(one.n * (one.mean - grand) ** 2 for one in tallies)
    return between, math.fsum(one.squares for one in tallies)


def _ratio(f: float, df1: float, df2: float) -> Ratio:
    return Ratio(f, df1, df2, float(special.fdtrc(df1, df2, f)))


def _anova(tallies: Sequence[Tally]) -> Ratio | None:
    between, within = _sums(tallies)
    df1, df2 = len(tallies) - 1, sum(one.n for one in tallies) - len(tallies)
    if df2 < 1 or not within > 0:
        return None
    return _ratio((between / df1) / (within / df2), df1, df2)


def _welch(tallies: Sequence[Tally]) -> Ratio | None:
    """Welch (1951), Biometrika 38: 330–336."""
    if len(tallies) < 2 or any(not one.variance > 0 for one in tallies):
        return None
    k = len(tallies)
    weights = [one.n / one.variance for one in tallies]
    total = math.fsum(weights)
    grand = math.fsum(w * one.mean for w, one in zip(weights, tallies, strict=True)) / total
    spread = math.fsum(w * (one.mean - grand) ** 2 for w, one in zip(weights, tallies, strict=True)) / (k - 1)
    unequal = math.fsum((1 - w / total) ** 2 / (one.n - 1) for w, one in zip(weights, tallies, strict=True))
    f = spread / (1 + 2 * (k - 2) * unequal / (k * k - 1))
    return _ratio(f, k - 1, (k * k - 1) / (3 * unequal))


def _levene(tallies: Sequence[Tally]) -> Ratio | None:
    """Levene (1960), around the mean as SPSS does it: an analysis of variance of the distances."""
    return _anova([one.mapped(np.abs(one.values - one.mean)) for one in tallies])
