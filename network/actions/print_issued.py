"""Makes the PDF of an issued letter, once: from the words that were frozen, into storage that is written once."""

from __future__ import annotations

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from home.storage import AlreadyWritten, archive_storage

from ..letter_look import letter_look
from ..letter_troubles import with_what_is_written
from ..letters.compose import Letter as Words
from ..letters.paper import print_letter
from ..models import Letter, LetterEvent
from .change_partner import Actor
from .write_letter_log import Said, write_letter_log

logger = logging.getLogger(__name__)
PRINTER = Actor(role="printer")


class NotIssued(Exception):
    """Only what has its number is printed for good."""


def print_issued_quietly(pk: int) -> None:
    """What fails here is written down, and taken up again by the sweeper."""
    try:
        print_issued(Letter.objects.get(pk=pk))
    except Exception:
        logger.exception("The PDF of letter %s could not be made yet", pk)


def print_issued(letter: Letter) -> Letter:
    """The letter with its PDF. Safe to do again, and by two at once. Raises NotIssued.

    A file that is there already is whole, because storage writes whole files only; it was made by somebody who was
    stopped before he could say so, and nobody has seen it: it is the letter's PDF.
    """
    if letter.number is None:
        raise NotIssued
    if letter.sha256:
        return letter
    name, storage = file_name(letter), archive_storage()
    if not storage.exists(name):
        letter = with_what_is_written(Letter.objects).get(pk=letter.pk)
        data = print_letter(Words.from_json(letter.content), letter_look(letter))
        try:
            name = storage.save(name, ContentFile(data))
        except AlreadyWritten:
            logger.warning("The PDF of letter %s was made by somebody else meanwhile", letter.pk)
    with storage.open(name, "rb") as opened:
        data = opened.read()
    _write_down(letter, name, data)
    letter.refresh_from_db()
    return letter


def file_name(letter: Letter) -> str:
    """Where its PDF lies, by year, centre and number; the token tells it from every other letter's."""
    book = letter.book
    return f"letters/{book.year}/{letter.centre.code}/{book.series}-{letter.number:05}-{letter.token}.pdf"


@transaction.atomic
def _write_down(letter: Letter, name: str, data: bytes) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    if Letter.objects.filter(pk=letter.pk, sha256="").update(pdf=name, sha256=sha256):
        details = {"sha256": sha256, "bytes": len(data)}
        said = Said(LetterEvent.Verb.PRINTED, letter, details)
        write_letter_log(letter.centre, [said], actor=PRINTER, at=timezone.now())
