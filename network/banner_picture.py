"""The banner that partners show: drawn, with the Thai shaped as it should be. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from home import fonts, marks, weave
from home.covers import cloth

WIDTH, HEIGHT = 300, 100
#: Changes whenever the drawing does.
EDITION = "1"
TITLE, BELOW = "ข่าวสารตลาดแรงงาน", "กรมการจัดหางาน"


@dataclass(frozen=True)
class Style:
    """Colours of a banner; `factor`: how many times the usual size."""

    paper: str
    ink: str
    muted: str
    rule: str
    factor: int = 1


STYLES = {
    "": Style("#ffffff", "#1d2a66", "#515a6b", "#9a6a12"),
    "-dark": Style("#1d2a66", "#ffffff", "#d8def7", "#e0b458"),
    "-large": Style("#ffffff", "#1d2a66", "#515a6b", "#9a6a12", 2),
}
_BAND = 10


@dataclass(frozen=True)
class Picture:
    data: bytes
    etag: str


@cache
def picture(style: str, scale: int) -> Picture:
    """The PNG in a style of STYLES, `scale` pixels to a point. The same bytes each time."""
    data = _draw(STYLES[style], scale * STYLES[style].factor)
    return Picture(data, f'"{hashlib.sha256(data).hexdigest()[:16]}"')


def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(fonts.truetype(weight)), size, layout_engine=ImageFont.Layout.RAQM)


def _draw(style: Style, scale: int) -> bytes:
    width, height = WIDTH * scale, HEIGHT * scale
    image = Image.new("RGB", (width, height), style.paper)
    pen = ImageDraw.Draw(image)
    side = 51 * scale
    with Image.open(BytesIO(marks.mark_png(side))) as mark:
        image.paste(mark.convert("RGB"), (14 * scale, 19 * scale))
    left = 78 * scale
    pen.text((left, 46 * scale), TITLE, font=_font(fonts.STRONG, 24 * scale), fill=style.ink, anchor="ls")
    pen.text((left, 72 * scale), BELOW, font=_font(fonts.TEXT, 17 * scale), fill=style.muted, anchor="ls")
    _draw_band(pen, width, height, scale)
    pen.rectangle((0, height - _BAND * scale - 2 * scale, width, height - _BAND * scale - 1), fill=style.rule)
    pen.rectangle((0, 0, width - 1, height - 1), outline=style.rule, width=scale)
    out = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_band(pen: ImageDraw.ImageDraw, width: int, height: int, scale: int) -> None:
    """A strip of the cloth that the site's pages wear."""
    woven = cloth("network", "banner")
    top = height - _BAND * scale
    pen.rectangle((0, top, width, height), fill=woven.dye.ground)
    rows: tuple[weave.Row, ...] = tuple(woven.band)[:_BAND]
    colours = {"#": woven.dye.first, "o": woven.dye.second}
    for number, row in enumerate(rows):
        for column in range(width // scale):
            if colour := colours.get(row.threads[column % len(row.threads)]):
                x, y = column * scale, top + number * scale
                pen.rectangle((x, y, x + scale - 1, y + scale - 1), fill=colour)
