"""Named blanks: checked when a text is saved, filled when a letter is written."""

import pytest

from network.letters import blanks
from network.letters.compose import Paragraph

from . import samples


def test_blanks_are_filled_by_name_and_what_is_filled_in_is_never_read_again():
    assert blanks.fill("เรียน { ผู้รับ } ณ {จังหวัด}", {"ผู้รับ": "{จังหวัด}", "จังหวัด": "น่าน"}) == "เรียน {จังหวัด} ณ น่าน"


def test_a_blank_that_nobody_fills_is_an_error():
    with pytest.raises(blanks.BlankMissing, match="ผู้รับ"):
        blanks.fill("{ผู้รับ}", {})


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("เรียน {ผู้รับ} {วันนัด}", ()),
        ("{ผู้รบ} {ผู้รบ} {x}", ("ผู้รบ", "x")),
        ("{ผู้รับ", ("{",)),
        ("ผู้รับ}", ("}",)),
        ("{}", ("",)),
        ("{ตารางแผนการเยี่ยม}", ()),
        ("ดังนี้ {ตารางแผนการเยี่ยม}", ("ตารางแผนการเยี่ยม",)),
    ],
)
def test_what_is_no_blank_is_named_when_a_text_is_saved(text, unknown):
    assert blanks.unknown_blanks(text) == unknown


def test_a_text_becomes_blocks():
    table = samples.visits(1)
    text = "# เรื่องเดิม\nด้วย{ศูนย์}\r\n\r\n- หนึ่ง\n- สอง\n\n{ตารางแผนการเยี่ยม}\n\n\n"
    assert blanks.body(text, {"ศูนย์": "ก"}, {"ตารางแผนการเยี่ยม": table}) == (
        Paragraph("เรื่องเดิม", level=0, heading=True),
        Paragraph("ด้วยก"),
        Paragraph("หนึ่ง", level=2),
        Paragraph("สอง", level=2),
        table,
    )


def test_a_table_that_nobody_gave_is_an_error():
    with pytest.raises(blanks.BlankMissing):
        blanks.body("{ตารางแผนการเยี่ยม}", {})
