"""The site's own mark, for where no emblem is set: a woven diamond star. Pure."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from . import weave

SIZE = 17
GROUND, THREADS = "#1d2a66", {"#": "#e0b458", "o": "#c3cbf3"}
STAR = (
    "oo....#",
    "o....##",
    "....##.",
    "...##..",
    "..##..#",
    ".##..##",
    "##..##o",
)


def _figure() -> tuple[str, ...]:
    """The star as rows of SIZE threads, with ground around it."""
    upper = tuple(half + half[-2::-1] for half in STAR)
    star = upper + upper[-2::-1]
    edge = (SIZE - len(star)) // 2
    blank = "." * SIZE
    return (blank,) * edge + tuple("." * edge + row + "." * edge for row in star) + (blank,) * edge


def mark_svg() -> str:
    """The mark as a file of its own: a rounded square of cloth."""
    rows = [weave.Row(y, threads) for y, threads in enumerate(_figure()) if threads.strip(".")]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
        f'<rect width="{SIZE}" height="{SIZE}" rx="3" fill="{GROUND}"/>{weave.paths(rows, THREADS, SIZE)}</svg>'
    )


def mark_png(side: int) -> bytes:
    """The mark as a square PNG of so many pixels, to its very corners: platforms round them themselves."""
    cell = side // SIZE
    picture = Image.new("P", (side, side))
    colours = [GROUND, *THREADS.values()]
    picture.putpalette([int(colour[i : i + 2], 16) for colour in colours for i in (1, 3, 5)])
    draw = ImageDraw.Draw(picture)
    offset = (side - cell * SIZE) // 2
    for y, threads in enumerate(_figure()):
        for x, thread in enumerate(threads):
            if thread in THREADS:
                left, top = offset + x * cell, offset + y * cell
                draw.rectangle((left, top, left + cell - 1, top + cell - 1), fill=1 + list(THREADS).index(thread))
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
