import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from home.tabular import Limits, Row, TableRefused, read_table

from .hostile import sheet, workbook

ROWS = [["จังหวัด", "ค่า"], ["เชียงใหม่", "12"], ["น่าน", "7"]]


def read(data: bytes, **limits):
    return read_table(io.BytesIO(data), limits=Limits(**limits))


def csv_of(rows, delimiter=","):
    return "\r\n".join(delimiter.join(row) for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874", "tis-620"])
def test_texts_are_read_in_every_encoding_and_with_every_delimiter_offices_use(encoding, delimiter):
    table = read(csv_of(ROWS, delimiter).encode(encoding))
    assert table.headers == ("จังหวัด", "ค่า")
    assert table.rows == (Row(2, ("เชียงใหม่", "12")), Row(3, ("น่าน", "7")))


def test_the_encoding_that_was_found_is_told():
    assert read(csv_of(ROWS).encode("tis-620")).encoding == "cp874"
    assert read(csv_of(ROWS).encode()).encoding == "utf-8-sig"


def test_a_sign_that_texts_use_more_often_is_no_delimiter():
    assert [row.cells for row in read("หัว,อื่น\r\n;,;\r\n;;,\r\n".encode()).rows] == [(";", ";"), (";;", None)]


def test_a_comma_inside_of_quotes_is_no_delimiter():
    table = read('name;note\nน่าน;"a,b,c,d"\n'.encode())
    assert table.rows[0].cells == ("น่าน", "a,b,c,d")


def test_the_line_with_excels_own_hint_is_no_header():
    table = read(b"sep=;\na;b\n1;2\n")
    assert (table.headers, table.rows) == (("a", "b"), (Row(3, ("1", "2")),))


def test_a_workbook_is_read_with_its_numbers_dates_and_texts():
    table = read(workbook(["รหัส", "วันที่", "ค่า", "ใช่"], ["๐๑", datetime(2026, 5, 1), 12.5, True]))
    assert table.rows == (Row(2, ("๐๑", datetime(2026, 5, 1), 12.5, True)),)
    assert (table.encoding, table.sheet) == ("xlsx", "Sheet")


def test_dates_counted_from_1904_are_the_same_days():
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["day", "x"])
    book.active.append([datetime(2026, 5, 1), 1])
    book.save(target)
    assert read(target.getvalue()).rows[0].cells[0] == datetime(2026, 5, 1)


def test_titles_above_and_blank_rows_between_are_skipped_and_line_numbers_stay_true():
    table = read(workbook(["สถิติแรงงาน"], [], ["จังหวัด", "ค่า"], ["น่าน", 7], [None, "  "], ["ตาก", 8]))
    assert table.headers == ("จังหวัด", "ค่า")
    assert table.rows == (Row(4, ("น่าน", 7)), Row(6, ("ตาก", 8)))


def test_merged_cells_hold_their_value_once():
    book, target = openpyxl.Workbook(), io.BytesIO()
    for row in (["หัวเรื่อง", None], ["a", "b"], ["1", "2"]):
        book.active.append(row)
    book.active.merge_cells("A1:B1")
    book.save(target)
    assert read(target.getvalue()).headers == ("a", "b")


def test_a_table_of_one_column_has_its_first_line_as_header():
    assert read("จังหวัด\nน่าน\nตาก\n".encode()).rows == (Row(2, ("น่าน",)), Row(3, ("ตาก",)))


def test_short_rows_are_filled_up_and_cells_beyond_the_header_left_out():
    table = read(b"a,b,c\n1\n1,2,3,4\n")
    assert table.rows == (Row(2, ("1", None, None)), Row(3, ("1", "2", "3")))


def test_invisible_characters_and_stray_spaces_go():
    table = read("\u200bชื่อ\u00a0 ,b\n เชียง\u200bใหม่ ,น\u0e4d\u0e32\n".encode())
    assert table.headers[0] == "ชื่อ"
    assert table.rows[0].cells == ("เชียงใหม่", "นำ")


def test_line_numbers_count_lines_inside_of_quotes():
    assert [row.line for row in read(b'a,b\n"1\n2",x\n3,y\n').rows] == [2, 4]


def test_the_first_visible_sheet_is_the_one_that_is_read():
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["hidden", "x"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("ข้อมูล")
    shown.append(["shown", "x"])
    book.save(target)
    table = read(target.getvalue())
    assert (table.sheet, table.headers[0]) == ("ข้อมูล", "shown")


def test_a_formula_is_what_it_last_came_to():
    table = read(
        sheet(b'<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c><f>1+1</f><v>2</v></c></row>')
    )
    assert table.rows[0].cells == (2, None)


def test_shared_strings_are_found_with_their_runs_and_without_their_reading_aids():
    target = io.BytesIO(workbook(["a", "b"]))
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr(
            "xl/sharedStrings.xml",
            "<sst><si><r><t>เชียง</t></r><r><t>ใหม่</t></r><rPh><t>x</t></rPh></si><si><t>ค่า</t></si></sst>",
        )
    data = target.getvalue()
    strange = sheet(b'<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>')
    merged = io.BytesIO(strange)
    with zipfile.ZipFile(io.BytesIO(data)) as strings, zipfile.ZipFile(merged, "a") as packed:
        packed.writestr("xl/sharedStrings.xml", strings.read("xl/sharedStrings.xml"))
    assert read(merged.getvalue()).headers == ("เชียงใหม่", "ค่า")


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        ({"rows": 2}, b"a,b\n1,2\n1,2\n1,2\n"),
        ({"columns": 2}, b"a,b\n1,2,3\n"),
        ({"bytes": 10}, b"a,b\n1,2\n1,2\n"),
        ({"cells": 4}, b"a,b\n1,2\n1,2\n"),
        ({"columns": 2}, workbook(["a", "b"], [1, 2, 3])),
        ({"unpacked": 1000}, workbook()),
    ],
)
def test_whatever_passes_a_limit_is_refused(limits, data):
    with pytest.raises(TableRefused):
        read(data, **limits)


def test_a_table_exactly_as_large_as_the_limits_is_read():
    assert len(read(b"a,b\n1,2\n1,2\n", rows=2, columns=2, cells=6, bytes=12).rows) == 2


def test_an_old_workbook_is_told_how_to_become_a_new_one():
    with pytest.raises(TableRefused, match=r"\.xlsx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def test_quotes_that_do_not_match_name_their_line():
    with pytest.raises(TableRefused, match="3"):
        read(b'a,b\n1,2\n"3,4\n5,6\n')
