"""Forms sent, returned, usable and paired, by province, kind of partner and channel. Counts, so that they add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from home.models import Centre, Province

from ..dataset import Dataset
from ..instrument.items import BEFORE
from ..models import Campaign, PairCode, Response
from ..organisation_types import orgtype

#: `before` and `after` are usable answers of kits; `open` those through the open address; `doubtful` is what waits.
PARTS = ("sent", "before", "after", "open", "paired", "doubtful", "set_aside")
State = Response.State


def funnel(campaign: Campaign, centre: Centre, dataset: Dataset) -> dict[str, Any]:
    """Of one centre; three queries."""
    sent = PairCode.objects.filter(campaign=campaign, visit__partner__province__centre=centre).values_list(
        "visit__partner__province__code", "visit__partner__kind"
    )
    answers = Response.objects.filter(campaign=campaign, province__centre=centre).values_list(
        "province__code", "orgtype", "mode", "wave", "open", "state"
    )
    lines = list(_lines(sent, answers, dataset))
    names = {int(one.code): {"th": one.name_th, "en": one.name_en or one.name_th} for one in Province.objects.all()}
    return {
        "places": _table(lines, lambda line: line[0], names),
        "kinds": _table(lines, lambda line: line[1], _labels(dataset, "ORGTYPE")),
        "modes": _table([one for one in lines if one[2]], lambda line: line[2], _labels(dataset, "MODE")),
        "total": _sum(lines),
    }


def _labels(dataset: Dataset, variable: str) -> dict[int, dict[str, str]]:
    office = next((one for one in dataset.questionnaire.office if one.name == variable), None)
    options = office.options if office else ()
    return {option.code: {"th": option.words.th, "en": option.words.en} for option in options}


def _lines(sent: Iterable, answers: Iterable, dataset: Dataset) -> Iterable[tuple[int, int, int, str, int]]:
    """(province, kind of partner, channel, part, how many)."""
    for (province, kind), n in Counter(sent).items():
        yield int(province), orgtype(kind), 0, "sent", n
    for (province, kind, mode, wave, is_open, state), n in Counter(answers).items():
        yield int(province), kind, mode, _part(wave, is_open, state), n
    for (province, kind), n in Counter(_homes(dataset)).items():
        yield province, kind, 0, "paired", n


def _part(wave: int, is_open: bool, state: str) -> str:
    if state == State.SET_ASIDE:
        return "set_aside"
    if state != State.USABLE:
        return "doubtful"
    return "open" if is_open else "before" if wave == BEFORE else "after"


def _homes(dataset: Dataset) -> Iterable[tuple[int, int]]:
    rows = dataset.waves[BEFORE].rows
    for place in dataset.paired_places[0].tolist():
        yield rows[place].province, rows[place].orgtype


def _sum(lines: Iterable[tuple[int, int, int, str, int]]) -> dict[str, int]:
    total = dict.fromkeys(PARTS, 0)
    for *_where, part, n in lines:
        total[part] += n
    return total


def _table(lines: list, of: Callable[[tuple], int], names: Mapping[int, dict[str, str]]) -> list[dict[str, Any]]:
    keys = sorted({of(line) for line in lines}, key=lambda key: (key not in names, _order(names, key)))
    blank = {"th": "–", "en": "–"}
    return [
        {"key": key, "words": names.get(key, blank), **_sum(line for line in lines if of(line) == key)} for key in keys
    ]


def _order(names: Mapping[int, dict[str, str]], key: int) -> Any:
    """Provinces and kinds alike stand in the order of their codes."""
    return list(names).index(key) if key in names else key
