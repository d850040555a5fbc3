"""Letters on their way, to a real mail server that refuses one of the recipients."""

import email
import hashlib
import socket
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from django.utils import timezone

from home import jobs
from network.actions.issue_batch import issue_batch
from network.actions.print_issued import print_issued
from network.actions.send_letter import (
    LATER,
    AlreadySent,
    NoAddress,
    NoPdf,
    email_batch,
    email_letter,
    send_again,
    send_letter,
)
from network.actions.sweep_letters import LONGEST_MAIL, sweep_letters
from network.actions.verify_letters import verify_letters
from network.actions.void_letter import void_letter
from network.models import Delivery, Letter, LetterBatch
from tests.letter_factories import Desk

pytestmark = pytest.mark.django_db
NOW = timezone.now


class Postmaster:
    """Takes mail for everybody but one, as a server does that does not know him."""

    def __init__(self) -> None:
        self.taken: list = []
        self.busy = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.busy:
            return "451 4.7.1 greylisted, come back later"
        if address == "partner2@example.invalid":
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def postmaster():
    handler = Postmaster()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        yield handler
    controller.stop()


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Does something as if each of its transactions were really committed."""

    def do(act, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **kwargs)

    return do


def test_a_batch_is_mailed_and_the_one_that_is_refused_is_seen_and_named(desk, postmaster, committed):
    batch = desk.approved_batch(3)
    committed(issue_batch, batch, actor=desk.admin_section, at=NOW())
    job = committed(email_batch, LetterBatch.objects.get(pk=batch.pk), actor=desk.admin_section, at=NOW())
    job.refresh_from_db()
    assert (job.done, job.failed) == (2, 1)
    states = dict(Delivery.objects.values_list("to", "state"))
    assert states == {
        "partner1@example.invalid": "sent", "partner2@example.invalid": "failed", "partner3@example.invalid": "sent",
    }  # fmt: skip
    assert "no such mailbox" in Delivery.objects.get(state="failed").error
    letters = batch.letters.order_by("pk")
    assert [letter.state for letter in letters] == ["sent", "issued", "sent"]
    assert [recipients for recipients, _message in postmaster.taken] == [
        ["partner1@example.invalid"], ["partner3@example.invalid"],
    ]  # fmt: skip
    assert list(letters[1].events.values_list("verb", flat=True))[-2:] == ["queued", "failed"]
    assert verify_letters().wrong == ()


def test_the_mail_carries_the_very_pdf_and_answers_go_to_the_office(desk, postmaster, committed):
    letter = committed(desk.issue, desk.approved())
    letter.refresh_from_db()
    line = committed(email_letter, letter, actor=desk.officer, at=NOW())
    [(_recipients, message)] = postmaster.taken
    [attachment] = list(message.iter_attachments())
    assert hashlib.sha256(attachment.get_content()).hexdigest() == letter.sha256
    assert message["Reply-To"] == "office@example.invalid"
    assert message["Subject"].strip() == "ที่ รง 0300.9/1 ขอความอนุเคราะห์"
    line.refresh_from_db()
    assert (line.state, line.message_id) == ("sent", message["Message-ID"])
    assert letter.verify_token in message.get_body().get_content()


def test_a_second_mail_is_asked_for_and_is_a_second_line(desk, postmaster, committed):
    letter = committed(desk.issue, desk.approved())
    letter.refresh_from_db()
    committed(email_letter, letter, actor=desk.officer, at=NOW())
    with pytest.raises(AlreadySent):
        email_letter(letter, actor=desk.officer, at=NOW())
    committed(email_letter, letter, actor=desk.officer, at=NOW(), again=True)
    assert len(postmaster.taken) == letter.deliveries.filter(state="sent").count() == 2


def test_a_mail_whose_worker_died_is_not_sent_again_by_itself(desk, postmaster, committed):
    letter = committed(desk.issue, desk.approved())
    letter.refresh_from_db()
    line = email_letter(letter, actor=desk.officer, at=NOW())
    # What a worker leaves that dies between claiming the mail and hearing from the server.
    Delivery.objects.filter(pk=line.pk).update(state="sending", started_at=NOW())
    job = jobs.Job.objects.get(kind="letter-mail")
    jobs.work(job.pk)
    line.refresh_from_db()
    job.refresh_from_db()
    assert (line.state, job.failed, postmaster.taken) == ("uncertain", 1, [])


def test_the_sweeper_marks_a_mail_that_hangs(desk):
    letter = desk.issued()
    line = Delivery.objects.create(
        letter=letter, channel="emailed", to="a@example.invalid", state="sending", at=NOW(), started_at=NOW()
    )
    assert sweep_letters(now=NOW()).uncertain == 0
    assert sweep_letters(now=NOW() + LONGEST_MAIL).uncertain == 1
    line.refresh_from_db()
    assert line.state == "uncertain"


def test_without_a_mail_server_the_mail_waits_and_has_failed_after_the_last_try(desk, committed):
    letter = committed(desk.issue, desk.approved())
    letter.refresh_from_db()
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    # Nobody listens on the port of «discard».
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=9):
        line = committed(email_letter, letter, actor=desk.officer, at=NOW())
        for tried in range(1, len(LATER) + 1):
            line.refresh_from_db()
            assert (line.state, line.tries) == ("queued", tried)
            assert line.error.startswith("ConnectionRefusedError")
            assert committed(send_again, now=line.again_at - timedelta(seconds=1)) == 0
            assert committed(send_again, now=line.again_at) == 1
    line.refresh_from_db()
    letter.refresh_from_db()
    assert (line.state, letter.state) == ("failed", "issued")
    assert send_again(now=NOW() + timedelta(days=7)) == 0


def test_a_server_that_says_later_gets_the_mail_later_and_once(desk, postmaster, committed):
    letter = committed(desk.issue, desk.approved(recipient_email="partner4@example.invalid"))
    letter.refresh_from_db()
    postmaster.busy = True
    line = committed(email_letter, letter, actor=desk.officer, at=NOW())
    line.refresh_from_db()
    job = jobs.Job.objects.get(kind="letter-mail")
    told = job.items.get().error
    assert (line.state, postmaster.taken, f"{timezone.localtime(line.again_at):%H:%M}" in told) == ("queued", [], True)
    with pytest.raises(AlreadySent):
        email_letter(letter, actor=desk.officer, at=NOW(), again=True)
    postmaster.busy = False
    assert committed(send_again, now=line.again_at) == 1
    assert committed(send_again, now=line.again_at) == 0
    line.refresh_from_db()
    assert (line.state, line.error, len(postmaster.taken)) == ("sent", "", 1)


def test_nothing_is_mailed_without_the_pdf_or_with_one_that_was_changed(desk, postmaster, committed):
    letter = desk.issued()
    with pytest.raises(NoPdf):
        email_letter(letter, actor=desk.officer, at=NOW())
    letter = print_issued(letter)
    path = Path(letter.pdf.path)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes() + b" ")
    line = committed(email_letter, letter, actor=desk.officer, at=NOW())
    line.refresh_from_db()
    assert (line.state, postmaster.taken) == ("failed", [])


def test_a_letter_without_address_or_that_is_void_is_not_mailed(desk, committed):
    letter = committed(desk.issue, desk.approved(recipient_email=""))
    letter.refresh_from_db()
    with pytest.raises(NoAddress):
        email_letter(letter, actor=desk.officer, at=NOW())
    void_letter(letter, "พิมพ์ผิด", actor=desk.admin_section, at=NOW())
    with pytest.raises(Exception, match=r"void|ยกเลิก"):
        email_letter(letter, actor=desk.officer, at=NOW(), to="a@example.invalid")


@pytest.mark.parametrize("channel", ["printed", "posted", "handed"])
def test_what_people_carry_is_a_line_as_well(desk, channel):
    letter = desk.issued()
    line = send_letter(letter, channel, actor=desk.officer, at=NOW())
    letter.refresh_from_db()
    assert (line.state, letter.state) == ("sent", "sent")
    with pytest.raises(PermissionDenied):
        send_letter(Letter.objects.get(), channel, actor=desk.director, at=NOW())
