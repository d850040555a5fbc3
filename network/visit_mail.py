"""What is written to a partner about its visit: thanks with the way to the banner, reminders of Form 2. In Thai."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from home.thai import WEEKDAYS, long_date

from .mail import Mail, NoMailbox, mailbox, office
from .models import Visit
from .visit_calendar import calendar_of

THANKS = "ขอขอบคุณที่ร่วมเป็นเครือข่ายข้อมูลข่าวสารตลาดแรงงาน"
REMINDER = "ขอความร่วมมือตอบแบบสอบถาม แบบ 2"
APPOINTED = "ยืนยันนัดหมายเข้าพบ"


def thanks_mail(visit: Visit) -> Mail:
    """Raises NoMailbox."""
    return _mail(visit, THANKS, "thanks")


def reminder_mail(visit: Visit) -> Mail:
    """Raises NoMailbox."""
    return _mail(visit, REMINDER, "form2")


def appointment_mail(visit: Visit, at: datetime) -> Mail:
    """Day, time and place as they are agreed, with an entry for the calendar. Raises NoMailbox."""
    local = timezone.localtime(visit.appointment)
    when = f"วัน{WEEKDAYS[local.weekday()]}ที่ {long_date(local.date())} เวลา {local:%H.%M} น."
    entry = calendar_of([visit], title=APPOINTED, at=at)
    return replace(
        _mail(visit, APPOINTED, "appointment", when=when), attachments=(("visit.ics", entry, "text/calendar"),)
    )


def _mail(visit: Visit, subject: str, name: str, **more: str) -> Mail:
    if visit.coordinator and visit.coordinator.active and not visit.coordinator.erased_at:
        to = mailbox(visit.coordinator)
    elif visit.partner.email:
        to = visit.partner.email
    else:
        raise NoMailbox
    words = {
        "visit": visit,
        "partner": visit.partner,
        "person": visit.coordinator,
        "on": long_date(visit.visited_on) if visit.visited_on else "",
        "deadline": long_date(visit.season.form2_deadline),
        "centre": visit.partner.province.centre,
        "office": office(),
        **more,
    }
    return Mail(to, subject, render_to_string(f"network/mail/{name}.txt", words))
