from dataclasses import replace

import pytest

from surveys.instrument.checks import check
from surveys.instrument.items import Kind, Layout
from surveys.instrument.source import Unreadable, read

from ..questionnaires import SMALL, drafted, small


def rules(questionnaire, earlier=None):
    return {(problem.place, problem.rule) for problem in check(questionnaire, earlier)}


def test_the_drafted_questionnaire_asks_what_the_manual_asks():
    before, after = drafted().forms[1], drafted().forms[2]
    assert (len(before.items), len(after.items)) == (58, 88)
    assert len(drafted().paired) == 42
    assert [section.layout for section in before.sections] == [
        Layout.LIST, Layout.GRID, Layout.GRID, Layout.TICKS, Layout.LIST, Layout.TICKS, Layout.LIST,
    ]  # fmt: skip
    assert len(drafted().tables) == 14
    assert before.by_name["LV6"].row.th == "บริการข้อมูลตลาดแรงงาน"
    assert before.by_name["LV6"].column.en == "Level of use in the past 6 months"
    assert str(before.by_name["WEBURL"].rule) == "RTYPE in [1, 2, 3] and WEBOK == 1"
    assert str(before.by_name["RTYPE_X"].rule) == "RTYPE == 8"
    assert str(after.by_name["CH_X"].rule) == "CH_10 == 1"


def test_the_drafted_questionnaire_keeps_every_rule():
    assert check(drafted()) == []


def test_constructs_know_their_items_and_how_many_must_be_valid():
    found = {construct.name: construct for construct in drafted().constructs}
    assert found["SAM"].items == tuple(f"SA{k}" for k in range(1, 10)), "the overall question stands outside"
    assert found["SAM"].least == 7
    assert found["SAC"].items == ("SA1", "SA2", "SA3")


@pytest.mark.parametrize(
    ("old", "new", "place", "rule"),
    [
        ("var: SITE,", "var: SITE-1,", "SITE-1", "name"),
        ("var: NSHARE", "var: NSHARED_X", "NSHARED_X", "name"),
        ("var: WORDS", "var: WITH", "WITH", "name"),
        ("var: NSHARE", "var: SITEURL", "SITEURL", "name_twice"),
        ("SITE == 1", "SITE == 4", "PLACED", "rule_code"),
        ("SITE == 1", "WORDS == 1", "PLACED", "rule_name"),
        ('en: "Has a site"', 'en: ""', "SITE", "no_en"),
        ('th: "มีเว็บไซต์"', 'th: "' + "ก" * 86 + '"', "SITE", "too_many_bytes"),
        ('th: "ไม่มี"', 'th: "' + "ก" * 41 + '"', "SITE 0", "too_many_bytes"),
        ("width: 40", "width: 1501", "WORDS", "width"),
        ("var: WORDS, type: text, width: 40", "var: WORD, type: text, width: 90", "WORD", "long_text_name"),
        ("min: 0", "min: 900", "NSHARE", "limits"),
        ('0: {th: "ไม่มี", en: "No"}', '200: {th: "ไม่มี", en: "No"}', "SITE", "code"),
        ("-8:", "-6:", "missing", "three_missing"),
    ],
)
def test_what_spss_could_not_read_is_named_with_its_place(old, new, place, rule):
    assert old in SMALL
    assert (place, rule) in rules(read(SMALL.replace(old, new)))


def test_codes_are_never_taken_away_and_kinds_never_changed():
    added = SMALL.replace('0: {th: "ไม่มี", en: "No"}', '0: {th: "ไม่มี", en: "No"}, 2: {th: "ไม่แน่ใจ", en: "Not sure"}')
    reworded = SMALL.replace("Has a site", "Has a website")
    assert rules(read(added), small()) == rules(read(reworded), small()) == set()
    assert ("SITE", "code_gone") in rules(small(), read(added))
    number = SMALL.replace("var: PLACED, type: date", "var: PLACED, type: url, width: 90")
    assert ("PLACED", "kind_changed") in rules(read(number), small())


def test_both_forms_mean_the_same_by_a_name():
    after = small().forms[2]
    items = tuple(replace(item, kind=Kind.TEXT) if item.name == "NSHARE" else item for item in after.items)
    other = replace(after, sections=(replace(after.sections[0], items=items),))
    assert ("NSHARE", "pair") in rules(replace(small(), forms={1: small().forms[1], 2: other}))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- a list", "mapping"),
        ("forms: {1: {}}", "two_forms"),
        ("a: [", "not_yaml"),
        ("x: 1\nx: 2", "twice"),
        ("a: !!python/object/apply:os.system [true]", "not_yaml"),
        (SMALL.replace("type: date", "type: colour"), "kind"),
        (SMALL.replace("SITE == 1", "SITE > 1"), "rule"),
        (SMALL.replace("exclusive: [CH_99]", "exclusive: [CH_98]"), "exclusive"),
        (SMALL.replace("labels: {1:", "labels: {one:"), "number"),
        ("#" * 300_001, "too_long"),
        ("[" * 3000, "not_yaml"),
    ],
)
def test_what_is_no_questionnaire_is_refused_with_the_place(text, rule):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.rule == rule
