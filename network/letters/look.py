"""How a letter is to look, apart from what it says: the emblem, marks, typefaces, and habits of the office. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "draft", "specimen"]
Variant = Literal["original", "file_copy"]


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside the PDF. `name`: a file name with its ending; `data`: its contents."""

    name: str
    data: bytes
    description: str = ""


@dataclass(frozen=True)
class Faces:
    """An office's own typeface, put right by `faces.faces_of`: the one for text and the strong one, as woff2."""

    text: bytes
    strong: bytes


@dataclass(frozen=True)
class Habits:
    """What the regulation leaves open or what could not be read in the original; every office has its own custom."""

    thai_digits: bool = True
    page_numbers: bool = True
    catchword: bool = True
    #: Shrink blank lines and leading so that a letter fits on one page, where that is possible.
    autofit: bool = True


@dataclass(frozen=True)
class Look:
    """`emblem`: the office's own, cleaned by `emblem.clean_emblem`, with its media type; None prints a dashed box.

    `mark`: "draft" across the page of what is not issued; "specimen" where the office's settings are not complete.
    `variant`: "file_copy" is the copy that stays in the office (สำเนาคู่ฉบับ, ข้อ 30). `faces`: None for the site's own.
    """

    emblem: bytes | None = None
    emblem_type: str = ""
    mark: Mark = ""
    faces: Faces | None = None
    attachments: tuple[Attachment, ...] = ()
    variant: Variant = "original"
    habits: Habits = Habits()
