"""Submits, approves and returns a travel request; an approved one binds its money and moves its visits."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum

from ..models import BudgetAllocation, BudgetEntry, TravelRequest, Visit
from ..outreach import money, states
from ..team_rights import may_on_trip, require_on_trip
from .change_partner import Actor
from .move_visit import move_visit
from .prepare_trip import refresh_memo

State = TravelRequest.State


class WrongTravelState(Exception):
    """The request is not where this can be done; `request` is how it stands."""

    def __init__(self, request: TravelRequest) -> None:
        super().__init__(request.state)
        self.request = request


class NoBudget(Exception):
    """The centre has no budget in this season."""


class Incomplete(Exception):
    """Nobody travels, or there is no line in the estimate."""


def lock(request: TravelRequest, *allowed: str) -> TravelRequest:
    """Raises WrongTravelState."""
    stored = TravelRequest.objects.select_for_update(of=("self",)).select_related("season", "team").get(pk=request.pk)
    if stored.state not in allowed or stored.season.closed:
        raise WrongTravelState(stored)
    return stored


def balance_of(allocation: BudgetAllocation) -> money.Balance:
    sums = dict(allocation.entries.order_by().values_list("kind").annotate(Sum("amount")))
    return money.balance(allocation.amount, sums)


def allocation_for(request: TravelRequest) -> BudgetAllocation:
    """The centre's budget, locked: of two approvals the second sees what the first has bound. Raises NoBudget."""
    mine = BudgetAllocation.objects.select_for_update().filter(season=request.season, centre=request.team.centre_id)
    found = mine.first()
    if found is None:
        raise NoBudget
    return found


def estimate_by_category(request: TravelRequest) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for line in request.lines.all():
        sums[line.category] = sums.get(line.category, money.ZERO) + line.amount
    return sums


@transaction.atomic
def submit_travel(request: TravelRequest, *, actor: Actor, at: datetime) -> TravelRequest:
    """The draft of the memo, if there is one, follows the request. Raises WrongTravelState, Incomplete."""
    require_on_trip(actor.user, "change_travelrequest", request)
    stored = lock(request, State.DRAFT, State.RETURNED)
    if not stored.travellers.exists() or not stored.lines.exists():
        raise Incomplete
    refresh_memo(stored, actor=actor, at=at)
    stored.submitted_at, stored.submitted_by, stored.returned_because = at, actor.user, ""
    return _move(stored, State.SUBMITTED)


@transaction.atomic
def approve_travel(request: TravelRequest, *, actor: Actor, at: datetime, because: str = "") -> TravelRequest:
    """Binds the estimate in the budget and takes the visits to «travel approved». Beyond the budget only with the right
    to exceed it and a reason. Raises WrongTravelState, NoBudget, money.OverBudget, PermissionDenied.
    """
    require_on_trip(actor.user, "approve_travelrequest", request)
    stored = lock(request, State.SUBMITTED)
    allocation = allocation_for(stored)
    override = bool(because) and may_on_trip(actor.user, "exceed_budget", stored)
    entries = money.commit(balance_of(allocation), estimate_by_category(stored), override=override)
    book(allocation, stored, entries, actor, at, note=because if override else "")
    stored.decided_at, stored.decided_by = at, actor.user
    stored.over_budget_because = because if override else ""
    _move(stored, State.APPROVED)
    for visit in Visit.objects.filter(travel=stored, state=states.APPOINTED):
        move_visit(visit, "approve_travel", actor=actor, at=at)
    return stored


@transaction.atomic
def return_travel(request: TravelRequest, because: str, *, actor: Actor, at: datetime) -> TravelRequest:
    """Sends a request back for correction. Raises WrongTravelState, PermissionDenied."""
    require_on_trip(actor.user, "approve_travelrequest", request)
    stored = lock(request, State.SUBMITTED)
    stored.decided_at, stored.decided_by, stored.returned_because = at, actor.user, because
    return _move(stored, State.RETURNED)


@transaction.atomic
def cancel_travel(request: TravelRequest, *, actor: Actor, at: datetime) -> TravelRequest:
    """Gives a trip up: what it has bound is released, its visits need another one. Raises WrongTravelState."""
    require_on_trip(actor.user, "change_travelrequest", request)
    stored = lock(request, State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED)
    if stored.state == State.APPROVED:
        require_on_trip(actor.user, "approve_travelrequest", request)
        allocation = allocation_for(stored)
        bound = money.bound_by(entries_of(stored))
        book(allocation, stored, money.settle(balance_of(allocation), bound, {}), actor, at)
    for visit in Visit.objects.filter(travel=stored, state__in=states.TRANSITIONS["lose_travel"].sources):
        move_visit(visit, "lose_travel", actor=actor, at=at)
    waiting = Visit.objects.filter(travel=stored, state=states.APPOINTED)
    waiting.update(travel=None, version=F("version") + 1)
    return _move(stored, State.CANCELLED)


def entries_of(request: TravelRequest) -> list[money.Entry]:
    return [money.Entry(one.kind, one.category, one.amount) for one in request.entries.all()]


def book(allocation, request: TravelRequest, entries, actor: Actor, at: datetime, note: str = "") -> None:
    BudgetEntry.objects.bulk_create(
        BudgetEntry(
            allocation=allocation, travel=request, kind=one.kind, category=one.category, amount=one.amount, at=at,
            by=actor.user, note=note,
        )
        for one in entries
    )  # fmt: skip


def _move(request: TravelRequest, state: str) -> TravelRequest:
    request.state, request.version = state, request.version + 1
    request.save()
    return request
