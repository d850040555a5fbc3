"""The one background-job record: small idempotent items, progress, a lease, and going on after kill -9.

A feature registers a kind and enqueues items; a worker takes the job under a lease and does item after item:

    @job_kind("import-figures")
    def import_figures(item: JobItem, job: Job) -> None: ...

    enqueue("import-figures", [("file-7", {"file": 7})], owner=user, title="…")

The task queue is only the doorbell. A worker that is killed leaves its lease to run out; resume() rings again.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from .models import Job, JobItem

logger = logging.getLogger(__name__)

#: How often an item may raise, and how often the worker may die over it, before it is given up.
MAX_ATTEMPTS, MAX_DEATHS = 3, 10
CHUNK = 50
_QUEUE = {"backend": "jobs", "queue_name": "jobs"} if "jobs" in getattr(settings, "TASKS", {}) else {}


class ItemRefused(Exception):
    """The item cannot be done and trying again will not help; says why, in words for the owner."""


class UnknownKind(LookupError):
    """No handler is registered under this name."""


class _LeaseLost(Exception):
    """Cancelled, or another worker has taken over: whatever was begun is rolled back."""


@dataclass(frozen=True)
class Kind:
    name: str
    handle: Callable[..., None]
    prepare: Callable[[JobItem, Job], Any] | None = None
    finish: Callable[[Job], None] | None = None


_kinds: dict[str, Kind] = {}


def job_kind(name: str, *, prepare=None, finish=None):
    """Register `handle(item, job)`, which does one small item inside a transaction.

    `prepare(item, job)` runs before, outside of any transaction, for slow work that changes nothing (reading a file,
    drawing, fetching); what it returns is handed on: `handle(item, job, prepared)`. `finish(job)` runs once, when every
    item is done or given up, and may set the job's message, link and result. Handlers raise ItemRefused or
    ValidationError for what trying again cannot mend.
    """

    def register(handle):
        _kinds[name] = Kind(name, handle, prepare, finish)
        return handle

    return register


def enqueue(kind: str, items: Iterable[tuple[str, dict]], *, owner=None, title: str, link: str = "") -> Job:
    """Write a job down and ring for it once the transaction is committed.

    `items` are (key, payload) pairs, keys unique within the job, payloads JSON. Raises UnknownKind.
    """
    if kind not in _kinds:
        raise UnknownKind(kind)
    with transaction.atomic():
        job = Job.objects.create(kind=kind, title=title, owner=owner, link=link, heartbeat_at=timezone.now())
        made = JobItem.objects.bulk_create(
            (JobItem(job=job, key=key, payload=payload) for key, payload in items), batch_size=1000
        )
        job.total = len(made)
        job.save(update_fields=["total"])
        transaction.on_commit(partial(doorbell.enqueue, job.pk))
    return job


def cancel(job: Job, *, now: datetime) -> bool:
    """Stop a job before its next item; what is done stays done. False when it had ended already."""
    return bool(
        Job.objects.open().filter(pk=job.pk).update(state=Job.State.CANCELLED, finished_at=now, lease_until=None)
    )


def resume(*, now: datetime) -> int:
    """Ring again for every open job that no living worker has touched for the length of a lease. How many."""
    stale = now - _lease_length()
    waiting = list(Job.objects.free(now).filter(heartbeat_at__lt=stale).values_list("pk", flat=True))
    for pk in waiting:
        # The heartbeat is moved on, so that a long queue is not rung for at every tick of the clock.
        if Job.objects.free(now).filter(pk=pk, heartbeat_at__lt=stale).update(heartbeat_at=now):
            doorbell.enqueue(pk)
    return len(waiting)


def prune(*, now: datetime) -> int:
    """Delete jobs that ended longer ago than LMI_JOBS_KEEP_DAYS (90), with their results. How many."""
    old = Job.objects.filter(finished_at__lt=now - timedelta(days=getattr(settings, "LMI_JOBS_KEEP_DAYS", 90)))
    for job in old.exclude(result=""):
        job.result.delete(save=False)
    count = old.count()
    old.delete()
    return count


@task(**_QUEUE)
def doorbell(job_id: int) -> None:
    """Somebody should look at this job. Rings again when the time slice was not enough."""
    if work(job_id):
        doorbell.enqueue(job_id)


def work(job_id: int, *, clock: Callable[[], datetime] = timezone.now) -> bool:
    """Do items of a job for one time slice (LMI_JOBS_SLICE, 5 seconds); True when more is left to do."""
    if (lease := _Lease.take(job_id, clock)) is None:
        return False
    stop_at = clock() + timedelta(seconds=getattr(settings, "LMI_JOBS_SLICE", 5))
    try:
        kind = _kinds.get(lease.job.kind)
        if kind is None:
            lease.end(Job.State.FAILED, _("Nothing here knows how to do “%(kind)s”.") % {"kind": lease.job.kind})
            return False
        while chunk := _next_items(job_id):
            for item in chunk:
                _do(item, kind, lease)
                if clock() >= stop_at:
                    lease.give_back()
                    return True
        _finish(kind, lease)
    except _LeaseLost:
        logger.info("Job %s was cancelled or taken over.", job_id)
    return False


def _next_items(job_id: int) -> list[JobItem]:
    """Fresh ones first, those that failed before last."""
    queued = JobItem.objects.filter(job=job_id, state=JobItem.State.QUEUED)
    return list(queued.order_by("attempts", "pk")[:CHUNK])


def _do(item: JobItem, kind: Kind, lease: _Lease) -> None:
    """One item: its effect, its state and the job's count change together or not at all."""
    with transaction.atomic():
        # Counted before it is tried: an item that kills its worker must not be tried for ever.
        lease.renew()
        JobItem.objects.filter(pk=item.pk).update(attempts=F("attempts") + 1)
        item.attempts += 1
    if item.attempts > MAX_DEATHS:
        _give_up(item, lease, _("The worker stopped each time it tried this."))
        return
    try:
        prepared = (kind.prepare(item, lease.job),) if kind.prepare else ()
        with transaction.atomic():
            lease.renew(done=F("done") + 1)
            queued = JobItem.objects.filter(pk=item.pk, state=JobItem.State.QUEUED)
            if not queued.update(state=JobItem.State.DONE, error=""):
                raise _LeaseLost
            kind.handle(item, lease.job, *prepared)
    except _LeaseLost:
        raise
    except (ItemRefused, ValidationError) as problem:
        _give_up(item, lease, _words(problem))
    except Exception as problem:
        logger.exception("Item %s of job %s failed", item.key, lease.job.pk)
        if item.attempts >= MAX_ATTEMPTS:
            _give_up(item, lease, _words(problem))
        else:
            JobItem.objects.filter(pk=item.pk).update(error=_words(problem))


def _give_up(item: JobItem, lease: _Lease, words: str) -> None:
    with transaction.atomic():
        lease.renew(failed=F("failed") + 1)
        JobItem.objects.filter(pk=item.pk).update(state=JobItem.State.FAILED, error=words)


def _finish(kind: Kind, lease: _Lease) -> None:
    try:
        with transaction.atomic():
            lease.renew()
            job = lease.job
            job.refresh_from_db()
            if kind.finish:
                kind.finish(job)
                job.save(update_fields=["message", "link", "result"])
            lease.end(Job.State.FAILED if job.failed and not job.done else Job.State.DONE, job.message)
    except _LeaseLost:
        raise
    except Exception as problem:
        logger.exception("Job %s could not be finished", lease.job.pk)
        lease.end(Job.State.FAILED, _words(problem))


def _words(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    if isinstance(problem, ItemRefused):
        return str(problem)
    return _("Unexpected problem: %(problem)s") % {"problem": f"{type(problem).__name__}: {problem}"}


def _lease_length() -> timedelta:
    return timedelta(seconds=getattr(settings, "LMI_JOBS_LEASE", 60))


@dataclass(frozen=True)
class _Lease:
    """One worker's right to a job. Every change names the token, so a worker that slept too long changes nothing."""

    job: Job
    token: str
    clock: Callable[[], datetime]

    @classmethod
    def take(cls, job_id: int, clock: Callable[[], datetime]) -> _Lease | None:
        """The lease of a free job, taken by one UPDATE: of two workers exactly one gets it."""
        now, token = clock(), secrets.token_hex(16)
        taken = (
            Job.objects.free(now)
            .filter(pk=job_id)
            .update(state=Job.State.RUNNING, lease_token=token, lease_until=now + _lease_length(), heartbeat_at=now)
        )
        if not taken:
            return None
        Job.objects.filter(pk=job_id, started_at=None).update(started_at=now)
        return cls(Job.objects.select_related("owner").get(pk=job_id), token, clock)

    def renew(self, **also) -> None:
        now = self.clock()
        self._update(lease_until=now + _lease_length(), heartbeat_at=now, **also)

    def give_back(self) -> None:
        self._update(lease_until=None, lease_token="", heartbeat_at=self.clock())

    def end(self, state: str, message: str) -> None:
        self._update(state=state, message=message, lease_until=None, lease_token="", finished_at=self.clock())

    def _update(self, **fields) -> None:
        mine = Job.objects.filter(pk=self.job.pk, lease_token=self.token, state=Job.State.RUNNING)
        if not mine.update(**fields):
            raise _LeaseLost
