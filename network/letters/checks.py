"""What is wrong with a letter, field by field, before it is printed or issued. Pure: `wording` has the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from home import fonts

from .compose import Kind, Letter, Manners, Paragraph, Table

#: A subject has two lines at most (letters.md of the office's typing rules); no organisation's name comes near these.
LONGEST = {"subject": 200, "text": 6000}
LONGEST_OTHER = 300
MOST_ROWS, MOST_BLOCKS, MOST_LISTED = 400, 60, 30
_MARKUP = re.compile(r"<\s*/?\s*[a-z!?][^>]*>?|&#?\w{2,8};", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:file|http|ftp|javascript|data|vbscript)\s*:[^\s]*", re.IGNORECASE)
_UNFILLED = re.compile(r"\{[^{}]*\}?")
# Letters that the reader does not see or that turn the direction of writing; U+200B only guides line breaks.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufff9-\uffff]")


class Wrong(Enum):
    """What can be wrong with a field."""

    BLANK = "blank"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    UNFILLED = "unfilled"
    NOT_IN_TYPEFACE = "not_in_typeface"
    MARKUP = "markup"
    ADDRESS = "address"
    CONTROL = "control"
    NO_NUMBER = "no_number"
    UNEVEN = "uneven"
    MANNERS = "manners"


@dataclass(frozen=True)
class Problem:
    """`field`: the path in the letter, as recipient.title or body[2].text. `found`: what offends, or the limit."""

    field: str
    wrong: Wrong
    found: str = ""


_NEEDED: dict[str, tuple[Kind, ...]] = {
    "sender.agency": tuple(Kind),
    "sender.code_prefix": (Kind.EXTERNAL, Kind.MEMO, Kind.STAMPED, Kind.CIRCULAR),
    "sender.address_lines": (Kind.EXTERNAL, Kind.STAMPED, Kind.CIRCULAR),
    "sender.stamp": (Kind.STAMPED,),
    "recipient.title": tuple(Kind),
    "subject": (Kind.EXTERNAL, Kind.MEMO, Kind.CIRCULAR),
    "body": tuple(Kind),
    "signer": (Kind.EXTERNAL, Kind.MEMO, Kind.CIRCULAR, Kind.CERTIFICATE),
}
_NEVER_BLANK = re.compile(
    r"signer\.(name|position)|references\[\d+\]\.(agency|number)|enclosures\[\d+\]\.(title|unit)|body\[\d+\]\.text"
    r"|copies_to\[\d+\]|reply_slip\.(heading|lines\[\d+\]\.label)"
)


def problems(letter: Letter) -> list[Problem]:
    """Everything that keeps a letter from being issued, in the order of its fields; an empty list for a good one.

    Number and date are not asked for: they come with the register. Nor are the emblem and the recipient's address,
    which are the office's and the envelope's.
    """
    found = [
        Problem(path, Wrong.BLANK)
        for path, kinds in _NEEDED.items()
        if letter.kind in kinds and _blank(_at(letter, path))
    ]
    missing = {problem.field for problem in found}
    for path, text in texts(letter):
        found += [problem for problem in text_problems(path, text) if problem.field not in missing]
    return [*found, *_manners(letter), *_sizes(letter)]


def text_problems(path: str, text: str) -> list[Problem]:
    """What is wrong with the text of one field, for forms that check a field at a time."""
    if not text.strip():
        return [Problem(path, Wrong.BLANK)] if _NEVER_BLANK.fullmatch(path) else []
    limit = LONGEST.get(path.rpartition(".")[2], LONGEST_OTHER)
    if len(text) > limit:
        return [Problem(path, Wrong.TOO_LONG, str(limit))]
    control = "".join(sorted({f"U+{ord(each):04X} " for each in _CONTROL.findall(text)})).strip()
    for wrong, offence in (
        (Wrong.MARKUP, _first(_MARKUP, text)),
        (Wrong.ADDRESS, _first(_ADDRESS, text)),
        (Wrong.UNFILLED, _first(_UNFILLED, text)),
        (Wrong.CONTROL, control),
        (Wrong.NOT_IN_TYPEFACE, fonts.missing(text)),
    ):
        if offence:
            return [Problem(path, wrong, offence[:80])]
    return []


def texts(letter: Letter) -> Iterator[tuple[str, str]]:
    """Every text of a letter with the path of its field. The addresses in QR codes are ours and no texts."""
    for path, text in _walk("", letter):
        if path.rpartition(".")[2] != "qr":
            yield path, text


def _walk(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _walk(f"{path}[{index}]", each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(f"{path}.{field.name}".lstrip("."), getattr(value, field.name))


def _manners(letter: Letter) -> Iterator[Problem]:
    """A post that is owed a higher row must get it, and nobody else may; ranks of monks are the writer's to know."""
    if letter.kind in (Kind.STAMPED, Kind.CERTIFICATE):
        return
    owed = Manners.towards(letter.recipient.title)
    if owed.salutation != letter.manners.salutation:
        yield Problem("manners", Wrong.MANNERS, owed.salutation)


def _sizes(letter: Letter) -> Iterator[Problem]:
    for name in ("references", "enclosures", "copies_to"):
        if len(getattr(letter, name)) > MOST_LISTED:
            yield Problem(name, Wrong.TOO_MANY, str(MOST_LISTED))
    if len(letter.body) > MOST_BLOCKS:
        yield Problem("body", Wrong.TOO_MANY, str(MOST_BLOCKS))
    for index, enclosure in enumerate(letter.enclosures):
        if enclosure.count < 1:
            yield Problem(f"enclosures[{index}].count", Wrong.NO_NUMBER)
    for index, block in enumerate(letter.body):
        if isinstance(block, Table):
            yield from _table(f"body[{index}]", block)


def _table(path: str, table: Table) -> Iterator[Problem]:
    columns = len(table.head)
    rows = [*table.rows, *([table.foot] if table.foot else [])]
    if not columns or any(len(row) != columns for row in rows) or len(table.widths) not in (0, columns):
        yield Problem(path, Wrong.UNEVEN)
    if len(table.rows) > MOST_ROWS:
        yield Problem(f"{path}.rows", Wrong.TOO_MANY, str(MOST_ROWS))


def _at(letter: Letter, path: str) -> Any:
    value: Any = letter
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, tuple):
        return not any(isinstance(each, Table) or _text_of(each).strip() for each in value)
    return value is None


def _text_of(value: Any) -> str:
    return value.text if isinstance(value, Paragraph) else str(value)


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""
