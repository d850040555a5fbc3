"""Our own outgoing links as a background job: never in the clock itself, which has other things to do."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import Job, JobItem

from .check_own_links import check_weekly

KIND = "verify-own-links"


def verify_own_links(now: datetime) -> Job | None:
    """Enqueues today's share, unless the last one is still waiting."""
    if Job.objects.open().filter(kind=KIND).exists():
        return None
    return jobs.enqueue(KIND, [("links", {})], title=_("Looking at the links of our own pages"))


def _look(item: JobItem, job: Job) -> int:
    return check_weekly(timezone.now())


@jobs.job_kind(KIND, prepare=_look)
def keep_own_links(item: JobItem, job: Job, looked_at: int) -> None:
    """Looking writes its own rows, which may be written twice."""
