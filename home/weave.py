"""Woven patterns of Thai cloth as rows of threads: drawn by hand here, and turned into small SVG. Pure.

A motif is the upper left quarter of a figure, its centre row and centre column included; the rest is its mirror image.
Figures stand side by side and share the first column. "#" is the first thread, "o" the second, "." the ground.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

#: ลายขอ, hooks in a diamond
HOOKS = (
    "o......#",
    "......##",
    ".....#..",
    "....#..#",
    "...#..##",
    "..#..#.o",
    ".#..#.oo",
)
#: ลายดอกแก้ว, a flower in a diamond
FLOWER = (
    "oo....#",
    "o....#.",
    "....#.o",
    "...#.o.",
    "..#.o.#",
    ".#.o.##",
)
#: ลายดาว, the eight-pointed star
STAR = (
    "o...#...",
    "....##.o",
    "....###.",
    "..######",
    "...####.",
    "o...#..o",
    "...#..oo",
)
#: ลายข้าวหลามตัด, diamonds within diamonds
DIAMONDS = (
    "....#",
    "...#.",
    "..#.o",
    ".#.oo",
    "#.ooo",
)
#: ลายดอกพิกุล, the bullet-wood flower
PIKUL = (
    "o.....#",
    "....#.#",
    "...##.#",
    "..###..",
    ".###.oo",
    "....o.o",
    "###.oo#",
)

#: ลายฟันปลา, ลายลูกแก้ว and ลายเขี้ยวหมา: borders, whole figures that repeat to the right
TEETH = ("#...", "##.#", "####")
BEADS = (".o..", "ooo.", ".o..")
FANGS = ("..#...", ".###..", "#####.")
STEPS = ("##....", "####..", "######")


@dataclass(frozen=True)
class Row:
    """One row of a cloth, counted from the top: the threads of one period, repeated to the right."""

    y: int
    threads: str


def mirrored(quarter: tuple[str, ...]) -> tuple[str, ...]:
    """The whole figure of a motif, one period wide."""
    upper = tuple(half + half[-2:0:-1] for half in quarter)
    return upper + upper[-2::-1]


def water(rows: int) -> tuple[str, ...]:
    """ลายน้ำไหล, the stepped water of Nan: zigzag streams below one another, a whole figure of so many rows."""
    fall = [abs(column // 2 - 4) for column in range(16)]
    return tuple("".join("##..o."[(row + each) % 6] for each in fall) for row in range(rows))


def shifted(threads: str, by: int) -> str:
    """A row moved to the right, what falls out coming in on the left."""
    by %= len(threads)
    return threads[-by:] + threads[:-by] if by else threads


def laid(figure: tuple[str, ...], top: int, by: int = 0) -> list[Row]:
    """A figure laid into the cloth from a row on, moved to the right."""
    return [Row(top + number, shifted(threads, by)) for number, threads in enumerate(figure)]


def paths(rows: Sequence[Row], colours: dict[str, str], width: int) -> str:
    """The rows as dashed SVG lines, one unit to a thread; rows of the same rhythm share a path."""
    return "".join(
        f'<g stroke="{colour}">{_strokes(rows, thread, width)}</g>'
        for thread, colour in colours.items()
        if any(thread in row.threads for row in rows)
    )


def _strokes(rows: Sequence[Row], thread: str, width: int) -> str:
    lines: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if set(row.threads) == {thread}:
            lines[""].append(f"M0 {row.y}.5h{width}")
        elif thread in row.threads:
            start, rhythm = _rhythm(row.threads, thread)
            lines[rhythm].append(f"M{start} {row.y}.5h{width - start}")
    return "".join(
        f'<path stroke-dasharray="{rhythm}" d="{"".join(moves)}"/>' if rhythm else f'<path d="{"".join(moves)}"/>'
        for rhythm, moves in lines.items()
    )


def _rhythm(threads: str, thread: str) -> tuple[int, str]:
    """Where the dashes start (0 or left of it) and their lengths; the same for rows that differ by a shift only."""
    size = len(threads)
    candidates = []
    for start in range(size):
        if threads[start] == thread and threads[start - 1] != thread:
            candidates.append((_runs(shifted(threads, -start), thread), start))
    runs, start = min(candidates)
    return (start - size if start else 0), " ".join(map(str, runs))


def _runs(threads: str, thread: str) -> tuple[int, ...]:
    """Lengths of on, off, on, off … of a row that begins with the thread and ends without it."""
    runs: list[int] = []
    on = None
    for each in threads:
        if (each == thread) == on:
            runs[-1] += 1
        else:
            runs.append(1)
            on = each == thread
    return _shortest(tuple(runs))


def _shortest(runs: tuple[int, ...]) -> tuple[int, ...]:
    """One period of a rhythm that may hold several."""
    for size in range(2, len(runs), 2):
        if len(runs) % size == 0 and runs[:size] * (len(runs) // size) == runs:
            return runs[:size]
    return runs
