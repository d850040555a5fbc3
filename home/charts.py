"""The geometry of charts: numbers in, percentages of the drawing out. Pure.

A drawing has no size of its own: every coordinate is a percentage, so that one SVG fits 320 px, a desktop and paper
without bending its strokes, and the words stay outside it as ordinary HTML that wraps and can be read aloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import dropwhile, pairwise

#: Four series differ by dash and marker as well as by colour; a fifth could only differ by colour.
MAX_SERIES = 4
#: A value that is not nothing must not look like nothing.
LEAST_BAR = Decimal("0.5")
#: How many names the horizontal axis has room for on a wide screen.
ROOM_FOR_LABELS = 6

_ZERO, _ONE, _HUNDRED = Decimal(0), Decimal(1), Decimal(100)


@dataclass(frozen=True)
class Series:
    """A named row of numbers; None where nothing was counted."""

    name: str
    values: tuple[Decimal | None, ...]

    @property
    def last(self) -> Decimal | None:
        """The newest number there is."""
        return next((value for value in reversed(self.values) if value is not None), None)


@dataclass(frozen=True)
class Scale:
    """Equally spaced round numbers from `ticks[0]` to `ticks[-1]`."""

    ticks: tuple[Decimal, ...]

    def share(self, value: Decimal) -> Decimal:
        """How far along the scale a value lies, in per cent."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]) * _HUNDRED

    @property
    def decimals(self) -> int:
        """How many decimal places its numbers need."""
        exponent = (self.ticks[1] - self.ticks[0]).normalize().as_tuple().exponent
        return max(0, -int(exponent))


@dataclass(frozen=True)
class Bar:
    """One bar, in per cent of the width; `width` is empty where nothing was counted."""

    value: Decimal | None
    series: int
    x: str = ""
    width: str = ""

    @property
    def missing(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class BarRow:
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Bars:
    """Horizontal bars that share one zero line."""

    rows: tuple[BarRow, ...]
    names: tuple[str, ...]
    zero: str
    kind: str = "bars"


@dataclass(frozen=True)
class Point:
    x: str
    y: str


@dataclass(frozen=True)
class Segment:
    start: Point
    end: Point


@dataclass(frozen=True)
class Line:
    """One series: a marker per value, and a stroke between neighbours that were both counted."""

    name: str
    series: int
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    last: Decimal | None


@dataclass(frozen=True)
class Tick:
    value: Decimal
    y: str


@dataclass(frozen=True)
class Label:
    """A name under the horizontal axis, and on which screens there is room for it."""

    text: str
    wide: bool
    narrow: bool


@dataclass(frozen=True)
class Lines:
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    decimals: int
    zero: str = ""
    kind: str = "line"


def scale(low: Decimal, high: Decimal, most: int = 6) -> Scale:
    """The coarsest-to-finest choice of 1, 2 or 5 times a power of ten that covers low to high in at most `most` ticks.

    Nothing superfluous at either end: `low` and `high` both lie within one step of it.
    """
    if low == high:
        low, high = (min(low, _ZERO), max(high, _ZERO)) if low else (_ZERO, _ONE)
    step = _ONE.scaleb((high - low).adjusted() - 1)
    while True:
        for factor in (1, 2, 5):
            size = step * factor
            first = (low / size).to_integral_value(ROUND_FLOOR)
            last = (high / size).to_integral_value(ROUND_CEILING)
            if last - first < most:
                return Scale(tuple(size * number for number in range(int(first), int(last) + 1)))
        step *= 10


def bars(labels: Sequence[str], series: Sequence[Series]) -> Bars | None:
    """Bars from a zero line, one row per label and in it one bar per series; None when there is nothing to draw."""
    series = series[:MAX_SERIES]
    known = _known(series)
    if not known or not labels:
        return None
    low, high = min([_ZERO, *known]), max([_ZERO, *known])
    span = high - low or _ONE
    zero = -low / span * _HUNDRED
    rows = tuple(
        BarRow(label, tuple(_bar(each.values[row], number, zero, span) for number, each in enumerate(series, 1)))
        for row, label in enumerate(labels)
    )
    return Bars(rows, tuple(each.name for each in series), per_cent(zero))


def lines(labels: Sequence[str], series: Sequence[Series], most_ticks: int = 6) -> Lines | None:
    """Lines over periods, oldest first; None when there is nothing to draw.

    The scale starts at zero unless every value lies in the upper half of it: a line may zoom in, a bar may not.
    """
    series = series[:MAX_SERIES]
    known = _known(series)
    if not known or not labels:
        return None
    low, high = min(known), max(known)
    if low * 2 <= high:
        low = min(low, _ZERO)
    if high < 0 and high * 2 >= low:
        high = _ZERO
    axis = scale(low, high, most_ticks)
    return Lines(
        lines=tuple(_line(each, number, axis) for number, each in enumerate(series, 1)),
        ticks=tuple(Tick(value, _height(value, axis)) for value in axis.ticks),
        labels=_labels(labels),
        decimals=axis.decimals,
        zero=_height(_ZERO, axis) if axis.ticks[0] <= 0 <= axis.ticks[-1] else "",
    )


def sparkline(values: Sequence[Decimal | None]) -> Line | None:
    """A small line without a scale, from the first value that was counted; None for fewer than two."""
    values = list(dropwhile(lambda value: value is None, values))
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    span = high - low
    last = Decimal(len(values) - 1)
    points = [
        value if value is None else Point(
            per_cent(4 + position / last * 92),
            per_cent(90 - (value - low) / span * 80 if span else Decimal(50)),
        )
        for position, value in enumerate(values)
    ]  # fmt: skip
    return _drawn("", 1, points, known[-1])


def per_cent(share: Decimal) -> str:
    """As SVG writes it, and never as the reader's language does: 12.5%."""
    text = f"{round(share, 2):f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _known(series: Sequence[Series]) -> list[Decimal]:
    return [value for each in series for value in each.values if value is not None]


def _bar(value: Decimal | None, series: int, zero: Decimal, span: Decimal) -> Bar:
    if value is None:
        return Bar(None, series)
    width = abs(value) / span * _HUNDRED
    if value:
        width = max(width, LEAST_BAR)
    start = zero - width if value < 0 else zero
    # The least visible bar at either edge grows inwards.
    start = min(max(start, _ZERO), _HUNDRED - width)
    return Bar(value, series, per_cent(start), per_cent(width))


def _height(value: Decimal, axis: Scale) -> str:
    return per_cent(_HUNDRED - axis.share(value))


def _line(series: Series, number: int, axis: Scale) -> Line:
    count = Decimal(len(series.values))
    # Every period owns an equal column and its point stands in the middle, above its label.
    points = [
        None if value is None else Point(per_cent((position + Decimal("0.5")) / count * _HUNDRED), _height(value, axis))
        for position, value in enumerate(series.values)
    ]
    return _drawn(series.name, number, points, series.last)


def _drawn(name: str, number: int, points: Sequence[Point | None], last: Decimal | None) -> Line:
    return Line(
        name=name,
        series=number,
        points=tuple(point for point in points if point),
        segments=tuple(Segment(start, end) for start, end in pairwise(points) if start and end),
        last=last,
    )


def _labels(labels: Sequence[str]) -> tuple[Label, ...]:
    """Counted back from the newest, so that the period people ask about is always named."""
    newest = len(labels) - 1
    every = -(-len(labels) // ROOM_FOR_LABELS)
    return tuple(
        Label(text, wide=(newest - position) % every == 0, narrow=position in (0, newest))
        for position, text in enumerate(labels)
    )
