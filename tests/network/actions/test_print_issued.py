"""The PDF of a letter: made once, kept for good, found again by whoever looks whether everything is whole."""

import hashlib
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from home.storage import AlreadyWritten, WriteOnceStorage, archive_storage
from network.actions.print_issued import NotIssued, file_name, print_issued
from network.actions.sweep_letters import sweep_letters
from network.actions.verify_letters import verify_letters
from network.models import Letter
from tests.letter_factories import Desk

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def desk():
    return Desk()


def test_storage_takes_a_file_once_and_gives_none_back(tmp_path):
    storage = WriteOnceStorage(location=tmp_path)
    assert storage.save("a/b.pdf", ContentFile(b"one")) == "a/b.pdf"
    assert storage.save("a/b.pdf", ContentFile(b"one")) == "a/b.pdf"
    with pytest.raises(AlreadyWritten):
        storage.save("a/b.pdf", ContentFile(b"two"))
    with pytest.raises(PermissionError):
        storage.delete("a/b.pdf")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.pdf"]
    assert (tmp_path / "a" / "b.pdf").read_bytes() == b"one"
    assert (tmp_path / "a" / "b.pdf").stat().st_mode & 0o222 == 0


def test_the_same_words_give_the_same_bytes(desk):
    letter = desk.issued()
    first = print_issued(letter)
    Letter.objects.filter(pk=letter.pk).update(pdf="", sha256="")
    path = Path(archive_storage().path(file_name(letter)))
    path.unlink()
    second = print_issued(Letter.objects.get(pk=letter.pk))
    assert second.sha256 == first.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_whoever_died_after_writing_the_file_left_the_letters_pdf(desk):
    letter = desk.issued()
    archive_storage().save(file_name(letter), ContentFile(b"%PDF whole"))
    letter = print_issued(letter)
    with letter.pdf.open("rb") as opened:
        assert opened.read() == b"%PDF whole"
    assert verify_letters().wrong == ()


def test_only_what_is_issued_is_printed_for_good(desk):
    with pytest.raises(NotIssued):
        print_issued(desk.approved())


def test_the_sweeper_finishes_what_was_interrupted_and_leaves_what_is_being_done(desk):
    letter = desk.issued()
    assert sweep_letters(now=NOW()).printed == 0
    assert sweep_letters(now=NOW() + timedelta(minutes=2)).printed == 1
    letter.refresh_from_db()
    assert letter.sha256
    assert letter.events.order_by("sequence").last().verb == "printed"


def test_verify_finds_a_changed_file_a_missing_one_a_gap_and_a_changed_log(desk):
    letters = [print_issued(desk.issued()) for _ in range(4)]
    assert verify_letters().wrong == ()
    changed, gone, taken, logged = letters
    path = Path(changed.pdf.path)
    path.chmod(0o640)
    path.write_bytes(b"forged")
    Path(gone.pdf.path).unlink()
    with connection.cursor() as cursor:
        # As somebody with the database's password would do it.
        cursor.execute("UPDATE network_letter SET number = 9 WHERE id = %s", [taken.pk])
        cursor.execute(
            "UPDATE network_letterevent SET actor = 'nobody' WHERE letter_id = %s AND verb = 'approved'", [logged.pk]
        )
    wrong = "\n".join(verify_letters().wrong)
    assert f"{changed.number_text}: its PDF was changed" in wrong
    assert f"{gone.number_text}: its PDF is missing" in wrong
    assert "no letter has number 3" in wrong
    assert "number 9 was never given" in wrong
    line = logged.events.get(verb="approved").sequence
    assert f"the log is not what was written, at line {line}" in wrong


def test_the_command_fails_when_something_is_wrong_and_counts_what_it_read(desk):
    letter = print_issued(desk.issued())
    out = StringIO()
    call_command("letters", "verify", stdout=out)
    assert out.getvalue().strip() == "letters=1 books=1 lines=5 wrong=0"
    Path(letter.pdf.path).chmod(0o640)
    Path(letter.pdf.path).write_bytes(b"forged")
    with pytest.raises(CommandError):
        call_command("letters", "verify", stdout=out, stderr=out)


def test_the_command_issues_in_the_name_of_who_may(desk):
    letter = desk.approved()
    with pytest.raises(CommandError, match="may not issue"):
        call_command("letters", "issue", str(letter.pk), user=desk.director.user.username)
    out = StringIO()
    call_command("letters", "issue", str(letter.pk), user=desk.admin_section.user.username, stdout=out)
    assert out.getvalue().startswith("รง 0300.9/1")


def test_the_command_issues_a_batch_and_puts_its_letters_together(desk, tmp_path, django_capture_on_commit_callbacks):
    batch, out = desk.approved_batch(2), StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("letters", "issue", batch=batch.pk, user=desk.admin_section.user.username, stdout=out)
    assert "done=2 failed=0" in out.getvalue()
    call_command("letters", "bundle", str(batch.pk), to=tmp_path / "all.pdf", stdout=out)
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")
    call_command("letters", "sweep", "--now", stdout=out)
    assert "printed=0 failed=0" in out.getvalue()
