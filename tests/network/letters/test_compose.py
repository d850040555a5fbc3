"""What a letter says, and that it stays the same through JSON."""

import json
from dataclasses import replace
from datetime import date

import pytest

from network.letters import plain
from network.letters.compose import Kind, Letter, Manners, number_of

from . import samples

LETTERS = {
    "external": samples.EXTERNAL,
    "memo": samples.MEMO,
    "stamped": samples.STAMPED,
    "with a table and a slip": replace(
        samples.SHORT, body=(*samples.SHORT.body, samples.visits(2)), reply_slip=samples.SLIP, copies_to=("ก", "ข")
    ),
    "draft without signer": replace(samples.SHORT, number="", date=None, signer=None),
}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_a_letter_comes_back_from_its_json_equal_and_writes_the_same_again(letter):
    text = letter.to_json()
    again = Letter.from_json(text)
    assert again == letter
    assert again.to_json() == text


def test_json_of_an_older_program_takes_the_defaults_of_newer_fields():
    content = json.loads(samples.SHORT.to_json())
    del content["urgency_within"], content["copies_to"]
    assert Letter.from_json(json.dumps(content)) == samples.SHORT


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "poem"},
        {"date": "tomorrow"},
        {"subject": 7},
        {"body": [{"verse": {"text": "ก"}}]},
        {"body": [{"paragraph": {"text": "ก"}, "table": {}}]},
        {"recipient": {"organisation": "ก"}},
        {"postscript": "ก"},
        {"enclosures": {"title": "ก"}},
        {"enclosures": [{"title": "ก", "count": True}]},
    ],
)
def test_what_is_not_a_letter_is_refused_with_the_place(change):
    content = json.loads(samples.SHORT.to_json()) | change
    with pytest.raises(plain.Unreadable, match=next(iter(change))):
        Letter.from_json(json.dumps(content))


def test_text_that_is_no_json_is_refused():
    with pytest.raises(plain.Unreadable):
        Letter.from_json("เรียน")


@pytest.mark.parametrize(
    ("title", "salutation", "closing"),
    [
        ("นายกองค์การบริหารส่วนตำบลสันทราย", "เรียน", "ขอแสดงความนับถือ"),
        ("ผู้อำนวยการโรงเรียนพระตัวอย่างวิทยา", "เรียน", "ขอแสดงความนับถือ"),
        ("ผู้ว่าราชการจังหวัดเชียงใหม่", "เรียน", "ขอแสดงความนับถือ"),
        ("ประธานกรรมการการเลือกตั้งประจำองค์การบริหารส่วนตำบล", "เรียน", "ขอแสดงความนับถือ"),
        ("นายกรัฐมนตรี", "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
        ("ประธานศาลปกครองสูงสุด", "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
        ("เจ้าอาวาสวัดตัวอย่าง", "นมัสการ", "ขอนมัสการด้วยความเคารพ"),
        ("พระเทพตัวอย่าง", "นมัสการ", "ขอนมัสการด้วยความเคารพอย่างสูง"),
        ("สมเด็จพระตัวอย่าง", "นมัสการ", "ขอนมัสการด้วยความเคารพอย่างยิ่ง"),
    ],
)
def test_salutation_and_closing_are_one_row_of_the_regulation(title, salutation, closing):
    row = Manners.towards(title)
    assert (row.salutation, row.closing) == (salutation, closing)


def test_a_circular_has_its_letter_before_the_number():
    assert number_of("รง 0399.9", 123) == "รง 0399.9/123"
    assert number_of("รง 0399.9", 7, circular=True) == "รง 0399.9/ว 7"


def test_registering_gives_number_and_date_and_changes_nothing_else():
    draft = replace(samples.SHORT, number="", date=None)
    assert draft.registered("รง 0399.9/123", date(2026, 11, 23)) == samples.SHORT
    assert draft.kind is Kind.EXTERNAL
