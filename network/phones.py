"""Telephone numbers as Thai offices write them. Pure."""

from __future__ import annotations

import re

from home.thai import arabic_digits, clean

_BETWEEN = re.compile(r"[,;/\n]|หรือ|และ")
_EXTENSION = re.compile(r"(?:ต่อ|ext\.?|#)\s*\d[\d\s,-]*$", re.IGNORECASE)
_RANGE = re.compile(r"(?<=\d)\s*[-–]\s*\d{1,2}$")
_BESIDE = re.compile(r"^(?:โทรศัพท์|โทรสาร|โทร|มือถือ|tel|fax)?[.:]?\s*", re.IGNORECASE)


class WrongPhone(ValueError):
    """The text is not a telephone number; carries the part that is none."""


def read_phone(typed: str) -> str:
    """One number or several, cleaned, Thai digits as 0-9: 0 5422 1234 ต่อ 12, 08 1234 5678. Empty and «-» are empty.

    A number has nine digits (a line: 02…07), ten (a mobile: 06, 08, 09), four (a hot line: 1…), or begins with +66.
    Raises WrongPhone.
    """
    typed = clean(arabic_digits(typed))
    if typed in ("", "-", "ไม่มี"):
        return ""
    for part in filter(None, (part.strip() for part in _BETWEEN.split(typed))):
        if not _is_number(part):
            raise WrongPhone(part)
    return typed


def _is_number(part: str) -> bool:
    number = _BESIDE.sub("", _EXTENSION.sub("", part).strip())
    for bare in (number, _RANGE.sub("", number)):
        digits = re.sub(r"[\s().–-]", "", bare)
        digits = f"0{digits[3:].removeprefix('0')}" if digits.startswith("+66") else digits
        if re.fullmatch(r"0[2-7]\d{7}|0[689]\d{8}|1\d{3}", digits):
            return True
    return False
