"""Who may do what in a season: each right in the centre of the record, and a team leader's own rights in his own team.

An officer may work on every visit of his centre. What a leader may do beyond that – confirm and give up targets, plan
the months, keep a team – he may do for the team he leads (domain, section 3). Directors, the administration section and
headquarters are not held to a team.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from home.access import for_user, may_do, roles_with
from home.models import Centre, CentreGroup

from .models import Team, TravelRequest, Visit

#: What a team leader may do beyond an officer.
OF_THE_TEAM = frozenset({"confirm_visit", "change_team", "add_planmonth", "change_planmonth"})
_ONLY_LEADER = frozenset({CentreGroup.Role.TEAM_LEADER})


def may_for_team(user, right: str, centre_id: int | None, team: Team | None) -> bool:
    """Whether a user has a right (`confirm_visit` …) in a centre, for a team; what has no team yet is any leader's."""
    roles = roles_with(user, f"network.{right}", centre_id)
    if right in OF_THE_TEAM and roles == _ONLY_LEADER:
        return team is None or team.leader_id == user.pk
    return bool(roles)


def may_on_visit(user, right: str, visit: Visit) -> bool:
    return may_for_team(user, right, visit.partner.province.centre_id, visit.team)


def may_on_trip(user, right: str, travel: TravelRequest) -> bool:
    return may_do(user, f"network.{right}", travel.team.centre_id)


def require_on_trip(user, right: str, travel: TravelRequest) -> None:
    """Raises PermissionDenied; nobody at all may do nothing."""
    if user is None or not may_on_trip(user, right, travel):
        raise PermissionDenied


def centres_with(user, right: str) -> set[int]:
    """Keys of the centres in which a user has a right."""
    mine = for_user(Centre.objects.all(), user, "pk")
    return {key for key in mine.values_list("pk", flat=True) if may_do(user, f"network.{right}", key)}
