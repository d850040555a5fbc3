"""Letters as they are looked at before they are issued: the same PDF, with a mark, kept for a quarter of an hour."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from django.core.cache import cache

from home.joined import pages_in

from ...letter_content import letter_content, office_of
from ...letter_look import letter_look, preview_mark
from ...letters.paper import print_letter
from ...models import Letter, LetterBatch
from ...models.letters.texts import WRITTEN

KEPT_SECONDS = 900


@dataclass(frozen=True)
class Drawn:
    """`pages` without the reply slip, which is a sheet of its own."""

    data: bytes
    pages: int


def draw(letter: Letter, day: date) -> Drawn:
    """A letter that is not issued, as its PDF would look; without its enclosures' files."""
    office = office_of(letter.centre)
    look = letter_look(letter, mark=preview_mark(letter, office), office=office)
    data = print_letter(letter_content(letter, day, office), replace(look, attachments=()))
    return Drawn(data, max(1, pages_in(data) - bool(letter.reply_slip)))


def with_words_of(letter: Letter, batch: LetterBatch) -> Letter:
    """A letter of a batch, reading as the batch does now; never saved."""
    for name in WRITTEN:
        if name != "manners":
            setattr(letter, name, getattr(batch, name))
    letter.signatory = batch.signatory
    letter.batch = batch
    return letter


def keep(drawn: Drawn, user) -> str:
    """Keeps the PDF for its user only; the name under which `kept` finds it."""
    digest = hashlib.sha256(drawn.data).hexdigest()[:32]
    cache.set(_key(user, digest), drawn.data, KEPT_SECONDS)
    return digest


def kept(digest: str, user) -> bytes | None:
    return cache.get(_key(user, digest))


def _key(user, digest: str) -> str:
    return f"letter-drawn:{user.pk}:{digest}"
