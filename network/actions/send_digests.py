"""The letter of a Monday to the people of a team: what presses, what comes this week. Once, however often run."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from ..models import Digest, Season, Team, Visit
from ..outreach.followup import monday_of
from ..outreach_tasks import tasks_of

logger = logging.getLogger(__name__)
SUBJECT = "งานประจำสัปดาห์ของ{team}"


def send_digests(now: datetime) -> int:
    """How many teams were written to. A Monday that was missed is caught up on the next day; teams with nothing to do
    are not written to."""
    today = timezone.localdate(now)
    week = monday_of(today)
    waiting = Team.objects.active().exclude(digests__week=week).select_related("centre", "leader")
    return sum(_write(team, week, today, now) for team in waiting.prefetch_related("members"))


def _write(team: Team, week, today, now: datetime) -> int:
    people = [*team.members.all(), *([team.leader] if team.leader else [])]
    to = sorted({person.email for person in people if person.is_active and person.email})
    visits = Visit.objects.filter(team=team, season__in=Season.objects.running())
    with override("th"):
        tasks = tasks_of(visits, today)
        coming = visits.alive().filter(appointment__date__gte=week, appointment__date__lt=week + timedelta(days=7))
        coming = list(coming.select_related("partner__province").order_by("appointment"))
        if not to or not (tasks or coming):
            return 0
        words = {"team": team, "tasks": tasks, "coming": coming, "week": week}
        text = render_to_string("network/mail/digest.txt", words)
    try:
        with transaction.atomic():
            Digest.objects.create(team=team, week=week, sent_at=now)
    except IntegrityError:
        return 0
    try:
        EmailMessage(SUBJECT.format(team=team.name), text, to=to).send()
    except OSError:
        # Tomorrow's run tries again.
        logger.exception("The digest of team %s could not be sent", team.pk)
        Digest.objects.filter(team=team, week=week).delete()
        return 0
    return 1
