"""Puts partners on the short list of a season: suggestions that are accepted, partners somebody looked up, substitutes.

Whoever is passed over is remembered for the season.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .. import standing
from ..models import Partner, Responsibility, Season, Skip, Visit, VisitEvent
from ..outreach import ranking, states
from ..suggesting import Suggestion, next_candidate
from .change_partner import Actor
from .move_visit import CannotMove, locked, move_visit


class NotATarget(Exception):
    """The partner cannot become one: it is closed, merged or has left, or the season knows it already."""


class SeasonClosed(Exception):
    """A closed season is read, never changed."""


@dataclass(frozen=True)
class Shortlisted:
    """How many visits were added, and how many suggestions somebody else had taken meanwhile."""

    added: int
    taken: int


@transaction.atomic
def accept_suggestions(season: Season, suggestions: Iterable[Suggestion], *, actor: Actor, at: datetime) -> Shortlisted:
    """Raises SeasonClosed."""
    season = _open(season)
    wanted = {one.partner.pk: one for one in suggestions}
    taken = set(Visit.objects.filter(season=season, partner__in=wanted).values_list("partner", flat=True))
    teams = _Teams(season)
    visits = [
        Visit(
            season=season,
            partner=one.partner,
            team_id=teams.next(one.partner.province_id),
            tier=one.tier,
            rule=one.rule,
            chosen_because=one.reason,
        )
        for pk, one in wanted.items()
        if pk not in taken
    ]
    # Of two who accept the same at once, the second adds nothing.
    Visit.objects.bulk_create(visits, ignore_conflicts=True, batch_size=500)
    added = list(Visit.objects.filter(season=season, partner__in=[v.partner_id for v in visits], events=None))
    VisitEvent.objects.bulk_create(
        (VisitEvent(visit=visit, at=at, by=actor.user, actor=actor.role, verb="shortlist", after=visit.state,
                    reason=visit.rule) for visit in added),
        batch_size=500,
    )  # fmt: skip
    return Shortlisted(len(added), len(wanted) - len(added))


def shortlist_partner(season: Season, partner: Partner, *, actor: Actor, at: datetime) -> Visit:
    """A partner that somebody looked up, at the tier the rules give it. Raises NotATarget, SeasonClosed."""
    gone = partner.status in (standing.OPTED_OUT, standing.CLOSED, standing.MERGED)
    if gone or Visit.objects.filter(season=season, partner=partner).exists():
        raise NotATarget
    candidate = _as_candidate(partner, season, timezone.localdate(at))
    accept_suggestions(season, [Suggestion(partner, candidate.tier, candidate.reason, near=False)], actor=actor, at=at)
    return Visit.objects.get(season=season, partner=partner)


def _as_candidate(partner: Partner, season: Season, today) -> ranking.Candidate:
    fresh = bool(
        partner.suitable and partner.screened_on and (today - partner.screened_on).days <= season.screening_days
    )
    tier = ranking.AGAIN if partner.last_visited_on else ranking.NEW if fresh else ranking.TO_SCREEN
    return ranking.Candidate(
        partner.pk,
        partner.province_id,
        partner.kind,
        partner.district_id,
        tier,
        bool(partner.website),
        partner.screened_on,
    )


@transaction.atomic
def skip_suggestion(season: Season, partner: Partner, why: str, note: str = "", *, actor: Actor, at: datetime) -> Skip:
    """Passes over a suggestion, for this season. Raises SeasonClosed."""
    skip, _made = Skip.objects.update_or_create(
        season=_open(season), partner=partner, defaults={"why": why, "note": note, "by": actor.user, "at": at}
    )
    return skip


@transaction.atomic
def replace_visit(
    visit: Visit, reason: str, *, actor: Actor, at: datetime, expected_version: int | None = None
) -> Visit:
    """Gives a visit up for the next candidate of its province, of its kind if there is one; the substitute.

    Raises what move_visit does; CannotMove also where no candidate is left.
    """
    stored = locked(visit.pk)
    best = next_candidate(stored.season, timezone.localdate(at), stored.partner.province_id, stored.partner.kind)
    if best is None:
        raise CannotMove([states.Missing("no_replacement")])
    substitute = shortlist_partner(stored.season, best.partner, actor=actor, at=at)
    if stored.team_id:
        Visit.objects.filter(pk=substitute.pk).update(team=stored.team_id)
    move_visit(
        visit, "replace", actor=actor, at=at, reason=reason, replacement=substitute, expected_version=expected_version
    )
    substitute.refresh_from_db()
    return substitute


def _open(season: Season) -> Season:
    stored = Season.objects.select_for_update().get(pk=season.pk)
    if stored.closed:
        raise SeasonClosed
    return stored


class _Teams:
    """Shares the targets of a province out among the teams that answer for it, the one with the fewest first."""

    def __init__(self, season: Season) -> None:
        self.of: dict[int, list[int]] = {}
        for row in Responsibility.objects.filter(season=season, team__active=True).order_by("team__name"):
            self.of.setdefault(row.province_id, []).append(row.team_id)
        alive = Visit.objects.alive().filter(season=season)
        self.load = Counter(alive.exclude(team=None).values_list("team_id", flat=True))

    def next(self, province: int) -> int | None:
        teams = self.of.get(province)
        if not teams:
            return None
        team = min(teams, key=lambda one: self.load[one])
        self.load[team] += 1
        return team
