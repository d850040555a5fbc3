"""The issued letters of a batch as one PDF for the printer and as single files in a ZIP, made anew when asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from home import jobs
from home.joined import join_pdfs
from home.models import Job, JobItem
from home.tabular import write_csv

from ..letter_register import HEADERS, register_rows
from ..models import Letter, LetterBatch
from .send_letter import NoPdf, checked_pdf

KIND = "bundle-letters"
#: ZIP keeps a time with each file; the same letters give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class NothingIssued(Exception):
    """The batch has no letter with a number yet."""


@dataclass(frozen=True)
class Bundle:
    """`pdf`: all letters in the order of their numbers. `archive`: a ZIP of single files and the list of them."""

    pdf: bytes
    archive: bytes


def bundle_letters(letters) -> Bundle:
    """The bundle of a queryset of letters. Raises NothingIssued, and NoPdf when one of them is not what was issued."""
    out = list(
        letters.registered()
        .exclude(state=Letter.State.VOID)
        .select_related("book", "centre", "partner")
        .order_by("book", "number")
    )
    if not out:
        raise NothingIssued
    return Bundle(join_pdfs(_parts(out)), _archive(out))


def _parts(letters: list[Letter]) -> Iterator[tuple[str, bytes]]:
    for letter in letters:
        yield f"{letter.number_text} {letter.recipient}".strip(), checked_pdf(letter)


def _archive(letters: list[Letter]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for letter in letters:
            archive.writestr(zipfile.ZipInfo(pdf_name(letter), _NO_TIME), checked_pdf(letter))
        listed = b"".join(write_csv(HEADERS, register_rows(letters)))
        archive.writestr(zipfile.ZipInfo("register.csv", _NO_TIME), listed)
    return target.getvalue()


def pdf_name(letter: Letter) -> str:
    """What its file is called when it is handed out: year, series and number, and the partner's code."""
    code = f"-{letter.partner.code}" if letter.partner_id else ""
    return f"{letter.book.year}-{letter.book.series}-{letter.number:05}{code}.pdf"


@transaction.atomic
def bundle_batch(batch: LetterBatch, *, owner=None) -> Job:
    """Puts the files together in the background; afterwards they hang on the batch."""
    title = _("Files of «%(batch)s»") % {"batch": batch.title}
    job = jobs.enqueue(KIND, [(f"batch-{batch.pk}", {"batch": batch.pk})], owner=owner, title=title)
    LetterBatch.objects.filter(pk=batch.pk).update(bundle_job=job)
    return job


def _put_together(item: JobItem, job: Job) -> Bundle:
    batch = LetterBatch.objects.get(pk=item.payload["batch"])
    try:
        return bundle_letters(batch.letters)
    except NothingIssued:
        raise jobs.ItemRefused(_("No letter of this batch is issued yet.")) from None
    except NoPdf:
        raise jobs.ItemRefused(_("The PDF of a letter is missing or was changed.")) from None


@jobs.job_kind(KIND, prepare=_put_together)
def bundle_one(item: JobItem, job: Job, bundle: Bundle) -> None:
    keep_bundle(LetterBatch.objects.get(pk=item.payload["batch"]), bundle)


def keep_bundle(batch: LetterBatch, bundle: Bundle) -> None:
    """Hangs the files on the batch; the ones that hung there before go once the new ones are written down."""
    old = [(field.storage, field.name) for field in (batch.bundle, batch.archive) if field]
    batch.bundle.save(f"{batch.token}.pdf", ContentFile(bundle.pdf), save=False)
    batch.archive.save(f"{batch.token}.zip", ContentFile(bundle.archive), save=False)
    batch.save(update_fields=["bundle", "archive"])
    for storage, name in old:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name), robust=True)
