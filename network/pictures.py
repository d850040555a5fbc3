"""Photographs that partners send: drawn anew, so that nothing but the picture itself is kept. Pure."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

LONGEST_SIDE = 2000
QUALITY = 85


def drawn_anew(data: bytes) -> bytes:
    """The picture as a JPEG without a word of what the camera wrote into it (where, when, whose), turned upright.

    Raises OSError for what is no picture; the form has looked at its size before.
    """
    with Image.open(BytesIO(data)) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        layers = upright.convert("RGBA")
    flat = Image.new("RGB", layers.size, "#ffffff")
    flat.paste(layers, mask=layers)
    out = BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
