"""Gathers what the guards of a visit's transitions look at."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from .models import Contact, FollowUp, Holiday, KitItem, Quota, ReadinessCheck, ReadinessItem, TravelRequest, Visit
from .outreach import clock, ranking, trips
from .outreach.states import Facts
from .standing import CLOSED, MERGED, OPTED_OUT
from .team_rights import may_on_visit

APPROVED = (TravelRequest.State.APPROVED, TravelRequest.State.SETTLED)
REMINDERS = (FollowUp.Kind.FORM2_30, FollowUp.Kind.FORM2_60, FollowUp.Kind.FORM2_90)


def facts_of(visit: Visit, today: date, *, user=None, **asked) -> Facts:
    """Everything the guards ask of a visit, as it stands in memory; `asked` are the facts of the act itself."""
    partner, season, day = visit.partner, visit.season, visit.day
    officers, ready = officers_of(visit)
    kit_done, kit_needed = kit_of(visit)
    return Facts(
        today=today,
        field_start=season.field_start,
        field_end=season.field_end,
        partner_active=partner.status not in (OPTED_OUT, CLOSED, MERGED),
        screened_days=(today - partner.screened_on).days if partner.suitable and partner.screened_on else None,
        screening_days=season.screening_days,
        tier=visit.tier,
        quota_left=quota_left(visit),
        over_quota_allowed=bool(user and may_on_visit(user, "exceed_quota", visit)),
        address=bool(partner.address and partner.zip_code),
        expected_from=visit.expected_from,
        expected_to=visit.expected_to,
        letter_a_on=visit.letter_a_on,
        coordinator_reachable=_reachable(visit.coordinator),
        coordinator_told=bool(visit.coordinator and visit.coordinator.notice_on),
        appointed_at=visit.appointment,
        appointed_on=day,
        team=visit.team_id is not None,
        team_busy=bool(busy_with(visit)),
        holiday=bool(day and Holiday.objects.filter(on=day).exists()),
        travel_approved=_covered(visit, day),
        letter_b_on=visit.letter_b_on,
        kit_done=kit_done,
        kit_needed=kit_needed,
        officers=officers,
        officers_ready=ready,
        reconfirmed_on=visit.reconfirmed_on,
        visited_on=visit.visited_on,
        steps_done=sum(one is not None for one in visit.steps),
        steps_reason=bool(visit.steps_reason),
        form1_on=visit.form1_on,
        form1_reason=bool(visit.form1_reason),
        form2_on=visit.form2_on,
        reminders_left=visit.follow_ups.filter(kind__in=REMINDERS, done_at=None).count() if visit.pk else 0,
        verdict_days=(today - visit.banner_checked_on).days if visit.banner_checked_on else None,
        has_site=bool(partner.website),
        season_closing=season.state == clock.REPORTING,
        season_closed=season.closed,
        **asked,
    )


def _reachable(contact: Contact | None) -> bool:
    return bool(contact and contact.active and not contact.erased_at and (contact.phone or contact.email))


def _covered(visit: Visit, day: date | None) -> bool:
    """Whether an approved trip takes in the day of the appointment."""
    travel = visit.travel
    return bool(day and travel and travel.state in APPROVED and travel.starts_on <= day <= travel.ends_on)


def quota_left(visit: Visit) -> int | None:
    """Places left for the visit's province and kind; None where nobody has set a quota."""
    province, kind = visit.partner.province_id, visit.partner.kind
    targets = {
        (province, row.kind): row.target for row in Quota.objects.filter(season=visit.season_id, province=province)
    }
    if not targets:
        return None
    taken = Visit.objects.counting().filter(season=visit.season_id, partner__province=province).exclude(pk=visit.pk)
    chosen: Counter[tuple[int, str]] = Counter((province, one) for one in taken.values_list("partner__kind", flat=True))
    left = ranking.open_places(targets, chosen)
    return left.get((province, kind), 0) + left.get((province, ranking.ANY), 0)


def busy_with(visit: Visit) -> list[Visit]:
    """Other appointments of the team that overlap with the one of this visit."""
    if not (visit.team_id and visit.appointment):
        return []
    day = timezone.localtime(visit.appointment).replace(hour=0, minute=0)
    same_day = (
        Visit.objects.alive()
        .filter(team=visit.team_id, appointment__gte=day, appointment__lt=day + trips.DAY)
        .exclude(pk=visit.pk)
        .select_related("partner")
    )
    return [one for one in same_day if one.appointment < visit.ends_at and visit.appointment < one.ends_at]


def kit_of(visit: Visit) -> tuple[int, int]:
    """How many things of the kit are laid ready, and how many there are."""
    items = KitItem.objects.filter(season=visit.season_id).annotate(
        ready=Count("checks", filter=Q(checks__visit=visit.pk, checks__quantity__gte=1))
    )
    ready = [item.ready for item in items]
    return sum(bool(one) for one in ready), len(ready)


def officers_of(visit: Visit) -> tuple[int, int]:
    """How many officers go, and how many of them have attested everything the season asks of them.

    Who goes stands in the travel request; before there is one, the whole team does.
    """
    going = set()
    if visit.travel_id:
        going = set(visit.travel.travellers.exclude(user=None).values_list("user_id", flat=True))
    if not going and visit.team_id:
        going = set(visit.team.members.values_list("pk", flat=True))
    needed = ReadinessItem.objects.filter(season=visit.season_id).count()
    attested = Counter(
        ReadinessCheck.objects.filter(item__season=visit.season_id, officer__in=going).values_list("officer", flat=True)
    )
    return len(going), sum(attested[officer] >= needed for officer in going)
