"""What the network writes to its partners by mail: plain text in Thai, one person each, nothing about anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from home.models import Office
from home.thai import long_date

from . import links
from .models import Contact

#: Letters are Thai originals kept as data.
SUBJECTS = {
    links.PROFILE: "ลิงก์ส่วนตัวสำหรับดูแลข้อมูลหน่วยงานของท่าน",
    links.COORDINATOR: "ขอความร่วมมือแจ้งผู้ประสานงานของหน่วยงาน",
}
ANSWER = "ผลการพิจารณาเรื่องที่ท่านส่งมา"
LABELS = {"proposal": "ขอแก้ไขข้อมูล", "contribution": "ข่าวหรือกิจกรรมที่ส่งมา", "application": "ใบสมัครเข้าร่วมเครือข่าย"}


class NoMailbox(Exception):
    """Neither the person nor the organisation has an e-mail address on file."""


@dataclass(frozen=True)
class Mail:
    """`attachments` are (file name, contents, media type)."""

    to: str
    subject: str
    text: str
    attachments: tuple[tuple[str, bytes, str], ...] = ()

    def send(self) -> None:
        EmailMessage(self.subject, self.text, to=[self.to], attachments=list(self.attachments)).send()


def mailbox(contact: Contact) -> str:
    """Where a person is written to: the own address, else the organisation's. Raises NoMailbox."""
    if address := contact.email or contact.partner.email:
        return address
    raise NoMailbox


def link_address(contact: Contact, purpose: str) -> str:
    """The personal link as it is mailed or copied: always in Thai, the language of the letter around it."""
    token = links.make_token(contact.pk, contact.link_version, purpose)
    with override("th"):
        path = reverse("partner_entry", args=[purpose, token])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def link_mail(contact: Contact, purpose: str, now: datetime) -> Mail:
    """Raises NoMailbox."""
    holds = links.PURPOSES[purpose].holds
    words = {
        "contact": contact,
        "partner": contact.partner,
        "purpose": purpose,
        "link": link_address(contact, purpose),
        "until": long_date(timezone.localdate(now + holds)) if holds else "",
        "centre": contact.partner.province.centre,
        "office": office(),
    }
    return Mail(mailbox(contact), SUBJECTS[purpose], render_to_string(f"network/mail/{purpose}.txt", words))


def answer_mail(to: str, what: str, decided, organisation: str) -> Mail:
    """What became of a thing that was sent; `what` is a key of LABELS, `decided` a Proposal, Contribution …"""
    words = {"what": LABELS[what], "decided": decided, "organisation": organisation, "office": office()}
    return Mail(to, ANSWER, render_to_string("network/mail/answer.txt", words))


def office() -> Office:
    site = Site.objects.filter(is_default_site=True).first()
    return (site and Office.objects.filter(site=site).first()) or Office()
