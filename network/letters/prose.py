"""A text of a letter as HTML: Thai digits, and nothing torn apart that is read in one breath. Pure.

The line breaker knows words, and takes no-break spaces for ends of words. It does not know dates, amounts, short
quotations and proper names: each stands in a span of its own, inside which no line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from home.thai import MONTHS, MONTHS_SHORT, thai_digits

NBSP = "\u00a0"
#: A quotation or a name up to this many characters (about 7.5 cm) stays whole; a longer one would tear holes.
LONGEST_WHOLE = 46
_DATA = Path(__file__).resolve().parent.parent.parent / "home" / "data"

_CODES = re.compile(r"[\w.+-]*[A-Za-z@][\w.@:/?&=%+-]*")
_MONTH = f"(?:{'|'.join(map(re.escape, (*MONTHS, *MONTHS_SHORT)))})"
_UNITS = "บาท|สตางค์|ฉบับ|แผ่น|เล่ม|ชุด|แห่ง|คน|ราย|รูป|วัน|คืน|เดือน|ปี|ครั้ง|ชั่วโมง|นาที|กิโลเมตร|คัน|หน้า|ข้อ|รายการ|บริการ|หมู่บ้าน|ชิ้น"
_COUNTED = "ข้อ|แบบ|หมู่ที่|หมู่|เลขที่|มาตรา|ฉบับที่|หน้า|ครั้งที่|จำนวน|เวลา|พ\\.ศ\\.|พุทธศักราช|ปีงบประมาณ"
_BREATHS = (
    rf"\d{{1,2}}(?: {_MONTH})?(?: \d{{4}})?(?: ?[-–] ?\d{{1,2}})? {_MONTH}(?: (?:พ\.ศ\.|พุทธศักราช))?(?: \d{{4}})?",
    r"(?:เวลา )?\d{1,2}[.:]\d{2}(?: ?[-–] ?\d{1,2}[.:]\d{2})? น\.",
    r"(?:โทร\.|โทรศัพท์|โทรสาร) ?\d[\d -]*\d",
    r"(?:ที่ )?[ก-ฮ]{1,4} \d{2,}[\d.]*/(?:ว ?)?\d*",
    rf"(?:(?:{_COUNTED}) )?\d[\d,.]*\d? (?:{_UNITS})(?![ก-ฮ]{{6}})",
    rf"(?:{_COUNTED}) \d[\d,.]*",
    r"\d+ [-–] \d+",
    r" ๆ",
)
_PLACE = re.compile("ตำบล|อำเภอ|จังหวัด|แขวง|เขต|เทศบาลนคร|เทศบาลเมือง")
_LONGEST_PLACE = 24
_OFFICES = ("กรมการจัดหางาน", "กระทรวงแรงงาน")
_OPENING, _CLOSING = "“‘([", "”’)]ๆฯ,.:;!?%"


def digits(text: str, thai: bool = True) -> str:
    """0-9 as Thai digits, except in addresses and other words with Latin letters."""
    if not thai:
        return text
    parts, at = [], 0
    for match in _CODES.finditer(text):
        parts += [thai_digits(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*parts, thai_digits(text[at:])])


class Prose:
    """Writes texts that mention these names; one for each letter."""

    def __init__(self, names: Iterable[str] = (), thai: bool = True):
        kept = {part for name in names for part in _parts(name)}
        alternatives = [re.escape(name) for name in sorted(kept | set(_OFFICES), key=lambda each: (-len(each), each))]
        quotation = rf"“[^“”]{{1,{LONGEST_WHOLE}}}”"
        self._whole = re.compile("|".join([quotation, *alternatives, *_BREATHS, _PLACE.pattern]))
        self.thai = thai

    def html(self, text: str) -> str:
        """The text as HTML."""
        parts, at = [], 0
        for start, end in self._wholes(text):
            # Between spaces a span is enough; inside running letters only a box lets a line end before and after it.
            free = (start == 0 or text[start].isspace() or text[start - 1].isspace()) and text[
                end : end + 1
            ].strip() == ""
            name = "run" if free else "whole"
            parts += [self._plain(text[at:start]), f'<span class="{name}">{self._plain(text[start:end])}</span>']
            at = end
        return "".join([*parts, self._plain(text[at:])])

    def _plain(self, text: str) -> str:
        return escape(digits(text, self.thai))

    def _wholes(self, text: str) -> list[tuple[int, int]]:
        found, at = [], 0
        while match := self._whole.search(text, at):
            at = _end_of_place(text, match) if _PLACE.fullmatch(match[0]) else match.end()
            if at == match.end() and _PLACE.fullmatch(match[0]):
                continue
            start = match.start()
            while start and text[start - 1] in _OPENING:
                start -= 1
            while at < len(text) and text[at] in _CLOSING:
                at += 1
            found.append((start, at))
        return found


def _parts(name: str) -> list[str]:
    """What of a name stays whole: all of it, or when it is long, each of the parts between its spaces."""
    parts = [name.strip()] if len(name) <= LONGEST_WHOLE else name.split()
    return [part for part in parts if 2 < len(part) <= LONGEST_WHOLE]


def _end_of_place(text: str, match: re.Match[str]) -> int:
    """Where the name of the place ends that begins with ตำบล and the like; where the match ends, if there is none."""
    at = match.end()
    known = places()
    longest = min(_LONGEST_PLACE, len(text) - at)
    return next((at + size for size in range(longest, 1, -1) if text[at : at + size] in known), at)


@cache
def places() -> frozenset[str]:
    """The names of all provinces, districts and sub-districts."""
    names = {"เมือง"}
    for file, separator, column in (
        ("provinces.csv", ",", 2),
        ("districts.tsv", "\t", 1),
        ("subdistricts.tsv", "\t", 1),
    ):
        rows = (_DATA / file).read_text(encoding="utf-8").splitlines()[1:]
        names.update(row.split(separator)[column] for row in rows)
    return frozenset(names)
