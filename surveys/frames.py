"""A dataset as the two tables that are exported: one row an answer, and one row a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from .dataset import Dataset, Row, uncoded
from .instrument.items import AFTER, BEFORE
from .instrument.pair_codes import written
from .spss.variables import NOT_IN_PAIRS, OF_THE_PAIR, Variable, long_variables, wide_name, wide_variables

_OFFICE = {
    "REGION": lambda row: row.region,
    "PROV": lambda row: row.province,
    "ORGTYPE": lambda row: row.orgtype,
    "PARTNER": lambda row: row.partner,
    "PAIRKEY": lambda row: written(row.key) if row.key else "",
    "MODE": lambda row: row.mode,
    "LANG": lambda row: row.language,
    "ANSDATE": lambda row: row.on,
}


def long_frame(dataset: Dataset) -> tuple[list[Variable], dict[str, Sequence[Any]]]:
    """What the other form does not ask is missing there."""
    variables = long_variables(dataset.questionnaire)
    levels = dataset.pairs.levels()
    rows: list[tuple[int, Row]] = [(wave, row) for wave, one in dataset.waves.items() for row in one.rows]
    found: dict[str, Sequence[Any]] = {name: [get(row) for _wave, row in rows] for name, get in _OFFICE.items()}
    found["FORM"] = [wave for wave, _row in rows]
    found["FYEAR"] = [dataset.fiscal_year] * len(rows)
    found["PAIRLVL"] = [levels.get(row.pk, 0) for _wave, row in rows]
    for one in variables:
        if one.name not in found:
            parts = [_column(dataset, wave, one) for wave in dataset.waves]
            found[one.name] = list(chain.from_iterable(parts))
    return variables, found


def _column(dataset: Dataset, wave: int, variable: Variable) -> Sequence[Any]:
    one, columns = dataset.waves[wave], dataset.all_columns[wave]
    if variable.name in columns:
        return _plain(columns[variable.name])
    if variable.name in one.form.by_name:
        return uncoded(one.form, variable.name, one.answers)
    return ["" if variable.kind == "text" else None] * len(one.rows)


def _plain(column: Any) -> Sequence[Any]:
    """Codes as they are; a mean that could not be computed is missing."""
    if column.dtype.kind == "f":
        return [None if value != value else value for value in column.tolist()]
    values: list[int] = column.tolist()
    return values


def wide_frame(dataset: Dataset) -> tuple[list[Variable], dict[str, Sequence[Any]]]:
    """Level-1 pairs only: what tests compare."""
    variables = wide_variables(dataset.questionnaire)
    known = {one.name: one for one in variables}
    places = dict(zip((BEFORE, AFTER), dataset.paired_places, strict=True))
    found: dict[str, Sequence[Any]] = {}
    first = [dataset.waves[BEFORE].rows[place] for place in places[BEFORE]]
    for name in OF_THE_PAIR:
        found[name] = [_OFFICE[name](row) for row in first] if name in _OFFICE else [dataset.fiscal_year] * len(first)
    for wave, where in places.items():
        rows = [dataset.waves[wave].rows[place] for place in where]
        for name in set(_OFFICE) - {*OF_THE_PAIR, *NOT_IN_PAIRS}:
            found[wide_name(name, wave)] = [_OFFICE[name](row) for row in rows]
        found |= _of_wave(dataset, wave, where, known)
    return variables, found


def _of_wave(dataset: Dataset, wave: int, places: Any, known: Mapping[str, Variable]) -> dict[str, Sequence[Any]]:
    one, columns = dataset.waves[wave], dataset.all_columns[wave]
    found: dict[str, Sequence[Any]] = {}
    answers = [one.answers[place] for place in places] if one.answers else []
    for name in (*columns, *(item.name for item in one.form.items if not item.coded)):
        if (wide := wide_name(name, wave)) not in known:
            continue
        if name in columns:
            found[wide] = columns[name][places]
        else:
            found[wide] = uncoded(one.form, name, answers)
    return found
