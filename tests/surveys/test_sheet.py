"""The arrangement of a form on paper: nothing left out, every line numbered, every digit the one that is keyed."""

import pytest

from surveys.instrument.digits import digit_of, keys, typed
from surveys.instrument.items import DONT_KNOW, NO_ANSWER, WAVES
from surveys.sheet import places, sheet
from tests.surveys.questionnaires import drafted, small


def boxes(part):
    for line in part.lines:
        yield from line.boxes
    for table in part.tables:
        for column in table.columns:
            yield from column.boxes
    yield from part.ticks


@pytest.mark.parametrize("wave", WAVES)
def test_every_variable_has_a_place_of_its_own_on_the_sheet(wave):
    found = places(drafted().forms[wave])
    assert set(found) == set(drafted().forms[wave].by_name)
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("wave", WAVES)
def test_every_answer_of_every_question_is_printed(wave):
    questionnaire = drafted()
    form = questionnaire.forms[wave]
    for part, section in zip(sheet(form, questionnaire.missing), form.sections, strict=True):
        printed = {box.label for box in boxes(part)}
        wanted = {option.words.th for item in section.items if item.kind == "single" for option in item.options}
        wanted |= {item.words.th for item in section.items if item.kind == "tick"}
        wanted |= {questionnaire.missing[DONT_KNOW].th for item in section.items if item.dont_know}
        assert printed == wanted


def test_other_namely_stands_behind_its_box_and_a_rule_names_the_line_that_leads_there():
    parts = sheet(small().forms[1], small().missing)
    first, ticks = parts
    assert [line.only for line in first.lines] == ["", "1 = 1", "", "", ""]
    assert [(box.label, box.more) for box in ticks.ticks] == [("เว็บไซต์", ""), ("อื่น ๆ", "ระบุ"), ("ไม่เคย", "")]
    assert places(small().forms[1])["CH_X"] == f"{places(small().forms[1])['CH_02']}…"


def test_what_is_typed_for_a_box_is_the_answer_of_that_box():
    """8 and 9 are the missing codes where no answer has them, and answers where one has."""
    form = drafted().forms[1]
    benefit, occupation, site = form.by_name["BN1"], form.by_name["OCC"], form.by_name["SEX"]
    assert typed(benefit, "8") == str(DONT_KNOW) == typed(benefit, digit_of(benefit, DONT_KNOW))
    assert typed(benefit, " 9 ") == str(NO_ANSWER)
    assert (typed(occupation, "8"), typed(occupation, "9")) == ("8", "9")
    assert typed(site, "8") == "8"  # nobody may say that he does not know it, so it stays wrong
    assert keys(benefit) == ("5", "4", "3", "2", "1", "8")
