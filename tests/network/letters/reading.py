"""Reads printed letters back: positions in centimetres from the edges of the paper, text, pages as pictures."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass

import pymupdf
from PIL import Image

CM = 2.54 / 72


@dataclass(frozen=True)
class Line:
    """A line of text: its page from 1, where it starts, its baseline, where it ends."""

    page: int
    text: str
    x: float
    y: float
    right: float

    @property
    def middle(self) -> float:
        return (self.x + self.right) / 2


def lines(made: bytes) -> list[Line]:
    found = []
    with pymupdf.open("pdf", made) as document:
        for number, page in enumerate(document, 1):
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", []):
                    text = "".join(span["text"] for span in line["spans"]).replace("\u00a0", " ").strip()
                    if text:
                        (x, y), right = line["spans"][0]["origin"], line["bbox"][2]
                        found.append(Line(number, text, x * CM, y * CM, right * CM))
    return found


def line(made: bytes, beginning: str, page: int = 1) -> Line:
    """The first line of a page that begins so."""
    return next(each for each in lines(made) if each.page == page and each.text.startswith(beginning))


def pages(made: bytes) -> int:
    with pymupdf.open("pdf", made) as document:
        return len(document)


def plain_text(made: bytes) -> str:
    """With pdftotext, without white space."""
    run = subprocess.run(["pdftotext", "-nopgbrk", "-", "-"], input=made, capture_output=True, check=True)
    return "".join(run.stdout.decode().split())


def picture(made: bytes, page: int = 0, dots: int = 75) -> Image.Image:
    with pymupdf.open("pdf", made) as document:
        return Image.open(io.BytesIO(document[page].get_pixmap(dpi=dots).tobytes("png"))).convert("RGB")
