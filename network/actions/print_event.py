"""What is printed for an event: the sheet that people sign, and certificates of attendance. Thai originals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from home import pdf, qr
from home.marks import mark_svg
from home.models import Centre
from home.thai import long_date, thai_digits

from .. import event_times, registration_links
from ..certificate_frame import frame_svg
from ..certificates import official_date
from ..event_places import place_in_words, province_in_words
from ..mail import office
from ..models import EventPage, Gathering, Registration, Signatory
from .print_certificate import emblem_of

SHEET_STYLE = "network/css/sign-in.css"
STYLES = ("network/css/certificate.css", "network/css/attendance.css")
#: Lines for who comes without being on the list.
BLANK_LINES = 6
#: A title beyond so many letters is set smaller, so that the sheet holds it.
LONG = 70
#: Certificates in one file: a page takes a third of a second, and nobody waits longer than for so many.
PER_FILE = 40
_HERE = "https://event.invalid/"


@dataclass(frozen=True)
class Line:
    """Somebody on the sheet."""

    name: str
    organisation: str = ""


@dataclass(frozen=True)
class Attended:
    """What certificates say of an event. `days` as Thai writes them, `given_on` the day they are given."""

    title: str
    days: str
    place: str
    hours: str
    given_on: date
    centre: Centre | None
    verb: str = "ได้เข้าร่วม"


@dataclass(frozen=True)
class Holder:
    """A person with a certificate; `address` leads to the page that says it is ours, "" for none."""

    name: str
    organisation: str = ""
    address: str = ""


def print_sign_in_sheet(title: str, when: str, place: str, lines: Sequence[Line]) -> bytes:
    """A4, as many pages as it takes, the head on each of them."""
    with override("th"):
        words = {"title": title, "when": when, "place": place, "lines": lines, "blank": range(BLANK_LINES)}
        body = render_to_string("network/pdf/sign_in.html", words)
    return pdf.render_pdf(body, title=f"บัญชีลงชื่อ {title}", language="th", stylesheets=(pdf.PAPER, SHEET_STYLE))


def print_attendance(attended: Attended, holders: Sequence[Holder]) -> bytes:
    """A certificate for each of the holders, one on a page. The same people on the same day give the same bytes."""
    issuer = office()
    pictures = {"frame.svg": frame_svg().encode(), "mark.svg": mark_svg().encode()}
    if emblem := emblem_of(issuer):
        pictures["emblem.png"] = emblem
    pictures |= {f"{number}.svg": qr.svg(one.address) for number, one in enumerate(holders) if one.address}
    words = {
        "attended": attended,
        # Certificates carry Thai digits.
        "days": thai_digits(attended.days),
        "hours": thai_digits(attended.hours),
        "given": official_date(attended.given_on),
        "is_long": len(attended.title) > LONG,
        "holders": list(enumerate(holders)),
        "office": issuer,
        "signer": Signatory.objects.filter(centre=attended.centre).active().first() if attended.centre else None,
        "has_emblem": bool(emblem),
        "demonstration": issuer.demonstration,
    }
    return pdf.render_pdf(
        render_to_string("network/pdf/attendance.html", words),
        title=f"เกียรติบัตร {attended.title}",
        language="th",
        stylesheets=STYLES,
        base_url=_HERE,
        pictures={f"{_HERE}{name}": data for name, data in pictures.items()},
        variant=pdf.ARCHIVAL,
        author=issuer.name_th,
    )


def parts_of(number: int) -> list[tuple[int, int, int]]:
    """(number of the part, first, last) of the files that so many certificates make."""
    firsts = range(1, number + 1, PER_FILE)
    return [(part, first, min(first + PER_FILE - 1, number)) for part, first in enumerate(firsts, 1)]


def sign_in_sheet_of(event: EventPage) -> bytes:
    """Everybody who has a place, by name."""
    people = Registration.objects.with_place().of_people().filter(event=event).order_by("name")
    with override("th"):
        when, where = event_times.when_of(event.starts_at, event.ends_at), event.where
    return print_sign_in_sheet(event.title, when, where, [Line(one.name, one.organisation) for one in people])


def certificates_of(event: EventPage, registrations: Sequence[Registration]) -> bytes:
    """For those of the registrations who were there; nobody else gets one."""
    holders = [
        Holder(one.name, one.organisation, registration_links.certificate_address(one))
        for one in registrations
        if one.may_have_certificate
    ]
    with override("th"):
        place = place_in_words(event.venue, province_in_words(event.province))
    first, last = event.first_day, event.last_day
    attended = Attended(event.title, _days(first, last), place, _hours(event.hours), last, event.centre)
    return print_attendance(attended, holders)


def certificates_of_gathering(gathering: Gathering, part: int = 1) -> bytes:
    """For everybody who was there, PER_FILE at a time."""
    present = gathering.attendances.filter(present=True).select_related("user", "volunteer")
    everybody = sorted((Holder(one.full_name, one.organisation) for one in present), key=lambda one: one.name)
    holders = everybody[(part - 1) * PER_FILE : part * PER_FILE]
    last = gathering.last_day
    days = _days(gathering.on, last)
    attended = Attended(gathering.title, days, gathering.place, _hours(gathering.hours), last, gathering.centre)
    return print_attendance(attended, holders)


def sign_in_sheet_of_gathering(gathering: Gathering) -> bytes:
    people = gathering.attendances.select_related("user", "volunteer")
    lines = sorted((Line(one.full_name, one.organisation) for one in people), key=lambda one: one.name)
    at = f" เวลา {gathering.starts_at:%H.%M} น." if gathering.starts_at else ""
    return print_sign_in_sheet(
        gathering.title, f"{_days(gathering.on, gathering.last_day)}{at}", gathering.place, lines
    )


def _days(first: date, last: date) -> str:
    return long_date(first) if first == last else f"{long_date(first)} ถึง {long_date(last)}"


def _hours(hours) -> str:
    return f"{hours:f}".rstrip("0").rstrip(".") if hours else ""
