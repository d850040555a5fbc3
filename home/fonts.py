"""Where the site's typeface lies, what it can write, and its outlines for programs that cannot read woff2. Pure."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "LMI Sarabun"
FOLDER = Path(__file__).parent / "static" / "home" / "fonts"
TEXT, STRONG = 300, 500
FILES = {TEXT: "sarabun-300.woff2", STRONG: "sarabun-500.woff2"}


@cache
def characters() -> frozenset[str]:
    """Every character the typeface draws; line ends and tabs count as spaces."""
    codes = set.intersection(*(set(TTFont(FOLDER / name, lazy=True).getBestCmap()) for name in FILES.values()))
    return frozenset(map(chr, codes)) | frozenset("\n\r\t")


def missing(text: str) -> str:
    """The characters of the text that the typeface lacks, each once, in order of code."""
    return "".join(sorted(set(text) - characters()))


@cache
def truetype(weight: int) -> bytes:
    """The font file of a weight (TEXT or STRONG), unpacked for Pillow."""
    font = TTFont(FOLDER / FILES[weight], recalcTimestamp=False)
    font.flavor = None
    out = BytesIO()
    font.save(out)
    return out.getvalue()
