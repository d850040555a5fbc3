"""The register on the screen: official columns, search, filters, files, and whose it is."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.actions.void_letter import void_letter
from tests.letter_factories import Desk
from tests.network.staff import member

from .test_editor import words_in

REGISTER = reverse("letters:register")
#: แบบที่ ๑๔ of the regulation on correspondence.
COLUMNS = ["เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ"]


@pytest.fixture
def letters(desk):
    kinds = {"ขอรายชื่อผู้ประสานงาน": "external", "ขอบคุณที่ให้การต้อนรับ": "external", "เวียนแจ้งวันหยุด": "circular"}
    return [desk.issued(subject=subject, kind=kind) for subject, kind in kinds.items()]


def subjects(client, query="") -> list[str]:
    return [letter.subject for letter, _entry in client.get(REGISTER + query).context["rows"]]


def test_the_columns_are_the_official_ones_and_drafts_have_no_line(desk, enter, letters):
    desk.draft(subject="ร่างที่ไม่มีเลข")
    page = enter(desk.officer).get(REGISTER)
    assert list(page.context["headers"]) == COLUMNS
    assert "ร่างที่ไม่มีเลข" not in page.content.decode()
    [entry] = [entry for letter, entry in page.context["rows"] if letter.number_text == "รง 0300.9/1"]
    assert entry.cells[:2] == (1, "รง 0300.9/1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=ผู้ประสานงาน", ["ขอรายชื่อผู้ประสานงาน"]),
        ("?q=0300.9/2", ["ขอบคุณที่ให้การต้อนรับ"]),
        ("?q=๐๓๐๐.๙/๒", ["ขอบคุณที่ให้การต้อนรับ"]),
        ("?series=circular", ["เวียนแจ้งวันหยุด"]),
        ("?series=nonsense", ["ขอบคุณที่ให้การต้อนรับ", "ขอรายชื่อผู้ประสานงาน", "เวียนแจ้งวันหยุด"]),
        ("?state=void", []),
        ("?year=2500", ["ขอบคุณที่ให้การต้อนรับ", "ขอรายชื่อผู้ประสานงาน", "เวียนแจ้งวันหยุด"]),
        ("?purpose=travel", []),
        ("?q=%00ไม่มี", []),
    ],
)
def test_one_finds_a_letter_by_words_by_number_and_by_filters(desk, enter, letters, query, expected):
    assert sorted(subjects(enter(desk.officer), query)) == sorted(expected)


def test_the_register_leaves_as_csv_xlsx_and_ruled_pdf(desk, enter, letters):
    client = enter(desk.officer)
    text = b"".join(client.get(f"{REGISTER}?export=csv&series=ordinary").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == COLUMNS
    assert len(rows) == 3
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{REGISTER}?export=xlsx").content)).active
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert sheet.max_row == 4
    [book] = [one for one in client.get(REGISTER).context["books"] if one.series == "ordinary"]
    pdf = client.get(reverse("letters:book", args=[book.pk]))
    said = words_in(pdf.content)
    assert "ทะเบียนหนังสือส่ง" in said
    assert "ขอรายชื่อผู้ประสานงาน" in said
    assert "เวียนแจ้งวันหยุด" not in said


def test_a_void_letter_keeps_its_line_and_says_why(desk, enter, letters):
    void_letter(letters[0], "พิมพ์ผิด", actor=desk.admin_section, at=timezone.now())
    page = enter(desk.officer).get(f"{REGISTER}?state=void").content.decode()
    assert "ยกเลิก: พิมพ์ผิด" in page
    assert "รง 0300.9/1" in page


def test_every_centre_has_its_own_register_and_headquarters_reads_all(desk, client, letters):
    south = Desk("south", code="รง 0300.7")
    south.issued(subject="ของภาคใต้")
    client.force_login(south.officer.user)
    assert subjects(client) == ["ของภาคใต้"]
    book = letters[0].book_id
    assert client.get(reverse("letters:book", args=[book])).status_code == 404
    client.force_login(member("hq"))
    assert len(subjects(client)) == 4
    assert subjects(client, f"?centre={south.centre.pk}") == ["ของภาคใต้"]


def test_an_empty_register_says_when_letters_appear(desk, enter):
    assert "in the moment they get their number" in enter(desk.officer).get(REGISTER).content.decode()


def test_the_price_of_the_register_does_not_grow_with_its_letters(desk, enter):
    client = enter(desk.officer)
    desk.issued()
    client.get(REGISTER)
    with CaptureQueriesContext(connection) as few:
        client.get(REGISTER)
    for _each in range(4):
        desk.issued()
    with CaptureQueriesContext(connection) as many:
        client.get(REGISTER)
    assert len(many) == len(few) <= 15
