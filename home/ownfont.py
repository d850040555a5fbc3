"""A typeface that an office uploads, made fit for letters like the site's own (see `letterfont`). Pure.

Meant for the TH Sarabun family, whose em is so small that 16 points of it are 10.8 of an ordinary one, and whose marks
are placed by substitution. Nothing is taken from a file but its outlines, widths and substitutions.
"""

from __future__ import annotations

from enum import Enum
from io import BytesIO

from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont

from . import fonts

LARGEST = 4_000_000
_THAI = {*range(0xE01, 0xE3B), *range(0xE3F, 0xE5C)} - {0xE4E, 0xE4F, 0xE5A, 0xE5B}
#: How much taller than in the site's own typeface a ก stands at the same size, so that it looks like 16 points.
_TALLER = 1.011
_FEATURES = ("ccmp", "liga", "rlig", "calt", "clig", "rclt", "locl")
_STACKS = ("ที่", "นี้", "ปั้น", "ผู้ที่", "ยื่น", "ฟื้น")


class Fault(Enum):
    """Why a file is refused."""

    TOO_LARGE = "too_large"
    NO_FONT = "no_font"
    NO_OUTLINES = "no_outlines"
    NO_THAI = "no_thai"
    NO_STACKS = "no_stacks"


class FontRefused(ValueError):
    """The file cannot be used for letters; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.value)
        self.fault = fault


def repaired(data: bytes, weight: int, family: str) -> bytes:
    """A woff2 file of the typeface under that name, for the weight TEXT or STRONG of `home.fonts`.

    The same file gives the same bytes. Raises FontRefused.
    """
    font = _opened(data)
    try:
        _rebuild(font, weight, family)
        out = BytesIO()
        font.save(out)
        made = out.getvalue()
        stacked = _stacks(made)
    except FontRefused:
        raise
    # fontTools raises whatever a damaged table makes it trip over.
    except Exception as problem:
        raise FontRefused(Fault.NO_FONT) from problem
    if not stacked:
        raise FontRefused(Fault.NO_STACKS)
    font = TTFont(BytesIO(made), recalcTimestamp=False)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _opened(data: bytes) -> TTFont:
    if len(data) > LARGEST:
        raise FontRefused(Fault.TOO_LARGE)
    try:
        font = TTFont(BytesIO(data), recalcTimestamp=False, fontNumber=0)
        letters = set(font.getBestCmap() or ())
    # Here too: whatever a damaged table makes it trip over.
    except Exception as problem:
        raise FontRefused(Fault.NO_FONT) from problem
    if "glyf" not in font:
        raise FontRefused(Fault.NO_OUTLINES)
    if not letters >= _THAI or "GSUB" not in font:
        raise FontRefused(Fault.NO_THAI)
    return font


def _rebuild(font: TTFont, weight: int, family: str) -> None:
    font.flavor = None
    # The tools that rebuild a typeface weigh ten megabytes, and offices upload one in years.
    from . import letterfont

    kept = letterfont.THAI | letterfont.LATIN | letterfont.SIGNS
    letterfont.drop_tables(font)
    letterfont.subset_to(font, kept & set(font.getBestCmap()), _FEATURES)
    letterfont.add_lookups(font, [letterfont.sara_am(font, _stems(font))])
    letterfont.add_invisible(font)
    letterfont.rename(font, weight, family)
    _scale(font)


def _scale(font: TTFont) -> None:
    """An em that makes a ก as tall as it should be, and the site's own ascent and descent: lines stand alike."""
    own = TTFont(BytesIO(fonts.truetype(fonts.TEXT)))
    em = round(_height_of_ko_kai(font) / (_height_of_ko_kai(own) / own["head"].unitsPerEm * _TALLER))
    font["head"].unitsPerEm = em
    ratio = em / own["head"].unitsPerEm
    for table, names in (
        ("hhea", ("ascent", "descent", "lineGap")),
        ("OS/2", ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent")),
    ):
        for name in names:
            setattr(font[table], name, round(getattr(own[table], name) * ratio))
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x80) | (own["OS/2"].fsSelection & 0x80)


def _height_of_ko_kai(font: TTFont) -> int:
    glyph = font["glyf"][font.getBestCmap()[0xE01]]
    return int(glyph.yMax)


def _stems(font: TTFont) -> dict[str, str]:
    """Which letter or letters each glyph is a form of, as far as the substitutions of the font tell."""
    stems = {name: f"uni{code:04X}" for code, name in sorted(font.getBestCmap().items()) if 0xE00 < code < 0xE60}
    subtables = [each for lookup in font["GSUB"].table.LookupList.Lookup for each in _subtables(lookup)]
    for _round in range(4):  # forms of forms
        for subtable in subtables:
            for before, after in getattr(subtable, "mapping", {}).items():
                if isinstance(after, str) and before in stems:
                    stems.setdefault(after, stems[before])
            for first, ligatures in getattr(subtable, "ligatures", {}).items():
                for ligature in ligatures:
                    parts = [first, *ligature.Component]
                    if all(part in stems for part in parts):
                        # Fonts take a nikhahit and a tone in either order; here the nikhahit is named first.
                        letters = sorted((stems[part].removeprefix("uni") for part in parts), reverse=True)
                        stems.setdefault(ligature.LigGlyph, f"uni{''.join(letters)}")
    return stems


def _subtables(lookup):
    return [getattr(each, "ExtSubTable", each) for each in lookup.SubTable]


def _stacks(data: bytes) -> bool:
    """Whether tones stand clear of the vowels under them, with substitution alone."""
    font = ImageFont.truetype(BytesIO(data), 120, layout_engine=ImageFont.Layout.RAQM)
    return all(_clear(font, word) for word in _STACKS)


def _clear(font: ImageFont.FreeTypeFont, word: str) -> bool:
    """The tone adds ink of its own instead of covering what is there: at least half as much as it has alone."""
    tone = next(mark for mark in word if 0xE48 <= ord(mark) <= 0xE4B)
    at = word.index(tone)
    with_tone, without = word[: at + 1], word[:at]
    alone = _ink(ImageChops.difference(_drawn(font, f"ก{tone}"), _drawn(font, "ก")))
    return _ink(ImageChops.difference(_drawn(font, with_tone), _drawn(font, without))) > alone * 0.6


def _drawn(font: ImageFont.FreeTypeFont, text: str) -> Image.Image:
    canvas = Image.new("L", (900, 420), 0)
    ImageDraw.Draw(canvas).text((60, 280), text, font=font, fill=255, anchor="ls")
    return canvas


def _ink(picture: Image.Image) -> int:
    return sum(picture.histogram()[128:])
