"""A workbook, written by openpyxl: the one module that loads its half of the library."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .table import Sheet
from .writing import kept

#: Excel keeps fifteen digits of a number.
EXACT = 10**15
LONGEST_TEXT = 32_767


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """As write_xlsx()."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        page = workbook.create_sheet(_sheet_title(sheet.title))
        page.freeze_panes = "A2"
        for number, header in enumerate(sheet.headers, 1):
            page.column_dimensions[get_column_letter(number)].width = max(12, min(40, len(str(header)) + 4))
        page.append([_cell(page, value, bold=True) for value in sheet.headers])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _sheet_title(title: str) -> str:
    return "".join(letter for letter in str(title) if letter not in r"[]:*?/\'")[:31] or "1"


def _cell(page, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    value = kept(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and abs(value) >= EXACT:
        value = str(value)
    cell = WriteOnlyCell(page, value=value[:LONGEST_TEXT] if isinstance(value, str) else value)
    if isinstance(value, str):
        # The library takes "=…" for a formula and "#N/A" for an error; here both are words.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
