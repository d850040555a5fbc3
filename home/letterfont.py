"""Build the site's typeface from Sarabun: Thai and Latin in one file, and Thai that can be copied out of a PDF. Pure.

Three changes to the original, each because PDFs made with it lose text:
1. a nikhahit (with or without a tone) and a sara aa become one glyph, which a PDF maps back to its letters;
2. marks are placed by substitution alone: a shift of a glyph becomes a "text rise" in a PDF, which tears words apart;
3. one em is 1,000 units however the source was drawn, because line breaking assumes letters of ordinary width.
"""

from __future__ import annotations

import tarfile
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

FAMILY = "LMI Sarabun"
WEIGHTS = {300: "Light", 500: "Medium"}

THAI = {*range(0xE01, 0xE3B), *range(0xE3F, 0xE5C)}
LATIN = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
# – — ‘ ’ “ ” • … ′ ″ − and the marks that guide line breaks without being seen.
SIGNS = {0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2032, 0x2033, 0x2212}
_INVISIBLE = {0x200B: "uni200B", 0x200D: "uni200D", 0x2011: "hyphen", 0x2060: "uni2060"}

_NIKHAHIT, _SARA_AA = "uni0E4D", "uni0E32"
_TONES = ("uni0E48", "uni0E49", "uni0E4A", "uni0E4B")
_SHORTENER, _KILLER = "uni0E47", "uni0E4C"
_ABOVE = ("uni0E31", "uni0E34", "uni0E35", "uni0E36", "uni0E37")
#: How far a raised tone moves left over the vowel of a tall consonant (ป ฝ ฟ ฬ), in 1/1000 em: Sarabun's own anchors.
_TALL_SHIFT = -205
_KEEP = 0x0004 | 0x0002  # ROUND_XY_TO_GRID, ARGS_ARE_XY_VALUES
_DROPPED = ("GPOS", "GDEF", "DSIG", "kern", "fpgm", "prep", "cvt ", "gasp")


class SourceMissing(Exception):
    """The package does not hold a font file that the build needs."""


def read_source(package: Path, script: str, weight: int) -> TTFont:
    """One font of the @fontsource/sarabun package, which is a folder or the .tgz that `npm pack` leaves.

    Raises SourceMissing.
    """
    name = f"files/sarabun-{script}-{weight}-normal.woff2"
    try:
        if package.is_dir():
            data = (package / name).read_bytes()
        else:
            with tarfile.open(package) as archive:
                data = archive.extractfile(f"package/{name}").read()
    except (OSError, KeyError, tarfile.TarError) as problem:
        raise SourceMissing(f"{package} holds no {name}") from problem
    return TTFont(BytesIO(data), recalcTimestamp=False)


def build(thai: TTFont, latin: TTFont, weight: int) -> bytes:
    """The woff2 file made of the two subsets. The same input gives the same bytes."""
    font = _merged(thai, latin)
    add_lookups(font, [_shifted_tones(font), sara_am(font)])
    drop_tables(font)
    add_invisible(font)
    subset_to(font, THAI | LATIN | SIGNS | set(_INVISIBLE))
    rename(font, weight)
    font.flavor = "woff2"
    return _saved(font)


def drop_tables(font: TTFont) -> None:
    """Away with placing of marks, hinting and signatures."""
    for table in _DROPPED:
        if table in font:
            del font[table]


def _merged(thai: TTFont, latin: TTFont) -> TTFont:
    # Only what the Thai file lacks: where both have a letter, the merger would add a lookup to choose between them.
    subset_to(latin, (LATIN | SIGNS) - set(thai.getBestCmap()))
    for table in ("GSUB", "GPOS", "GDEF"):
        if table in latin:
            del latin[table]
    parts = []
    for font in (thai, latin):
        font.flavor = None
        parts.append(BytesIO(_saved(font)))
    merged = Merger().merge(parts)
    merged.recalcTimestamp = False
    merged["head"].created, merged["head"].modified = thai["head"].created, thai["head"].modified
    return merged


def _saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def subset_to(font: TTFont, unicodes: set[int], features: tuple[str, ...] = ("ccmp", "liga", "rlig")) -> None:
    """Only these characters, and the substitutions that Thai needs."""
    options = subset.Options(layout_features=list(features), hinting=False, name_IDs=["*"], notdef_outline=True)
    options.glyph_names = True  # the two halves find each other by name
    options.drop_tables += ["gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)


def _composite(font: TTFont, name: str, parts: list[tuple[str, int]], advance: int) -> str:
    """A new glyph that draws others, each moved right by so many units."""
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for part, dx in parts:
        component = GlyphComponent()
        component.glyphName, component.x, component.y, component.flags = part, dx, 0, _KEEP
        glyph.components.append(component)
    return _add_glyph(font, name, glyph, advance)


def _add_glyph(font: TTFont, name: str, glyph: Glyph, advance: int) -> str:
    order = [*font.getGlyphOrder(), name]
    font.setGlyphOrder(order)
    table = font["glyf"]
    table.glyphs[name], table.glyphOrder = glyph, order
    glyph.recalcBounds(table)
    font["hmtx"].metrics[name] = (advance, getattr(glyph, "xMin", 0))
    font["maxp"].numGlyphs = len(order)
    return name


def sara_am(font: TTFont, stem: dict[str, str] | None = None) -> otTables.Lookup:
    """Change 1. Shapers take ำ apart into nikhahit and aa; whatever form the former has by then, the two become one.

    Marks that no word combines with ำ are covered too: one slip of the keyboard would spoil every aa after it.
    `stem`: which letter a glyph is a form of, as uni0E48; without it the names of the glyphs say so.
    """
    order = font.getGlyphOrder()
    stem = stem or {name: name.partition(".")[0] for name in order}
    sara_aa = next(name for name in order if stem.get(name) == _SARA_AA)
    order = [name for name in order if name in stem]
    with_tone = {_NIKHAHIT + tone.removeprefix("uni") for tone in _TONES}
    nikhahits = [name for name in order if stem[name] == _NIKHAHIT]
    marks = [name for name in order if stem[name] in (*_TONES, _KILLER, _SHORTENER, *_ABOVE)]
    sequences = [(name,) for name in order if stem[name] in with_tone]
    sequences += [(nikhahit, mark) for nikhahit in nikhahits for mark in marks]
    sequences += [(nikhahit,) for nikhahit in nikhahits]
    advance = font["hmtx"][sara_aa][0]
    ligatures = {}
    for sequence in sequences:
        name = "am." + ".".join(part.removeprefix("uni").replace(".", "_") for part in sequence)
        parts = [(part, 0) for part in sequence]
        ligatures[(*sequence, sara_aa)] = _composite(font, name, [*parts, (sara_aa, 0)], advance)
    return builder.buildLookup([builder.buildLigatureSubstSubtable(ligatures)])


def _shifted_tones(font: TTFont) -> otTables.Lookup:
    """Change 2. The one shift that shows: a raised tone over the narrow vowel of a tall consonant."""
    names = font.getReverseGlyphMap()
    raised = [f"{tone}.small" for tone in (*_TONES, _KILLER) if f"{tone}.small" in names]
    left = {name: _composite(font, f"{name}.left", [(name, _TALL_SHIFT)], 0) for name in raised}
    names = font.getReverseGlyphMap()
    lookups = font["GSUB"].table.LookupList.Lookup
    lookups.append(builder.buildLookup([builder.buildSingleSubstSubtable(left)]))
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, len(lookups) - 1
    after = otTables.ChainContextSubst()
    after.Format = 3
    after.BacktrackCoverage = [builder.buildCoverage([f"{vowel}.narrow" for vowel in _ABOVE], names)]
    after.InputCoverage = [builder.buildCoverage(list(left), names)]
    after.LookAheadCoverage = []
    after.SubstLookupRecord = [record]
    after.BacktrackGlyphCount = after.InputGlyphCount = after.SubstCount = 1
    after.LookAheadGlyphCount = 0
    return builder.buildLookup([after])


def add_lookups(font: TTFont, lookups: list[otTables.Lookup]) -> None:
    """Switch the lookups on everywhere, as a feature that no style sheet turns off (rlig)."""
    table = font["GSUB"].table
    first = len(table.LookupList.Lookup)
    table.LookupList.Lookup.extend(lookups)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    added = list(range(first, first + len(lookups)))
    features = table.FeatureList.FeatureRecord
    # A shaper reads one feature of a name, so what is there already is lengthened.
    present = {index for index, record in enumerate(features) if record.FeatureTag == "rlig"}
    for index in present:
        _set_lookups(features[index].Feature, [*features[index].Feature.LookupListIndex, *added])
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = "rlig", otTables.Feature()
    record.Feature.FeatureParams = None
    _set_lookups(record.Feature, added)
    features.append(record)
    table.FeatureList.FeatureCount = len(features)
    for script in table.ScriptList.ScriptRecord:
        for system in (script.Script.DefaultLangSys, *(each.LangSys for each in script.Script.LangSysRecord)):
            if system is not None and not present & set(system.FeatureIndex):
                system.FeatureIndex.append(len(features) - 1)
                system.FeatureCount = len(system.FeatureIndex)


def _set_lookups(feature: otTables.Feature, lookups: list[int]) -> None:
    feature.LookupListIndex, feature.LookupCount = lookups, len(lookups)


def add_invisible(font: TTFont) -> None:
    """The marks that guide line breaks, as glyphs without ink."""
    for code, name in _INVISIBLE.items():
        if name not in font.getReverseGlyphMap():
            _add_glyph(font, name, Glyph(), 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def rename(font: TTFont, weight: int, family: str = FAMILY) -> None:
    """The font under a name of ours."""
    style = WEIGHTS[weight]
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    postscript = family.replace(" ", "") + f"-{style}"
    for number, value in (
        (1, f"{family} {style}"),
        (2, "Regular"),
        (3, postscript),
        (4, f"{family} {style}"),
        (6, postscript),
    ):
        names.setName(value, number, 3, 1, 0x409)
    names.setName(family, 16, 3, 1, 0x409)
    names.setName(style, 17, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
