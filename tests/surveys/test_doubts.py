from surveys.doubts import CONTACT, EMPTY, FAST, STRAIGHT, doubts
from surveys.instrument.answering import settle

from .questionnaires import drafted

FORM = drafted().forms[2]
WHOLE = {
    item.name: str(item.codes[place % len(item.codes)])
    for place, item in enumerate(FORM.coded)
    if item.options and not item.group
} | {"RTYPE": "4"}


def found(raw, seconds=600):
    return doubts(FORM, settle(FORM, raw).answers, seconds)


def test_a_form_filled_in_with_thought_raises_no_doubt():
    assert found(WHOLE) == []
    assert found(WHOLE, None) == []


def test_one_column_ticked_from_top_to_bottom_is_doubtful():
    same = {name: "3" for name in WHOLE if name[:2] in ("LV", "BN", "KN", "BE", "SA")}
    assert found(WHOLE | same) == [STRAIGHT]
    assert found(WHOLE | same | {"SA4": "5"}) == []


def test_a_form_that_nobody_can_have_read_is_doubtful():
    assert found(WHOLE, 20) == [FAST]


def test_a_form_left_mostly_blank_is_doubtful():
    assert EMPTY in found({"RTYPE": "4", "SEX": "1"})


def test_a_telephone_number_or_address_in_a_text_is_pointed_out():
    assert found(WHOLE | {"SUGG_T": "โทร 081 234 5678"}) == [CONTACT]
    assert found(WHOLE | {"SUGG_T": "ส่งที่ a.b@example.go.th"}) == [CONTACT]
    assert found(WHOLE | {"SUGG_T": "ปี 2569 ดีกว่าปี 2568"}) == []
