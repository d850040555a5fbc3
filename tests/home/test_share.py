"""The picture of a shared link."""

import io
from dataclasses import replace

import pytest
from PIL import Image, features

from home.share import HEIGHT, WIDTH, Card, draw

CARD = Card("น้ำท่วมภาคเหนือ ผู้หางานตำบลน้ำพร้าวขอรับเงินทดแทนได้", "ข่าวตลาดแรงงาน", "เครือข่ายข้อมูลข่าวสาร", "market", "nan")
LONG = "องค์การบริหารส่วนตำบลสันทรายหลวงร่วมกับวิทยาลัยเทคนิคเชียงใหม่จัดฝึกอบรมแก่กำลังแรงงานรุ่นใหม่ " * 4


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw(card))).convert("RGB")


def test_thai_is_shaped():
    assert features.check("raqm")


@pytest.mark.parametrize("title", [CARD.title, "ข่าว", LONG, "x" * 300, "Vacancies rise in the North"])
def test_it_is_1200_by_630_and_its_words_stay_inside(title):
    made = picture(replace(CARD, title=title))
    assert made.size == (WIDTH, HEIGHT)
    grey = made.convert("L").point(lambda level: level < 90 and 255)
    left, top, right, bottom = grey.crop((0, 90, WIDTH, 400)).getbbox()
    assert left >= 70 and right <= WIDTH - 60 and top > 0 and bottom < 310


def test_small_enough_for_a_chat():
    assert len(draw(replace(CARD, title=LONG))) < 60_000


def test_its_address_changes_with_what_it_says():
    others = [replace(CARD, **{field: "อื่น"}) for field in ("title", "label", "office", "kind", "seed")]
    assert len({CARD.digest, *(card.digest for card in others)}) == 6
    assert replace(CARD).digest == CARD.digest


def test_the_same_card_is_the_same_picture():
    assert draw(CARD) == draw(replace(CARD))
