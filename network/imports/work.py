"""What the worker does for lists of partners: check chunk after chunk, write once, take back in pieces."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import FileImport, Job, JobItem

from ..actions.change_partner import Actor
from ..actions.import_partners import Plan, RecordsChanged
from ..models import PartnerImport, StagedRow
from . import steps

State = FileImport.State


def _batch(item: JobItem) -> PartnerImport:
    return PartnerImport.objects.select_related("upload__owner").get(pk=item.payload["batch"])


def _check(item: JobItem, job: Job) -> list[StagedRow]:
    return steps.check_chunk(_batch(item), item.payload["first"], item.payload["last"])


def _end_check(job: Job) -> None:
    batch = PartnerImport.objects.select_related("upload").get(upload__job=job)
    if job.failed:
        FileImport.objects.filter(pk=batch.upload_id).update(state=State.REFUSED)
        job.message = _("Some rows could not be checked. Please check the list again.")
        return
    steps.end_check(batch)
    job.message = steps.in_words(batch)


@jobs.job_kind(steps.CHECK, prepare=_check, finish=_end_check)
def keep_checked(item: JobItem, job: Job, rows: list[StagedRow]) -> None:
    steps.keep_chunk(_batch(item), item.payload["first"], item.payload["last"], rows)


def _plan(item: JobItem, job: Job) -> Plan:
    try:
        return steps.plan(_batch(item), now=timezone.now())
    except RecordsChanged:
        raise jobs.ItemRefused(steps.changed_meanwhile()) from None


def _end_import(job: Job) -> None:
    batch = PartnerImport.objects.select_related("upload").get(upload__job=job)
    if job.failed:
        reason = job.items.exclude(error="").values_list("error", flat=True).first()
        steps.refuse(batch, reason or "")
        job.message = reason or ""
    else:
        job.message = steps.in_words(batch)


@jobs.job_kind(steps.APPLY, prepare=_plan, finish=_end_import)
def write(item: JobItem, job: Job, plan: Plan) -> None:
    try:
        steps.write(plan, now=timezone.now())
    except RecordsChanged:
        raise jobs.ItemRefused(steps.changed_meanwhile()) from None


def _end_undo(job: Job) -> None:
    batch = PartnerImport.objects.get(upload__job=job)
    kept = steps.not_taken_back(batch).count()
    job.message = _("Taken back. Records that stay: %(count)s.") % {"count": kept}


@jobs.job_kind(steps.UNDO, finish=_end_undo)
def take_back(item: JobItem, job: Job) -> None:
    batch = _batch(item)
    # Whoever took it back acts, also where an administrator's job is carried out by the worker.
    steps.take_back(batch, item.payload["first"], item.payload["last"], Actor(user=job.owner), timezone.now())
