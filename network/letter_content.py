"""What a letter of the database says, as `compose.Letter`: the office, the recipient, the blanks filled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import override

from home.thai import fiscal_year, long_date

from .letters import blanks, compose, plain
from .letters.register import Numbering
from .letters.slips import coordinator_slip
from .models import Contact, Letter, LetterOffice


def office_of(centre) -> LetterOffice:
    """The centre's settings; empty ones where nobody has set them yet."""
    return LetterOffice.objects.filter(centre=centre).first() or LetterOffice(centre=centre)


def numbering_of(office: LetterOffice) -> Numbering:
    return Numbering(office.code, office.own_mark if office.own_series else "", office.circulars_apart)


def address_of(name: str, token: str) -> str:
    """The public address of a letter's page, in Thai as the paper is."""
    with override("th"):
        return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse(name, args=[token])}"


verification_address = partial(address_of, "verify_letter")
reply_address = partial(address_of, "answer_letter")


def letter_content(letter: Letter, day: date, office: LetterOffice | None = None) -> compose.Letter:
    """The letter as it would be written on a day, without number and date.

    A blank that nothing fills stays in its braces, where `checks.problems` finds it. `office` spares a query where many
    letters of one centre are written.
    """
    office = office or office_of(letter.centre)
    values = known_values(letter, day, office)
    recipient = compose.Recipient(
        title=letter.recipient,
        organisation=letter.organisation,
        address_lines=_lines(letter.recipient_address),
        zip=letter.recipient_zip,
    )
    return compose.Letter(
        kind=compose.Kind(letter.kind),
        sender=_sender(office, letter.kind),
        recipient=recipient,
        subject=blanks.fill(letter.subject, _open(letter.subject, values)),
        body=blanks.body(letter.body, _open(letter.body, values), _tables(letter)),
        signer=_signer(letter.signatory),
        manners=compose.Manners(letter.manners),
        urgency=compose.Urgency(letter.urgency),
        urgency_within=letter.urgency_within,
        references=(*_references(letter), *_corrected(letter)),
        enclosures=tuple(
            compose.Enclosure(blanks.fill(each.title, _open(each.title, values)), each.count, each.unit, each.apart)
            for each in enclosures_of(letter)
        ),
        copies_to=_lines(letter.copies_to),
        qr=verification_address(letter.verify_token),
        reply_slip=_slip(letter, office),
    )


def enclosures_of(letter: Letter):
    """Its own, and those of its batch before them."""
    of_batch = letter.batch.enclosures.all() if letter.batch_id else ()
    return [*of_batch, *letter.enclosures.all()]


def with_people(rows, relation: str = "contacts"):
    """A queryset with the people who can be written to, for `_of_partner` and for finding a mailbox."""
    return rows.prefetch_related(Prefetch(relation, Contact.objects.active().order_by("role", "pk")))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _sender(office: LetterOffice, kind: str) -> compose.Sender:
    agency = office.memo_agency or office.agency if kind == "memo" else office.agency
    return compose.Sender(
        agency=agency.strip(),
        address_lines=_lines(office.address),
        code_prefix=office.code,
        owner_section=office.section,
        phone=office.phone,
        fax=office.fax,
        email=office.email,
        reply_address=_lines(office.reply_address),
        stamp=office.stamp,
    )


def _signer(signatory) -> compose.Signer | None:
    return signatory and compose.Signer(signatory.name, signatory.position, signatory.acting_for)


def known_values(letter: Letter, day: date, office: LetterOffice) -> dict[str, str]:
    """{blank: value}: what the records know, then what was typed for the batch, then what was typed for this letter."""
    batch = letter.batch.blanks if letter.batch_id else {}
    known = {
        "ผู้รับ": letter.recipient,
        "ศูนย์": letter.centre.name_th,
        "กลุ่มงาน": office.section,
        "โทรศัพท์": office.phone,
        "อีเมล": office.email,
        "โครงการ": office.project,
        "ปีงบประมาณ": str(fiscal_year(day)),
        **(_of_partner(letter.partner) if letter.partner_id else {}),
        **batch,
        **letter.blanks,
    }
    return {name: value for name, value in known.items() if value}


def _of_partner(partner) -> dict[str, str]:
    people = [person for person in partner.contacts.all() if person.active and not person.erased_at]
    coordinator = next((person.full_name for person in people if person.role == "coordinator"), "")
    days = {"วันที่เป็นสมาชิก": partner.joined_on, "วันที่แบนเนอร์หาย": partner.banner_lost_on}
    return {
        "หน่วยงาน": partner.name_th,
        "จังหวัด": partner.province.name_th,
        "ผู้ประสานงาน": coordinator,
        "เว็บไซต์": partner.website,
        **{name: long_date(on) for name, on in days.items() if on},
    }


def _open(text: str, values: Mapping[str, str]) -> dict[str, str]:
    return {name: _in_braces(name) for name in blanks.blanks_in(text)} | dict(values)


def _in_braces(name: str) -> str:
    return f"{{{name}}}"


def _tables(letter: Letter) -> dict[str, compose.Block]:
    named = {name: compose.Paragraph(_in_braces(name)) for name in blanks.blanks_in(letter.body)}
    kept = {**(letter.batch.tables if letter.batch_id else {}), **letter.tables}
    return {**named, **{name: plain.read(compose.Table, table) for name, table in kept.items()}}


def _references(letter: Letter) -> list[compose.Reference]:
    return [
        compose.Reference(
            each["agency"],
            each["number"],
            date.fromisoformat(each["date"]) if each.get("date") else None,
            each.get("kind") or "หนังสือ",
        )
        for each in letter.references
    ]


def _corrected(letter: Letter) -> list[compose.Reference]:
    """A correction refers to the letter it corrects (regulation, annex on references)."""
    old = letter.corrects
    return [compose.Reference(letter.centre.name_th, old.number_text, old.dated_on)] if old else []


def _slip(letter: Letter, office: LetterOffice) -> compose.ReplySlip | None:
    if not letter.reply_slip:
        return None
    back_to = _lines(office.reply_address) or (office.agency.strip(), *_lines(office.address))
    organisation = letter.partner.name_th if letter.partner_id else letter.organisation
    return coordinator_slip(organisation, " ".join(back_to), reply_address(letter.verify_token))
