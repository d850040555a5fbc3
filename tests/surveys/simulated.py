"""The demonstration answers as a dataset, without a database: what tables and files are tested on."""

from datetime import date
from functools import cache

from surveys.dataset import Dataset, Row, Wave
from surveys.demo.simulate import simulate
from surveys.instrument.items import AFTER, BEFORE

from .questionnaires import drafted

DAYS = {BEFORE: date(2027, 1, 13), AFTER: date(2027, 4, 20)}


def row(wave: int, place: int, **fields) -> Row:
    known = {
        "pk": 2 * place + wave, "wave": wave, "code": place + 1, "role": 0, "key": f"{place:09d}", "partner": place + 1,
        "open": False,
        "province": 52, "region": place % 6 + 1, "orgtype": place % 7 + 1, "mode": 1, "language": 1,
        "on": DAYS[wave], "same": False,
    }  # fmt: skip
    return Row(**known | fields)


@cache
def dataset(n: int = 400) -> Dataset:
    questionnaire = drafted()
    codes = simulate(questionnaire, n)
    waves = {}
    for wave, form in questionnaire.forms.items():
        texts = tuple({"SUGG_T": f"ข้อเสนอแนะตัวอย่างที่ {place}"} if place % 3 == 0 else {} for place in range(n))
        waves[wave] = Wave(form, tuple(row(wave, place) for place in range(n)), codes[wave], texts)
    return Dataset(questionnaire, 2570, waves)
