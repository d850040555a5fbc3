"""Notes who was at an event."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from ..models import EventPage, Registration

State = Registration.State


@transaction.atomic
def note_attendance(
    event: EventPage, shown: Collection[int], present: Collection[int], *, user, at: datetime
) -> tuple[int, int]:
    """Of the lines that the form showed, those ticked were there. How many were added and how many taken back.

    Lines that the form did not show, because somebody registered meanwhile, stay as they are.
    """
    rows = Registration.objects.filter(event=event, pk__in=shown).exclude(state=State.CANCELLED)
    added = rows.filter(pk__in=present, attended_at=None).update(
        attended_at=at, attended_by=user, state=State.PLACE, suspect=False
    )
    taken = rows.exclude(pk__in=present).exclude(attended_at=None).update(attended_at=None, attended_by=None)
    return added, taken
