"""Looks whether everything that was issued is still what it was: files, numbers, and the log's chain of hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from ..letters import plain, register
from ..letters.chain import Kept, Line, broken
from ..letters.compose import Letter as Words
from ..models import Letter, LetterBook, LetterChain, LetterEvent


@dataclass(frozen=True)
class Verified:
    """How much was looked at, and what is wrong, a line each."""

    letters: int
    books: int
    lines: int
    wrong: tuple[str, ...]


def verify_letters() -> Verified:
    """Reads every stored PDF once, and the whole log; changes nothing."""
    issued = Letter.objects.registered().select_related("book", "centre").order_by("pk")
    books = LetterBook.objects.select_related("centre").order_by("pk")
    letters = 0
    wrong: list[str] = []
    for letter in issued.iterator(200):
        letters += 1
        wrong += [f"{letter.centre.code} {letter.number_text}: {what}" for what in _wrong_with(letter)]
    for book in books:
        numbers = list(book.letters.order_by("number").values_list("number", flat=True))
        missing = register.gaps(numbers, book.first, book.last)
        beyond = [number for number in numbers if not book.first <= number <= book.last]
        wrong += [f"{book.centre.code} {book.series} {book.year}: no letter has number {each}" for each in missing]
        wrong += [f"{book.centre.code} {book.series} {book.year}: number {each} was never given" for each in beyond]
    wrong += _broken_chains()
    return Verified(letters, len(books), LetterEvent.objects.count(), tuple(wrong))


def _wrong_with(letter: Letter) -> Iterator[str]:
    try:
        words = Words.from_json(letter.content)
    except plain.Unreadable:
        yield "its frozen words cannot be read"
    else:
        if (words.number, words.date) != (letter.number_text, letter.dated_on):
            yield "its number or date is not the one on the paper"
    if not letter.sha256:
        yield "its PDF has not been made yet"
        return
    digest = hashlib.sha256()
    try:
        with letter.pdf.open("rb") as opened:
            for chunk in opened.chunks():
                digest.update(chunk)
    except OSError:
        yield "its PDF is missing"
        return
    if digest.hexdigest() != letter.sha256:
        yield "its PDF was changed"


def _broken_chains() -> Iterator[str]:
    for chain in LetterChain.objects.select_related("centre").order_by("pk"):
        events = LetterEvent.objects.filter(centre=chain.centre_id).select_related("letter").order_by("sequence")
        kept = (_kept(event, chain.centre.code) for event in events.iterator(500))
        for place in broken(kept, chain.length, chain.head):
            yield f"{chain.centre.code}: the log is not what was written, at line {place}"


def _kept(event: LetterEvent, code: str) -> Kept:
    about = str(event.letter.token) if event.letter_id else ""
    line = Line(code, event.sequence, about, event.verb, event.at, event.actor, event.details)
    return Kept(line, event.previous, event.hash)
