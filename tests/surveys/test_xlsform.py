"""The form for ODK and Kobo: it compiles without a word of complaint, and what comes back is understood."""

import io
from html import unescape

import pytest
from pyxform.xls2xform import convert

from home.tabular import Sheet, read_table, write_csv, write_xlsx
from home.tabular.table import Limits
from surveys.instrument.answering import settle
from surveys.instrument.items import WAVES
from surveys.instrument.pair_codes import new_pair_code, written
from surveys.keyed_files import read_rows
from surveys.xlsform import CHOICES, LABELS, SETTINGS, SURVEY, xlsform
from tests.surveys.questionnaires import drafted, small


def made(questionnaire, wave):
    return xlsform(questionnaire.forms[wave], questionnaire.missing, form_id=f"form-{wave}", version="1")


def book(form):
    return write_xlsx(
        Sheet("survey", SURVEY, form.survey), Sheet("choices", CHOICES, form.choices),
        Sheet("settings", SETTINGS, form.settings),
    )  # fmt: skip


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("questionnaire", [drafted, small], ids=["drafted", "small"])
def test_it_compiles_without_warnings_and_asks_everything(questionnaire, wave):
    form = questionnaire().forms[wave]
    warnings: list[str] = []
    result = convert(
        xlsform=io.BytesIO(book(made(questionnaire(), wave))), file_type=".xlsx", warnings=warnings, validate=False
    )
    assert warnings == []
    for item in form.items:
        assert f"<{item.group if item.kind == 'tick' else item.name}/>" in result.xform
    straight = str.maketrans("“”’", '""\'')
    for item in form.items:
        assert item.words.en.translate(straight) in unescape(result.xform)


def test_rules_say_the_same_in_its_language():
    rows = {row[1]: dict(zip(SURVEY, row, strict=True)) for row in made(drafted(), 1).survey if row[0] != "end_group"}
    assert rows["part_E"]["relevant"] == "(${RTYPE} = '1' or ${RTYPE} = '2' or ${RTYPE} = '3')"
    assert rows["BNWHY"]["relevant"] == "(${BNWILL} = '4')"
    assert rows["CH_X"]["relevant"] == "(selected(${CH}, 'CH_10'))"
    assert rows["CH"]["constraint"] == "not(selected(., 'CH_99') and count-selected(.) > 1)"
    assert rows["RTYPE"]["required"] == "yes"


def test_formulas_stay_words_and_both_languages_are_columns():
    table = read_table(io.BytesIO(book(made(drafted(), 2))), "form.xlsx", limits=Limits(columns=20))
    assert set(LABELS) <= set(table.headers)


@pytest.mark.parametrize("split", [True, False], ids=["split", "in one cell"])
def test_what_odk_sends_back_is_read_whichever_way_it_writes_ticks(split):
    code = new_pair_code()
    ticks = {"part_D-CH/CH_01": "1", "part_D-CH/CH_03": "0"} if split else {"part_D-CH": "CH_01 CH_10"}
    record = {
        "SubmissionDate": "2027-01-13T04:00:00Z", "ANSDATE": "2027-01-12", "FORM": "1", "MODE": "2",
        "PAIRKEY": written(code), "part_A-RTYPE": "3", "part_B-BN1": "-8", **ticks, "KEY": "uuid:1",
    }  # fmt: skip
    file = io.BytesIO(b"".join(write_csv(list(record), [list(record.values())])))
    (row,) = read_rows(file, "odk.csv", drafted())
    assert (row.rule, row.wave, row.code, row.mode, str(row.on)) == ("", 1, code, 2, "2027-01-12")
    answers = row.settled.answers
    assert (answers["RTYPE"], answers["BN1"], answers["CH_01"], answers["CH_03"]) == (3, -8, 1, 0)
    assert settle(drafted().forms[1], row.raw).answers == answers
