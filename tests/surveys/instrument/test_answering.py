import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.instrument.answering import settle
from surveys.instrument.packing import WrongPacking, pack, unpack

from ..questionnaires import drafted, small

FORM = small().forms[1]


def settled(**raw):
    return settle(FORM, {"SITE": "1", **raw})


def test_a_whole_form_is_taken_as_it_was_meant():
    result = settled(
        PLACED="31/1/2569", NSHARE="๑๒", SITEURL="example.go.th", WORDS="ดีมาก ", CH_01="1", CH_02="1", CH_X="วิทยุ"
    )
    assert result.wrong == ()
    assert result.answers == {
        "SITE": 1, "PLACED": "2026-01-31", "NSHARE": 12, "SITEURL": "https://example.go.th", "WORDS": "ดีมาก",
        "CH_01": 1, "CH_02": 1, "CH_X": "วิทยุ", "CH_99": 0,
    }  # fmt: skip


def test_blank_is_no_answer_and_hidden_is_skipped_whatever_stands_there():
    assert settled().answers == {"SITE": 1, "NSHARE": -9, "CH_01": -9, "CH_02": -9, "CH_99": -9}
    hidden = settled(SITE="0", PLACED="2026-01-31")
    assert "PLACED" not in hidden.answers
    assert hidden.wrong == ()


def test_items_of_a_hidden_section_carry_the_code_for_skipped():
    answers = settle(drafted().forms[1], {"RTYPE": "4"}).answers
    assert {answers[name] for name in ("WEBOK", "BNSPC", "BNWILL")} == {-7}
    assert settle(drafted().forms[1], {"RTYPE": "1", "WEBOK": "0", "BNWILL": "4"}).answers["BNWILL"] == -7


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("SITE", "", "required"),
        ("SITE", "7", "code"),
        ("SITE", "-8", "code"),
        ("SITE", "yes", "number"),
        ("NSHARE", "501", "limits"),
        ("NSHARE", "-1", "limits"),
        ("NSHARE", "1e3", "number"),
        ("NSHARE", "9" * 5000, "number"),
        ("PLACED", "31/2/2569", "date"),
        ("PLACED", "tomorrow", "date"),
        ("PLACED", "1/1/69", "date"),
        ("SITEURL", "javascript://x", "url"),
        ("SITEURL", "http://[", "url"),
        ("SITEURL", "nowhere", "url"),
        ("WORDS", "ก" * 1_000_000, "too_long"),
        ("CH_01", "2", "code"),
    ],
)
def test_a_wrong_answer_is_named_and_the_others_are_kept(name, text, rule):
    good = {"SITE": "1", "NSHARE": "3", "CH_99": "1"}
    result = settle(FORM, {**good, name: text})
    assert [(wrong.name, wrong.rule) for wrong in result.wrong] == [(name, rule)]
    for other in good.keys() - {name}:
        assert result.answers[other] == int(good[other])


def test_never_beside_another_tick_is_a_contradiction():
    assert [wrong.rule for wrong in settled(CH_01="1", CH_99="1").wrong] == ["exclusive"]


def test_dont_know_is_an_answer_only_where_it_is_offered():
    form = drafted().forms[2]
    assert settle(form, {"RTYPE": "4", "BE1": "-8"}).answers["BE1"] == -8
    assert [wrong.name for wrong in settle(form, {"RTYPE": "4", "KN1": "-8"}).wrong] == ["KN1"]


def test_problems_of_sections_not_reached_yet_are_not_named():
    assert [wrong.name for wrong in settle(FORM, {"CH_01": "x"}, sections=["B"]).wrong] == ["CH_01"]


@given(st.dictionaries(st.sampled_from([item.name for item in drafted().forms[2].items]), st.text(max_size=6)))
def test_whatever_is_sent_every_coded_item_ends_with_a_code_of_its_own(raw):
    form = drafted().forms[2]
    answers = settle(form, raw).answers
    for item in form.coded:
        assert answers[item.name] in {*item.codes, -7, -8, -9}
    assert unpack(form, pack(form, answers)) == {item.name: answers[item.name] for item in form.coded}


@given(st.dictionaries(st.sampled_from([item.name for item in FORM.coded]), st.integers(-128, 127)))
def test_packed_codes_come_back(answers):
    assert unpack(FORM, pack(FORM, answers)) == {item.name: answers.get(item.name, -9) for item in FORM.coded}


def test_what_is_no_byte_and_what_is_of_another_form_is_refused():
    for value in (128, "1", None, True):
        with pytest.raises(WrongPacking):
            pack(FORM, {"SITE": value})
    with pytest.raises(WrongPacking):
        unpack(FORM, b"\0")
