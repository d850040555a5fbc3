import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from home import thai
from home.tabular import Sheet, read_table, write_csv, write_xlsx

DANGEROUS = ["=1+1", "+66 2", "-นาย", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a")', "'=1", "''-x"]
#: What people type, and what formulas and delimiters are made of.
TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@'\"\t\r\n,; กขำ\u200b๑"), st.characters(exclude_categories=["Cs"])), max_size=20
)


def csv_of(*rows) -> bytes:
    return b"".join(write_csv(["หัว", "อื่น"], rows))


def xlsx_of(*rows) -> bytes:
    return write_xlsx(Sheet("ข้อมูล", ["หัว", "อื่น"], rows))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text):
    line = csv_of([text, "x"]).decode("utf-8-sig").partition("\r\n")[2]
    assert line.lstrip('"').startswith("'")
    cell = openpyxl.load_workbook(io.BytesIO(xlsx_of([text, "x"]))).active["A2"]
    assert cell.data_type == "s"


def test_headers_are_guarded_too():
    assert b"".join(write_csv(["=a"], [])).decode("utf-8-sig") == "'=a\r\n"
    assert openpyxl.load_workbook(io.BytesIO(write_xlsx(Sheet("x", ["=a"], [])))).active["A1"].data_type == "s"


def test_numbers_stay_numbers_even_below_zero():
    rows = [[-5, Decimal("-1234.5000")], [0.25, Decimal(1000)]]
    assert csv_of(*rows).decode("utf-8-sig").splitlines()[1:] == ["-5,-1234.5", "0.25,1000"]
    page = openpyxl.load_workbook(io.BytesIO(xlsx_of(*rows))).active
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [[-5, -1234.5], [0.25, 1000]]


def test_a_csv_begins_with_the_mark_by_which_excel_knows_thai():
    assert csv_of().startswith(b"\xef\xbb\xbf")


def test_days_are_days_and_moments_are_told_in_local_time():
    rows = [[date(2026, 5, 1), datetime(2026, 5, 1, 17, 30, tzinfo=UTC)]]
    assert csv_of(*rows).decode("utf-8-sig").splitlines()[1] == "2026-05-01,2026-05-02 00:30:00"
    page = openpyxl.load_workbook(io.BytesIO(xlsx_of(*rows))).active
    assert (page["A2"].value, page["B2"].value) == (datetime(2026, 5, 1), datetime(2026, 5, 2, 0, 30))


def test_digits_excel_would_drop_are_kept_as_text():
    page = openpyxl.load_workbook(io.BytesIO(xlsx_of([1234567890123456789, "0012"]))).active
    assert (page["A2"].value, page["B2"].value) == ("1234567890123456789", "0012")


def test_several_sheets_and_a_title_excel_would_refuse():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(Sheet("a/b:c?" + "ก" * 40, ["x"], []), Sheet("", ["y"], []))))
    assert len(book.sheetnames) == 2
    assert all(1 <= len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in book.sheetnames)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_any_texts_come_back_from_a_csv_as_they_were_meant(rows):
    """As they were meant: cleaned as every cell is, and a row without a visible character is no row."""
    _comes_back(csv_of(*rows), rows)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_any_texts_come_back_from_a_workbook_as_they_were_meant(rows):
    _comes_back(xlsx_of(*rows), rows)


@given(st.lists(st.tuples(st.integers(-(10**14), 10**14), st.dates(date(1900, 3, 1), date(2200, 1, 1))), max_size=5))
def test_numbers_and_days_come_back_from_a_workbook(rows):
    read = read_table(io.BytesIO(xlsx_of(*rows)))
    assert [(row.cells[0], row.cells[1].date()) for row in read.rows] == rows


def _comes_back(data: bytes, rows) -> None:
    meant = [tuple(_meant(text) for text in row) for row in rows]
    assert [row.cells for row in read_table(io.BytesIO(data)).rows] == [row for row in meant if any(row)]


def _meant(text: str) -> str | None:
    control = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
    return thai.clean(text.translate(control)) or None
