"""Mail to a partner, written down as a job, so that a slow mail server holds nobody up and no mail is forgotten.

What is written down are keys; names, addresses and tokens are put together when the mail leaves.
"""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import Job, JobItem

from .. import mail, visit_mail
from ..models import Application, Contact, Contribution, Proposal, Visit

KIND = "partner-mail"
_DECIDED = {"proposal": Proposal, "contribution": Contribution, "application": Application}


def write_links(contacts, purpose: str, *, owner=None) -> Job:
    """A link to each of some contacts. With nobody to write to a job is made all the same: it takes as long."""
    items = [(f"link-{pk}", {"what": "link", "contact": pk, "purpose": purpose}) for pk in contacts]
    return jobs.enqueue(KIND, items, owner=owner, title=_("Personal links by mail"))


def write_answer(what: str, decided, *, owner=None) -> Job:
    """Tells the sender what became of a thing; `what` is a key of mail.LABELS."""
    item = (f"{what}-{decided.pk}", {"what": what, "id": decided.pk})
    return jobs.enqueue(KIND, [item], owner=owner, title=_("Answer by mail"))


def write_appointment(visit: Visit, *, owner=None) -> Job:
    """Confirms an appointment to the coordinator, with an entry for the calendar; as it stands when the mail leaves."""
    item = (f"appointment-{visit.pk}-{visit.sequence}", {"what": "appointment", "visit": visit.pk})
    return jobs.enqueue(KIND, [item], owner=owner, title=_("Confirmation of an appointment"))


def _send(item: JobItem, job: Job) -> None:
    """Sent outside of the transaction: a mail server that takes its time must not keep the database waiting."""
    try:
        _compose(item.payload).send()
    except mail.NoMailbox:
        raise jobs.ItemRefused(_("There is no e-mail address on file.")) from None
    except ObjectDoesNotExist:
        raise jobs.ItemRefused(_("The record is gone.")) from None


@jobs.job_kind(KIND, prepare=_send)
def mail_to_partner(item: JobItem, job: Job, _sent: None) -> None:
    """Sending is all of it; the job notes that it is done."""


def _compose(payload: dict) -> mail.Mail:
    if payload["what"] == "link":
        people = Contact.objects.active().select_related("partner__province__centre")
        return mail.link_mail(people.get(pk=payload["contact"]), payload["purpose"], timezone.now())
    if payload["what"] == "appointment":
        related = ("season", "team", "coordinator", "partner__district", "partner__province__centre")
        visit = Visit.objects.exclude(appointment=None).select_related(*related).get(pk=payload["visit"])
        return visit_mail.appointment_mail(visit, timezone.now())
    decided = _DECIDED[payload["what"]].objects.get(pk=payload["id"])
    if isinstance(decided, Application):
        return mail.answer_mail(decided.email, payload["what"], decided, decided.name)
    if decided.contact is None:
        raise mail.NoMailbox
    return mail.answer_mail(mail.mailbox(decided.contact), payload["what"], decided, decided.partner.name_th)
