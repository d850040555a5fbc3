"""How a letter of the database looks: the office's emblem and marks, and the files that travel inside."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath

from home.storage import private_storage

from .letter_content import enclosures_of, office_of
from .letters.faces import faces_of
from .letters.look import Attachment, Faces, Habits, Look, Mark, Variant
from .models import Letter, LetterOffice

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


def letter_look(
    letter: Letter, *, mark: Mark = "", variant: Variant = "original", office: LetterOffice | None = None
) -> Look:
    """`mark` is "" for an issued letter only. `office` spares queries and files where many letters are printed."""
    office = office or office_of(letter.centre)
    emblem, emblem_type = _emblem(office)
    return Look(
        emblem=emblem,
        emblem_type=emblem_type,
        mark=mark,
        faces=_faces(office.font_regular.name, office.font_bold.name) if office.font_regular else None,
        attachments=attachments_of(letter) if variant == "original" else (),
        variant=variant,
        habits=Habits(thai_digits=office.thai_digits),
    )


def preview_mark(letter: Letter, office: LetterOffice) -> Mark:
    """What a letter that is not issued carries: a specimen's mark until the office's settings are complete."""
    return "specimen" if office.gaps() else "draft"


def attachments_of(letter: Letter) -> tuple[Attachment, ...]:
    """The files of its enclosures, each under a name of its own."""
    found = []
    for position, each in enumerate(enclosures_of(letter), 1):
        if each.file:
            with each.file.open("rb") as opened:
                name = f"{position:02}{PurePosixPath(each.file.name).suffix.lower()}"
                found.append(Attachment(name, opened.read(), each.title))
    return tuple(found)


@lru_cache(maxsize=4)
def _faces(regular: str, bold: str) -> Faces:
    """By the names under which the files are kept: another upload gets another name. Making them takes a second."""

    def contents(name: str) -> bytes:
        with private_storage().open(name, "rb") as opened:
            return opened.read()

    return faces_of(contents(regular), contents(bold) if bold else None)


def _emblem(office: LetterOffice) -> tuple[bytes | None, str]:
    if not office.emblem:
        return None, ""
    with office.emblem.open("rb") as opened:
        return opened.read(), _TYPES.get(PurePosixPath(office.emblem.name).suffix.lower(), "")
