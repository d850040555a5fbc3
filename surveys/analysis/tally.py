"""How often each value occurs. Answers have few different values, so every statistic is one of a short list."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]
#: Integers within this range are counted by position instead of being sorted.
_COUNTED = 1 << 16


@dataclass(frozen=True, eq=False)
class Tally:
    """`values` ascending and different, `counts` how often each occurs (positive)."""

    values: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]

    @cached_property
    def n(self) -> int:
        return int(self.counts.sum())

    @cached_property
    def sum(self) -> float:
        return math.fsum((self.values * self.counts).tolist())

    @cached_property
    def mean(self) -> float:
        """NaN without values."""
        return self.sum / self.n if self.n else math.nan

    @cached_property
    def squares(self) -> float:
        """The sum of squared deviations from the mean."""
        return math.fsum(((self.values - self.mean) ** 2 * self.counts).tolist())

    @cached_property
    def variance(self) -> float:
        """With n − 1; NaN for fewer than two values."""
        return self.squares / (self.n - 1) if self.n > 1 else math.nan

    @cached_property
    def sd(self) -> float:
        return math.sqrt(self.variance)

    def mapped(self, values: Numbers) -> Tally:
        """The same counts for other values, one for each of ours; they need not be different or in order."""
        return Tally(values.astype(np.float64), self.counts)


def tally(numbers: npt.ArrayLike) -> Tally:
    """Count the values of a one-dimensional list of numbers."""
    array = np.asarray(numbers)
    if not array.size:
        return Tally(np.empty(0), np.empty(0, np.int64))
    if array.dtype.kind in "iub":
        # Wide enough for what is added up and for what is subtracted.
        array = array.astype(np.int64)
        low = int(array.min())
        if int(array.max()) - low < _COUNTED:
            counts = np.bincount(array - low)
            seen = np.flatnonzero(counts)
            return Tally((seen + low).astype(np.float64), counts[seen].astype(np.int64))
    values, counts = np.unique(array.astype(np.float64), return_counts=True)
    return Tally(values, counts.astype(np.int64))
