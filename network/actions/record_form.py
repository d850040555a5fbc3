"""A questionnaire came back: the visit knows when, how and how many, without anybody looking up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import FollowUp, Visit, VisitEvent
from .change_partner import Actor

#: The reminders that an answer stops.
REMINDERS = (FollowUp.Kind.FORM2_30, FollowUp.Kind.FORM2_60, FollowUp.Kind.FORM2_90)


class UnknownWave(ValueError):
    """There are two forms: 1 before, 2 after."""


@transaction.atomic
def record_form(
    visit: Visit, wave: int, at: datetime, *, channel: str = "", count: int = 1, actor: Actor | None = None
) -> bool:
    """Adds `count` answers of form `wave` (1 or 2) that came through a Visit.Channel; the day of the first one stays.

    An answer to Form 2 stops its reminders. False, and nothing written, in a season that is closed. Raises UnknownWave.
    """
    if wave not in (1, 2):
        raise UnknownWave(wave)
    actor = actor or Actor(role="questionnaire")
    on, number = f"form{wave}_on", f"form{wave}_count"
    stored = Visit.objects.select_for_update(of=("self",)).select_related("season").get(pk=visit.pk)
    if stored.season.closed:
        return False
    changes = {number: F(number) + count, "version": F("version") + 1}
    if getattr(stored, on) is None:
        changes |= {on: timezone.localdate(at), f"form{wave}_channel": channel}
    Visit.objects.filter(pk=stored.pk).update(**changes)
    visit.refresh_from_db(fields=[on, number, f"form{wave}_channel", "version"])
    fields = {number: [getattr(stored, number), getattr(stored, number) + count]}
    VisitEvent.objects.create(visit=stored, at=at, by=actor.user, actor=actor.role, verb=f"form{wave}", fields=fields)
    if wave == 2:
        stopped = stored.follow_ups.filter(kind__in=REMINDERS, done_at=None)
        stopped.update(done_at=at, result="answered")
    return True
