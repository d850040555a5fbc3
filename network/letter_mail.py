"""The mail that carries a letter: a few Thai lines, the PDF, and nothing about anybody else."""

from __future__ import annotations

from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from home.thai import clean, long_date

from .letter_content import office_of, verification_address
from .models import Delivery


def letter_mail(line: Delivery, pdf: bytes) -> EmailMessage:
    """One mail for one line of the log of deliveries; answers go to the office that wrote."""
    letter = line.letter
    office = office_of(letter.centre)
    words = {
        "letter": letter,
        "office": office,
        "address": verification_address(letter.verify_token),
        "date": long_date(letter.dated_on),
    }
    mail = EmailMessage(
        clean(f"ที่ {letter.number_text} {letter.subject}")[:200],
        render_to_string("network/mail/letter.txt", words),
        to=[line.to],
        reply_to=[office.email] if office.email else [],
        headers={"Message-ID": make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost")},
    )
    mail.attach(f"{letter.dated_on:%Y}-{letter.number:05}.pdf", pdf, "application/pdf")
    return mail
