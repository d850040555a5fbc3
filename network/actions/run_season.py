"""Sets a season up from the last one, and moves it on. Closing it settles what is still open and makes it read-only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from home.access import may_do

from ..models import KitItem, PlanMonth, Quota, ReadinessItem, Responsibility, Season, Visit
from ..outreach import clock, standard, states
from .change_partner import Actor
from .move_visit import move_visit

#: What a new season takes over from the last one beside its tables.
HABITS = (
    "project_title", "screening_days", "visits_per_day", "remind_days", "replace_days", "record_days", "ready_days",
)  # fmt: skip
ENDED = "สิ้นสุดปีงบประมาณ"


class WrongSeasonStep(Exception):
    """A season goes one state on or, until it is closed, one back."""


@transaction.atomic
def found_season(fiscal_year: int, values: Mapping[str, object] | None = None) -> Season:
    """A season in planning with the manual's dates, and with everything the last one was set up with.

    `values` go over both. Raises django.db.IntegrityError where the year has a season.
    """
    last = Season.objects.filter(fiscal_year__lt=fiscal_year).first()
    dates = clock.dates_of(fiscal_year)
    known = {name: getattr(dates, name) for name in ("field_start", "field_end", "form2_deadline", "report_deadline")}
    known |= {name: getattr(last, name) for name in HABITS} if last else {"project_title": standard.PROJECT_TITLE}
    season = Season.objects.create(fiscal_year=fiscal_year, **known | dict(values or {}))
    if last:
        _copy(last, season)
    else:
        _begin(season)
    return season


def _begin(season: Season) -> None:
    KitItem.objects.bulk_create(
        KitItem(season=season, number=number, name=name) for number, name in enumerate(standard.KIT, 1)
    )
    ReadinessItem.objects.bulk_create(
        ReadinessItem(season=season, number=number, name=name, explanation=explanation)
        for number, (name, explanation) in enumerate(standard.READINESS, 1)
    )


def _copy(last: Season, season: Season) -> None:
    years = season.fiscal_year - last.fiscal_year
    Quota.objects.bulk_create(
        Quota(season=season, province_id=row.province_id, kind=row.kind, target=row.target) for row in last.quotas.all()
    )
    Responsibility.objects.bulk_create(
        Responsibility(season=season, team_id=row.team_id, province_id=row.province_id)
        for row in last.responsibilities.filter(team__active=True)
    )
    PlanMonth.objects.bulk_create(
        PlanMonth(
            season=season, team_id=row.team_id, province_id=row.province_id, visits=row.visits,
            month=date(row.month.year + years, row.month.month, 1),
        )
        for row in last.plan.filter(team__active=True)
    )  # fmt: skip
    KitItem.objects.bulk_create(
        KitItem(season=season, number=row.number, name=row.name, per_visit=row.per_visit, stock=row.stock)
        for row in last.kit.all()
    )
    ReadinessItem.objects.bulk_create(
        ReadinessItem(season=season, number=row.number, name=row.name, explanation=row.explanation)
        for row in last.readiness.all()
    )


@transaction.atomic
def move_season(season: Season, to: str, *, actor: Actor, at: datetime) -> Season:
    """Raises WrongSeasonStep, and PermissionDenied for whoever may not run a season."""
    if not (actor.user and may_do(actor.user, "network.run_season", None)):
        raise PermissionDenied
    stored = Season.objects.select_for_update().get(pk=season.pk)
    if to not in clock.next_states(stored.state):
        raise WrongSeasonStep
    if to == clock.CLOSED:
        _settle(stored, actor, at)
    stored.state = to
    stored.save(update_fields=["state"])
    season.state = to
    return stored


def _settle(season: Season, actor: Actor, at: datetime) -> None:
    """Who was visited is closed; what did not take place is cancelled, because the year is over."""
    for visit in Visit.objects.filter(season=season, state__in=(states.VISITED, states.FOLLOWING_UP)):
        live = visit.partner.banner_state == "live"
        outcome = visit.outcome or (Visit.Outcome.LINKED if live else Visit.Outcome.NOT_LINKED)
        move_visit(visit, "close", actor=Actor(role=states.CLOCK), at=at, values={"outcome": outcome})
    for visit in Visit.objects.filter(season=season, state__in=states.BEFORE):
        move_visit(visit, "cancel", actor=actor, at=at, reason=ENDED)
