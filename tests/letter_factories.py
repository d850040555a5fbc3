"""Offices that may write letters, and letters in every state, for tests; everybody acts with the rights of his role."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from home.models import Centre
from network.actions.approve_letter import approve_batch, approve_letter
from network.actions.change_partner import Actor
from network.actions.check_letter import check_batch, check_letter
from network.actions.draft_letter import draft_letter
from network.actions.issue_letter import issue_letter
from network.actions.make_batch import make_batch
from network.models import Letter, LetterBatch, LetterOffice, Signatory
from tests import network_factories
from tests.network.staff import member

BODY = "ด้วยศูนย์บริหารข้อมูลตลาดแรงงานจะเข้าพบ {หน่วยงาน}\n\nจึงเรียนมาเพื่อโปรดทราบ"


def emblem() -> ContentFile:
    out = BytesIO()
    Image.new("RGBA", (60, 60), (20, 20, 20, 255)).save(out, "PNG")
    return ContentFile(out.getvalue(), "emblem.png")


def office(centre: str = "north", **fields) -> LetterOffice:
    """Settings with which the centre may issue letters, and its signer."""
    where = Centre.objects.get(code=centre)
    Signatory.objects.get_or_create(centre=where, name="นายสาธิต ตัวอย่าง", position="ผู้อำนวยการศูนย์ตัวอย่าง")
    defaults = {
        "agency": "ศูนย์ตัวอย่าง",
        "address": "ถนนตัวอย่าง\nจังหวัดลำปาง 52000",
        "code": "รง 0300.9",
        "section": "กลุ่มงานตัวอย่าง",
        "phone": "0 2000 0000",
        "email": "office@example.invalid",
    }
    made = LetterOffice(centre=where, **defaults | fields)
    made.emblem.save("emblem.png", emblem(), save=False)
    made.save()
    return made


class Desk:
    """The people of one centre, with an office that may issue letters."""

    def __init__(self, centre: str = "north", **fields) -> None:
        self.office = office(centre, **fields)
        self.centre = self.office.centre
        self.code = centre
        self._people: dict[str, Actor] = {}

    def __getattr__(self, role: str) -> Actor:
        if role not in ("officer", "team_leader", "director", "admin_section"):
            raise AttributeError(role)
        if role not in self._people:
            self._people[role] = Actor(user=member(role, self.code))
        return self._people[role]

    def draft(self, **values) -> Letter:
        given = {
            "partner": None,
            "recipient": "นายกองค์การบริหารส่วนตำบลตัวอย่าง",
            "recipient_address": "เลขที่ 1 ถนนตัวอย่าง",
            "recipient_email": "partner@example.invalid",
            "subject": "ขอความอนุเคราะห์",
            "body": BODY if values.get("partner") else "ด้วยศูนย์จะเข้าพบ\n\nจึงเรียนมาเพื่อโปรดทราบ",
            "signatory": self.centre.signatories.first(),
        }
        if values.get("partner"):
            given = {name: given[name] for name in ("subject", "body", "signatory")}
        return draft_letter(self.centre, given | values, actor=self.officer, at=timezone.now())

    def checked(self, **values) -> Letter:
        return check_letter(self.draft(**values), actor=self.team_leader, at=timezone.now())

    def approved(self, **values) -> Letter:
        return approve_letter(self.checked(**values), actor=self.director, at=timezone.now())

    def issue(self, letter: Letter) -> Letter:
        return issue_letter(letter, actor=self.admin_section, at=timezone.now())

    def issued(self, **values) -> Letter:
        return self.issue(self.approved(**values))

    def batch(self, number: int = 3, **values) -> LetterBatch:
        """A draft to so many partners, each with a mailbox of its own."""
        lampang = network_factories.subdistrict()
        partners = [
            network_factories.partner(
                name_th=f"องค์การบริหารส่วนตำบลตัวอย่าง {place}",
                subdistrict=lampang,
                district=lampang.district,
                email=f"partner{place}@example.invalid",
            )
            for place in range(1, number + 1)
        ]
        given = {
            "title": "หนังสือขอผู้ประสานงาน",
            "subject": "ขอความอนุเคราะห์แจ้งรายชื่อผู้ประสานงาน",
            "body": BODY,
            "signatory": self.centre.signatories.first(),
        }
        return make_batch(self.centre, partners, given | values, actor=self.officer, at=timezone.now())

    def approved_batch(self, number: int = 3, **values) -> LetterBatch:
        batch = check_batch(self.batch(number, **values), actor=self.team_leader, at=timezone.now())
        return approve_batch(batch, actor=self.director, at=timezone.now())
