"""The frame of a certificate: a band of gold cloth around the sheet, woven from the portal's own motifs. Pure."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from home import weave

#: Millimetres of an A4 sheet on its side, and of the distance to its edge. A thread of the bands is a millimetre.
WIDTH, HEIGHT, EDGE = 297, 210, 8
#: How far the corners stand out of the bands, and the lines inside them: distance to the band and thickness.
OUT, LINES = 2, ((-2, 0.5), (1.6, 0.9), (3, 0.25))
GROUND, LINE = "#9a6a12", "#c4943a"
THREADS = {"#": "#fbeec8", "o": "#e9b949"}
_FIGURE = weave.mirrored(weave.DIAMONDS)
_CORNER = tuple(f"{row}{row[0]}" for row in weave.mirrored(weave.FLOWER))


@cache
def frame_svg() -> str:
    """The drawing of the whole sheet; what stands inside it is the page's own."""
    band = len(_FIGURE)
    far_x, far_y = WIDTH - EDGE - band, HEIGHT - EDGE - band
    across, down = _strip(WIDTH - 2 * EDGE), _strip(HEIGHT - 2 * EDGE)
    sides = "".join(f'<g transform="translate({EDGE} {y})">{across}</g>' for y in (EDGE, far_y))
    sides += "".join(f'<g transform="translate({x + band} {EDGE}) rotate(90)">{down}</g>' for x in (EDGE, far_x))
    corners = "".join(_corner(x - OUT, y - OUT, band + 2 * OUT) for x in (EDGE, far_x) for y in (EDGE, far_y))
    lines = "".join(_line(EDGE + (band if away > 0 else 0) + away, width) for away, width in LINES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}mm" height="{HEIGHT}mm">'
        f"{sides}{corners}{lines}</svg>"
    )


def _strip(width: int) -> str:
    """A band that begins and ends in the middle between two figures."""
    period = len(_FIGURE[0])
    start = (width % period) // 2
    rows = [(row[-start:] + row * (width // period + 2))[:width] if start else (row * width)[:width] for row in _FIGURE]
    return f'<path fill="{GROUND}" d="M0 0h{width}v{len(rows)}H0z"/>{_woven(rows)}'


def _woven(rows: list[str] | tuple[str, ...]) -> str:
    """Every thread as a rectangle, a unit high: nothing reaches out of the cloth."""
    moves: dict[str, list[str]] = {thread: [] for thread in THREADS}
    for y, row in enumerate(rows):
        x = 0
        for thread, run in groupby(row):
            length = len(list(run))
            if thread in moves:
                moves[thread].append(f"M{x} {y}.06h{length}v.88h-{length}z")
            x += length
    return "".join(f'<path fill="{THREADS[thread]}" d="{"".join(each)}"/>' for thread, each in moves.items() if each)


def _corner(x: float, y: float, side: float) -> str:
    """A square with one whole flower, which covers the ends of the bands."""
    scale = side / (len(_CORNER[0]) + 2)
    down = (side - len(_CORNER) * scale) / 2
    square = f"M{x} {y}h{side}v{side}H{x}z"
    return (
        f'<path fill="{GROUND}" stroke="{LINE}" stroke-width=".4" d="{square}"/>'
        f'<g transform="translate({x + scale:.3f} {y + down:.3f}) scale({scale:.4f})">{_woven(_CORNER)}</g>'
    )


def _line(inset: float, width: float) -> str:
    return (
        f'<path fill="none" stroke="{GROUND}" stroke-width="{width}"'
        f' d="M{inset} {inset}H{WIDTH - inset}V{HEIGHT - inset}H{inset}z"/>'
    )
