"""Example letters in every state, from an example office: invented recipients, a code that no ministry has."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone

from home.marks import mark_svg
from home.models import Centre, CentreGroup
from home.thai import long_date

from .. import standing
from ..actions.approve_letter import approve_letter
from ..actions.change_partner import Actor
from ..actions.check_letter import check_letter
from ..actions.correct_letter import correct_letter
from ..actions.draft_letter import draft_letter
from ..actions.issue_letter import issue_letter
from ..actions.make_batch import make_batch
from ..actions.record_reply import record_reply
from ..actions.send_letter import send_letter
from ..actions.void_letter import void_letter
from ..models import Letter, LetterOffice, LetterTemplate, Partner, Signatory

CENTRE, CLERK = "north", "demo-letters"
PROJECT = "โครงการตัวอย่างเพื่อการสาธิต"
#: How far each example goes; «void» and «corrected» go further than being issued.
STORIES = ("draft", "checked", "approved", "issued", "sent", "replied", "void", "corrected")
RECIPIENTS = 5


def load(partners: list[Partner], at: datetime) -> int:
    """The office, its letters and a batch, for a network of example partners. Rows written."""
    able = [
        one
        for one in partners
        if one.province.centre.code == CENTRE and one.status in (standing.ENGAGED, standing.MEMBER)
    ]
    texts = {text.key: text for text in LetterTemplate.objects.exclude(key="")}
    if len(able) < len(STORIES) + RECIPIENTS or not texts:
        return 0
    centre, actor = Centre.objects.get(code=CENTRE), Actor(user=_clerk())
    signer = _office(centre)
    blanks = _blanks(timezone.localdate(at))
    for story, partner in zip(STORIES, able, strict=False):
        text = texts["letter_a"] if story in ("draft", "checked", "approved", "replied") else texts["thanks"]
        values = {"template": text, "partner": partner, "signatory": signer, "blanks": blanks}
        _tell(story, draft_letter(centre, values, actor=actor, at=at), actor, at)
    recipients = able[len(STORIES) : len(STORIES) + RECIPIENTS]
    shared = {
        "title": "ตัวอย่าง: ขอรายชื่อผู้ประสานงาน",
        "template": texts["letter_a"],
        "signatory": signer,
        "blanks": blanks,
    }
    make_batch(centre, recipients, shared, actor=actor, at=at)
    return len(STORIES) + RECIPIENTS


def _clerk():
    """Who writes, approves and issues the examples; he has no password, so nobody logs in as him."""
    clerk, is_new = get_user_model().objects.get_or_create(username=CLERK, defaults={"first_name": "งานหนังสือ (สาธิต)"})
    if is_new:
        clerk.set_unusable_password()
        clerk.save()
        roles = [CentreGroup.Role.OFFICER, CentreGroup.Role.DIRECTOR, CentreGroup.Role.ADMIN_SECTION]
        found = CentreGroup.objects.filter(role__in=roles, centre__code=CENTRE)
        clerk.groups.add(*(one.group for one in found.select_related("group")))
    return clerk


def _office(centre: Centre) -> Signatory:
    """Settings that nobody can take for real ones; the site's own mark stands in the place of the Garuda."""
    office = LetterOffice(
        centre=centre,
        agency=f"{centre.name_th} (ตัวอย่าง)",
        address="ที่อยู่สมมติ\nจังหวัดตัวอย่าง 00000",
        memo_agency=f"{centre.name_th} (ตัวอย่าง) โทร. 0 2000 0000",
        code="รง 0000.0",
        section="กลุ่มงานตัวอย่าง",
        phone="0 2000 0000",
        email="letters@lmi.example",
        stamp="ตย.",
        project=PROJECT,
    )
    if not LetterOffice.objects.filter(centre=centre).exists():
        office.emblem.save("demonstration.svg", ContentFile(mark_svg().encode()), save=False)
        office.save()
    signer, _made = Signatory.objects.get_or_create(
        centre=centre, name="นายสาธิต ตัวอย่าง", defaults={"position": "ผู้อำนวยการศูนย์ (ตัวอย่าง)"}
    )
    return signer


def _blanks(today) -> dict[str, str]:
    return {
        "ช่วงวันที่คาดว่าจะเข้าพบ": f"ระหว่างวันที่ {long_date(today + timedelta(30))} ถึง {long_date(today + timedelta(34))}",
        "ตอบภายในวันที่": long_date(today + timedelta(14)),
        "วันที่เข้าพบ": long_date(today - timedelta(7)),
        "ผู้ประสานงาน": "ผู้ประสานงานตัวอย่าง",
        "เว็บไซต์": "www.example.invalid",
    }


def _tell(story: str, letter: Letter, actor: Actor, at: datetime) -> None:
    """Takes an example as far as its story goes."""
    if story == "draft":
        return
    letter = check_letter(letter, actor=actor, at=at)
    if story == "checked":
        return
    letter = approve_letter(letter, actor=actor, at=at)
    if story == "approved":
        return
    letter = issue_letter(letter, actor=actor, at=at)
    further = {
        "sent": lambda: send_letter(letter, "posted", actor=actor, at=at, tracking="EX000000000TH"),
        "replied": lambda: _answered(letter, actor, at),
        "void": lambda: void_letter(letter, "ตัวอย่าง: พิมพ์ชื่อผู้รับผิด", actor=actor, at=at),
        "corrected": lambda: _tell("issued", correct_letter(letter, actor=actor, at=at), actor, at),
    }
    if story in further:
        further[story]()


def _answered(letter: Letter, actor: Actor, at: datetime) -> None:
    send_letter(letter, "posted", actor=actor, at=at)
    record_reply(letter, timezone.localdate(at), "ตัวอย่าง: แจ้งชื่อผู้ประสานงานแล้ว", actor=actor, at=at)
