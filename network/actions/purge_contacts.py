"""Erases the people who have long ceased to be contacts: personal data is kept no longer than it serves."""

from __future__ import annotations

import calendar
from datetime import datetime

from home.models import FileImport

from ..models import Contact
from .change_partner import Actor
from .erase_person import erase_person, forget_file
from .find_person import held_as_contact

#: Two years: the season of a visit and the one in which its follow-up may be asked about.
MONTHS = 24


def months_before(at: datetime, months: int) -> datetime:
    """The same moment so many months earlier; on the last day of a month that is too short."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))


def forget_old_lists(*, at: datetime, months: int = MONTHS) -> int:
    """Deletes lists as they came, which may name people, after as many months; their rows stay. The number of them."""
    old = FileImport.objects.filter(partner_import__isnull=False, created_at__lt=months_before(at, months))
    found = list(old.exclude(file=""))
    for upload in found:
        forget_file(upload)
    return len(found)


def purge_contacts(*, at: datetime, months: int = MONTHS, dry_run: bool = False) -> int:
    """Erases contacts that are inactive and were last touched so many months ago; the number of them."""
    old = Contact.objects.filter(active=False, erased_at=None, updated_at__lt=months_before(at, months))
    if dry_run:
        return old.count()
    erased = 0
    for contact in old.select_related("partner").iterator(chunk_size=200):
        erased += erase_person(held_as_contact(contact), actor=Actor(role="network purge"), at=at)
    return erased
