"""The poster with a partner's QR code, for the notice board: A4 or A5, in Thai."""

from __future__ import annotations

from django.template.loader import render_to_string

from home import pdf, qr
from home.marks import mark_svg

from .. import snippets
from ..mail import office

SIZES = {"a4": "network/css/poster-a4.css", "a5": "network/css/poster-a5.css"}
STYLE = "network/css/poster.css"
# Where the drawings seem to lie. RFC 2606 keeps the name out of the real internet; they are handed in.
_HERE = "https://poster.invalid/"


def poster_address(code: str) -> str:
    """What the code on the poster leads to; counted as the channel it is."""
    return f"{snippets.base_url()}/go/{code}?c=qr"


def print_poster(partner, size: str) -> bytes:
    """The PDF in a size of SIZES. The same record gives the same bytes."""
    address, issuer = poster_address(partner.code), office()
    body = render_to_string(
        "network/pdf/poster.html",
        {"partner": partner, "office": issuer, "address": address.removeprefix("https://").removeprefix("http://"),
         "demonstration": partner.demonstration},
    )  # fmt: skip
    return pdf.render_pdf(
        body,
        title=f"ข่าวสารตลาดแรงงาน {partner.name_th}",
        language="th",
        stylesheets=(STYLE, SIZES[size]),
        base_url=_HERE,
        pictures={f"{_HERE}qr.svg": qr.svg(address), f"{_HERE}mark.svg": mark_svg().encode()},
        author=issuer.name_th,
    )
