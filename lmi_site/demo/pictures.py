"""Draws the demonstration pictures: landscapes of work above a band of woven cloth. Pure: a name in, a JPEG out."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1600, 900)
#: Drawn larger and made smaller, so that slanting edges are smooth.
FACTOR = 2
BAND = 120

INDIGO, NIGHT, SKY = "#2a3b8f", "#1b2a6b", "#dfe5f4"
GOLD, STRAW = "#c9962e", "#f0dfb4"
TEAL, LEAF, MINT = "#0b6b63", "#3f8f7c", "#cfe6df"
BRICK, CLAY = "#a8321f", "#e2a78f"
PAPER, SAND, INK = "#fbfaf7", "#efe9dc", "#1b2130"

Point = tuple[float, float]


class Sheet:
    """A sheet of 1600 by 900 to draw on in its own units."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (SIZE[0] * FACTOR, SIZE[1] * FACTOR), ground)
        self.draw = ImageDraw.Draw(self.image)

    @staticmethod
    def _scaled(points: list[Point]) -> list[Point]:
        return [(x * FACTOR, y * FACTOR) for x, y in points]

    def shape(self, points: list[Point], colour: str) -> None:
        self.draw.polygon(self._scaled(points), fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        corners = self._scaled([(x, y), (x + width, y + height)])
        self.draw.rounded_rectangle(corners, radius * FACTOR, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.draw.ellipse(self._scaled([(x - radius, y - radius), (x + radius, y + radius)]), fill=colour)

    def line(self, points: list[Point], colour: str, width: float) -> None:
        self.draw.line(self._scaled(points), fill=colour, width=round(width * FACTOR), joint="curve")

    def ridge(self, base: float, height: float, waves: float, shift: float, colour: str) -> None:
        """A range of hills, from its crest down to the lower edge."""
        crest = [
            (
                x,
                base
                - height
                * (0.6 * math.sin(waves * x / 255 + shift) + 0.4 * math.sin(2.3 * waves * x / 255 + 2 * shift)),
            )
            for x in range(0, SIZE[0] + 20, 20)
        ]
        self.shape([(0, SIZE[1]), *crest, (SIZE[0], SIZE[1])], colour)

    def person(self, x: float, y: float, height: float, colour: str) -> None:
        self.disc(x, y - height * 0.82, height * 0.16, colour)
        self.box(x - height * 0.22, y - height * 0.6, height * 0.44, height * 0.6, colour, height * 0.2)


def jpeg(name: str) -> bytes:
    """The picture of a name as a JPEG of 1600 by 900 pixels. Raises KeyError for an unknown name."""
    ground, paint = PICTURES[name]
    sheet = Sheet(ground)
    paint(sheet)
    _weave(sheet, sum(map(ord, name)))
    out = BytesIO()
    sheet.image.resize(SIZE, Image.Resampling.LANCZOS).save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue()


def _weave(sheet: Sheet, seed: int) -> None:
    """A border of woven cloth: diamonds within diamonds, in an order of colours that the seed decides."""
    top = SIZE[1] - BAND
    colours = [INDIGO, BRICK, TEAL, NIGHT]
    sheet.box(0, top, SIZE[0], BAND, colours[seed % 4])
    sheet.box(0, top, SIZE[0], 8, GOLD)
    for i, x in enumerate(range(40, SIZE[0], 80)):
        middle = top + 8 + (BAND - 8) / 2
        for size, colour in ((46, STRAW), (32, colours[(seed + 1 + i % 2) % 4]), (16, GOLD)):
            sheet.shape(
                [(x, middle - size), (x + size * 0.8, middle), (x, middle + size), (x - size * 0.8, middle)], colour
            )
        for y in (top + 22, SIZE[1] - 14):
            sheet.disc(x + 40, y, 6, STRAW)


def _market(sheet: Sheet) -> None:
    sheet.disc(1320, 190, 90, STRAW)
    heights = (180, 240, 210, 300, 270, 360, 330, 430, 400, 500)
    for i, height in enumerate(heights):
        x = 120 + i * 140
        sheet.box(x, 780 - height, 96, height, (INDIGO, TEAL)[i % 2], 6)
        for row in range(height // 70):
            sheet.box(x + 22, 800 - height + row * 70, 52, 26, SKY)
    sheet.line([(168 + i * 140, 730 - height) for i, height in enumerate(heights)], GOLD, 10)
    for i, height in enumerate(heights):
        sheet.disc(168 + i * 140, 730 - height, 15, BRICK)


def _north(sheet: Sheet) -> None:
    sheet.disc(400, 260, 120, GOLD)
    sheet.ridge(430, 110, 1.1, 0.4, "#b9c4e4")
    sheet.ridge(530, 100, 1.5, 2.1, "#7f90c8")
    sheet.ridge(640, 80, 1.9, 4.0, INDIGO)
    sheet.ridge(720, 46, 2.6, 1.0, TEAL)
    for x in range(90, 1600, 190):
        sheet.shape([(x, 700), (x + 34, 620), (x + 68, 700)], LEAF)
        sheet.box(x + 29, 700, 10, 40, NIGHT)


def _field(sheet: Sheet) -> None:
    sheet.disc(1180, 220, 100, GOLD)
    sheet.ridge(420, 90, 1.2, 1.2, LEAF)
    for i, colour in enumerate((MINT, "#a9d3c4", "#86bfab", "#64aa92", LEAF, TEAL)):
        sheet.ridge(480 + i * 58, 26, 0.7, 0.5 * i, colour)
    for i, x in enumerate((420, 700, 980)):
        sheet.person(x, 720 - 24 * (i % 2), 120, (INDIGO, BRICK, NIGHT)[i])
        sheet.shape([(x - 44, 628 - 24 * (i % 2)), (x, 592 - 24 * (i % 2)), (x + 44, 628 - 24 * (i % 2))], GOLD)


def _factory(sheet: Sheet) -> None:
    sheet.disc(260, 200, 90, STRAW)
    for i in range(5):
        x = 180 + i * 250
        sheet.shape([(x, 470), (x, 360), (x + 250, 470)], INDIGO)
    sheet.box(180, 470, 1250, 320, INDIGO)
    for i in range(9):
        sheet.box(230 + i * 132, 520, 84, 90, STRAW if i % 3 else SKY, 6)
    for x in (1210, 1320):
        sheet.box(x, 190, 60, 260, BRICK)
        sheet.disc(x + 30, 160, 34, SAND)
    for x, radius, colour in ((480, 78, TEAL), (620, 58, GOLD), (740, 44, BRICK)):
        _gear(sheet, x, 690, radius, colour)


def _gear(sheet: Sheet, x: float, y: float, radius: float, colour: str) -> None:
    for k in range(10):
        angle = k * math.pi / 5
        sheet.disc(x + radius * math.cos(angle), y + radius * math.sin(angle), radius * 0.22, colour)
    sheet.disc(x, y, radius, colour)
    sheet.disc(x, y, radius * 0.42, PAPER)


def _south(sheet: Sheet) -> None:
    sheet.disc(1240, 230, 110, GOLD)
    for x, width, height in ((120, 220, 330), (380, 150, 230), (1330, 190, 280)):
        sheet.shape(
            [(x, 560), (x + width * 0.18, 560 - height), (x + width * 0.7, 560 - height * 0.92), (x + width, 560)], TEAL
        )
    for i, colour in enumerate(("#8fb6cf", "#6b98bd", "#4a74a8", INDIGO)):
        sheet.ridge(560 + i * 66, 14, 3.2, 0.9 * i, colour)
    sheet.shape([(640, 600), (1020, 600), (960, 668), (700, 668)], BRICK)
    sheet.line([(820, 600), (820, 420)], NIGHT, 10)
    sheet.shape([(832, 430), (832, 580), (970, 580)], PAPER)


def _job_fair(sheet: Sheet) -> None:
    for i in range(5):
        x = 90 + i * 290
        sheet.box(x + 12, 400, 236, 250, PAPER)
        sheet.box(x + 12, 560, 236, 90, (INDIGO, TEAL)[i % 2])
        for k in range(5):
            left = x + k * 52
            sheet.shape([(left, 400), (left + 52, 400), (left + 46, 320), (left + 6, 320)], (BRICK, STRAW)[(i + k) % 2])
    for i in range(11):
        sheet.person(110 + i * 138, 770 - 14 * (i % 3), 150, (NIGHT, GOLD, TEAL, BRICK)[i % 4])


def _overseas(sheet: Sheet) -> None:
    sheet.disc(800, 620, 420, INDIGO)
    for scale in (0.28, 0.62, 0.9):
        oval = [
            (800 + 420 * scale * math.cos(k * math.pi / 40), 620 + 420 * math.sin(k * math.pi / 40)) for k in range(81)
        ]
        sheet.line(oval, "#7f90c8", 5)
    for y in (330, 450, 570, 690):
        half = math.sqrt(420**2 - (620 - y) ** 2)
        sheet.line([(800 - half, y), (800 + half, y)], "#7f90c8", 5)
    path = [(200 + k * 12, 520 - 330 * math.sin(k * math.pi / 100)) for k in range(101)]
    sheet.line(path, GOLD, 10)
    sheet.shape([(1010, 190), (1120, 246), (1000, 270), (1024, 236)], BRICK)
    for x, y in (path[0], path[-1]):
        sheet.disc(x, y, 24, BRICK)


def _school(sheet: Sheet) -> None:
    sheet.box(240, 110, 1120, 400, TEAL, 14)
    sheet.box(262, 132, 1076, 356, "#0a5a54", 8)
    for i, height in enumerate((70, 120, 160, 230)):
        sheet.box(360 + i * 110, 450 - height, 66, height, STRAW)
    sheet.line([(900, 420), (1010, 330), (1110, 360), (1240, 220)], GOLD, 12)
    for i in range(6):
        x = 190 + i * 245
        sheet.person(x, 700, 140, (INDIGO, BRICK, GOLD)[i % 3])
        sheet.box(x - 90, 670, 180, 26, CLAY, 8)
        sheet.box(x - 74, 696, 14, 90, CLAY)
        sheet.box(x + 60, 696, 14, 90, CLAY)


def _network(sheet: Sheet) -> None:
    nodes = [
        (800 + r * 1.5 * math.cos(k * math.pi / 3 + turn), 390 + r * math.sin(k * math.pi / 3 + turn))
        for r, turn in ((150, 0.2), (290, 0.7))
        for k in range(6)
    ]
    for i, node in enumerate(nodes):
        sheet.line([(800, 390) if i < 6 else nodes[i - 6], node], "#a8b3d6", 8)
        sheet.line([node, nodes[(i + 1) % 6 + (6 if i > 5 else 0)]], SKY if i > 5 else "#c3cbe4", 6)
    for i, (x, y) in enumerate(nodes):
        sheet.disc(x, y, 44 if i < 6 else 34, (INDIGO, TEAL, GOLD, BRICK)[i % 4])
        sheet.disc(x, y, 16, PAPER)
    sheet.disc(800, 390, 84, NIGHT)
    sheet.person(800, 436, 96, STRAW)


def _protect(sheet: Sheet) -> None:
    for k in range(12):
        angle = k * math.pi / 6
        sheet.line(
            [
                (800 + 330 * math.cos(angle), 390 + 330 * math.sin(angle)),
                (800 + 900 * math.cos(angle), 390 + 900 * math.sin(angle)),
            ],
            STRAW,
            40,
        )
    for scale, colour in ((1.0, INDIGO), (0.86, PAPER), (0.76, TEAL)):
        edge = [(-230, -250), (0, -300), (230, -250), (230, 40), (150, 210), (0, 310), (-150, 210), (-230, 40)]
        sheet.shape([(800 + x * scale, 390 + y * scale) for x, y in edge], colour)
    sheet.line([(700, 390), (780, 470), (920, 290)], PAPER, 44)


PICTURES: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "market": (SAND, _market),
    "north": (SKY, _north),
    "field": (STRAW, _field),
    "factory": (SAND, _factory),
    "south": (SKY, _south),
    "jobfair": (MINT, _job_fair),
    "overseas": (SKY, _overseas),
    "school": (SAND, _school),
    "network": (PAPER, _network),
    "protect": (SAND, _protect),
}
