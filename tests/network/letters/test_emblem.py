"""The emblem that an office uploads: cleaned, or refused with a reason."""

import io
import zlib

import pytest
from PIL import Image

from network.letters.emblem import LARGEST, PNG, SVG, EmblemRefused, Fault, clean_emblem
from network.letters.paper import Look, print_letter

from . import samples

SHAPES = '<path d="M0 0h92v100H0z"/><g id="a"><circle r="3" fill="url(#b)"/></g><use href="#a"/>'


def svg(inside: str = SHAPES, attributes: str = 'viewBox="0 0 92 100"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def test_a_drawing_of_shapes_is_kept_and_printed():
    cleaned = clean_emblem(svg())
    assert cleaned.media_type == SVG
    assert clean_emblem(cleaned.data) == cleaned
    made = print_letter(samples.SHORT, Look(emblem=cleaned.data, emblem_type=SVG))
    assert made != print_letter(samples.SHORT, Look())


def test_what_drawing_programs_add_is_dropped_and_a_size_becomes_a_view_box():
    program = '<metadata>ก</metadata><sodipodi:view xmlns:sodipodi="http://x.invalid/"/><title>ครุฑ</title><!-- c -->'
    cleaned = clean_emblem(svg(program + SHAPES, 'width="92mm" height="100mm"'))
    assert b"sodipodi" not in cleaned.data and b"metadata" not in cleaned.data
    assert b'viewBox="0 0 92 100"' in cleaned.data


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="x()"/>',
        '<image href="http://10.0.0.1/x.png" width="9" height="9"/>',
        '<use href="http://10.0.0.1/x.svg#a"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
        '<path d="M0 0" fill="url(http://10.0.0.1/x)"/>',
        '<path d="M0 0" style="background:url(\'//10.0.0.1/x\')"/>',
        "<style>@import 'http://10.0.0.1/x.css';</style>",
        "<text>ก</text>",
        "<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_a_drawing_that_is_more_than_shapes_is_refused(inside):
    with pytest.raises(EmblemRefused) as refused:
        clean_emblem(svg(inside))
    assert refused.value.fault is Fault.MORE_THAN_A_DRAWING


def test_a_picture_is_drawn_anew_without_what_else_the_file_held():
    out = io.BytesIO()
    Image.open(io.BytesIO(samples.star())).save(out, "PNG", exif=b"Exif\0\0secret")
    cleaned = clean_emblem(out.getvalue())
    assert cleaned.media_type == PNG
    assert b"secret" not in cleaned.data
    assert clean_emblem(cleaned.data).data == cleaned.data


def bomb() -> bytes:
    """A PNG that says it has 40,000 × 40,000 pixels."""
    head = b"IHDR" + (40_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
    chunks = (head, b"IDAT")
    written = ((len(each) - 4).to_bytes(4, "big") + each + zlib.crc32(each).to_bytes(4, "big") for each in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.NO_PICTURE),
        (b"GIF89a", Fault.NO_PICTURE),
        (samples.star()[:3000], Fault.NO_PICTURE),
        (samples.star(300), Fault.TOO_COARSE),
        (bomb(), Fault.TOO_LARGE),
        (b"\x89PNG" + b"0" * LARGEST, Fault.TOO_LARGE),
        (b"<svg", Fault.NO_PICTURE),
        (b"<html></html>", Fault.NO_PICTURE),
        (svg(attributes=""), Fault.NO_SIZE),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', Fault.MORE_THAN_A_DRAWING),
        (b'<?xml version="1.0" encoding="nonsense"?><svg/>', Fault.NO_PICTURE),
    ],
)
def test_a_file_that_cannot_be_printed_is_refused(data, fault):
    with pytest.raises(EmblemRefused) as refused:
        clean_emblem(data)
    assert refused.value.fault is fault
