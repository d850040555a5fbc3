"""The register as staff search it and take it away (ทะเบียนหนังสือส่ง, แบบที่ ๑๔)."""

import io
from datetime import date

import openpyxl
import pypdf
import pytest
from django.utils import timezone

from home.tabular import read_table
from network.actions.record_reply import record_reply
from network.actions.send_letter import send_letter
from network.actions.void_letter import void_letter
from network.letter_register import HEADERS, in_register, register_csv, register_pdf, register_xlsx, registered
from network.models import Letter
from tests.letter_factories import Desk
from tests.network.staff import member

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def letters(desk):
    """Sent and answered; void; issued only. And a draft, which is in no register."""
    answered = desk.issued(subject="ขอเชิญเข้าร่วมเครือข่าย")
    send_letter(answered, "posted", actor=desk.officer, at=NOW())
    record_reply(answered, date(2026, 11, 30), "=1+1", actor=desk.officer, at=NOW())
    void_letter(desk.issued(subject="ขอส่งแผ่นพับ"), "พิมพ์ผิด", actor=desk.admin_section, at=NOW())
    desk.issued(subject="ขอขอบคุณ", recipient="นายกเทศมนตรีนครตัวอย่าง")
    desk.draft(subject="ขอขอบคุณอีกครั้ง")
    return Letter.objects.for_user(desk.officer.user)


def rows(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_it_lists_every_number_with_the_columns_of_the_form(letters):
    head, *lines = rows(register_xlsx(letters))
    assert tuple(head) == HEADERS
    assert [(line[0], line[1], line[5], line[6]) for line in lines] == [
        (3, "รง 0300.9/3", "ขอขอบคุณ", "ออกแล้ว ยังไม่ได้ส่ง"),
        (2, "รง 0300.9/2", "ขอส่งแผ่นพับ", "ยกเลิก"),
        (1, "รง 0300.9/1", "ขอเชิญเข้าร่วมเครือข่าย", "ได้รับตอบแล้ว"),
    ]
    assert lines[1][7] == "ยกเลิก: พิมพ์ผิด"
    assert lines[2][7] == "ตอบเมื่อ 30 พ.ย. 2569 =1+1"


def test_csv_says_the_same_and_no_cell_is_a_formula(letters):
    data = b"".join(register_csv(letters))
    table = read_table(io.BytesIO(data), "register.csv")
    assert table.headers == HEADERS
    assert len(table.rows) == 3
    workbook = openpyxl.load_workbook(io.BytesIO(register_xlsx(letters)))
    assert "f" not in {cell.data_type for row in workbook.active.iter_rows() for cell in row}


def test_the_pdf_is_ruled_like_the_form_in_thai_digits_and_always_the_same(letters):
    book = letters.registered().first().book
    first = register_pdf(letters, book)
    assert register_pdf(letters, book) == first
    [page] = pypdf.PdfReader(io.BytesIO(first)).pages
    assert page.mediabox.width > page.mediabox.height
    text = page.extract_text()
    assert "๐๓๐๐" in text
    assert "0300" not in text


#: What is typed, and the running numbers that are found.
QUERIES = [
    ("", [3, 2, 1]),
    ("2", [2]),
    ("๒", [2]),
    ("รง 0300.9/3", [3]),
    ("๐๓๐๐.๙/๑", [1]),
    ("เครือข่าย", [1]),
    ("แผ่นพับ", [2]),
    ("เทศมนตรี", [3]),
    ("ไม่มีคำนี้แน่นอน", []),
    ("???", []),
    ("99999999999999999999", []),
    ("\x00", [3, 2, 1]),
]


@pytest.mark.parametrize(("typed", "numbers"), QUERIES)
def test_it_is_searched_by_number_and_by_thai_words(letters, typed, numbers):
    found = in_register(registered(letters), typed)
    assert list(found.values_list("number", flat=True)) == numbers


def test_each_centre_reads_its_own(letters):
    south = member("admin_section", "south")
    assert not Letter.objects.for_user(south).registered().exists()
    assert Letter.objects.for_user(member("hq")).registered().count() == 3
