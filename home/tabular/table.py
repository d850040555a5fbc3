"""What a spreadsheet is once it has been read, and how much of one is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..thai import clean

Cell = str | int | float | Decimal | bool | date | datetime | time | timedelta | None

#: A table may have a title, a department and blank lines above its header; further down nobody looks for it.
HEADER_WITHIN = 30


class TableRefused(Exception):
    """The file cannot be read as a table, or is larger than is accepted; says which, in words for who uploaded it."""


@dataclass(frozen=True)
class Limits:
    """How much is read: bytes as uploaded and unpacked, unpacked ÷ packed, rows and columns of the table, all cells."""

    bytes: int = 10 * 2**20
    unpacked: int = 64 * 2**20
    ratio: int = 200
    rows: int = 20_000
    columns: int = 60
    cells: int = 400_000


@dataclass(frozen=True)
class Row:
    """A row under the header; `line` is the number that the spreadsheet program or the editor shows beside it."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """`headers` are cleaned texts, "" for a column without one; each row has as many cells as there are headers."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    sheet: str = ""


@dataclass(frozen=True)
class Sheet:
    """What to write: a title, a header, and rows of plain values."""

    title: str
    headers: Sequence[Any]
    rows: Iterable[Sequence[Any]]


def tabulate(lines: Iterable[tuple[int, Sequence[Cell]]], limits: Limits, *, encoding: str, sheet: str = "") -> Table:
    """The table in numbered lines: the header is the first line with two filled cells (or the first filled line).

    Raises TableRefused when there is none, or when a limit is passed; it stops reading there.
    """
    filled = list(_filled(lines, limits))
    if not filled:
        raise TableRefused(_("The file is empty: there is no table in it."))
    wide = (i for i, row in enumerate(filled) if row.line <= HEADER_WITHIN and _count(row) > 1)
    header, *rows = filled[next(wide, 0) :]
    if len(rows) > limits.rows:
        raise too_many_rows(limits)
    headers = tuple("" if cell is None else str(cell) for cell in header.cells)
    return Table(headers, tuple(Row(row.line, _fit(row.cells, len(headers))) for row in rows), encoding, sheet)


def _count(row: Row) -> int:
    return sum(cell is not None for cell in row.cells)


def _fit(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return (*cells[:width], *(None,) * (width - len(cells)))


def _filled(lines: Iterable[tuple[int, Sequence[Cell]]], limits: Limits) -> Iterator[Row]:
    """The lines that are not blank, cleaned, without the blank cells at their end."""
    rows = cells = looked_at = 0
    for line, raw in lines:
        looked_at += len(raw)
        values = [tidy(value) for value in raw[: limits.columns]]
        while values and values[-1] is None:
            values.pop()
        if any(tidy(value) is not None for value in raw[limits.columns :]):
            raise TableRefused(
                _("Line %(line)s has more than %(columns)s columns. Please remove what is not part of the table.")
                % {"line": line, "columns": limits.columns}
            )
        rows, cells = rows + bool(values), cells + len(values)
        if rows > limits.rows + HEADER_WITHIN:
            raise too_many_rows(limits)
        if cells > limits.cells or looked_at > 5 * limits.cells:
            raise TableRefused(_("The table has too many cells. Please split it into several files."))
        if values:
            yield Row(line, tuple(values))


def too_many_rows(limits: Limits) -> TableRefused:
    return TableRefused(
        _("The table has more than %(rows)s rows. Please split it into several files.") % {"rows": limits.rows}
    )


def tidy(value: Cell) -> Cell:
    """A cell as it was meant: invisible characters and stray spaces gone, blank as None."""
    return (clean(value) or None) if isinstance(value, str) else value
