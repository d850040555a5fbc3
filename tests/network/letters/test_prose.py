"""What stays whole on a line, and which figures are written the Thai way."""

import re

import pytest

from network.letters.prose import Prose, digits


def wholes(text: str, *names: str) -> list[str]:
    return re.findall(r'<span class="\w+">(.*?)</span>', Prose(names, thai=False).html(text))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ในวันพุธที่ 16 ธันวาคม 2569 เวลา 10.00 น. ณ", ["16 ธันวาคม 2569", "เวลา 10.00 น."]),
        ("ระหว่างวันที่ 16 - 18 ธันวาคม 2569 จำนวน 6 แห่ง", ["16 - 18 ธันวาคม 2569", "จำนวน 6 แห่ง"]),
        ("ลงวันที่ 1 พ.ค. 2569", ["1 พ.ค. 2569"]),
        ("ประจำปีงบประมาณ พ.ศ. 2570 เพื่อ", ["พ.ศ. 2570"]),
        ("เป็นเงิน 12,480 บาท (", ["12,480 บาท"]),
        ("โทร. 0 5300 0000 ต่อ 12", ["โทร. 0 5300 0000"]),
        ("หนังสือ ที่ รง 0399.9/ว 98 ลง", ["ที่ รง 0399.9/ว 98"]),
        ("ด้านต่าง ๆ ดังนี้", [" ๆ"]),
        ("แบนเนอร์ “ข่าวสารตลาดแรงงาน” บน", ["“ข่าวสารตลาดแรงงาน”"]),
        ("พื้นที่ตำบลสันทราย อำเภอสันทราย", ["ตำบลสันทราย", "อำเภอสันทราย"]),
        ("ในจังหวัดเชียงใหม่และจังหวัดลำพูนด้วย", ["จังหวัดเชียงใหม่", "จังหวัดลำพูน"]),
        ("สู่ตำบล หมู่บ้าน", []),
        ("ข้อมูลตลาดแรงงานของกรมการจัดหางาน", ["กรมการจัดหางาน"]),
    ],
)
def test_what_is_read_in_one_breath_stays_whole(text, kept):
    assert wholes(text) == kept


def test_names_that_the_letter_knows_stay_whole_with_their_brackets():
    assert wholes("ว่า(โรงเรียนบ้านตัวอย่าง)เป็น", "โรงเรียนบ้านตัวอย่าง") == ["(โรงเรียนบ้านตัวอย่าง)"]


def test_a_long_quotation_may_be_broken():
    assert wholes(f"“{'ก ' * 40}”") == []


def test_figures_are_thai_except_in_addresses_and_latin_words():
    text = "แบบ 1 ที่ lmi_2north@doe9.go.th หรือ https://a.example/7?b=8 ขนาด A4 ปี 2569"
    assert digits(text) == "แบบ ๑ ที่ lmi_2north@doe9.go.th หรือ https://a.example/7?b=8 ขนาด A4 ปี ๒๕๖๙"
    assert digits(text, thai=False) == text


def test_text_is_never_markup():
    assert Prose().html("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"


def test_nothing_of_a_text_is_lost():
    text = "ตำบลสันทราย “ก” 5 บาท พ.ศ. 2570 ต่าง ๆ เทศบาลเมืองแม่โจ้ 1 - 2 มีนาคม 2570"
    assert re.sub(r"<[^>]*>", "", Prose(["แม่โจ้"], thai=False).html(text)) == text
