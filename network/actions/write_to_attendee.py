"""Mail to who registered for an event, written down as a job: a slow mail server holds nobody up, no mail is lost."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from home import jobs
from home.models import Job, JobItem

from ..event_mail import registration_mail
from ..mail import NoMailbox
from ..models import Registration

KIND = "event-mail"


def write_to_attendees(registrations: Iterable[Registration], word: str, *, owner=None) -> Job | None:
    """A mail to each of them who has an address, None with nobody; `word` is a key of event_mail.SUBJECTS."""
    items = [(f"{word}-{one.pk}", {"registration": one.pk, "word": word}) for one in registrations if one.email]
    return jobs.enqueue(KIND, items, owner=owner, title=_("Mail to people of an event")) if items else None


def _send(item: JobItem, job: Job) -> None:
    try:
        related = Registration.objects.select_related("event__locale", "event__province")
        registration = related.get(pk=item.payload["registration"])
        registration_mail(registration, item.payload["word"]).send()
    except NoMailbox:
        raise jobs.ItemRefused(_("There is no e-mail address on file.")) from None
    except ObjectDoesNotExist:
        raise jobs.ItemRefused(_("The record is gone.")) from None


@jobs.job_kind(KIND, prepare=_send)
def mail_to_attendee(item: JobItem, job: Job, _sent: None) -> None:
    """Sending is all of it; the job notes that it is done."""
