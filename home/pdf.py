"""The one door to the printer: HTML in, a tagged PDF out. Nothing is fetched from anywhere but what is handed in.

WeasyPrint itself is behind `printer`, which is loaded with the first document: most processes never print one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from .printer import Proof

PAPER = "home/css/paper.css"
#: Tagged for screen readers (PDF/UA); letters that are kept for good ask for "pdf/a-3a".
READABLE, ARCHIVAL = "pdf/ua-1", "pdf/a-3a"


def static_file(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise ValueError(f"no such static file: {name}")
    return Path(found)


def edition(stylesheets: tuple[str, ...] = (PAPER,)) -> str:
    """Changes whenever the same HTML would be printed differently: with the style sheets and with the printer."""
    parts = [version("weasyprint").encode(), *(static_file(name).read_bytes() for name in stylesheets)]
    return hashlib.sha256(b"\n".join(parts)).hexdigest()[:12]


@dataclass(frozen=True)
class Typeface:
    """Fonts that are not ours: what style sheets call them, and a woff2 or TrueType file for each weight."""

    family: str
    files: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True)
class Enclosed:
    """A file that travels inside a PDF; `when` is what its date says, because the clock would change the bytes."""

    name: str
    data: bytes
    description: str
    when: datetime


def lay_out(
    body: str,
    *,
    title: str,
    language: str,
    stylesheets: tuple[str, ...] = (PAPER,),
    style: str = "",
    base_url: str = "",
    pictures: Mapping[str, bytes] | None = None,
    variant: str = READABLE,
    author: str = "",
    typeface: Typeface | None = None,
    lasting: tuple[str, ...] = (),
) -> Proof:
    """What stands between <body> and </body>, on pages.

    `stylesheets`: names of our static files; `style`: rules for this document alone. `base_url`: what relative links
    start from. `pictures`: absolute address to file contents, for the images of this document; an image that is not
    among them is left out. `variant`: READABLE or ARCHIVAL. `lasting`: the pictures that come again in other documents,
    which are read once; their addresses name their contents. One document at a time per process.
    """
    from . import printer

    return printer.lay_out(
        body, title=title, language=language, stylesheets=stylesheets, style=style, base_url=base_url,
        pictures=pictures, variant=variant, author=author, typeface=typeface, lasting=lasting,
    )  # fmt: skip


def render_pdf(body: str, **how) -> bytes:
    """The PDF of what stands between <body> and </body>; `how` as for `lay_out`. Same input, same bytes."""
    return lay_out(body, **how).pdf()
