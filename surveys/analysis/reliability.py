"""Cronbach's alpha: do the items of a construct measure one thing?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

GOOD = 0.70


@dataclass(frozen=True)
class ItemRole:
    """An item within its construct: its correlation with the sum of the others, and alpha without it."""

    total_correlation: float | None
    alpha_without: float | None


@dataclass(frozen=True)
class Reliability:
    """`low` and `high`: Feldt's 95 % interval. alpha is None when the sum of the items does not vary."""

    n: int
    k: int
    alpha: float | None
    low: float | None
    high: float | None
    items: tuple[ItemRole, ...]

    @property
    def good(self) -> bool:
        return self.alpha is not None and self.alpha >= GOOD


def cronbach(answers: npt.ArrayLike, confidence: float = 0.95) -> Reliability | None:
    """Of a table of respondents × items without missing values (listwise); None below two respondents or items.

    Cronbach (1951), Psychometrika 16: 297–334; interval after Feldt, Woodruff and Salih (1987).
    """
    table = np.asarray(answers)
    if table.ndim != 2 or table.shape[0] < 2 or table.shape[1] < 2:
        return None
    n, k = table.shape
    covariance = _covariance(table)
    alpha = _alpha(covariance)
    low = high = None
    if alpha is not None:
        df1, df2 = n - 1, (n - 1) * (k - 1)
        outside = (1 - confidence) / 2
        low = 1 - (1 - alpha) * float(special.fdtri(df1, df2, 1 - outside))
        high = 1 - (1 - alpha) * float(special.fdtri(df1, df2, outside))
    return Reliability(n, k, alpha, low, high, tuple(_role(covariance, i) for i in range(k)))


def _covariance(table: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """Times n·(n − 1), which falls out of every ratio below: n·Σxy − Σx·Σy of small integers has no rounding at all."""
    numbers = table.astype(np.float64)
    n = numbers.shape[0]
    if table.dtype.kind not in "iub":
        numbers = numbers - numbers.mean(axis=0)
    sums = numbers.sum(axis=0)
    covariance: npt.NDArray[np.float64] = n * (numbers.T @ numbers) - np.outer(sums, sums)
    return covariance


def _alpha(covariance: npt.NDArray[np.float64]) -> float | None:
    k, total = len(covariance), float(covariance.sum())
    if k < 2 or not total > 0:
        return None
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def _role(covariance: npt.NDArray[np.float64], item: int) -> ItemRole:
    rest = np.delete(np.delete(covariance, item, 0), item, 1)
    spread = float(covariance[item, item] * rest.sum())
    together = float(covariance[item].sum() - covariance[item, item])
    return ItemRole(together / spread**0.5 if spread > 0 else None, _alpha(rest))
