"""Envelopes and sheets of address labels for letters (ข้อ 75)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from home import pdf

from .compose import Kind, Letter
from .faces import FAMILY
from .look import Look
from .markup import EMBLEM, urgency
from .prose import Prose

STYLE = "network/css/envelope.css"
_HERE = "https://letter.invalid/"


@dataclass(frozen=True)
class Envelope:
    """The name of a size in `envelope.css`, and what people call it with its millimetres."""

    name: str
    label: str


DL, C5 = Envelope("dl", "DL 220 × 110"), Envelope("c5", "C5 229 × 162")
ENVELOPES = (DL, C5)


@dataclass(frozen=True)
class Labels:
    """A sheet of labels on A4: columns, rows, and millimetres of one label and of the margins before the first."""

    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0

    @property
    def count(self) -> int:
        return self.columns * self.rows


#: The two usual sheets: 24 labels without gaps, and 14 with a gap of 2.5 mm between the columns.
SHEET_24 = Labels("70 × 37", 3, 8, 70, 37, 0, 0.5)
SHEET_14 = Labels("99.1 × 38.1", 2, 7, 99.1, 38.1, 4.65, 15.15, 2.5)
SHEETS = (SHEET_24, SHEET_14)


def print_envelopes(letters: Sequence[Letter], look: Look, envelope: Envelope = DL) -> bytes:
    """A page for each letter, in order: sender and number top left, urgency, and whom it is for in the middle."""
    body = "".join(_envelope(letter, look, envelope) for letter in letters)
    return _printed(body, look, title="ซองจดหมาย", author=letters[0].sender.agency if letters else "")


def print_labels(letters: Iterable[Letter], look: Look, sheet: Labels = SHEET_24, first: int = 1) -> bytes:
    """Labels with the addresses, from the label number `first` of the first sheet on (1 is top left)."""
    cells = [""] * (first - 1) + [_address(letter, Prose(thai=look.habits.thai_digits)) for letter in letters]
    pages = [cells[start : start + sheet.count] for start in range(0, len(cells), sheet.count)]
    body = "".join(f'<div class="labels">{_labels(page, sheet)}</div>' for page in pages)
    return _printed(body, look, title="ป้ายที่อยู่", author="")


def _envelope(letter: Letter, look: Look, envelope: Envelope) -> str:
    prose = _prose(letter, look)
    emblem = (
        f'<img class="emblem" src="{EMBLEM}" alt="ตราครุฑ">' if look.emblem else '<div class="emblem missing"></div>'
    )
    sender = (letter.sender.agency, *letter.sender.address_lines)
    number = f"<p>{prose.html(f'ที่ {letter.number}')}</p>" if letter.number else ""
    urgent = f'<p class="urgency">{prose.html(urgency(letter))}</p>' if urgency(letter) else ""
    specimen = '<p class="specimen">ตัวอย่าง (SPECIMEN)</p>' if look.mark == "specimen" else ""
    return (
        f'<section class="envelope envelope--{envelope.name}">{emblem}'
        f'<div class="sender">{_lines(sender, prose)}{number}</div>'
        f'{urgent}{specimen}<div class="recipient">{_address(letter, prose)}</div></section>'
    )


def _address(letter: Letter, prose: Prose) -> str:
    """The salutation of the letter, which is the envelope's too; the organisation unless the title names it already."""
    recipient = letter.recipient
    salutation = "ถึง" if letter.kind is Kind.STAMPED else letter.manners.salutation
    named = not recipient.organisation or recipient.organisation in recipient.title
    lines = [*([] if named else [recipient.organisation]), *recipient.address_lines]
    # Sorting machines read the postcode, so it keeps its figures.
    code = f'<div class="zip">{recipient.zip}</div>' if recipient.zip else ""
    return f"<p>{salutation}&nbsp;&nbsp;{prose.html(recipient.title)}</p>{_lines(lines, prose)}{code}"


def _labels(cells: list[str], sheet: Labels) -> str:
    return "".join(
        f'<div class="label" style="left:{sheet.left + (at % sheet.columns) * (sheet.width + sheet.gap):.2f}mm;'
        f"top:{sheet.top + (at // sheet.columns) * sheet.height:.2f}mm;"
        f'width:{sheet.width}mm;height:{sheet.height}mm">{cell}</div>'
        for at, cell in enumerate(cells)
        if cell
    )


def _lines(lines: Iterable[str], prose: Prose) -> str:
    return "".join(f"<div>{prose.html(part)}</div>" for line in lines for part in line.split("\n") if part.strip())


def _prose(letter: Letter, look: Look) -> Prose:
    return Prose([letter.recipient.organisation, letter.sender.agency], thai=look.habits.thai_digits)


def _printed(body: str, look: Look, *, title: str, author: str) -> bytes:
    faces = look.faces
    return pdf.render_pdf(
        f'<div class="own">{body}</div>' if faces else body,
        title=title,
        language="th",
        stylesheets=(STYLE,),
        base_url=_HERE,
        pictures={f"{_HERE}{EMBLEM}": look.emblem} if look.emblem else {},
        author=author.replace("\n", " "),
        typeface=faces and pdf.Typeface(FAMILY, ((300, faces.text), (500, faces.strong))),
    )
