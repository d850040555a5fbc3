"""The shapes beside the numbers: diverging bars and dumbbells, as coordinates of small drawings. Pure.

A drawing holds shapes only. The printer breaks Thai inside SVG, and a reader's software reads the cells beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: Brown to teal, from the lowest level to the highest; told apart by the colour-blind.
PALETTE = ("#8c510a", "#d8b365", "#dcdcdc", "#7fbfb3", "#01665e")
WIDTH, HEIGHT = 160, 14
_INSET = 5


@dataclass(frozen=True)
class Piece:
    x: str
    width: str
    fill: str


@dataclass(frozen=True)
class Likert:
    """Five levels around the middle of the third, on a scale of 100 % to each side that `reach` narrows."""

    pieces: tuple[Piece, ...]
    shares: tuple[int, ...]
    width: int = WIDTH
    height: int = HEIGHT
    middle: str = f"{WIDTH / 2:.1f}"


@dataclass(frozen=True)
class Dumbbell:
    """Before, hollow, and after, filled; a line between them."""

    before: str
    after: str
    ticks: tuple[str, ...]
    rises: bool
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Bar:
    """`said`: the number it stands for."""

    length: str
    said: str
    width: int = WIDTH
    height: int = HEIGHT


def reach(lines: Sequence[Mapping[str, Any]]) -> float:
    """How far the longest side of any bar of a table goes, as a share: all bars of a table have one scale."""
    return max((max(_sides(line["counts"])) for line in lines if _countable(line.get("counts"))), default=1.0)


def _countable(counts: Any) -> bool:
    return isinstance(counts, list) and len(counts) == 5 and sum(counts) > 0


def _sides(counts: Sequence[int]) -> tuple[float, float]:
    total = sum(counts)
    half = counts[2] / 2
    return (counts[0] + counts[1] + half) / total, (counts[3] + counts[4] + half) / total


def likert(counts: Any, scale: float = 1.0) -> Likert | None:
    """None where there is nothing to draw, or nothing that may be shown."""
    if not _countable(counts):
        return None
    total, unit = sum(counts), (WIDTH / 2) / (scale or 1.0)
    x = WIDTH / 2 - _sides(counts)[0] * unit
    pieces = []
    for count, fill in zip(counts, PALETTE, strict=True):
        width = count / total * unit
        if count:
            pieces.append(Piece(f"{x:.2f}", f"{width:.2f}", fill))
        x += width
    return Likert(tuple(pieces), tuple(round(100 * count / total) for count in counts))


def dumbbell(before: Any, after: Any, low: float, high: float) -> Dumbbell | None:
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return None
    return Dumbbell(_at(before, low, high), _at(after, low, high), _ticks(), after >= before)


def _ticks() -> tuple[str, ...]:
    """Four equal steps: whole levels from 1 to 5, or quarters of a hundred."""
    return tuple(f"{_INSET + step * (WIDTH - 2 * _INSET) / 4:.2f}" for step in range(5))


def _at(value: float, low: float, high: float) -> str:
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return f"{_INSET + share * (WIDTH - 2 * _INSET):.2f}"


def bar(value: Any, most: float) -> Bar | None:
    if not isinstance(value, int | float) or not most:
        return None
    return Bar(f"{max(value / most, 0.005 if value else 0) * WIDTH:.2f}", f"{value:.1f}")
