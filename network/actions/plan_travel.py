"""Makes a travel request of appointed visits, and proposes windows for those that have no day yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from home.access import may_do

from ..models import Holiday, Season, Team, Traveller, TravelRequest, Visit
from ..outreach import states, trips
from .change_partner import Actor
from .move_visit import CannotMove, move_visit, write_down

#: From these states a visit may be taken on a trip that is still to be approved.
ABLE = (states.APPOINTED,)


class NotOneTrip(Exception):
    """The visits do not make one trip: none is appointed, or they belong to several teams, or to another trip."""


def fixed_of(visit: Visit) -> trips.Fixed:
    local = timezone.localtime(visit.appointment).replace(tzinfo=None)
    district = visit.partner.district.name_th if visit.partner.district_id else ""
    return trips.Fixed(visit.pk, local, visit.minutes, visit.partner.province.name_th, district)


def possible_trips(season: Season, team: Team) -> list[trips.Trip]:
    """Trips of the team's appointed visits that are on none yet."""
    waiting = Visit.objects.filter(season=season, team=team, state__in=ABLE, travel=None)
    fixed = [fixed_of(visit) for visit in waiting.select_related("partner__province", "partner__district")]
    return trips.plan_trips(fixed, season.visits_per_day)


@transaction.atomic
def plan_travel(visits: Iterable[Visit], *, actor: Actor, at: datetime) -> TravelRequest:
    """A draft with the days of the visits and the members of the team.

    Raises NotOneTrip, CannotMove, PermissionDenied.
    """
    keys = [visit.pk for visit in visits]
    stored = list(
        Visit.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("season", "team", "partner")
    )
    teams = {visit.team_id for visit in stored}
    if not stored or len(teams) != 1 or None in teams or any(one.state not in ABLE or one.travel_id for one in stored):
        raise NotOneTrip
    season, team = stored[0].season, stored[0].team
    if actor.user is None or not may_do(actor.user, "network.add_travelrequest", team.centre_id):
        raise PermissionDenied
    if season.closed:
        raise CannotMove([states.Missing("season_closed")])
    days = [visit.day for visit in stored]
    request = TravelRequest.objects.create(season=season, team=team, starts_on=min(days), ends_on=max(days))
    Traveller.objects.bulk_create(
        Traveller(request=request, user=user, name=user.get_full_name() or user.get_username(),
                  leads=user.pk == team.leader_id)
        for user in team.members.order_by("pk")
    )  # fmt: skip
    for visit in stored:
        visit.travel, visit.version = request, visit.version + 1
        visit.save(update_fields=["travel", "version", "updated_at"])
        write_down(visit, "travel", actor, at, before=visit.state)
    return request


@transaction.atomic
def propose_windows(season: Season, visits: Iterable[Visit], first: date, *, actor: Actor, at: datetime) -> int:
    """Sets the expected days of visits without an appointment, grouped by district. Raises trips.NoRoom, CannotMove."""
    by_key = {visit.pk: visit for visit in visits}
    stops = [
        trips.Stop(
            visit.pk, visit.partner.province.name_th,
            visit.partner.district.name_th if visit.partner.district_id else "", visit.partner.order_key,
        )
        for visit in by_key.values()
    ]  # fmt: skip
    closed = Holiday.objects.filter(on__gte=first, on__lte=season.field_end).values_list("on", flat=True)
    first = max(first, season.field_start)
    windows = trips.propose_windows(stops, first, season.field_end, season.visits_per_day, closed)
    for window in windows:
        move_visit(by_key[window.visit], "set_window", actor=actor, at=at, window=(window.begins, window.ends))
    return len(windows)
