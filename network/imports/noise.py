"""Rows of a list that are about no organisation, and what merged cells leave blank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from home import cells
from home.imports.columns import Column, plain

_TOTAL = re.compile(r"^(รวม|ยอดรวม|รวมทั้งสิ้น|รวมทั้งหมด|ทั้งหมด|grand total|total|sum)(\s|$|[:\d(]|ทั้ง|จำนวน)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^(หมายเหตุ|ที่มา|แหล่งที่มา|ข้อมูล ณ|note|source)", re.IGNORECASE)
_HEADING = re.compile(r"^(จังหวัด|จ\.|อำเภอ|อ\.|เขต)\s*(\S.*)$")
_OF_PROVINCE = ("จังหวัด", "จ.")


@dataclass(frozen=True)
class Carried:
    """The place of the rows above, which merged cells and headings between the rows hand down.

    `heading` says that the district stood alone in a line; such a one also holds for rows that name their province.
    """

    province: Any = None
    district: Any = None
    line: int = 0
    heading: bool = False


@dataclass(frozen=True)
class Sifted:
    """A row as {column: cell}, None where it is about no organisation; `note` says why, or what was carried down."""

    row: dict[str, Any] | None
    carried: Carried
    note: str = ""


def sift(
    line: int, row_cells: Sequence[Any], mapping: Mapping[str, int], columns: Sequence[Column], carried: Carried
) -> Sifted:
    """One row after the other, each with what the one above carried."""
    row = {name: row_cells[position] if position < len(row_cells) else None for name, position in mapping.items()}
    filled = [cells.text(cell) for cell in row_cells if cells.text(cell)]
    if _is_header(row, columns):
        return Sifted(None, carried, _("The header again."))
    first = filled[0] if filled else ""
    if len(filled) == 1 and (match := _HEADING.match(first)):
        return Sifted(None, _heading(match, line, carried), _("A heading for the rows below it."))
    if _is_total(row, filled):
        return Sifted(None, carried, _("A total."))
    if len(filled) <= 2 and _FOOTNOTE.match(first):
        return Sifted(None, carried, _("A note below the table."))
    return _fill_down(row, line, carried)


def _heading(match: re.Match, line: int, carried: Carried) -> Carried:
    if match[1] in _OF_PROVINCE:
        return Carried(match[2], None, line)
    return replace(carried, district=match[2], line=line, heading=True)


def _is_header(row: Mapping[str, Any], columns: Sequence[Column]) -> bool:
    said = [(column, plain(cells.text(row.get(column.name)))) for column in columns if cells.text(row.get(column.name))]
    headers = sum(word in _headers_of(column) for column, word in said)
    return headers >= 2 and headers * 2 >= len(said)


@cache
def _headers_of(column: Column) -> frozenset[str]:
    return frozenset(plain(alias) for alias in (*column.aliases, column.name))


def _is_total(row: Mapping[str, Any], filled: Sequence[str]) -> bool:
    if cells.text(row.get("province")):
        return False
    numbers = [word.replace(",", "").replace(".", "") for word in filled]
    return any(_TOTAL.match(word) for word in filled[:2]) or all(word.isdigit() for word in numbers)


def _fill_down(row: dict[str, Any], line: int, carried: Carried) -> Sifted:
    has_district = bool(cells.text(row.get("district")))
    if cells.text(row.get("province")):
        if carried.heading and cells.text(carried.district) and not has_district:
            row["district"] = carried.district
            return Sifted(row, replace(carried, province=row["province"]), _note(carried))
        return Sifted(row, Carried(row["province"], row.get("district"), line))
    if not cells.text(carried.province):
        return Sifted(row, carried)
    row["province"] = carried.province
    if has_district:
        return Sifted(row, replace(carried, district=row["district"], heading=False), _note(carried))
    if cells.text(carried.district):
        row["district"] = carried.district
    return Sifted(row, carried, _note(carried))


def _note(carried: Carried) -> str:
    return _("The place was taken from line %(line)s, because the cell is empty.") % {"line": carried.line}
