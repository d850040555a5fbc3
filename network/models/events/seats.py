"""How many places an event has left, and whether one can register now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from .pages import EventPage
from .registrations import Registration

OPEN, WAITING, FULL = "open", "waiting", "full"
OVER, BEGUN, CLOSED, CANCELLED, NONE = "over", "begun", "closed", "cancelled", "none"


@dataclass(frozen=True)
class Standing:
    """`state` is one of the words above; `free` places are left, None for as many as come."""

    state: str
    free: int | None = None

    @property
    def takes(self) -> bool:
        return self.state in (OPEN, WAITING)


def free_places(event: EventPage) -> int | None:
    """One query; None where there is no limit. Never negative, even after the places were made fewer."""
    if event.seats is None:
        return None
    return max(event.seats - Registration.objects.with_place().filter(event=event).count(), 0)


def closed_because(event: EventPage, at: datetime) -> str:
    """The word for why nobody can register at a moment; "" where one can."""
    if event.cancelled:
        return CANCELLED
    if at >= event.ends_at:
        return OVER
    if not event.takes_registrations:
        return NONE
    if at >= event.starts_at:
        return BEGUN
    if event.register_until and timezone.localdate(at) > event.register_until:
        return CLOSED
    return ""


def standing_of(event: EventPage, at: datetime) -> Standing:
    """What the page of an event says about registering; at most one query."""
    if reason := closed_because(event, at):
        return Standing(reason)
    free = free_places(event)
    if free is None or free:
        return Standing(OPEN, free)
    return Standing(WAITING if event.waiting_list else FULL, 0)
