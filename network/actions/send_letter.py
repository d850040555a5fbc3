"""A letter on its way: printed, posted or handed over by people; e-mailed as a job, with a line for each attempt.

A mail is claimed before it is handed to the mail server, in a transaction of its own. Whoever dies in between leaves
the line «sending», which no other worker takes up again: at most one mail leaves for each line, and when nobody knows,
the line says so.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from socket import gaierror

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import Job, JobItem

from ..letter_mail import letter_mail
from ..models import Delivery, Letter, LetterBatch, LetterEvent
from ..models.letters.letters import OUT
from .change_partner import Actor
from .move_letter import locked, move, require
from .print_issued import print_issued
from .write_letter_log import Said, write_letter_log

KIND = "letter-mail"
Channel, State = Delivery.Channel, Delivery.State
BY_HAND = (Channel.PRINTED, Channel.POSTED, Channel.HANDED)

#: After these the mail is with nobody: refused, or there was no connection. After others (broken off) it may have gone.
NOT_SENT = (SMTPResponseException, SMTPRecipientsRefused, ConnectionRefusedError, gaierror, ValueError)
#: How long a mail waits whose server is away or says "later" (RFC 5321, 4.5.4.1); after the last it has failed.
LATER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))


class NoAddress(Exception):
    """There is nowhere to e-mail the letter to."""


class NoPdf(Exception):
    """The letter's PDF is not made yet, or is not what it was: nothing is e-mailed."""


class AlreadySent(Exception):
    """A mail with this letter went to this address, or is going; `delivery` is its line. Ask before sending another."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(str(delivery))
        self.delivery = delivery


@transaction.atomic
def send_letter(
    letter: Letter, channel: str, *, actor: Actor, at: datetime, to: str = "", tracking: str = ""
) -> Delivery:
    """Notes that people have sent it; `channel` is one of BY_HAND. Raises PermissionDenied, WrongState."""
    if channel not in BY_HAND:
        raise ValueError(channel)
    require(actor, "send_letter", letter.centre_id)
    letter = locked(letter, OUT)
    where = to or letter.recipient
    line = Delivery.objects.create(
        letter=letter,
        channel=channel,
        to=where,
        state=State.SENT,
        at=at,
        by=actor.user,
        finished_at=at,
        tracking=tracking,
    )
    _moved(letter, actor, at, {"channel": channel, "to": where, "tracking": tracking})
    return line


def _moved(letter: Letter, actor: Actor, at: datetime, details: dict) -> None:
    """What was answered already stays answered."""
    state = Letter.State.SENT if letter.state == Letter.State.ISSUED else letter.state
    move(letter, state, LetterEvent.Verb.SENT, actor=actor, at=at, details=details, sent_at=letter.sent_at or at)


@transaction.atomic
def email_letter(letter: Letter, *, actor: Actor, at: datetime, to: str = "", again: bool = False) -> Delivery:
    """Queues a mail to the recipient's address, or to another one.

    Raises PermissionDenied, WrongState, NoAddress, NoPdf, and AlreadySent unless it shall go `again`.
    """
    line = queue_mail(letter, actor=actor, at=at, to=to, again=again)
    _enqueue([line], actor, _("E-mail of letter %(number)s") % {"number": letter.number_text})
    return line


@transaction.atomic
def email_batch(batch: LetterBatch, *, actor: Actor, at: datetime) -> Job | None:
    """Queues a mail for each letter of a batch that is out, has an address and was not e-mailed; None for none."""
    require(actor, "send_letter", batch.centre_id)
    letters = batch.letters.printed().filter(state__in=OUT).exclude(recipient_email="")
    sent = Delivery.objects.filter(letter__batch=batch, channel=Channel.EMAILED).exclude(state=State.FAILED)
    waiting = letters.exclude(pk__in=sent.values("letter")).order_by("pk")
    lines = [queue_mail(letter, actor=actor, at=at) for letter in waiting]
    return _enqueue(lines, actor, _("E-mails of «%(batch)s»") % {"batch": batch.title}) if lines else None


def queue_mail(letter: Letter, *, actor: Actor, at: datetime, to: str = "", again: bool = False) -> Delivery:
    require(actor, "send_letter", letter.centre_id)
    letter = locked(letter, OUT)
    address = to or letter.recipient_email
    if not address:
        raise NoAddress
    if not letter.sha256:
        raise NoPdf
    earlier = letter.deliveries.filter(channel=Channel.EMAILED, to=address).exclude(state=State.FAILED).first()
    if earlier and (not again or earlier.state in (State.QUEUED, State.SENDING)):
        raise AlreadySent(earlier)
    line = Delivery.objects.create(
        letter=letter, channel=Channel.EMAILED, to=address, state=State.QUEUED, at=at, by=actor.user
    )
    said = Said(LetterEvent.Verb.QUEUED, letter, {"to": address, "delivery": line.pk})
    write_letter_log(letter.centre, [said], actor=actor, at=at)
    return line


def _enqueue(lines: list[Delivery], actor: Actor, title: str) -> Job:
    items = [(f"delivery-{line.pk}", {"delivery": line.pk}) for line in lines]
    return jobs.enqueue(KIND, items, owner=actor.user, title=title)


@transaction.atomic
def send_again(*, now: datetime) -> int:
    """Queues the mails whose server asked to wait, and that have waited. How many."""
    lines = list(Delivery.objects.due_again(now).select_for_update().order_by("pk"))
    if lines:
        Delivery.objects.filter(pk__in=[line.pk for line in lines]).update(again_at=None)
        items = [(f"delivery-{line.pk}", {"delivery": line.pk}) for line in lines]
        jobs.enqueue(KIND, items, title=_("E-mails that are tried again"))
    return len(lines)


def _claim(pk: int, now: datetime) -> bool:
    waiting = Delivery.objects.filter(pk=pk, state=State.QUEUED, again_at=None)
    return bool(waiting.update(state=State.SENDING, started_at=now))


def _send(item: JobItem, job: Job) -> str:
    """Hands one mail over; what went wrong, "" for nothing. Outside of any transaction."""
    pk = item.payload["delivery"]
    line = Delivery.objects.select_related("letter__centre", "letter__partner").get(pk=pk)
    if line.state == State.SENT:
        return ""
    if line.again_at:
        return _waits(line.again_at)
    if not _claim(pk, timezone.now()):
        # Claimed by a worker that never came back.
        Delivery.objects.filter(pk=pk, state=State.SENDING).update(
            state=State.UNCERTAIN, finished_at=timezone.now(), error=_("The worker stopped while the mail was leaving.")
        )
        return _("Nobody knows whether this mail left. Look, and send it again if it did not.")
    try:
        mail = letter_mail(line, checked_pdf(line.letter))
        mail.send()
    except NoPdf:
        return _failed(line, _("The letter's PDF is missing or was changed."))
    except (OSError, ValueError) as problem:
        # smtplib's exceptions are OSErrors, and so are those of a connection; an address that is none is a ValueError.
        if _may_pass(problem) and line.tries < len(LATER):
            return _put_off(line, f"{type(problem).__name__}: {problem}"[:500])
        state = State.FAILED if isinstance(problem, NOT_SENT) else State.UNCERTAIN
        return _failed(line, f"{type(problem).__name__}: {problem}"[:500], state)
    _sent(line, mail)
    return ""


def _may_pass(problem: Exception) -> bool:
    """Whether the server is away, or refuses for the moment only (codes 400 to 499)."""
    if isinstance(problem, SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _words in problem.recipients.values())
    if isinstance(problem, SMTPResponseException):
        return 400 <= problem.smtp_code < 500
    return isinstance(problem, ConnectionRefusedError | gaierror)


def _put_off(line: Delivery, error: str) -> str:
    at = timezone.now() + LATER[line.tries]
    Delivery.objects.filter(pk=line.pk).update(
        state=State.QUEUED, started_at=None, again_at=at, tries=line.tries + 1, error=error
    )
    return _waits(at)


def _waits(until: datetime) -> str:
    time = timezone.localtime(until).strftime("%H:%M")
    return _("The mail server asks to wait. The mail is tried again by itself at %(time)s.") % {"time": time}


def checked_pdf(letter: Letter) -> bytes:
    """The PDF as it was issued. Raises NoPdf."""
    letter = print_issued(letter)
    try:
        with letter.pdf.open("rb") as opened:
            data = opened.read()
    except OSError:
        raise NoPdf from None
    if hashlib.sha256(data).hexdigest() != letter.sha256:
        raise NoPdf
    return data


@transaction.atomic
def _failed(line: Delivery, error: str, state: str = State.FAILED) -> str:
    now = timezone.now()
    Delivery.objects.filter(pk=line.pk).update(state=state, finished_at=now, error=error)
    said = Said(LetterEvent.Verb.FAILED, line.letter, {"to": line.to, "delivery": line.pk, "error": error})
    write_letter_log(line.letter.centre, [said], actor=Actor(line.by, "mail"), at=now)
    return error


@transaction.atomic
def _sent(line: Delivery, mail: EmailMessage) -> None:
    now = timezone.now()
    message_id = mail.extra_headers["Message-ID"]
    Delivery.objects.filter(pk=line.pk).update(state=State.SENT, finished_at=now, error="", message_id=message_id)
    details = {"channel": "emailed", "to": line.to, "delivery": line.pk, "message": message_id}
    letter = locked(line.letter, (*OUT, Letter.State.VOID))
    if letter.state == Letter.State.VOID:
        write_letter_log(
            letter.centre, [Said(LetterEvent.Verb.SENT, letter, details)], actor=Actor(line.by, "mail"), at=now
        )
    else:
        _moved(letter, Actor(line.by, "mail"), now, details)


@jobs.job_kind(KIND, prepare=_send)
def letter_by_mail(item: JobItem, job: Job, problem: str) -> None:
    """Sending is all of it; the job notes that it is done, or why not."""
    if problem:
        raise jobs.ItemRefused(problem)
