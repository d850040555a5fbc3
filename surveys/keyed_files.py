"""Answers that come back as a file: keyed paper in XLSX or CSV, a .sav from SPSS, what ODK or Kobo collected.

Columns are the variables' names; one row is one sheet, with FORM and PAIRKEY saying whose. Nothing is written here:
each row is judged as if somebody had filled it in, and shown before it is taken.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from home.tabular import Limits, read_table

from .instrument.answering import Settled, settle
from .instrument.items import AFTER, BEFORE, NO_ANSWER, SKIPPED, Form, Questionnaire
from .instrument.pair_codes import WrongPairCode, read_pair_code
from .spss.files import read_sav

SAV = b"$FL2", b"$FL3"
LIMITS = Limits(columns=400, rows=20_000, cells=4_000_000, bytes=30 * 2**20, unpacked=200 * 2**20)
#: What a blank is exported as; why it is blank is judged again.
UNSAID = {str(SKIPPED), str(NO_ANSWER)}

#: MODE of a sheet that somebody else typed in.
ON_PAPER = (3, 4)


class UnknownFile(Exception):
    """Not a table of answers: FORM or PAIRKEY is missing."""


@dataclass(frozen=True)
class KeyedRow:
    """`line`: where it stands in the file. `rule`: why the row as a whole cannot be taken, empty where it can."""

    line: int
    wave: int
    code: str
    on: date | None
    mode: int
    language: int
    raw: Mapping[str, str]
    settled: Settled | None = None
    rule: str = ""


def read_rows(file: BinaryIO, name: str, questionnaire: Questionnaire) -> list[KeyedRow]:
    """Raises home.tabular.TableRefused and UnknownFile."""
    start = file.read(4)
    file.seek(0)
    records = _of_sav(file) if start in SAV else _of_table(file, name)
    return [_judged(line, record, questionnaire) for line, record in records]


def _of_sav(file: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    with tempfile.NamedTemporaryFile(suffix=".sav") as copy:
        copy.write(file.read(LIMITS.bytes))
        copy.flush()
        try:
            columns = read_sav(Path(copy.name)).columns
        except Exception:
            # pyreadstat raises whatever its parser meets in a damaged file.
            raise UnknownFile from None
    names = [name.upper() for name in columns]
    _needed(names)
    for line, values in enumerate(zip(*columns.values(), strict=True), 1):
        yield line, dict(zip(names, values, strict=True))


def _of_table(file: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    table = read_table(file, name, limits=LIMITS)
    # ODK and Kobo put the names of groups before those of questions: "A/RTYPE", "A-RTYPE".
    names = [header.replace("-", "/").rsplit("/", 1)[-1].strip().upper() for header in table.headers]
    _needed(names)
    for row in table.rows:
        yield row.line, dict(zip(names, row.cells, strict=True))


def _needed(names: Iterable[str]) -> None:
    if not {"FORM", "PAIRKEY"} <= set(names):
        raise UnknownFile


def _judged(line: int, record: Mapping[str, Any], questionnaire: Questionnaire) -> KeyedRow:
    wave = _whole(record.get("FORM"))
    if wave not in (BEFORE, AFTER):
        return KeyedRow(line, 0, "", None, 3, 1, {}, rule="form")
    form = questionnaire.forms[wave]
    raw = {item.name: _said(record.get(item.name)) for item in form.items} | _ticked(record, form)
    common = {"mode": _whole(record.get("MODE")) or 3, "language": _whole(record.get("LANG")) or 1, "raw": raw}
    on = _day(record.get("ANSDATE"))
    try:
        code = read_pair_code(str(record.get("PAIRKEY") or ""))
    except WrongPairCode:
        return KeyedRow(line, wave, "", on, **common, rule="code")
    settled = settle(form, raw, on_paper=common["mode"] in ON_PAPER)
    return KeyedRow(line, wave, code, on, **common, settled=settled, rule="answers" if settled.wrong else "")


def _ticked(record: Mapping[str, Any], form: Form) -> dict[str, str]:
    """Ticks of one question in one cell, their names with spaces between, as ODK writes them when it does not split."""
    found = {}
    for group, items in form.ticks():
        names = set(str(record.get(group) or "").upper().split())
        if names and not any(item.name in record for item in items):
            found |= {item.name: "1" if item.name in names else "0" for item in items}
    return found


def _whole(value: Any) -> int:
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return 0


def _said(value: Any) -> str:
    """A cell as somebody would have typed it."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return "" if str(value) in UNSAID else str(value)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
