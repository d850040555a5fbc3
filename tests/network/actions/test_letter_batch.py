"""One letter to many: written once, checked before anything is issued, issued as a job, taken away in one piece."""

import hashlib
import io
import zipfile

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.test import override_settings
from django.utils import timezone

from home import jobs
from home.models import Job, JobItem
from network.actions.check_letter import BatchNotReady, check_batch, check_letter
from network.actions.issue_batch import issue_batch, issue_one
from network.actions.make_batch import TooMany, change_batch, change_recipient, make_batch
from network.actions.move_letter import InABatch, WrongState
from network.actions.return_letter import return_batch
from network.actions.send_letter import email_batch
from network.actions.void_letter import void_letter
from network.letter_troubles import batch_troubles
from network.models import Letter, LetterBatch
from tests import network_factories
from tests.letter_factories import Desk

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def desk():
    return Desk()


def numbers(batch):
    return list(batch.letters.order_by("pk").values_list("number", flat=True))


def test_the_text_is_written_once_for_all_and_each_letter_has_its_own_recipient(desk):
    batch = change_batch(desk.batch(3), {"subject": "เรื่องใหม่"}, actor=desk.officer, at=NOW())
    letters = list(batch.letters.order_by("pk"))
    assert {letter.subject for letter in letters} == {"เรื่องใหม่"}
    assert letters[1].recipient == "นายกองค์การบริหารส่วนตำบลตัวอย่าง 2"
    assert letters[1].recipient_email == "partner2@example.invalid"


def test_problems_are_listed_by_letter_before_anything_goes_on(desk, django_assert_max_num_queries):
    batch = desk.batch(3, body="เรียนคุณ {ผู้ประสานงาน}")
    first, second, _third = batch.letters.order_by("pk")
    network_factories.contact(first.partner)
    Letter.objects.filter(pk=second.pk).update(recipient="", recipient_address="", recipient_email="")
    with django_assert_max_num_queries(8):
        troubled = batch_troubles(batch, timezone.localdate())
    assert [each.letter.pk for each in troubled] == [second.pk, _third.pk]
    assert {(one.field, one.stops) for one in troubled[0].troubles} == {
        ("recipient", True), ("body", True), ("recipient_address", False), ("recipient_email", False),
    }  # fmt: skip
    with pytest.raises(BatchNotReady):
        check_batch(batch, actor=desk.team_leader, at=NOW())
    assert set(batch.letters.values_list("state", flat=True)) == {"draft"}


def test_the_number_of_queries_does_not_grow_with_the_letters(desk, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (2, 9):
        batch = desk.batch(number)
        with CaptureQueriesContext(connection) as queries:
            batch_troubles(batch, timezone.localdate())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_trouble_of_one_recipient_is_mended_or_the_letter_left_out(desk):
    batch = desk.batch(2)
    first, second = batch.letters.order_by("pk")
    Letter.objects.update(recipient="")
    change_recipient(first, {"recipient": "นายกเทศมนตรี", "subject": "ไม่ใช่"}, actor=desk.officer, at=NOW())
    void_letter(second, "ยุบรวมแล้ว", actor=desk.officer, at=NOW())
    batch = check_batch(batch, actor=desk.team_leader, at=NOW())
    assert list(batch.letters.order_by("pk").values_list("state", flat=True)) == ["checked", "void"]
    first.refresh_from_db()
    assert (first.recipient, first.subject) == ("นายกเทศมนตรี", batch.subject)


def test_a_letter_of_a_batch_does_not_go_alone(desk):
    with pytest.raises(InABatch):
        check_letter(desk.batch(1).letters.get(), actor=desk.officer, at=NOW())


def test_nobody_and_too_many_are_refused(desk):
    with pytest.raises(TooMany):
        make_batch(desk.centre, [], {"title": "ก"}, actor=desk.officer, at=NOW())


def test_issuing_numbers_all_in_a_row_and_puts_the_files_together(desk, django_capture_on_commit_callbacks):
    batch = desk.approved_batch(4)
    with django_capture_on_commit_callbacks(execute=True):
        job = issue_batch(batch, actor=desk.admin_section, at=NOW())
    job.refresh_from_db()
    batch.refresh_from_db()
    assert (job.state, job.done, job.failed, batch.state) == ("done", 4, 0, "issued")
    assert numbers(batch) == [1, 2, 3, 4]
    with batch.bundle.open("rb") as opened:
        bundle = pypdf.PdfReader(io.BytesIO(opened.read()))
    assert len(bundle.pages) >= 4
    assert [mark.title.split()[1] for mark in bundle.outline] == ["0300.9/1", "0300.9/2", "0300.9/3", "0300.9/4"]
    with batch.archive.open("rb") as opened, zipfile.ZipFile(opened) as archive:
        names = archive.namelist()
        first = archive.read(names[0])
    assert len(names) == 5
    assert hashlib.sha256(first).hexdigest() == batch.letters.get(number=1).sha256


def test_only_the_administration_section_issues_a_batch(desk):
    with pytest.raises(PermissionDenied):
        issue_batch(desk.approved_batch(1), actor=desk.director, at=NOW())


def test_a_batch_that_is_not_approved_is_not_issued(desk):
    with pytest.raises(WrongState):
        issue_batch(desk.batch(1), actor=desk.admin_section, at=NOW())


def test_asked_for_twice_it_is_one_job(desk):
    batch = desk.approved_batch(2)
    first = issue_batch(batch, actor=desk.admin_section, at=NOW())
    assert issue_batch(batch, actor=desk.admin_section, at=NOW()) == first
    assert Job.objects.filter(kind="issue-letters").count() == 1


def test_a_job_that_was_cut_off_goes_on_without_skipping_or_repeating(desk, django_capture_on_commit_callbacks):
    """A worker that dies leaves its job running under a lease; here its first two letters are done when it stops."""
    batch = desk.approved_batch(5)
    job = issue_batch(batch, actor=desk.admin_section, at=NOW())
    for item in JobItem.objects.filter(job=job).order_by("pk")[:2]:
        issue_one(item, job)
    # The second one's number was given, and the worker died before the item could be marked: both roll back together
    # in the job's transaction, so here only the first is marked.
    first = JobItem.objects.filter(job=job).order_by("pk").first()
    JobItem.objects.filter(pk=first.pk).update(state="done")
    Job.objects.filter(pk=job.pk).update(done=1)
    with django_capture_on_commit_callbacks(execute=True):
        while jobs.work(job.pk):
            pass
    assert numbers(batch) == [1, 2, 3, 4, 5]


def test_a_letter_that_became_impossible_meanwhile_is_named_and_the_others_are_issued(
    desk, django_capture_on_commit_callbacks
):
    batch = desk.approved_batch(3)
    job = issue_batch(batch, actor=desk.admin_section, at=NOW())
    second = batch.letters.order_by("pk")[1]
    Letter.objects.filter(pk=second.pk).update(recipient="")
    with django_capture_on_commit_callbacks(execute=True):
        jobs.work(job.pk)
    job.refresh_from_db()
    batch.refresh_from_db()
    assert (job.done, job.failed, batch.state) == (2, 1, "approved")
    assert numbers(batch) == [1, None, 2]
    assert job.items.exclude(error="").count() == 1


def test_who_may_not_issue_any_more_issues_nothing_in_the_background_either(desk):
    job = issue_batch(desk.approved_batch(1), actor=desk.admin_section, at=NOW())
    desk.admin_section.user.groups.clear()
    jobs.work(job.pk)
    assert not Letter.objects.registered().exists()


def test_a_batch_goes_back_as_a_whole_and_only_before_its_first_number(desk):
    batch = return_batch(desk.approved_batch(2), "แก้ข้อความ", actor=desk.director, at=NOW())
    assert (batch.state, set(batch.letters.values_list("state", flat=True))) == ("draft", {"draft"})
    batch = desk.approved_batch(2)
    desk.issue(batch.letters.first())
    with pytest.raises(WrongState):
        return_batch(batch, "สายไปแล้ว", actor=desk.director, at=NOW())


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_each_letter_of_a_batch_is_mailed_once_however_often_one_asks(
    desk, django_capture_on_commit_callbacks, mailoutbox
):
    batch = desk.approved_batch(3)
    with django_capture_on_commit_callbacks(execute=True):
        issue_batch(batch, actor=desk.admin_section, at=NOW())
    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            email_batch(LetterBatch.objects.get(pk=batch.pk), actor=desk.admin_section, at=NOW())
    assert sorted(mail.to[0] for mail in mailoutbox) == [f"partner{place}@example.invalid" for place in (1, 2, 3)]
    assert set(batch.letters.values_list("state", flat=True)) == {"sent"}
