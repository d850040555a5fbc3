"""Amounts of money as Thai words: 12,480.50 as หนึ่งหมื่นสองพันสี่ร้อยแปดสิบบาทห้าสิบสตางค์. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 10**6


def number_in_words(number: int) -> str:
    """A whole number that is not negative. Tens and ones are read in their own way: ยี่สิบเอ็ด, never สองสิบหนึ่ง."""
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, _MILLION)
    head = f"{number_in_words(millions)}ล้าน" if millions else ""
    return head + _below_a_million(rest, more=bool(millions))


def _below_a_million(number: int, *, more: bool) -> str:
    """`more`: whether something stands before it, which turns a single หนึ่ง into เอ็ด."""
    words = ""
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            continue
        if place == 1 and digit < 3:
            words += ("", "สิบ", "ยี่สิบ")[digit]
        elif place == 0 and digit == 1 and (more or number > 1):
            words += "เอ็ด"
        else:
            words += _DIGITS[digit] + _PLACES[place]
    return words


def amount_in_words(baht: Decimal) -> str:
    """As it stands in brackets after an amount; rounded to the satang. Raises ValueError for less than nothing."""
    if baht < 0:
        raise ValueError(baht)
    satang = int((baht * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    whole, part = divmod(satang, 100)
    if not part:
        return f"{number_in_words(whole)}บาทถ้วน"
    return f"{number_in_words(whole)}บาท{number_in_words(part)}สตางค์" if whole else f"{number_in_words(part)}สตางค์"
