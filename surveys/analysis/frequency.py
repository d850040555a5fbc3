"""Frequencies, and what a five-level item comes to, from counts of codes. Exact: integers until the last division."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .bands import mean100

SKIPPED, DONT_KNOW, NO_ANSWER = -7, -8, -9
MISSING = (SKIPPED, DONT_KNOW, NO_ANSWER)


@dataclass(frozen=True)
class Line:
    """One answer: how many, of all, and of the valid answers; the shares are None when there is nothing to share."""

    code: int
    n: int
    percent: float | None
    valid_percent: float | None


@dataclass(frozen=True)
class Frequency:
    lines: tuple[Line, ...]
    missing: tuple[Line, ...]
    valid: int
    total: int


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def frequency(counts: Mapping[int, int], codes: Sequence[int]) -> Frequency:
    """How often each of `codes` was answered and each missing code stands; what was never answered has a line too."""
    valid = sum(counts.get(code, 0) for code in codes)
    total = valid + sum(counts.get(code, 0) for code in MISSING)
    return Frequency(
        tuple(
            Line(code, n, _share(n, total), _share(n, valid))
            for code, n in ((code, counts.get(code, 0)) for code in codes)
        ),
        tuple(
            Line(code, n, _share(n, total), None) for code, n in ((code, counts.get(code, 0)) for code in MISSING) if n
        ),
        valid,
        total,
    )


@dataclass(frozen=True)
class Score:
    """Mean and S.D. (n − 1) of an item; `percent` is the satisfaction agencies publish, 100 · mean / highest code.

    None where there are too few answers to say it.
    """

    n: int
    mean: float | None
    mean100: int | None
    sd: float | None
    percent: float | None


def score(counts: Mapping[int, int], highest: int = 5) -> Score:
    """Of the counts of valid codes; missing codes among them are left out."""
    valid = {code: n for code, n in counts.items() if code not in MISSING and n}
    n = sum(valid.values())
    if not n:
        return Score(0, None, None, None, None)
    total = sum(code * count for code, count in valid.items())
    squares = sum(code * code * count for code, count in valid.items())
    # n·Σx² − (Σx)² is exact in integers where the usual difference of floats is not.
    sd = math.sqrt((n * squares - total * total) / (n * (n - 1))) if n > 1 else None
    return Score(n, total / n, mean100(total, n), sd, 100 * total / (n * highest))
