"""Who is on the list of a meeting or training, and who was there."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from ..models import Attendance, Gathering


@transaction.atomic
def put_on_list(gathering: Gathering, *, officers: Collection[int] = (), volunteers: Collection[int] = ()) -> int:
    """Adds people who are not on it yet; how many."""
    known = set(gathering.attendances.values_list("user_id", "volunteer_id"))
    new = [Attendance(gathering=gathering, user_id=pk) for pk in officers if (pk, None) not in known]
    new += [Attendance(gathering=gathering, volunteer_id=pk) for pk in volunteers if (None, pk) not in known]
    # Two officers may fill the list at the same time: who is on it already stays on it once.
    Attendance.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def note_presence(gathering: Gathering, shown: Collection[int], present: Collection[int]) -> int:
    """Of the lines that the form showed, those ticked were there; how many are there now. What was held is held."""
    rows = gathering.attendances.filter(pk__in=shown)
    rows.filter(pk__in=present).update(present=True)
    rows.exclude(pk__in=present).update(present=False)
    there = gathering.attendances.filter(present=True).count()
    if there and gathering.state == Gathering.State.PLANNED:
        gathering.state = Gathering.State.HELD
        gathering.save(update_fields=["state", "updated_at"])
    return there
