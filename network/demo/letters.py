"""What some example partners have sent in, so that the staff's inbox has something to decide."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from .. import standing
from ..models import Application, Contribution, Partner, Proposal

CORRECTIONS, APPLICANTS = 8, 5
#: Corrections, news and events together.
SENDERS = 13
#: Title and text of news; events carry days from now and a place as well.
NEWS = (
    (
        "ตัวอย่าง: เปิดรับสมัครอบรมอาชีพระยะสั้นสำหรับผู้ว่างงาน",
        "หน่วยงานตัวอย่างเปิดอบรมการทำขนมและการขายออนไลน์ 30 ชั่วโมง ไม่เสียค่าใช้จ่าย รับผู้ว่างงานในตำบล 20 คน\n\n"
        "สมัครด้วยตนเองที่ที่ทำการในวันและเวลาราชการ พร้อมบัตรประจำตัวประชาชน",
    ),
    (
        "ตัวอย่าง: ติดตั้งจุดบริการข้อมูลตำแหน่งงานว่างที่ศาลาประชาคม",
        "ประชาชนดูตำแหน่งงานว่างของจังหวัดได้ที่จอแสดงข้อมูลหน้าศาลาประชาคมทุกวัน\n\nเจ้าหน้าที่ช่วยค้นหาและกรอกใบสมัครให้ทุกวันพุธช่วงบ่าย",
    ),
    (
        "ตัวอย่าง: นักเรียนชั้นมัธยมศึกษาปีที่ 6 ทดสอบความพร้อมทางอาชีพ",
        "โรงเรียนตัวอย่างจัดทดสอบความพร้อมทางอาชีพให้นักเรียน 120 คน และแนะแนวรายบุคคลจากผลทดสอบ\n\nผู้ปกครองขอรับผลได้ที่ห้องแนะแนว",
    ),
)
EVENTS = (
    ("ตัวอย่าง: ตลาดนัดแรงงานตำบล", "สถานประกอบการ 12 แห่ง ตำแหน่งงาน 150 อัตรา สมัครและสัมภาษณ์ได้ในวันเดียว", 14, "ลานหน้าที่ทำการ"),
    ("ตัวอย่าง: เสวนาอาชีพอิสระสำหรับผู้สูงอายุ", "แลกเปลี่ยนประสบการณ์อาชีพอิสระและการเข้าถึงแหล่งทุน", 30, "ห้องประชุมชั้น 2"),
)


def load(partners: list[Partner], at: datetime) -> int:
    """What new example partners have sent. Rows written."""
    members = [partner for partner in partners if partner.status == standing.MEMBER]
    if len(members) < SENDERS:
        return 0
    # From all over, not the first province only.
    members = members[:: len(members) // SENDERS]
    proposals = [_proposal(partner, number) for number, partner in enumerate(members[:CORRECTIONS])]
    Proposal.objects.bulk_create(proposals)
    sent = _contributions(members[CORRECTIONS:], at)
    Contribution.objects.bulk_create(sent)
    applications = _applications(partners, at)
    Application.objects.bulk_create(applications)
    return len(proposals) + len(sent) + len(applications)


def _proposal(partner: Partner, number: int) -> Proposal:
    contact = partner.contacts.first()
    profile = {"phone": [partner.phone, f"0 2000 9{number:03}"]}
    people = []
    if number % 3 == 1:
        profile["website"] = [partner.website, f"{partner.website}/home"]
    if number % 3 == 2 and contact:
        values = {"position": [contact.position, "หัวหน้าสำนักปลัด"]}
        people = [{"contact": contact.pk, "act": "change", "values": values}]
    return Proposal(
        partner=partner, contact=contact, profile=profile, people=people, form_token=f"demonstration-{partner.code}"
    )


def _contributions(members: list[Partner], at: datetime) -> list[Contribution]:
    today = timezone.localdate(at)
    sent = [
        Contribution(partner=partner, title=title, text=text, form_token=f"demonstration-{partner.code}")
        for partner, (title, text) in zip(members, NEWS, strict=False)
    ]
    for partner, (title, text, days, place) in zip(members[len(NEWS) :], EVENTS, strict=False):
        sent.append(
            Contribution(
                partner=partner,
                kind=Contribution.Kind.EVENT,
                title=title,
                text=text,
                happens_on=today + timedelta(days=days),
                happens_at=place,
                form_token=f"demonstration-{partner.code}",
            )
        )
    return sent


def _applications(partners: list[Partner], at: datetime) -> list[Application]:
    """New ones, one that is on record already, and one that looks like a robot's."""
    asked = [partner for partner in partners if partner.status == standing.PROSPECT and partner.phone][:APPLICANTS]
    return [
        Application(
            name=partner.name_th if number == 0 else f"{partner.name_th} (แห่งใหม่)",
            kind=partner.kind,
            province=partner.province,
            district=partner.district,
            subdistrict=partner.subdistrict,
            website=partner.website if number == 0 else "",
            phone=f"0 2000 8{number:03}",
            email=f"apply{number}@lmi.example",
            contact_title="นางสาว",
            contact_name="สาธิต ส.",
            contact_position="นักพัฒนาชุมชน",
            message="ตัวอย่างใบสมัครเพื่อการสาธิต",
            consented_at=at,
            suspect=number == APPLICANTS - 1,
            form_token=f"demonstration-apply-{partner.code}",
        )
        for number, partner in enumerate(asked)
    ]
