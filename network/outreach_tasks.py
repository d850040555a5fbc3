"""What waits for somebody in the running seasons: late visits, follow-ups that need a person, requests to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .board import watched
from .models import Agreement, FollowUp, Season, Team, TravelRequest, Visit
from .outreach import overdue, states
from .team_rights import centres_with
from .words import alert_words

#: What a person has to do; the letters go out by themselves.
BY_HAND = (FollowUp.Kind.BANNER, FollowUp.Kind.CALL)
MOST = 200
AHEAD = timedelta(days=90)


@dataclass(frozen=True)
class Task:
    """`late` orders and colours it; `day` is when it is or was due."""

    what: str
    about: str
    address: tuple[str, int]
    late: bool
    day: date | None = None


def tasks_of(visits, today: date) -> list[Task]:
    """Of a queryset of visits, the late ones and the follow-ups due; two queries."""
    found = []
    related = ("season", "partner", "team")
    for visit in visits.filter(state__in=states.BEFORE).select_related(*related)[:MOST]:
        season = visit.season
        patience = overdue.Patience(season.remind_days, season.replace_days, season.record_days, season.ready_days)
        if alert := overdue.alert(watched(visit), patience, today):
            address = ("outreach:visit", visit.pk)
            late = alert.level == overdue.LATE
            found.append(Task(alert_words(alert), visit.partner.name, address, late, visit.day or visit.expected_to))
    due = FollowUp.objects.filter(visit__in=visits, kind__in=BY_HAND, done_at=None, due_on__lte=today)
    for row in due.select_related("visit__partner").order_by("due_on")[:MOST]:
        late = today - row.due_on > timedelta(days=7)
        address = ("outreach:visit", row.visit_id)
        found.append(Task(row.get_kind_display(), row.visit.partner.name, address, late, row.due_on))
    return sorted(found, key=lambda task: (not task.late, task.day or today))


def my_visits(user):
    """Those of the user's teams; of his centres where he belongs to none."""
    running = Visit.objects.for_user(user).filter(season__in=Season.objects.running())
    teams = list(Team.objects.active().filter(members=user).values_list("pk", flat=True))
    teams += list(Team.objects.active().filter(leader=user).values_list("pk", flat=True))
    return running.filter(team__in=teams) if teams else running


def to_decide(user) -> list[TravelRequest]:
    if not user.has_perm("network.approve_travelrequest"):
        return []
    mine = TravelRequest.objects.filter(team__centre__in=centres_with(user, "approve_travelrequest"))
    waiting = mine.filter(state=TravelRequest.State.SUBMITTED)
    return list(waiting.select_related("team__centre")[:20])


def ending_agreements(user, today: date) -> list[Agreement]:
    if not user.has_perm("network.view_agreement"):
        return []
    return list(Agreement.objects.seen_by(user).expiring(today, today + AHEAD)[:10])
