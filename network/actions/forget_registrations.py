"""Forgets who came to events of long ago: personal data is kept no longer than the form's notice says."""

from __future__ import annotations

from datetime import datetime

from ..models import Registration
from .erase_registration import forget
from .purge_contacts import MONTHS, months_before


def forget_old_registrations(*, at: datetime, months: int = MONTHS, dry_run: bool = False) -> int:
    """Erases the people of events that ended so many months ago, as the form's notice says; the number of lines."""
    old = Registration.objects.filter(erased_at=None, event__ends_at__lt=months_before(at, months))
    return old.count() if dry_run else forget(old, at=at)
