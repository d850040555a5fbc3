from decimal import Decimal

import pytest

from home import figure_tables
from home.blocks import FigureTableBlock
from tests.figure_factories import table_block


def read(**values) -> figure_tables.FigureTable:
    return figure_tables.read(FigureTableBlock().to_python(table_block(**values)["value"])["table"])


def test_the_first_column_names_the_rows_and_numbers_are_series():
    table = read()
    assert table.labels == ("มัธยมศึกษา", "ปวช. และ ปวส.")
    assert [(series.name, series.values) for series in table.series] == [
        ("ตำแหน่งงานว่าง", (Decimal(4120), Decimal(2875))),
        ("ผู้สมัครงาน", (Decimal(3985), Decimal(1960))),
    ]


def test_a_column_shows_as_many_decimals_as_its_finest_number():
    table = read(columns=[("text", "q"), ("number", "r")], rows=[["1", "1.2"], ["2", "0.97"], ["3", "1"]])
    assert table.columns[1].decimals == 2
    assert table.decimals == 2


def test_a_year_that_names_a_row_is_not_grouped():
    assert read(columns=[("number", "year"), ("number", "n")], rows=[["2569", "1"]]).labels == ("2569",)


def test_empty_cells_stay_empty_and_empty_rows_go():
    table = read(rows=[["a", None, "3"], [None, None, None], ["", None, None]])
    assert len(table.rows) == 1
    assert table.rows[0].cells[0].empty
    assert table.lines == [["a", "", Decimal(3)]]


def test_a_table_nobody_filled_in_is_empty():
    assert figure_tables.read(FigureTableBlock().to_python({"table": None})["table"]).rows == ()


@pytest.mark.parametrize(("kind", "drawn"), [("bars", "bars"), ("line", "line")])
def test_a_table_is_drawn_as_asked(kind, drawn):
    assert read().chart(kind).kind == drawn


def test_a_table_without_numbers_is_not_drawn():
    assert read(columns=[("text", "a"), ("text", "b")], rows=[["x", "y"]]).chart("bars") is None
    assert read().chart("none") is None
