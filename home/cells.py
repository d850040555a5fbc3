"""What a cell of a spreadsheet means: a code, a number, a day, a period, as Thai offices write them. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from . import periods
from .thai import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, arabic_digits, clean

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDED = re.compile(r"(\d{1,2})\s*([^\d\s]+)\s*(?:พ\.ศ\.\s*)?(\d{4})")
_MOMENT = re.compile(r"(.*\d{4}(?:-\d+-\d+)?)(?:(?:\s|T)+(?:เวลา\s*)?(\d{1,2})[:.](\d{2})(?::\d{2})?(?:\s*น\.?)?)?")
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = {name: number for names in (MONTHS, MONTHS_SHORT, _ENGLISH) for number, name in enumerate(names, 1)}
_MONTH |= {name[:3]: number for number, name in enumerate(_ENGLISH, 1)}


class NotANumber(ValueError):
    """The cell holds no number."""


class NotADay(ValueError):
    """The cell holds no day."""


def text(value: object) -> str:
    """A cell as text: cleaned, "" for blank; a code that Excel made a number is a code again (5001.0 is 5001)."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return clean(str(value))


def number(value: object) -> Decimal:
    """The number in a cell: Thai digits and grouped thousands are read, anything else beside it is not.

    Raises NotANumber.
    """
    if isinstance(value, bool) or value is None:
        raise NotANumber(text(value))
    if isinstance(value, int | float | Decimal):
        found = Decimal(str(value))
        if not found.is_finite():
            raise NotANumber(str(value))
        return found
    written = arabic_digits(text(value)).replace("−", "-")
    if not _NUMBER.fullmatch(written):
        raise NotANumber(written)
    try:
        return Decimal(written.replace(",", ""))
    except InvalidOperation:
        raise NotANumber(written) from None


def day(value: object) -> date:
    """The day in a cell: a date, 2026-05-01, 1/5/2569, 1 พ.ค. 2569 or 1 May 2026; years from 2400 on are Buddhist.

    Day comes before month, as in Thailand. Raises NotADay.
    """
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day, value)
    written = arabic_digits(text(value))
    if match := _ISO.fullmatch(written):
        year, month, number_ = (int(part) for part in match.groups())
    elif match := _NUMERIC.fullmatch(written):
        number_, month, year = (int(part) for part in match.groups())
    elif match := _WORDED.fullmatch(written):
        number_, month, year = int(match[1]), _MONTH.get(match[2].lower(), 0), int(match[3])
    else:
        raise NotADay(written)
    return _checked(year, month, number_, written)


def moment(value: object) -> datetime:
    """The day in a cell with the hour and minute after it, as 1/5/2569 09:30 or 1 พฤษภาคม 2569 เวลา 9.30 น.

    Midnight if none is written; without a time zone. Raises NotADay.
    """
    written = arabic_digits(text(value))
    match = _MOMENT.fullmatch(written)
    if not match:
        raise NotADay(written)
    try:
        return datetime.combine(day(match[1]), time(int(match[2] or 0), int(match[3] or 0)))
    except ValueError:
        raise NotADay(written) from None


def period(value: object) -> periods.Period:
    """The period in a cell: as periods.parse() reads it; a date that Excel made of “May 2569” is that month.

    Raises periods.UnknownPeriod.
    """
    if isinstance(value, date):
        try:
            return periods.Period(periods.MONTH, day(value).replace(day=1))
        except NotADay:
            raise periods.UnknownPeriod(str(value)) from None
    return periods.parse(text(value))


def truth(value: object) -> bool:
    """Whether a cell says yes."""
    return value is True or text(value).lower() in {"1", "true", "yes", "y", "x", "ใช่", "จริง", "✓"}


def _checked(year: int, month: int, number_: int, value: object) -> date:
    year -= BUDDHIST_OFFSET if year >= 2400 else 0
    if not 1900 <= year <= 2200:
        raise NotADay(str(value))
    try:
        return date(year, month, number_)
    except ValueError:
        raise NotADay(str(value)) from None
