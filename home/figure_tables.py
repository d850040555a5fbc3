"""A table of figures as every view of it needs it: headings, rows and which columns are numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from . import charts

#: More decimal places than anybody reads are cut off, not shown.
MOST_DECIMALS = 4


@dataclass(frozen=True)
class Column:
    """`decimals` is the finest any of its numbers was given in, so that they line up."""

    heading: str
    numeric: bool
    decimals: int = 0


@dataclass(frozen=True)
class Cell:
    """What stands at a row and a column: a number, or a text, or nothing."""

    column: Column
    value: Decimal | None = None
    text: str = ""

    @property
    def empty(self) -> bool:
        return self.value is None and not self.text


@dataclass(frozen=True)
class Row:
    """`header` names the row; the first column always does."""

    header: Cell
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """A number here is a name, a year for example, and is not grouped."""
        return self.header.text or ("" if self.header.value is None else f"{self.header.value:f}")


@dataclass(frozen=True)
class FigureTable:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the rows."""
        return tuple(row.label for row in self.rows)

    @property
    def series(self) -> tuple[charts.Series, ...]:
        """Every numeric column but the first as numbers; the first names the rows."""
        return tuple(
            charts.Series(column.heading, tuple(row.cells[position].value for row in self.rows))
            for position, column in enumerate(self.columns[1:])
            if column.numeric
        )

    @property
    def decimals(self) -> int:
        """The finest of the drawn columns."""
        return max((column.decimals for column in self.columns[1:] if column.numeric), default=0)

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    @property
    def lines(self) -> list[list[Any]]:
        """The rows for a file: numbers as numbers, nothing as an empty cell."""
        return [[_for_file(cell) for cell in (row.header, *row.cells)] for row in self.rows]

    def chart(self, kind: str) -> charts.Bars | charts.Lines | None:
        """The geometry of the table drawn as "bars" or as a "line"; None for any other kind and for nothing to draw."""
        if kind == "bars":
            return charts.bars(self.labels, self.series)
        return charts.lines(self.labels, self.series) if kind == "line" else None


def read(table: Any) -> FigureTable:
    """The figures of a typed table, whose columns are blocks named "text" or "number"; empty rows are left out."""
    columns = tuple(
        _column(column["heading"] or "", column["block"].name, [row["values"][at] for row in table.row_data])
        for at, column in enumerate(table.columns)
    )
    if not columns:
        return FigureTable((), ())
    found = [
        [_cell(column, value) for column, value in zip(columns, row["values"], strict=False)] for row in table.row_data
    ]
    rows = tuple(Row(row[0], tuple(row[1:])) for row in found if not all(cell.empty for cell in row))
    return FigureTable(columns, rows)


def _column(heading: str, kind: str, values: list[Any]) -> Column:
    if kind != "number":
        return Column(heading, numeric=False)
    places = [-int(value.as_tuple().exponent) for value in values if isinstance(value, Decimal) and value.is_finite()]
    return Column(heading, numeric=True, decimals=min(max([0, *places]), MOST_DECIMALS))


def _cell(column: Column, value: Any) -> Cell:
    if not column.numeric:
        return Cell(column, text=str(value or "").strip())
    return Cell(column, value=Decimal(value) if value is not None and value != "" else None)


def _for_file(cell: Cell) -> Any:
    return cell.text if cell.value is None else cell.value
