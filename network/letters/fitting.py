"""How much the blank lines of a letter have to shrink before it can fit on one page, without laying it out. Pure.

Laying out is what printing costs. A text cannot take fewer lines than its letters are wide together, so steps that are
too large for certain need not be tried; the layout decides between the others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont

from home import fonts

from .compose import Kind, Letter, Paragraph


@dataclass(frozen=True)
class Step:
    """Points of room for the signature and before the contact block, and of leading; `letter.css` has the same."""

    signature: float
    gap: float
    leading: float


STEPS = (
    Step(61.5, 82, 20.5),
    Step(61.5, 41, 20.5),
    Step(61.5, 20.5, 20.5),
    Step(61.5, 20.5, 19.5),
    Step(47.5, 11.4, 19),
)
# Points: what a first page holds, what stands above the number, and between blocks.
_PAGE, _ABOVE, _BETWEEN, _CLOSING = 262 / 25.4 * 72, 25.1 / 25.4 * 72, 6, 12
_WIDTH, _INDENT, _SIZE = 160 / 25.4 * 72, 25 / 25.4 * 72, 10.8
#: An office's own typeface may be a little narrower than the site's.
_NARROWER = 0.97


def least_step(letter: Letter) -> int:
    """The first of STEPS with which the letter may fit on a page; len(STEPS) when it cannot with any."""
    if letter.kind not in (Kind.EXTERNAL, Kind.CIRCULAR):
        return 0
    lines, blocks = _lines_and_blocks(letter)
    above = _ABOVE + _CLOSING + _BETWEEN * blocks
    heights = (above + each.signature + each.gap + each.leading * lines for each in STEPS)
    return next((at for at, height in enumerate(heights) if height <= _PAGE), len(STEPS))


def _lines_and_blocks(letter: Letter) -> tuple[int, int]:
    """The fewest lines the letter takes, and how many of its blocks stand six points below another."""
    sender, signer = letter.sender, letter.signer
    agency = sum(line.count("\n") + 1 for line in (sender.agency, *sender.address_lines) if line.strip())
    contact = sum(1 for line in (sender.owner_section, sender.phone, sender.fax, sender.email) if line)
    signed = 1 + (signer.position.count("\n") + 1 + bool(signer.acting_for) if signer else 0)
    texts = [block.text for block in letter.body if isinstance(block, Paragraph)]
    listed = len(letter.references) + len(letter.enclosures) + len(letter.copies_to)
    rows = 1 + lines_of(letter.subject) + 1 + listed  # date, subject, salutation
    total = agency + rows + sum(lines_of(text, _INDENT) for text in texts) + 1 + signed + contact
    lists = sum(map(bool, (letter.references, letter.enclosures, letter.copies_to)))
    spaced = sum(isinstance(block, Paragraph) and block.level < 2 for block in letter.body)
    return total, 3 + lists + spaced


def lines_of(text: str, indent: float = 0) -> int:
    """The fewest lines that a text takes across the page."""
    return max(1, math.ceil((indent + width_of(text) * _NARROWER) / _WIDTH))


def width_of(text: str) -> float:
    """Points; marks above and below have no width, and Thai digits are as wide as the others at least."""
    widths = _widths()
    return sum(widths.get(character, 0) for character in text)


@cache
def _widths() -> dict[str, float]:
    font = TTFont(BytesIO(fonts.truetype(fonts.TEXT)))
    em, table = font["head"].unitsPerEm, font["hmtx"]
    found = {chr(code): table[name][0] * _SIZE / em for code, name in font.getBestCmap().items()}
    thin = min(found[digit] for digit in "0123456789๐๑๒๓๔๕๖๗๘๙")
    return found | dict.fromkeys("0123456789", thin)
