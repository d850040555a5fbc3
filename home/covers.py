"""Covers for what has no photo: a piece of woven cloth by kind and place, always the same, in a kilobyte. Pure."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

from . import weave

WIDTH, WIDE, HEIGHT = 40, 96, 25


@dataclass(frozen=True)
class Dye:
    """`ground`, the darker ground of the `band` in the middle, the threads of its figure, and the calmer `edge`."""

    ground: str
    band: str
    first: str
    second: str
    edge: str


INDIGO = Dye("#2a3b8f", "#1d2a66", "#c3cbf3", "#e0b458", "#5a6bc4")
BRICK = Dye("#a8321f", "#7d2114", "#f6d2c4", "#f0b45a", "#d0664f")
TEAL = Dye("#0b6b63", "#084b46", "#bfe3dc", "#e6c36a", "#3f9a90")
GOLD = Dye("#9a6a12", "#6f4a08", "#fbeec8", "#f0b94e", "#c4943a")
NIGHT = Dye("#1d2a66", "#0b6b63", "#c8ecdf", "#e0b458", "#44559f")
SLATE = Dye("#515a6b", "#3a4252", "#d5dae4", "#d9ad55", "#7b8598")

_WATER = weave.water(13)
_HOOKS, _FLOWER, _STAR, _DIAMONDS, _PIKUL = map(
    weave.mirrored, (weave.HOOKS, weave.FLOWER, weave.STAR, weave.DIAMONDS, weave.PIKUL)
)
#: The cloth of each kind of news: its dyes, and the figures that places choose from.
CLOTHS = {
    "market": (INDIGO, (_HOOKS, _FLOWER, _DIAMONDS, _STAR, _PIKUL)),
    "fraud": (BRICK, (_DIAMONDS, _WATER, _HOOKS)),
    "job-fair": (GOLD, (_STAR, _FLOWER, _PIKUL, _HOOKS)),
    "activity": (TEAL, (_WATER, _PIKUL, _FLOWER, _STAR)),
    "network": (NIGHT, (_FLOWER, _HOOKS, _STAR, _DIAMONDS)),
}
OTHER = (SLATE, (_HOOKS, _FLOWER, _STAR, _DIAMONDS, _WATER, _PIKUL))
BORDERS = (weave.TEETH, weave.BEADS, weave.FANGS, weave.STEPS)


def seed_of(item) -> str:
    """What chooses the cloth of a card or a page: its first province, else its own name; the same in lists."""
    if found := getattr(item, "seed", ""):
        return found
    provinces = item.provinces.all() if hasattr(item, "provinces") else ()
    return provinces[0].slug if provinces else getattr(item, "slug", "")


@dataclass(frozen=True)
class Cloth:
    """25 rows of threads: a `band` with a figure between two `edges`. `top`: the first row of the figure."""

    dye: Dye
    top: int
    height: int
    band: tuple[weave.Row, ...]
    edges: tuple[weave.Row, ...]


def cloth(kind: str, seed: str) -> Cloth:
    """The cloth of a kind of page and a place (any text), the same every time."""
    number = zlib.crc32(seed.encode())
    dye, figures = CLOTHS.get(kind, OTHER)
    figure = figures[number % len(figures)]
    border = BORDERS[number // 7 % len(BORDERS)]
    top = (HEIGHT - len(figure)) // 2
    below = top + len(figure)
    band = weave.laid(figure, top, number // 31 % len(figure[0]))
    band += [weave.Row(y, "o") for y in (top - 2, below + 1)]
    edges = weave.laid(border, top - 5) + weave.laid(border[::-1], below + 2)
    return Cloth(dye, top, len(figure), tuple(band), tuple(edges))


@lru_cache(maxsize=512)
def cover_svg(kind: str, seed: str, width: int = WIDTH) -> str:
    """The cloth as an SVG element of at most 1,200 bytes, without ids or styles.

    It is 25 threads high and `width` threads wide: WIDTH for a list, WIDE for a banner.
    """
    made = cloth(kind, seed)
    dye = made.dye
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" preserveAspectRatio="xMidYMid slice"'
        f' aria-hidden="true"><path fill="{dye.ground}" d="M0 0h{width}v{HEIGHT}H0z"/>'
        f'<path fill="{dye.band}" d="M0 {made.top - 1}h{width}v{made.height + 2}H0z"/>'
        f'<g stroke-width=".88">{weave.paths(made.edges, {"#": dye.edge, "o": dye.edge}, width)}'
        f"{weave.paths(made.band, {'#': dye.first, 'o': dye.second}, width)}</g></svg>"
    )
