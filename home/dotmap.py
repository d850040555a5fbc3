"""Where the dots of a country drawn as dots lie. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

#: Thailand from corner to corner with a margin of a dot, in degrees.
NORTH, SOUTH, WEST, EAST = 20.4, 6.0, 97.6, 105.3
#: Units of the drawing per degree of latitude.
PER_DEGREE = 12.0
_ACROSS = PER_DEGREE * cos(radians((NORTH + SOUTH) / 2))
WIDTH = round((EAST - WEST) * _ACROSS)
HEIGHT = round((NORTH - SOUTH) * PER_DEGREE)


@dataclass(frozen=True)
class Dot:
    """A place on the drawing of WIDTH × HEIGHT; those `near` stand out."""

    x: str
    y: str
    name: str = ""
    url: str = ""
    near: bool = False


def position(latitude: float, longitude: float) -> tuple[str, str]:
    """Degrees to units of the drawing, as SVG writes them: north is up, and a kilometre is as long both ways."""
    return f"{(longitude - WEST) * _ACROSS:.1f}", f"{(NORTH - latitude) * PER_DEGREE:.1f}"
