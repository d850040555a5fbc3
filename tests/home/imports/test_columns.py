import pytest

from home.datasets import COLUMNS
from home.imports.columns import INDICATOR, OBSERVATION, missing, recognise


def test_thai_headers_are_recognised_with_their_units_stars_and_stray_spaces():
    headers = ["ตัวชี้วัด*", "จังหวัด", "งวด", "ค่า (คน)", "แหล่งที่มา ", "ข้อมูล  ณ วันที่"]
    assert recognise(headers, OBSERVATION) == {
        "indicator": 0, "place": 1, "period": 2, "value": 3, "source": 4, "as_of": 5,
    }  # fmt: skip


def test_english_headers_are_recognised_whatever_their_case():
    headers = ["Indicator", "PLACE", "Period", "Value", "Source", "As-of"]
    assert missing(recognise(headers, OBSERVATION), OBSERVATION) == []


def test_an_export_is_recognised_by_its_codes_not_by_its_names():
    found = recognise(COLUMNS, OBSERVATION)
    assert {name: COLUMNS[position] for name, position in found.items()} == {
        "indicator": "indicator_code", "place": "place_code", "period": "period_code", "value": "value",
        "source": "source", "source_url": "source_url", "as_of": "as_of", "demonstration": "demonstration",
    }  # fmt: skip


def test_of_two_headers_for_one_column_the_surer_one_counts():
    assert recognise(["ปี", "เดือน", "งวด"], OBSERVATION)["period"] == 2


def test_one_header_serves_one_column_only():
    found = recognise(["รหัสตัวชี้วัด", "ชื่อ", "หน่วยนับ"], INDICATOR)
    assert found == {"code": 0, "name_th": 1, "unit_th": 2}
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("headers", [[], ["", ""], ["a", "b"], ["ค่า", "ค่า"]])
def test_what_is_missing_is_named(headers):
    names = [column.name for column in missing(recognise(headers, OBSERVATION), OBSERVATION)]
    assert set(names) >= {"indicator", "place", "period", "source", "as_of"}
