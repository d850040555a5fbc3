"""What the worker does: the chores of its clock, and the kinds of jobs."""

from datetime import datetime

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task_backends
from wagtail.models import Page

from . import jobs, stock
from .clock import every
from .imports import steps
from .models import FileImport, Job, JobItem
from .visible import readable

DAY = 24 * 3600


@every(seconds=30)
def publish_scheduled(now: datetime) -> None:
    call_command("publish_scheduled", verbosity=0)


@every(seconds=30)
def resume_jobs(now: datetime) -> None:
    jobs.resume(now=now)


@every(seconds=3600)
def prune_jobs(now: datetime) -> None:
    jobs.prune(now=now)
    backend = jobs.doorbell.backend
    if type(task_backends[backend]).__module__.startswith("django_tasks_db"):
        call_command(
            "prune_db_task_results",
            f"--backend={backend}",
            queue_name=jobs.doorbell.queue_name,
            min_age_days=7,
            verbosity=0,
        )


@every(seconds=3600)
def prune_imports(now: datetime) -> None:
    steps.prune(now=now)


@every(seconds=3600)
def prune_sessions(now: datetime) -> None:
    call_command("clearsessions", verbosity=0)


@every(seconds=DAY)
def sweep_stock(now: datetime) -> None:
    """Prints and pictures of pages that nobody may read any more: deleted, taken back, expired or made private."""
    wanted = set(readable(Page.objects.all()).values_list("pk", flat=True))
    stock.sweep(wanted.__contains__)


def _check(item: JobItem, job: Job) -> None:
    steps.check(FileImport.objects.get(pk=item.payload["import"]))


def _tell(job: Job) -> None:
    received = FileImport.objects.get(job=job)
    job.message = _("%(file)s: %(state)s") % {"file": received.name, "state": received.get_state_display()}


@jobs.job_kind("check-import", prepare=_check, finish=_tell)
def keep_check(item: JobItem, job: Job, _checked: None) -> None:
    """Checking writes nothing but its own report, which may be made twice: all of it is preparation."""


def _try_out(item: JobItem, job: Job) -> steps.Trial:
    return steps.try_out(FileImport.objects.get(pk=item.payload["import"]))


@jobs.job_kind("import-file", prepare=_try_out, finish=_tell)
def import_file(item: JobItem, job: Job, trial: steps.Trial) -> None:
    steps.write(FileImport.objects.get(pk=item.payload["import"]), trial, now=timezone.now())
