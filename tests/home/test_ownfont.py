"""Typefaces that an office uploads: what is made of a TH Sarabun, and what is refused."""

import io
import subprocess

import pymupdf
import pypdf
import pytest
from fontTools.ttLib import TTFont

from home import fonts, ownfont, pdf
from tests.home.test_fonts import CLUSTERS


def like_th_sarabun() -> bytes:
    """The site's outlines as the office's files have them: a small em, ำ in two glyphs, no telling names of glyphs."""
    font = TTFont(io.BytesIO(fonts.truetype(fonts.TEXT)), recalcTimestamp=False)
    font["head"].unitsPerEm = 1500
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "rlig":
            record.Feature.LookupListIndex = record.Feature.LookupListIndex[:1]
            record.Feature.LookupCount = 1
    font["post"].formatType = 3.0
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def made() -> bytes:
    return ownfont.repaired(like_th_sarabun(), fonts.TEXT, "Office Sarabun")


def printed(body: str, made: bytes) -> bytes:
    face = pdf.Typeface("Office Sarabun", ((300, made), (500, made)))
    return pdf.lay_out(
        body, title="ก", language="th", style='*{font-family:"Office Sarabun"!important}', typeface=face
    ).pdf()


def test_every_cluster_comes_back_from_a_pdf(made, tmp_path):
    rows = "".join(f"<p>{' '.join(CLUSTERS[i : i + 16])}</p>" for i in range(0, len(CLUSTERS), 16))
    path = tmp_path / "all.pdf"
    path.write_bytes(printed(rows, made))
    run = subprocess.run(["pdftotext", "-nopgbrk", path, "-"], capture_output=True, check=True)
    read = [
        run.stdout.decode(),
        "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
        "\n".join(page.get_text() for page in pymupdf.open(path)),
    ]
    for text in read:
        assert [word for word in text.split() if not any(sign in word for sign in "0123456789/")] == CLUSTERS


def test_it_is_set_at_the_size_of_sixteen_points(made):
    """A ก of TH Sarabun is 1.465 times lower than one of the site's typeface; 10.8 points of the file look like 16."""
    site, own = TTFont(io.BytesIO(fonts.truetype(fonts.TEXT))), TTFont(io.BytesIO(made))

    def height(font):
        return font["glyf"][font.getBestCmap()[0xE01]].yMax / font["head"].unitsPerEm

    assert height(own) * 10.8 == pytest.approx(height(site) / 1.465 * 16, rel=0.005)


def test_the_same_file_gives_the_same_bytes(made):
    assert ownfont.repaired(like_th_sarabun(), fonts.TEXT, "Office Sarabun") == made


def without(codes) -> bytes:
    font = TTFont(io.BytesIO(fonts.truetype(fonts.TEXT)), recalcTimestamp=False)
    for table in font["cmap"].tables:
        for code in codes:
            table.cmap.pop(code, None)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def without_substitutions() -> bytes:
    font = TTFont(io.BytesIO(like_th_sarabun()))
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        record.Feature.LookupListIndex, record.Feature.LookupCount = [], 0
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", ownfont.Fault.NO_FONT),
        (b"%PDF-1.7 not a font", ownfont.Fault.NO_FONT),
        (like_th_sarabun()[:9000], ownfont.Fault.NO_FONT),
        (b"\0" * (ownfont.LARGEST + 1), ownfont.Fault.TOO_LARGE),
        (without({0xE01}), ownfont.Fault.NO_THAI),
        (without_substitutions(), ownfont.Fault.NO_STACKS),
    ],
    ids=["empty", "other file", "cut off", "huge", "no ก", "marks on top of each other"],
)
def test_what_is_no_typeface_for_letters_is_refused(data, fault):
    with pytest.raises(ownfont.FontRefused) as refused:
        ownfont.repaired(data, fonts.TEXT, "Office Sarabun")
    assert refused.value.fault is fault
