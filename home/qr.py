"""An address as a QR code, so that a printed page leads back to the living one. Pure."""

from __future__ import annotations

from io import BytesIO

import segno

#: Quiet zone in modules, as ISO/IEC 18004 asks for.
BORDER = 4


def _code(url: str) -> segno.QRCode:
    # Level M (15 %) survives a photocopy; micro codes are read by few phones.
    return segno.make(url, error="m", micro=False)


def svg(url: str) -> bytes:
    """A drawing without a size of its own, black on white."""
    out = BytesIO()
    _code(url).save(
        out, kind="svg", border=BORDER, omitsize=True, light="#ffffff", xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue()


def png(url: str, least: int = 600) -> bytes:
    """A picture of at least so many pixels a side, every module the same number of pixels."""
    out = BytesIO()
    code = _code(url)
    scale = -(-least // code.symbol_size(border=BORDER)[0])
    code.save(out, kind="png", border=BORDER, scale=scale)
    return out.getvalue()
