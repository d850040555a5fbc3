from dataclasses import replace
from datetime import date

import pytest

from surveys.frames import long_frame, wide_frame
from surveys.spss.files import UnwritableFile, read_sav, write_sav
from surveys.spss.variables import Variable, long_variables, wide_variables

from ..questionnaires import drafted
from ..simulated import dataset

MISSING = {-7: "ข้าม", -8: "ไม่ทราบ", -9: "ไม่ตอบ"}
LEVEL = Variable("LV1", "code", "ระดับการใช้", "ordinal", {1: "ไม่เคย", 5: "มากที่สุด"} | MISSING, (-9, -8, -7))
COLUMNS = {
    "LV1": [1, 5, -9, None],
    "NSHARE": [12, -9, 100000, 0],
    "LVM": [2.5, None, 3.75, 5.0],
    "BNDATE": [date(2026, 1, 31), None, date(2027, 12, 1), None],
    "SUGG_T": ["ขอบคุณ “มาก” ครับ", "", "=1+1", "ก" * 1500],
    "PAIRKEY": ["TE8T-1FDVT", "", "", ""],
}
VARIABLES = [
    LEVEL,
    Variable("NSHARE", "number", "จำนวนครั้ง", "scale", MISSING, (-9, -8, -7)),
    Variable("LVM", "scale", "เฉลี่ย", "scale"),
    Variable("BNDATE", "day", "วันที่เชื่อม", "scale"),
    Variable("SUGG_T", "text", "ข้อเสนอแนะ", "nominal", width=4500),
    Variable("PAIRKEY", "text", "รหัสคู่", "nominal", width=12),
]


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "answers.sav"
    write_sav(path, VARIABLES, COLUMNS, title="แบบสอบถาม 2570", notes=["ข้อมูลสาธิต"])
    return read_sav(path)


def test_a_file_comes_back_exactly(written):
    for name, values in COLUMNS.items():
        assert list(written.columns[name]) == values


def test_labels_measures_missing_codes_and_formats_come_back(written):
    assert written.labels == {one.name: one.label for one in VARIABLES}
    assert written.value_labels["LV1"] == LEVEL.labels
    assert written.missing == {"LV1": (-9, -8, -7), "NSHARE": (-9, -8, -7)}
    assert written.measures["LV1"] == "ordinal"
    assert written.title == "แบบสอบถาม 2570"
    assert written.notes == ("ข้อมูลสาธิต",)
    assert written.formats["BNDATE"] == "EDATE10"


def test_a_text_keeps_the_width_that_every_file_of_the_season_has(written):
    assert written.formats["PAIRKEY"] == "A12"


def test_a_long_note_goes_on_in_the_next_line(tmp_path):
    note = "รายละเอียดของข้อมูล " * 9
    write_sav(tmp_path / "x.sav", VARIABLES, COLUMNS, notes=[note])
    lines = read_sav(tmp_path / "x.sav").notes
    assert "".join(lines).replace(" ", "") == note.replace(" ", "")
    assert max(len(line.encode()) for line in lines) <= 80


def test_a_file_without_answers_can_be_read(tmp_path):
    write_sav(tmp_path / "none.sav", VARIABLES, {one.name: [] for one in VARIABLES})
    assert list(read_sav(tmp_path / "none.sav").columns["LV1"]) == []


@pytest.mark.parametrize(
    ("variables", "rule"),
    [
        ([replace(LEVEL, label="ก" * 86)], "variable_label"),
        ([replace(LEVEL, labels={1: "ก" * 41})], "value_label"),
        ([LEVEL, replace(LEVEL, name="lv1")], "name_twice"),
        ([replace(VARIABLES[4], width=40_000)], "string"),
    ],
)
def test_what_spss_would_cut_in_silence_is_refused_aloud(tmp_path, variables, rule):
    with pytest.raises(UnwritableFile) as refused:
        write_sav(tmp_path / "x.sav", variables, {one.name: [] for one in variables})
    assert refused.value.rule == rule


def test_the_drafted_questionnaire_makes_files_with_a_column_for_every_variable(tmp_path):
    for make, frame in ((long_variables, long_frame), (wide_variables, wide_frame)):
        variables, columns = frame(dataset())
        assert [one.name for one in variables] == [one.name for one in make(drafted())]
        assert set(columns) == {one.name for one in variables}
        path = tmp_path / "file.sav"
        write_sav(path, variables, columns)
        back = read_sav(path)
        for one in variables:
            known = [None if value != value else value for value in columns[one.name]]
            assert list(back.columns[one.name]) == known


def test_the_wide_file_has_one_row_a_pair_and_the_long_one_a_row_an_answer():
    _variables, long = long_frame(dataset())
    _variables, wide = wide_frame(dataset())
    assert len(long["FORM"]) == 800
    assert len(wide["LV1_1"]) == 400
    assert set(long["PAIRLVL"]) == {1}
    codes = dataset().waves[2].codes["LV1"].tolist()
    assert wide["LV1_2"].tolist() == codes
    assert long["SA1"][:400] == [None] * 400, "Form 1 does not ask it"
