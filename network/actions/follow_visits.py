"""What happens by itself after visits: the follow-up begins, thanks and reminders go out, what needs a person becomes a
task. Run twice it does nothing twice; a day that was missed is caught up."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ..mail import NoMailbox
from ..models import FollowUp, Visit
from ..outreach import clock, followup, states
from ..visit_mail import reminder_mail, thanks_mail
from .change_partner import Actor
from .move_visit import move_visit, write_down

logger = logging.getLogger(__name__)
CLOCK = Actor(role=states.CLOCK)
#: What is written into a row's result; the screens put it into words.
SENT, ANSWERED, PASSED_OVER, LIVE, NO_MAILBOX, NOT_SENT = (
    "sent",
    "answered",
    "passed_over",
    "live",
    "no_mailbox",
    "not_sent",
)


@dataclass(frozen=True)
class Followed:
    """How many visits began to be followed up, letters that went out, and rows that were settled without one."""

    begun: int = 0
    sent: int = 0
    settled: int = 0


def follow_visits(now: datetime) -> Followed:
    today = timezone.localdate(now)
    begun = sum(_begin(visit, now) for visit in _visited(today))
    sent = settled = 0
    for visit in _with_something_due(today):
        letters, done = _follow(visit, today, now)
        sent, settled = sent + letters, settled + done
    return Followed(begun, sent, settled)


def _visited(today: date):
    waiting = Visit.objects.filter(state=states.VISITED, visited_on__lt=today).exclude(season__state=clock.CLOSED)
    return waiting.select_related("season", "partner")


@transaction.atomic
def _begin(visit: Visit, now: datetime) -> int:
    move_visit(visit, "follow_up", actor=CLOCK, at=now)
    due = followup.schedule(visit.visited_on, visit.season.form2_deadline, has_site=bool(visit.partner.website))
    FollowUp.objects.bulk_create(
        (FollowUp(visit=visit, kind=one.kind, due_on=one.on) for one in due), ignore_conflicts=True
    )
    return 1


def _with_something_due(today: date):
    due = Visit.objects.filter(state=states.FOLLOWING_UP, follow_ups__done_at=None, follow_ups__due_on__lte=today)
    return (
        due.exclude(season__state=clock.CLOSED)
        .select_related("season", "partner__province__centre", "coordinator")
        .distinct()
    )


def _follow(visit: Visit, today: date, now: datetime) -> tuple[int, int]:
    """Letters sent, and rows settled without one. Of several reminders that are due at once only the last goes out."""
    due = list(visit.follow_ups.filter(done_at=None, due_on__lte=today).order_by("due_on", "kind"))
    reminders = [one for one in due if one.kind in followup.FORM2]
    sent = settled = 0
    for row in due:
        if row.kind == followup.THANKS:
            sent += _write(visit, row, thanks_mail, "thanks", now)
        elif row.kind in followup.FORM2:
            if visit.form2_on:
                settled += _settle(row, ANSWERED, now)
            elif row is not reminders[-1]:
                settled += _settle(row, PASSED_OVER, now)
            else:
                sent += _write(visit, row, reminder_mail, "reminder", now)
        elif visit.partner.banner_state == "live":
            settled += _settle(row, LIVE, now)
    return sent, settled


def _settle(row: FollowUp, result: str, now: datetime) -> int:
    return FollowUp.objects.filter(pk=row.pk, done_at=None).update(done_at=now, result=result)


def _write(visit: Visit, row: FollowUp, compose, verb: str, now: datetime) -> int:
    """Claimed before it is sent: whoever runs at the same time, or after a crash, does not write a second time."""
    try:
        letter = compose(visit)
    except NoMailbox:
        _settle(row, NO_MAILBOX, now)
        return 0
    with transaction.atomic():
        if not _settle(row, SENT, now):
            return 0
        write_down(visit, verb, CLOCK, now, before=visit.state)
    try:
        letter.send()
    except OSError:
        logger.exception("A letter of visit %s could not be sent", visit.pk)
        FollowUp.objects.filter(pk=row.pk).update(result=NOT_SENT)
        return 0
    return 1


@transaction.atomic
def finish_follow_up(row: FollowUp, result: str, *, actor: Actor, at: datetime) -> bool:
    """Somebody has looked for the banner, or has called. False where it was done already."""
    if not FollowUp.objects.filter(pk=row.pk, done_at=None).update(done_at=at, result=result[:200]):
        return False
    visit = Visit.objects.select_for_update().get(pk=row.visit_id)
    if row.kind == followup.BANNER:
        visit.banner_checked_on, visit.version = timezone.localdate(at), visit.version + 1
        visit.save(update_fields=["banner_checked_on", "version", "updated_at"])
    write_down(visit, "banner" if row.kind == followup.BANNER else "call", actor, at, before=visit.state, reason=result)
    return True
