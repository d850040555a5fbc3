"""The verifier as a background job: what is due is looked at in small parts, so that other jobs get their turn."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import Job, JobItem

from ..linkcheck.sweep import Seen, look_at_all
from ..models import BannerCheck
from ..watch import open_door, own_hosts, site_of
from .check_links import begin_watching, robots_of
from .record_looks import record_looks

KIND = "verify-banners"
#: Sites in one item: looked at side by side they take no longer than the slowest, well within a job's lease.
PART = 40


def verify_due(now: datetime, *, owner=None) -> Job | None:
    """Enqueues what is due, unless a job of this kind is at it still. None where there is nothing to do."""
    begin_watching(now)
    if Job.objects.open().filter(kind=KIND).exists():
        return None
    return verify(BannerCheck.objects.due(now), owner=owner)


def verify(checks, *, owner=None) -> Job | None:
    """A job that looks at the sites of a queryset of watches."""
    keys = list(checks.order_by("-failures", "pk").values_list("pk", flat=True))
    if not keys:
        return None
    items = [(f"sites-{start}", {"partners": keys[start : start + PART]}) for start in range(0, len(keys), PART)]
    return jobs.enqueue(KIND, items, owner=owner, title=_("Looking for the banner on partners' sites"))


def _look(item: JobItem, job: Job) -> list[Seen]:
    """Fetching is slow and changes nothing: it happens outside of the transaction."""
    now, hosts = timezone.now(), own_hosts()
    checks = BannerCheck.objects.watched().filter(pk__in=item.payload["partners"]).select_related("partner")
    sites = [site_of(check, hosts, robots_of(check, now)) for check in checks]
    return list(look_at_all(iter(sites), open_door, workers=PART))


@jobs.job_kind(KIND, prepare=_look)
def keep_looks(item: JobItem, job: Job, seen: list[Seen]) -> None:
    record_looks(seen, at=timezone.now())
