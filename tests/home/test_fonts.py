"""The typeface: Thai comes back out of a PDF as it went in, stands where it should, and lacks nothing we write."""

import itertools
import random
import re
import subprocess
from pathlib import Path

import polib
import pymupdf
import pypdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from home import fonts, pdf

ROOT = Path(__file__).resolve().parent.parent.parent
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "ำ"]
MARKS = ["", "่", "้", "๊", "๋", "์"]
CLUSTERS = [
    consonant + mark + vowel if vowel == "ำ" else consonant + vowel + mark
    for consonant, vowel, mark in itertools.product(CONSONANTS, VOWELS, MARKS)
]
OTHERS = re.split(
    r"\s+",
    "ตำบลน้ำพร้าว กำไร จำนำ ก็ เก๊ แก้ว โป๊ะ ฟิล์ม ญี่ปุ่น ฤๅษี ฐานะ “อ้างถึง” ‘ก’ ทั้งๆ กทม. ฯลฯ ๒๕๖๙ "
    "12,345.6 −2.5 % ฿ ° × ÷ · • – — … (1) [2] café Employment",
)


def printed(words: list[str], weight: int, path: Path) -> Path:
    tag = "b" if weight == fonts.STRONG else "span"
    rows = ("".join(f"<p><{tag}>{' '.join(words[i : i + 16])}</{tag}></p>") for i in range(0, len(words), 16))
    path.write_bytes(pdf.render_pdf("".join(rows), title="ทดสอบ", language="th"))
    return path


def poppler(path: Path) -> str:
    run = subprocess.run(["pdftotext", "-nopgbrk", path, "-"], capture_output=True, check=True)
    # The last two lines of a page are its number and nothing of ours.
    return re.sub(r"\b\d+ ?/ ?\d+\b", " ", run.stdout.decode())


def with_pypdf(path: Path) -> str:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return re.sub(r"\b\d+ ?/ ?\d+\b", " ", text)


def with_mupdf(path: Path) -> str:
    with pymupdf.open(path) as document:
        text = "\n".join(page.get_text() for page in document)
    return re.sub(r"\b\d+ ?/ ?\d+\b", " ", text)


@pytest.mark.parametrize("weight", [fonts.TEXT, fonts.STRONG])
@pytest.mark.parametrize("order", ["as listed", "shuffled"])
def test_every_cluster_comes_back_from_a_pdf(weight, order, tmp_path):
    """Which word stands first decides what a printer remembers of a glyph, hence the second order."""
    words = [*CLUSTERS, *OTHERS]
    assert len(CLUSTERS) == 2484
    if order == "shuffled":
        random.Random(7).shuffle(words)
    path = printed(words, weight, tmp_path / "all.pdf")
    for read in (poppler, with_pypdf, with_mupdf):
        assert read(path).split() == words, read.__name__


@pytest.mark.parametrize("weight", [fonts.TEXT, fonts.STRONG])
def test_marks_stand_on_paper_where_another_shaper_puts_them(weight, tmp_path):
    """Two readers of the same outlines, Pango with WeasyPrint and raqm with Pillow, must agree on the picture."""
    words = "ปั่น ฝั้น น้ำ ที่ กู้ ญี่ปุ่น ฐู ป๊ำ"
    tag = "b" if weight == fonts.STRONG else "span"
    (tmp_path / "line.pdf").write_bytes(pdf.render_pdf(f"<p><{tag}>{words}</{tag}></p>", title="x", language="th"))
    run = ["pdftoppm", "-r", "432", "-png", "-singlefile", "-H", "3000", tmp_path / "line.pdf", tmp_path / "line"]
    subprocess.run(run, check=True)
    paper = ink(Image.open(tmp_path / "line.png").convert("L"))
    font = ImageFont.truetype(font_file(tmp_path, weight), 66, layout_engine=ImageFont.Layout.RAQM)  # 11 pt
    canvas = Image.new("L", (2000, 300), 255)
    ImageDraw.Draw(canvas).text((20, 200), words, font=font, fill=0, anchor="ls")
    drawn = ink(canvas)
    assert abs(paper.width - drawn.width) <= 6 and abs(paper.height - drawn.height) <= 4
    drawn = drawn.resize(paper.size)
    # A pixel counts as astray when the other picture has no ink within four pixels of it, a fifth of a millimetre.
    assert astray(paper, drawn) < 0.002 and astray(drawn, paper) < 0.002


def astray(one: Image.Image, other: Image.Image) -> float:
    """The share of one picture's ink that lies away from the other's."""
    dark = one.point(lambda level: level < 100 and 255)
    near = other.filter(ImageFilter.MinFilter(9)).point(lambda level: level < 160 and 255)
    return ImageChops.subtract(dark, near).histogram()[255] / dark.histogram()[255]


def font_file(folder: Path, weight: int) -> Path:
    path = folder / "font.ttf"
    path.write_bytes(fonts.truetype(weight))
    return path


def ink(picture: Image.Image) -> Image.Image:
    return picture.crop(ImageChops.invert(picture).point(lambda level: level > 100 and 255).getbbox())


@pytest.mark.parametrize("weight", [fonts.TEXT, fonts.STRONG])
@pytest.mark.parametrize("tall", "ปฝฟ")
@pytest.mark.parametrize("vowel", "ัิีึื")
def test_a_tone_stands_over_the_vowel_of_a_tall_consonant(weight, tall, vowel, tmp_path):
    """Not over the stem, which is 41 pixels further right at this size."""
    font = ImageFont.truetype(font_file(tmp_path, weight), 200, layout_engine=ImageFont.Layout.RAQM)

    def drawn(text: str) -> Image.Image:
        canvas = Image.new("L", (400, 500), 255)
        ImageDraw.Draw(canvas).text((50, 400), text, font=font, fill=0, anchor="ls")
        return canvas

    def added(text: str, to: str) -> tuple[int, int, int, int]:
        return ImageChops.difference(drawn(text), drawn(to)).getbbox()

    for tone in "่้๊๋":
        mark, base = added(tall + vowel + tone, tall + vowel), added(tall + vowel, tall)
        assert mark[2] <= base[2] + 30 and mark[3] <= base[1] + 30


@pytest.mark.parametrize("name", fonts.FILES.values())
def test_a_font_file_is_small_ours_by_name_and_free_by_licence(name):
    assert (fonts.FOLDER / name).stat().st_size <= 20_000
    font = TTFont(fonts.FOLDER / name)
    assert font["name"].getBestFamilyName() == fonts.FAMILY
    assert font["head"].unitsPerEm == 1000
    assert not {"GPOS", "GDEF"} & set(font.keys())
    licence = (fonts.FOLDER / "OFL.txt").read_text()
    assert licence.startswith(font["name"].getDebugName(0))
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_figures_are_equally_wide():
    for name in fonts.FILES.values():
        font = TTFont(fonts.FOLDER / name)
        assert len({font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_what_a_file_lacks_is_named():
    assert fonts.missing("ขั้น 1 → 2 ≥ ก ☐") == "→≥☐"


ROOMS = ("home", "network", "surveys")


def written() -> list[tuple[str, str]]:
    """Every text of the project that a reader may meet: templates, what style sheets insert, both languages."""
    found = []
    for room in ROOMS:
        for path in (ROOT / room / "templates").rglob("*.html"):
            if path.relative_to(ROOT / room / "templates").parts[0] == room:
                found.append((str(path), re.sub(r"\{#.*?#\}", "", path.read_text())))
        for path in (ROOT / room / "static").rglob("*.css"):
            found.append((str(path), "".join(re.findall(r"content:\s*([\"'].*?[\"'])", path.read_text()))))
    for path in (ROOT / "locale").glob("*/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            texts = (entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values())
            found.append((f"{path}: {entry.msgid}", "".join(texts)))
    return found


def test_the_typeface_has_every_character_that_we_write():
    """Arrows, boxes and the like are drawn as shapes or said in words."""
    assert [(where, fonts.missing(text)) for where, text in written() if fonts.missing(text)] == []
