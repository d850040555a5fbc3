"""Files in which nothing is a formula: numbers stay numbers, and text stays text, whatever it begins with."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from .formulas import guarded
from .table import Sheet

#: Excel opens a CSV without a byte order mark as Windows-874, and Thai as garbage.
BYTE_ORDER_MARK = "\ufeff".encode()
#: XML 1.0 has no place for these, not even escaped.
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


def write_csv(headers: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV in UTF-8 with byte order mark, line by line.

    Text that a spreadsheet program would take for a formula gets a leading apostrophe, which read_table() takes away
    again; negative numbers are numbers and stay so.
    """
    echo = _Echo()
    writer = csv.writer(echo)
    yield BYTE_ORDER_MARK + writer.writerow([_plain(value) for value in headers])
    for row in rows:
        yield writer.writerow([_plain(value) for value in row])


def write_xlsx(*sheets: Sheet) -> bytes:
    """A workbook with the given sheets: bold header that stays in view, every text a text."""
    # The library weighs 15 MB in memory, and most processes never write a workbook.
    from .workbook import write_workbook

    return write_workbook(sheets)


class _Echo:
    def write(self, text: str) -> bytes:
        return text.encode("utf-8", "replace")


def kept(value: Any) -> Any:
    """A value both formats know: text, number, truth, day, moment in local time, or None."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value)
    if value is None or isinstance(value, bool | int | float | Decimal | date | time):
        return value
    return str(value).translate(_CONTROL)


def _plain(value: Any) -> str:
    value = kept(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value)
