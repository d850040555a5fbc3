"""The questionnaires of a kit on paper: each form on its own sheet of A4, made from what is asked online.

The first sheet that is printed freezes the wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from home import pdf, qr
from home.joined import join_pdfs
from home.thai import long_date
from network import snippets
from network.mail import office

from ..instrument.items import AFTER, WAVES
from ..models import Campaign, PairCode, ReplyAddress, Revision
from ..notice import notice
from ..sheet import sheet
from .freeze_revision import freeze_revision

STYLE = "surveys/sheet.css"
#: Sizes of type that are tried, in points: the largest with which the form fits its sheet.
SIZES = (12, 11.5, 11, 10.5, 10, 9.5, 9)
SIDES = 2
#: What the back of a Form 2 keeps free for the address it is sent back to (mm).
_REPLY = "@page :nth(2) { margin-bottom: 84mm }"
# Where the drawings seem to lie. RFC 2606 keeps the name out of the real internet; they are handed in.
_HERE = "https://sheet.invalid/"


class SheetTooLong(Exception):
    """A form does not fit on both sides of one sheet, even in the smallest type that can still be read."""

    def __init__(self, wave: int):
        super().__init__(wave)
        self.wave = wave


def answer_address(code: PairCode, wave: int) -> str:
    """What the square code of a sheet leads to, whole."""
    with override("th"):
        return snippets.base_url() + reverse("survey_answer", args=[wave, code.code, code.signature(wave)])


def open_address(code: PairCode) -> str:
    """The address that a partner may give to the people it serves, whole."""
    with override("th"):
        return snippets.base_url() + reverse("survey_open", args=[code.open_code])


def print_sheets(codes: Sequence[PairCode], *, now: datetime, waves: Iterable[int] = WAVES) -> bytes:
    """One PDF: for each code a sheet of each form, Form 1 first. Raises SheetTooLong, and then nothing is frozen."""
    waves = tuple(waves)
    parts = [(f"{code.written} {_short(wave)}", print_sheet(code, wave)) for code in codes for wave in waves]
    mark_printed(codes, now=now)
    return join_pdfs(parts)


@transaction.atomic
def mark_printed(codes: Sequence[PairCode], *, now: datetime) -> None:
    """The wording of printed sheets never changes again."""
    for revision in {code.campaign.revision for code in codes}:
        freeze_revision(revision, Revision.Reason.PRINTED, now=now)
    PairCode.objects.filter(pk__in=[code.pk for code in codes], printed_at=None).update(printed_at=now)


def print_sheet(code: PairCode, wave: int) -> bytes:
    """A form of one code on its own sheet. Raises SheetTooLong. The same records give the same bytes."""
    body, title = _body(code, wave), f"{_short(wave)} {code.written}"
    pictures = {f"{_HERE}qr.svg": qr.svg(answer_address(code, wave))}
    return _fitted(body, title, wave, code.campaign.revision.checksum, pictures).pdf()


def _short(wave: int) -> str:
    return f"แบบ {wave}"


def _fitted(body: str, title: str, wave: int, checksum: str, pictures) -> pdf.Proof:
    """In the largest type that leaves the form on its sheet; another partner's sheets begin with what fitted before."""
    begin = _first_size(checksum, wave)
    author = office().name_th
    for place in range(begin["place"], len(SIZES)):
        style = f"html {{ font-size: {SIZES[place]}pt }} {_REPLY if wave == AFTER else ''}"
        how = {
            "title": title, "language": "th", "stylesheets": (STYLE,), "style": style, "base_url": _HERE,
            "pictures": pictures, "author": author,
        }  # fmt: skip
        proof = pdf.lay_out(body, **how)
        if len(proof.page_names) == 1:
            # What the back holds must be there although the form ends before it.
            proof = pdf.lay_out(f'{body}<div class="turn"></div>', **how)
        if len(proof.page_names) == SIDES:
            begin["place"] = place
            return proof
    raise SheetTooLong(wave)


@lru_cache(maxsize=64)
def _first_size(checksum: str, wave: int) -> dict[str, int]:
    """Remembers where to begin with a wording; only a matter of time, never of looks."""
    return {"place": 0}


def _body(code: PairCode, wave: int) -> str:
    campaign, partner = code.campaign, code.visit.partner
    centre, form = partner.province.centre, campaign.form(wave)
    contact = " ".join(part for part in (centre.phone, centre.email) if part)
    with override("th"):
        said = notice(campaign, centre, "th")
        mine = snippets.base_url() + reverse("survey_mine")
    return render_to_string(
        "surveys/pdf/sheet.html",
        {
            "code": code,
            "campaign": campaign,
            "year": str(campaign.season.fiscal_year),
            "closes": long_date(campaign.closes_on),
            "partner": partner,
            "centre": centre,
            "contact": contact,
            "office": office(),
            "title": form.words.th,
            "short": _short(wave),
            "parts": sheet(form, campaign.revision.questionnaire.missing),
            "notice": " ".join(text for _heading, text in said[:3]),
            "rights": " ".join(f"{heading}: {text}" for heading, text in said[3:]),
            "mine": mine.removeprefix("https://").removeprefix("http://"),
            "reply": _reply(centre) if wave == AFTER else None,
            "demonstration": partner.demonstration,
        },
    )


def _reply(centre) -> dict[str, object]:
    found = ReplyAddress.objects.filter(centre=centre).first() or ReplyAddress(centre=centre)
    address = found.address or centre.address_th
    return {"licence": found.licence, "post_office": found.post_office, "lines": address.splitlines()}


def codes_for(campaign: Campaign, codes: Iterable[int]) -> list[PairCode]:
    """The codes of a campaign by their keys, with everything that is printed of them, in their order."""
    found = PairCode.objects.filter(campaign=campaign, pk__in=codes).for_printing()
    return list(found)
