"""Events of the demonstration in both languages, people who registered, and a year of meetings and trainings.

Everything is marked as invented; no mail leaves. The same day gives the same events.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import Centre, Province, Topic
from home.thai import fiscal_year

from ..models import Attendance, EventIndexPage, EventPage, Gathering, Registration, Speaker, Volunteer
from ..models.events.gatherings import year_bounds

Kind, State = EventPage.Kind, Registration.State
NOTE = {
    "th": ("กิจกรรมนี้เป็นตัวอย่าง", "ชื่อสถานที่ วันเวลา และรายชื่อสมมติขึ้นเพื่อการสาธิต"),
    "en": ("This event is an example", "Places, times and names were invented for the demonstration."),
}
_IDS = uuid.UUID("2c1c7f52-6a0e-5f43-8f0e-9b3f64a6d0c1")


CONTENT = Path(__file__).with_name("events.toml")


@dataclass(frozen=True)
class Invented:
    """`days` from today; `people` registered, of whom `there` were there; `facts` are further fields of the page."""

    slug: str
    kind: str
    centre: str
    province: str
    days: int
    people: int
    there: int
    facts: dict
    th: dict
    en: dict
    programme: dict

    def words(self, language: str) -> dict:
        return self.th if language == "th" else self.en


def invented() -> list[Invented]:
    """The events of the content file."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    days = content["programme"]
    return [
        Invented(**one | {"programme": {lang: named.get(one["programme"], ()) for lang, named in days.items()}})
        for one in content["event"]
    ]


#: (kind, month and day of the fiscal year's beginning plus so many days, title, topic, knowledge, hours, held)
GATHERINGS = (
    (Gathering.Kind.PREPARATION, 12, "ประชุมเจ้าหน้าที่ชี้แจงวัตถุประสงค์โครงการ (สาธิต)", "", "networks", 3),
    (Gathering.Kind.STAFF, 20, "อบรมเทคนิคการเป็นวิทยากร (สาธิต)", "เทคนิคการเป็นวิทยากร", "networks", 6),
    (Gathering.Kind.STAFF, 96, "อบรมการวิเคราะห์ข้อมูลตลาดแรงงาน (สาธิต)", "การวิเคราะห์ข้อมูลตลาดแรงงาน", "lmi", 12),
    (Gathering.Kind.STAFF, 140, "โครงการอบรมเทคนิคการเป็นวิทยากร รุ่นที่ 2 (สาธิต)", "เทคนิคการเป็นวิทยากร", "networks", 6),
    (Gathering.Kind.VOLUNTEERS, 110, "อบรมมอบหมายภารกิจอาสาสมัครแรงงาน (สาธิต)", "บทบาทอาสาสมัครแรงงาน", "networks", 6),
    (Gathering.Kind.PARTNERS, 125, "บรรยายภารกิจแก่กำนันและผู้ใหญ่บ้าน (สาธิต)", "ภารกิจกรมการจัดหางาน", "domestic", 3),
)
AGENDA = """วัตถุประสงค์และเป้าหมายของโครงการ
กำหนดเป้าหมายในแต่ละพื้นที่และแบ่งสาย
การจัดเตรียมสื่อประชาสัมพันธ์
หนังสือราชการถึงกลุ่มเป้าหมาย
ซักซ้อมลำดับการเข้าพบห้าขั้น"""


def load(today: date, at: datetime) -> int:
    """The pages and records written; none where they are already."""
    section = EventIndexPage.objects.filter(locale__language_code="th").first()
    if section is None:
        return 0
    english = section.get_translation_or_none(Locale.objects.get(language_code="en"))
    known = set(section.get_children().values_list("slug", flat=True))
    centres = {centre.code: centre for centre in Centre.objects.all()}
    provinces = {province.slug: province for province in Province.objects.all()}
    written = 0
    for one in invented():
        if one.slug not in known and one.province in provinces:
            event = _event(one, "th", section, today, at, centres[one.centre], provinces[one.province])
            written += 1 + _people(event, one, at)
            if english:
                _translate(event, one, english, today, at)
                written += 1
    return written + _gatherings(today, centres["north"])


def _event(one: Invented, language: str, parent: Page, today: date, at: datetime, centre, province) -> EventPage:
    page = EventPage(slug=one.slug, live=False, locale=parent.locale, centre=centre, province=province)
    _fill(page, one, language, today)
    parent.add_child(instance=page)
    _publish(page, at)
    return page


def _translate(event: EventPage, one: Invented, parent: Page, today: date, at: datetime) -> None:
    page = event.copy_for_translation(parent.locale)
    _fill(page, one, "en", today)
    _publish(page, at)


def _fill(page: EventPage, one: Invented, language: str, today: date) -> None:
    words = one.words(language)
    day = today + timedelta(days=one.days)
    page.kind, page.title, page.draft_title, page.summary = one.kind, words["title"], words["title"], words["summary"]
    page.venue, page.audience = words["venue"], words["audience"]
    page.starts_at = timezone.make_aware(datetime.combine(day, time(9)))
    page.ends_at = timezone.make_aware(datetime.combine(day, time(15, 30)))
    lines = one.programme[language]
    slots = [{"type": "slot", "value": dict(zip(("time", "what", "who"), line, strict=True))} for line in lines]
    page.programme = _stream(slots, f"{one.slug}/{language}/programme")
    title, text = NOTE[language]
    note = {"tone": "note", "title": title, "text": f"<p>{text}</p>"}
    page.body = _stream([{"type": "callout", "value": note}], f"{one.slug}/{language}/body")
    for name, value in one.facts.items():
        setattr(page, name, value)
    if page.takes_registrations and page.seats and one.days > 3:
        page.register_until = day - timedelta(days=2)
    if page.cancelled:
        page.cancelled_because = "สถานศึกษาเลื่อนปฏิทินการเรียน" if language == "th" else "The school has moved its calendar."


def _stream(blocks: list[dict], seed: str) -> str:
    """With identities that follow from the seed: the same demonstration each time."""
    marked = [{**block, "id": str(uuid.uuid5(_IDS, f"{seed}/{number}"))} for number, block in enumerate(blocks)]
    return json.dumps(marked, ensure_ascii=False)


def _publish(page: EventPage, at: datetime) -> None:
    page.first_published_at = at
    page.save_revision().publish()


def _people(event: EventPage, one: Invented, at: datetime) -> int:
    """So many people with numbers for names; where the places end the waiting list begins."""
    begun = min(at, event.starts_at) - timedelta(days=3)
    rows = [
        Registration(
            event=event,
            state=State.PLACE if event.seats is None or number <= event.seats else State.WAITING,
            name=f"ผู้ลงทะเบียนสาธิต คนที่ {number}",
            organisation="โรงเรียนตัวอย่าง" if one.kind == Kind.GUIDANCE else "หน่วยงานตัวอย่าง",
            email=f"{one.slug}-{number}@lmi.example",
            email_key=f"{one.slug}-{number}@lmi.example",
            registered_at=begun + timedelta(minutes=7 * number),
            consented_at=begun,
            attended_at=event.starts_at if number <= one.there else None,
        )
        for number in range(1, one.people + 1)
    ]
    return len(Registration.objects.bulk_create(rows))


def _gatherings(today: date, centre: Centre) -> int:
    """A meeting before the season and the trainings of its year; those whose day is over were held."""
    if Gathering.objects.exists():
        return 0
    first, _last = year_bounds(fiscal_year(today))
    topics = {topic.code: topic for topic in Topic.objects.all()}
    for kind, days, title, topic, knowledge, hours in GATHERINGS:
        day = first + timedelta(days=days)
        held = day <= today
        gathering = Gathering.objects.create(
            centre=centre, kind=kind, title=title, topic=topic, knowledge=topics.get(knowledge), on=day, hours=hours,
            starts_at=time(9), place="ห้องประชุมตัวอย่าง", agenda=AGENDA if kind == Gathering.Kind.PREPARATION else "",
            organiser="ศูนย์ (สาธิต)", state=Gathering.State.HELD if held else Gathering.State.PLANNED,
        )  # fmt: skip
        if kind != Gathering.Kind.PREPARATION:
            Speaker.objects.create(gathering=gathering, name="วิทยากรสาธิต", position="หน่วยงานตัวอย่าง", topic=topic)
        if kind == Gathering.Kind.VOLUNTEERS:
            mine = Volunteer.objects.filter(district__province__centre=centre, active=True)[:20]
            Attendance.objects.bulk_create(Attendance(gathering=gathering, volunteer=one) for one in mine)
        else:
            Attendance.objects.bulk_create(
                Attendance(gathering=gathering, name=f"เจ้าหน้าที่สาธิต คนที่ {number}", present=held and number < 6)
                for number in range(1, 8)
            )
    return len(GATHERINGS)
