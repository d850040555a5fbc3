"""How a piece of research is cited, in Thai and in English. Pure.

Both follow the author-date style that Thai universities teach: author. (year). title. publisher. address.
"""

from __future__ import annotations

from .thai import BUDDHIST_OFFSET


def names(authors: str) -> list[str]:
    """The authors of a field with one name per line."""
    return [name.strip() for name in authors.splitlines() if name.strip()]


def thai(authors: str, year: int, title: str, publisher: str, address: str) -> str:
    """ผู้แต่ง. (พ.ศ.). ชื่อเรื่อง. ผู้จัดพิมพ์. ที่อยู่"""
    return _joined(_listed(names(authors), "และ"), year + BUDDHIST_OFFSET, title, publisher, address)


def english(authors: str, year: int, title: str, publisher: str, address: str) -> str:
    """Author. (Year). Title. Publisher. Address"""
    return _joined(_listed(names(authors), "& "), year, title, publisher, address)


def _listed(people: list[str], last: str) -> str:
    return f"{', '.join(people[:-1])} {last}{people[-1]}" if len(people) > 1 else "".join(people)


def _joined(people: str, year: int, title: str, publisher: str, address: str) -> str:
    parts = [people, f"({year})", title, publisher]
    return " ".join([*(f"{part.rstrip('.')}." for part in parts if part), address]).strip()
