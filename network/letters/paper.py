"""What a letter says, as a PDF: the one function between the two."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from functools import lru_cache

from home import pdf, qr
from home.thai import thai_digits

from . import certificate_sheet, fitting, markup, slip_sheet, stamp
from .compose import Kind, Letter
from .faces import FAMILY
from .look import Attachment, Faces, Habits, Look

__all__ = ["Attachment", "Faces", "Habits", "Look", "print_letter"]
STYLE = "network/css/letter.css"
# Where the drawings seem to lie. RFC 2606 keeps the name out of the real internet; they are handed in.
_HERE = "https://letter.invalid/"
CATCHWORD_LENGTH = 24


def print_letter(letter: Letter, look: Look) -> bytes:
    """A tagged, archival PDF (PDF/A-3a). The same letter and look give the same bytes."""
    proof = _fitted(letter, look)
    # The date of a draft's enclosures is nobody's business, and the clock would change the bytes.
    when = datetime.datetime.combine(letter.date or datetime.date(2000, 1, 1), datetime.time())
    enclosed = [pdf.Enclosed(each.name, each.data, each.description, when) for each in look.attachments]
    return proof.pdf(enclosed)


def _fitted(letter: Letter, look: Look) -> pdf.Proof:
    """On one page if fewer blank lines can do it; else on several, at full size, numbered and with catchwords."""
    steps = range(fitting.least_step(letter), len(fitting.STEPS)) if look.habits.autofit else range(1)
    full = None
    for step in steps:
        proof = _laid_out(letter, look, step)
        if _pages(proof) == 1:
            return proof
        full = proof if step == 0 else full
        if _pages(proof) > 2:
            break
    full = full or _laid_out(letter, look)
    rules = "".join(_margins(full, look.habits))
    return _laid_out(letter, look, rules=rules) if rules else full


def _laid_out(letter: Letter, look: Look, step: int = 0, rules: str = "") -> pdf.Proof:
    certificate = letter.kind is Kind.CERTIFICATE
    here = f"{_HERE}{_edition(look.emblem)}/"
    return pdf.lay_out(
        certificate_sheet.html(letter, look) if certificate else _sheets(letter, look, step),
        title=title_of(letter),
        language="th",
        stylesheets=certificate_sheet.STYLES if certificate else (STYLE,),
        style=rules + _specimen(look),
        base_url=here,
        pictures={f"{here}{name}": data for name, data in _pictures(letter, look).items()},
        lasting=(f"{here}{markup.EMBLEM}",),
        variant=pdf.ARCHIVAL,
        author=letter.sender.agency.replace("\n", " "),
        typeface=typeface_of(look.faces),
    )


def _sheets(letter: Letter, look: Look, step: int) -> str:
    sheet = markup.Sheet(letter, look, step)
    return sheet.html() + (slip_sheet.html(letter.reply_slip, sheet.prose) if letter.reply_slip else "")


def _specimen(look: Look) -> str:
    """In the margin of every page, where no text of the letter can hide it."""
    return f'@page{{@top-left{{content:"{markup.SPECIMEN}"}}}}' if look.mark == "specimen" else ""


def title_of(letter: Letter) -> str:
    """What a reader of the file sees in its title bar."""
    if letter.kind is Kind.CERTIFICATE:
        return f"{letter.subject} {letter.recipient.title}"
    return letter.subject or f"หนังสือถึง {letter.recipient.title}"


def typeface_of(faces: Faces | None) -> pdf.Typeface | None:
    return faces and pdf.Typeface(FAMILY, ((300, faces.text), (500, faces.strong)))


@lru_cache(maxsize=16)
def _edition(emblem: bytes | None) -> str:
    """A name for an emblem, so that the printer reads it once and not for every letter."""
    return hashlib.sha256(emblem or b"").hexdigest()[:16]


def _pictures(letter: Letter, look: Look) -> dict[str, bytes]:
    found = {}
    if look.emblem is not None:
        found[markup.EMBLEM] = look.emblem
    if letter.qr:
        found[markup.QR] = qr.svg(letter.qr)
    if letter.reply_slip and letter.reply_slip.qr:
        found[markup.SLIP_QR] = qr.svg(letter.reply_slip.qr)
    if letter.kind is Kind.CERTIFICATE:
        found[certificate_sheet.FRAME] = certificate_sheet.frame()
    if letter.kind is Kind.STAMPED:
        found[markup.STAMP] = stamp.png(letter.sender.agency, look.emblem)
    return found


def _pages(proof: pdf.Proof) -> int:
    """How many pages the letter itself takes; slips and the like have names."""
    return sum(not name for name in proof.page_names)


def _margins(proof: pdf.Proof, habits: Habits) -> Iterator[str]:
    """Page numbers from the second page on, and at the foot of each page the first words of the next."""
    pages = _pages(proof)
    for page in range(1, pages + 1):
        number = thai_digits(page) if habits.thai_digits else page
        if habits.page_numbers and page > 1:
            yield f'@page:nth({page}){{@top-center{{content:"- {number} -"}}}}'
        if habits.catchword and page < pages and (word := catchword(proof, page)):
            yield f'@page:nth({page}){{@bottom-right{{content:"/{word}..."}}}}'


def catchword(proof: pdf.Proof, page: int) -> str:
    """The first words of a page, from 0, as they stand there; "" where it begins with no text."""
    line = next(proof.lines(page), "")
    first = line.replace("\u00a0", " ").split(" ")[0]
    return "".join(character for character in first[:CATCHWORD_LENGTH] if character not in '"\\{}<>')
