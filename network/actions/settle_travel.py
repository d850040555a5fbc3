"""Settles a trip: its commitment is released and what it really cost is booked, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from ..models import TravelRequest
from ..outreach import money
from ..team_rights import may_on_trip, require_on_trip
from .change_partner import Actor
from .decide_travel import allocation_for, balance_of, book, entries_of, lock


@transaction.atomic
def settle_travel(
    request: TravelRequest, spent: Mapping[int, Decimal], *, actor: Actor, at: datetime, because: str = ""
) -> TravelRequest:
    """`spent` is what each line of the estimate really cost, by its key; a line that is left out cost nothing.

    Raises WrongTravelState, NoBudget, money.OverBudget, PermissionDenied.
    """
    require_on_trip(actor.user, "settle_travelrequest", request)
    stored = lock(request, TravelRequest.State.APPROVED)
    by_category: dict[str, Decimal] = {}
    for line in stored.lines.all():
        line.actual = spent.get(line.pk, money.ZERO)
        line.save(update_fields=["actual"])
        by_category[line.category] = by_category.get(line.category, money.ZERO) + line.actual
    allocation = allocation_for(stored)
    bound = money.bound_by(entries_of(stored))
    override = bool(because) and may_on_trip(actor.user, "exceed_budget", stored)
    entries = money.settle(balance_of(allocation), bound, by_category, override=override)
    book(allocation, stored, entries, actor, at, note=because if override else "")
    stored.state, stored.settled_at, stored.version = TravelRequest.State.SETTLED, at, stored.version + 1
    stored.save()
    return stored
