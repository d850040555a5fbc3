"""How Thai is written: digits, Buddhist years, fiscal years, dates, and what the eye cannot tell apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
BUDDHIST_OFFSET = 543

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))


#: Longer texts are not remembered: a list says the same words in thousands of cells, a page says its text once.
_A_CELL = 80


def _remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    quick = lru_cache(maxsize=8192)(function)

    @wraps(function)
    def of(text: str) -> str:
        return quick(text) if len(text) <= _A_CELL else function(text)

    return of


def arabic_digits(text: str) -> str:
    """The text with Thai digits as 0-9."""
    return text.translate(_TO_ARABIC)


def thai_digits(text: object) -> str:
    """The text with 0-9 as Thai digits."""
    return str(text).translate(_TO_THAI)


def visible(text: str) -> str:
    """The text without zero-width characters, with its marks in the one usual order (ํา as ำ, เเ as แ)."""
    return text.translate(_INVISIBLE).replace("ํา", "ำ").replace("เเ", "แ")


@_remembered
def fold(text: str) -> str:
    """The text for comparing: visible(), Arabic digits, lower case."""
    return arabic_digits(visible(text)).lower()


@_remembered
def clean(text: str) -> str:
    """A typed or pasted value for keeping: visible(), no-break spaces and runs of white space as one space, trimmed."""
    return re.sub(r"\s+", " ", visible(text).replace("\u00a0", " ")).strip()


def sort_key(text: str) -> tuple[str, str]:
    """For the order of the dictionary: a leading vowel counts after its consonant, tone marks only break ties.

    Thus เชียงราย stands among ช, not after อ (Royal Institute Dictionary).
    """
    turned = re.sub(r"([เ-ไ])([ก-ฮ])", r"\2\1", visible(text))
    return re.sub(r"[็-๎]", "", turned), turned


def buddhist_year(day: date) -> int:
    """The Buddhist year (พ.ศ.) of a day."""
    return day.year + BUDDHIST_OFFSET


def fiscal_year(day: date) -> int:
    """The Buddhist fiscal year (ปีงบประมาณ พ.ศ.): 2570 runs from 1 October 2569 to 30 September 2570."""
    return buddhist_year(day) + (day.month >= 10)


def long_date(day: date) -> str:
    """As written in running text: 1 พฤษภาคม 2569."""
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist_year(day)}"


def short_date(day: date) -> str:
    """As written in lists: 1 พ.ค. 2569."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {buddhist_year(day)}"
