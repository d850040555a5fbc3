"""The stamp with an agency's name (ตราชื่อส่วนราชการ, ข้อ 72): two red rings, the name between them. Pure.

Drawn as a picture at 600 dots per inch, because letters on a curve are no text that could be read aloud or copied.
"""

from __future__ import annotations

import math
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from home import fonts
from home.search.text import CLUSTER

DOTS_PER_MM = 600 / 25.4
#: Millimetres across the rings, of the emblem between them, and of the lines.
OUTER, INNER, EMBLEM, LINE = 45.0, 35.0, 24.0, 0.5
RED = (200, 16, 46)
#: How much of the ring the name may take at most, and the height of its letters in millimetres.
_SHARE, _SIZE = 0.92, 4.6


@lru_cache(maxsize=16)
def png(agency: str, emblem: bytes | None = None) -> bytes:
    """A picture with a clear ground, OUTER millimetres wide. An emblem in it has to be a picture, not a drawing."""
    side = round(OUTER * DOTS_PER_MM)
    sheet = Image.new("RGBA", (side, side), (*RED, 0))
    pen = ImageDraw.Draw(sheet)
    line = round(LINE * DOTS_PER_MM)
    for across in (OUTER, INNER):
        edge = (OUTER - across) / 2 * DOTS_PER_MM
        pen.ellipse((edge, edge, side - 1 - edge, side - 1 - edge), outline=(*RED, 255), width=line)
    _write_around(sheet, " ".join(agency.split()))
    if emblem is not None:
        _place_emblem(sheet, emblem)
    out = BytesIO()
    sheet.save(out, "PNG", dpi=(600, 600))
    return out.getvalue()


def _write_around(sheet: Image.Image, text: str) -> None:
    """Along the lower half of the ring, read from left to right with the feet of the letters outwards."""
    radius = (OUTER + INNER) / 4 * DOTS_PER_MM
    clusters = CLUSTER.findall(text)
    size = _SIZE * DOTS_PER_MM
    widths = _widths(clusters, size)
    room = 2 * math.pi * radius * _SHARE
    if sum(widths) > room:
        size *= room / sum(widths)
        widths = _widths(clusters, size)
    type_ = _type(size)
    angle = sum(widths) / radius / 2
    for cluster, width in zip(clusters, widths, strict=True):
        middle = angle - width / radius / 2
        _write(sheet, cluster, type_, radius, middle)
        angle -= width / radius


def _write(sheet: Image.Image, cluster: str, type_: ImageFont.FreeTypeFont, radius: float, angle: float) -> None:
    box = round(type_.size * 3)
    tile = Image.new("RGBA", (box, box), (*RED, 0))
    ImageDraw.Draw(tile).text(
        (box / 2, box / 2 + type_.size * 0.28), cluster, font=type_, fill=(*RED, 255), anchor="ms"
    )
    turned = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
    middle = sheet.width / 2
    x, y = middle - radius * math.sin(angle), middle + radius * math.cos(angle)
    sheet.alpha_composite(turned, (round(x - box / 2), round(y - box / 2)))


def _widths(clusters: list[str], size: float) -> list[float]:
    return [_type(size).getlength(cluster) for cluster in clusters]


def _type(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(fonts.truetype(fonts.STRONG)), size, layout_engine=ImageFont.Layout.RAQM)


def _place_emblem(sheet: Image.Image, emblem: bytes) -> None:
    """In red, as a stamp prints it: what is dark in the emblem is ink."""
    try:
        picture = Image.open(BytesIO(emblem)).convert("LA")
    except OSError:
        return
    side = round(EMBLEM * DOTS_PER_MM)
    picture.thumbnail((side, side))
    light, alpha = picture.split()
    ink = Image.composite(light.point(lambda level: 255 - level), Image.new("L", picture.size), alpha)
    ground = Image.new("RGBA", picture.size, (*RED, 0))
    ground.putalpha(ink)
    at = ((sheet.width - picture.width) // 2, (sheet.height - picture.height) // 2)
    sheet.alpha_composite(ground, at)
