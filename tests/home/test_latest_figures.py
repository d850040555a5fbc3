from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from home import latest_figures
from home.periods import MONTH, QUARTER, YEAR, Period

D = Decimal
LAMPANG = 52


@dataclass(frozen=True)
class Indicator:
    pk: int
    name: str = "vacancies"
    unit: str = "posts"
    decimals: int = 0
    better: str = "higher"
    meaning: str = ""


@dataclass(frozen=True)
class Observation:
    indicator: Indicator
    period: Period
    value: Decimal
    province_id: int | None = None
    centre_id: int | None = None
    source: str = "DOE"
    source_url: str = ""
    as_of: date = date(2026, 7, 1)
    demonstration: bool = False


VACANCIES, APPLICANTS, RATE, INSURED = (
    Indicator(1),
    Indicator(2, "applicants", "persons"),
    Indicator(3, "rate", "per cent", decimals=2, better="lower"),
    Indicator(4, "insured", "persons"),
)


def quarter(number: int, year: int = 2026) -> Period:
    return Period(QUARTER, date(year, number * 3 - 2, 1))


def test_the_latest_figure_of_each_indicator_with_its_change():
    rows = [
        Observation(VACANCIES, quarter(1), D(100)),
        Observation(VACANCIES, quarter(2), D(110)),
        Observation(RATE, quarter(2), D("1.2")),
        Observation(RATE, quarter(1), D("1.0")),
    ]
    vacancies, rate = latest_figures.latest(rows)
    assert (vacancies.value, vacancies.period, vacancies.judgement) == (110, quarter(2), "good")
    assert (vacancies.change.direction, vacancies.change.share) == ("up", 10)
    assert (rate.value, rate.judgement) == (D("1.2"), "bad")


def test_of_two_periods_that_end_together_the_shorter_says_more():
    year = Observation(VACANCIES, Period(YEAR, date(2026, 1, 1)), D(400))
    month = Observation(VACANCIES, Period(MONTH, date(2026, 12, 1)), D(30))
    assert latest_figures.latest([year, month])[0].value == 30


def test_a_change_never_compares_a_month_with_a_quarter():
    rows = [Observation(VACANCIES, quarter(1), D(90)), Observation(VACANCIES, Period(MONTH, date(2026, 4, 1)), D(30))]
    assert latest_figures.latest(rows)[0].change is None


def test_a_province_stands_beside_its_centre_and_the_country_of_the_same_period():
    rows = [
        Observation(VACANCIES, quarter(2), D(20), province_id=LAMPANG),
        Observation(VACANCIES, quarter(2), D(200), centre_id=1),
        Observation(VACANCIES, quarter(2), D(1000)),
        Observation(VACANCIES, quarter(3), D(1100)),
    ]
    (compared,) = latest_figures.compare(rows, LAMPANG)
    assert (compared.figure.value, compared.centre, compared.country) == (20, 200, 1000)
    assert compared.share_of_country == 2


def test_what_was_not_counted_for_the_centre_is_unknown_not_nothing():
    (compared,) = latest_figures.compare([Observation(VACANCIES, quarter(2), D(20), province_id=LAMPANG)], LAMPANG)
    assert compared.centre is None
    assert compared.country is None


def test_an_indicator_nobody_counted_in_the_province_is_left_out():
    assert latest_figures.compare([Observation(VACANCIES, quarter(2), D(1000))], LAMPANG) == []


def over_time(rows):
    return latest_figures.over_time(rows, LAMPANG, "Period", lambda period: period.code)


def of_lampang(indicator, number, value, year=2026):
    return Observation(indicator, quarter(number, year), D(value), province_id=LAMPANG)


def test_only_what_shares_a_scale_is_drawn_together():
    rows = [
        of_lampang(i, n, v)
        for n in (1, 2)
        for i, v in ((VACANCIES, 100), (APPLICANTS, 300), (RATE, 1), (INSURED, 9999))
    ]
    assert [column.heading for column in over_time(rows).columns] == [
        "Period",
        "vacancies (posts)",
        "applicants (persons)",
    ]


def test_the_table_runs_from_the_oldest_of_eight_quarters_and_keeps_gaps():
    rows = [
        of_lampang(VACANCIES, n, n, year) for year in (2023, 2024, 2025) for n in (1, 2, 3, 4) if (year, n) != (2025, 2)
    ]
    table = over_time(rows)
    assert table.labels[0] == "2024-Q1"
    assert table.labels[-1] == "2025-Q4"
    assert len(table.rows) == 8
    assert table.series[0].values[5] is None


def test_one_period_is_no_line():
    assert over_time([of_lampang(VACANCIES, 1, 5)]).rows == ()
    assert over_time([]).rows == ()
