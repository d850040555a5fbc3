"""Reads the dashed lines of a woven SVG back as pixels, by the rules of SVG's stroke-dasharray."""

import re
from itertools import cycle

from defusedxml import ElementTree


def pixels(groups: str, width: int) -> dict[tuple[int, int], str]:
    """Colour by (column, row); later groups lie on top."""
    found = {}
    root = ElementTree.fromstring(f"<svg>{groups}</svg>".replace(' xmlns="http://www.w3.org/2000/svg"', ""))
    for group in root.iter("g"):
        for path in group.findall("path"):
            dashes = [int(length) for length in path.get("stroke-dasharray", "1000 1").split()]
            for x, y, length in re.findall(r"M(-?\d+) (\d+)\.5h(\d+)", path.get("d")):
                found |= {
                    (at, int(y)): group.get("stroke") for at in line(int(x), int(length), dashes) if 0 <= at < width
                }
    return found


def line(x: int, length: int, dashes: list[int]):
    end, on = x + length, True
    for dash in cycle(dashes):
        if on:
            yield from range(x, min(x + dash, end))
        x, on = x + dash, not on
        if x >= end:
            return
