"""Many tests in one table: Holm's adjustment, and how p is written."""

from __future__ import annotations

from collections.abc import Sequence

STARS = ((0.001, "***"), (0.01, "**"), (0.05, "*"))


def holm(ps: Sequence[float | None]) -> list[float | None]:
    """Each p adjusted for all tests of the table (Holm 1979, Scand. J. Statist. 6: 65–70); None stays None."""
    order = sorted((p, i) for i, p in enumerate(ps) if p is not None)
    adjusted: list[float | None] = [None] * len(ps)
    highest = 0.0
    for done, (p, i) in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - done) * p))
        adjusted[i] = highest
    return adjusted


def stars(p: float | None) -> str:
    """*** below .001, ** below .01, * below .05."""
    return "" if p is None else next((mark for limit, mark in STARS if p < limit), "")


def written_p(p: float | None) -> str:
    """As reports print it: .034, <.001, or a dash where there is no test."""
    if p is None:
        return "–"
    return "<.001" if p < 0.0005 else f"{p:.3f}".removeprefix("0")
