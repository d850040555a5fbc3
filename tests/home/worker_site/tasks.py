import threading
from datetime import date
from pathlib import Path

from django.conf import settings

from home.jobs import job_kind
from home.models import Release


@job_kind("write-release")
def write_release(item, job):
    """Not idempotent by itself: done twice, it would leave two rows."""
    Release.objects.create(
        title_th=item.key, period_kind="month", period_start=date(2026, 1, 1), due_on=date(2026, 2, 1)
    )
    if getattr(settings, "HANG_AT", "") == item.key:
        Path(settings.HANG_MARK).touch()
        threading.Event().wait()
