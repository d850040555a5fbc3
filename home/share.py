"""The picture that a link to a page shows where it is shared: 1200 x 630 pixels, drawn, Thai shaped by raqm. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from . import covers, fonts, marks, weave
from .wrapping import lines, pieces

WIDTH, HEIGHT = 1200, 630
#: Changes whenever the drawing does, so that no old picture is taken for a new one.
EDITION = "1"

_PAPER, _INK, _MUTED, _GOLD = "#fbfaf7", "#1b2130", "#515a6b", "#9a6a12"
_LEFT, _MEASURE = 80, WIDTH - 160
_CELL, _TOP_OF_CLOTH = 6, HEIGHT - 6 * covers.HEIGHT
_SIZES = ((66, 3), (56, 3), (47, 4))  # pixels, most lines
_LEADING = 1.42
_TITLE_TOP, _TITLE_BOTTOM = 112, 392


@dataclass(frozen=True)
class Card:
    """What the picture says. `kind` and `seed` choose the cloth, as for a cover."""

    title: str
    label: str
    office: str
    kind: str
    seed: str

    @property
    def digest(self) -> str:
        """Twelve characters that change with the picture."""
        return hashlib.sha256("\n".join((EDITION, *map(str, astuple(self)))).encode()).hexdigest()[:12]


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(fonts.truetype(weight)), size, layout_engine=ImageFont.Layout.RAQM)


def draw(card: Card) -> bytes:
    """The PNG of a card."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((_LEFT, 76), card.label, font=_font(fonts.STRONG, 32), fill=_GOLD, anchor="ls")
    _draw_title(pen, card.title)
    _draw_office(picture, pen, card.office)
    pen.rectangle((0, _TOP_OF_CLOTH - 6, WIDTH, _TOP_OF_CLOTH), fill=_GOLD)
    _draw_cloth(pen, covers.cloth(card.kind, card.seed))
    out = BytesIO()
    picture.quantize(96, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    for size, most in _SIZES:
        font = _font(fonts.STRONG, size)
        found = lines(title, _MEASURE, font.getlength)
        if len(found) <= most:
            break
    if len(found) > most:
        found = [*found[: most - 1], _cut(found[most - 1], font)]
    leading = size * _LEADING
    top = _TITLE_TOP + (_TITLE_BOTTOM - _TITLE_TOP - leading * len(found)) / 2
    for number, line in enumerate(found):
        pen.text((_LEFT, top + leading * number + size), line, font=font, fill=_INK, anchor="ls")


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    """A line with an ellipsis, a word shorter where there is no room for it."""
    if font.getlength(line + "…") > _MEASURE:
        parts = pieces(line)
        line = "".join(parts[:-1]).strip() if len(parts) > 1 else line[:-2]
    return line + "…"


def _draw_office(picture: Image.Image, pen: ImageDraw.ImageDraw, office: str) -> None:
    side = marks.SIZE * 3
    with Image.open(BytesIO(marks.mark_png(side))) as mark:
        picture.paste(mark.convert("RGB"), (_LEFT, 408))
    font = _font(fonts.TEXT, 30)
    name = lines(office, _MEASURE - side - 18, font.getlength)
    pen.text((_LEFT + side + 18, 444), name[0] if name else "", font=font, fill=_MUTED, anchor="ls")


def _draw_cloth(pen: ImageDraw.ImageDraw, cloth: covers.Cloth) -> None:
    dye = cloth.dye
    pen.rectangle((0, _TOP_OF_CLOTH, WIDTH, HEIGHT), fill=dye.ground)
    top = _TOP_OF_CLOTH + (cloth.top - 1) * _CELL
    pen.rectangle((0, top, WIDTH, top + (cloth.height + 2) * _CELL - 1), fill=dye.band)
    for rows, colours in (
        (cloth.edges, {"#": dye.edge, "o": dye.edge}),
        (cloth.band, {"#": dye.first, "o": dye.second}),
    ):
        for row in rows:
            _draw_row(pen, row, colours)


def _draw_row(pen: ImageDraw.ImageDraw, row: weave.Row, colours: dict[str, str]) -> None:
    y = _TOP_OF_CLOTH + row.y * _CELL
    for column in range(WIDTH // _CELL):
        if colour := colours.get(row.threads[column % len(row.threads)]):
            # A pixel of ground between the rows, as between threads.
            pen.rectangle((column * _CELL, y, (column + 1) * _CELL - 1, y + _CELL - 2), fill=colour)
