"""The certificate of a member on paper: archival, Thai, with the address that says whether it still holds."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from home import pdf, qr
from home.marks import mark_svg

from ..certificate_frame import frame_svg
from ..certificates import certificate_of, check_of, official_date
from ..mail import office

STYLE = "network/css/certificate.css"
# Where the drawings seem to lie. RFC 2606 keeps the name out of the real internet; they are handed in.
_HERE = "https://certificate.invalid/"


def verification_address(code: str) -> str:
    """The public page that says whether a certificate holds, in Thai as the paper is."""
    with override("th"):
        path = reverse("verify_certificate", args=[code, check_of(code)])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def print_certificate(partner, today: date) -> bytes:
    """The PDF. The same record on the same day gives the same bytes."""
    certificate, issuer = certificate_of(partner), office()
    address = verification_address(partner.code)
    drawings = {"frame.svg": frame_svg().encode(), "qr.svg": qr.svg(address), "mark.svg": mark_svg().encode()}
    emblem = emblem_of(issuer)
    if emblem:
        drawings["emblem.png"] = emblem
    body = render_to_string(
        "network/pdf/certificate.html",
        {
            "partner": partner,
            "office": issuer,
            "since": official_date(certificate.since) if certificate.since else "",
            "today": official_date(today),
            "address": address,
            "has_emblem": bool(emblem),
            "demonstration": partner.demonstration or issuer.demonstration,
        },
    )
    return pdf.render_pdf(
        body,
        title=f"เกียรติบัตร {partner.name_th}",
        language="th",
        stylesheets=(STYLE,),
        base_url=_HERE,
        pictures={f"{_HERE}{name}": data for name, data in drawings.items()},
        variant=pdf.ARCHIVAL,
        author=issuer.name_th,
    )


def emblem_of(issuer) -> bytes | None:
    """The office's emblem as a PNG; None where it has none."""
    if not issuer.emblem_id:
        return None
    with issuer.emblem.get_rendition("max-400x400|format-png").file.open("rb") as opened:
        return opened.read()
