from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home import cells, thai
from home.periods import UnknownPeriod


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (5001.0, "5001"),
        ("  a\u00a0b ", "a b"),
        (12, "12"),
        (0.5, "0.5"),
        (datetime(2026, 5, 1), "2026-05-01"),
    ],
)
def test_a_cell_is_read_as_text(value, expected):
    assert cells.text(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12, "12"), (12.5, "12.5"), ("1,234.50", "1234.50"), ("๑,๒๓๔", "1234"), ("−7", "-7"), ("+3", "3"), (".5", "0.5")],
)
def test_numbers_are_read_as_offices_write_them(value, expected):
    assert cells.number(value) == Decimal(expected)


@pytest.mark.parametrize(
    "value", [None, "", "-", "n/a", "1.234,5", "12,34", "5 คน", "2%", True, float("nan"), float("inf"), "²"]
)
def test_what_is_no_number_is_not_guessed(value):
    with pytest.raises(cells.NotANumber):
        cells.number(value)


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 5, 1),
        datetime(2026, 5, 1, 9),
        datetime(2569, 5, 1),
        *("2026-05-01", "2569-05-01", "2026-05-01 00:00:00", "1/5/2569", "01-05-2026", "1.5.2569", "๑/๕/๒๕๖๙"),
        *("1 พ.ค. 2569", "1 พฤษภาคม 2569", "1 พฤษภาคม พ.ศ. 2569", "1 May 2026"),
    ],
)
def test_days_are_read_as_offices_write_them(value):
    assert cells.day(value) == date(2026, 5, 1)


@pytest.mark.parametrize(
    "value", ["31/2/2569", "1/5/69", "5/2569", "", None, 46143, "1 Maytember 2026", date(1026, 1, 1)]
)
def test_what_is_no_day_is_not_guessed(value):
    with pytest.raises(cells.NotADay):
        cells.day(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1/5/2569", datetime(2026, 5, 1)),
        ("2026-05-01 09:30", datetime(2026, 5, 1, 9, 30)),
        ("2026-05-01T09:30:00", datetime(2026, 5, 1, 9, 30)),
        ("๑/๕/๒๕๖๙ ๙.๓๐ น.", datetime(2026, 5, 1, 9, 30)),
        ("1 พฤษภาคม 2569 เวลา 9.30 น.", datetime(2026, 5, 1, 9, 30)),
    ],
)
def test_moments_are_read_as_offices_write_them(value, expected):
    assert cells.moment(value) == expected


@pytest.mark.parametrize("value", ["30/2/2569 09:30", "1/5/2569 24:00", "1/5/2569 9", "09:30", "", None])
def test_what_is_no_moment_is_not_guessed(value):
    with pytest.raises(cells.NotADay):
        cells.moment(value)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_comes_back_from_its_thai_spelling(day):
    assert cells.day(thai.long_date(day)) == cells.day(thai.short_date(day)) == day


@pytest.mark.parametrize(
    ("value", "code"),
    [(datetime(2026, 5, 1), "2026-05"), (2569, "2026"), (2569.0, "2026"), ("ไตรมาส 2/2569", "2026-Q2")],
)
def test_periods_are_read_even_where_excel_made_them_dates_or_numbers(value, code):
    assert cells.period(value).code == code


@pytest.mark.parametrize("value", ["ไตรมาส 5/2569", "", None, datetime(1026, 1, 1)])
def test_what_is_no_period_is_not_guessed(value):
    with pytest.raises(UnknownPeriod):
        cells.period(value)
