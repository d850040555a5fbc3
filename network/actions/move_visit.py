"""Takes a visit from one state to another: guard, change, stamp, line of history and the partner's observations,
together or not at all. Nothing else changes a visit's state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Visit, VisitEvent
from ..outreach import states
from ..team_rights import may_on_visit
from ..visit_facts import facts_of
from .change_partner import Actor, as_text
from .observe_partners import observe_partners


class CannotMove(Exception):
    """Something stands in the way; `missing` says what, as the rules do."""

    def __init__(self, missing: list[states.Missing]) -> None:
        super().__init__(", ".join(one.code for one in missing))
        self.missing = missing


class MovedMeanwhile(Exception):
    """Somebody changed the visit after it was opened; `current` is how it stands now."""

    def __init__(self, current: Visit) -> None:
        super().__init__(str(current))
        self.current = current


class AlreadyRecorded(Exception):
    """What a telephone sends a second time has been written down the first time."""


#: Steps that change when, where or whether somebody comes: those who subscribed to the calendar must hear of it.
_ON_THE_CALENDAR = {"appoint", "move", "postpone", "decline", "cancel", "replace"}
#: What a step takes back of what was reached before.
_TAKES_BACK = {
    "move": {"reconfirmed_on": None, "approved_at": None, "ready_at": None},
    "lose_travel": {"travel": None, "approved_at": None, "ready_at": None},
    "postpone": {
        "appointment": None, "travel": None, "reconfirmed_on": None, "approved_at": None, "ready_at": None,
        "appointed_at": None,
    },
}  # fmt: skip
_NEW_WINDOW = {"set_window", "postpone"}


@transaction.atomic
def move_visit(
    visit: Visit,
    name: str,
    *,
    actor: Actor,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    window: tuple[date | None, date | None] = (None, None),
    reason: str = "",
    agreed: bool = True,
    replacement: Visit | None = None,
    expected_version: int | None = None,
    key: str = "",
) -> VisitEvent:
    """Takes the transition `name`. `values` are fields of the visit that are set on the way, `window` the new expected
    days. Raises CannotMove, MovedMeanwhile, AlreadyRecorded (a `key` that came before) and PermissionDenied.
    """
    transition = states.TRANSITIONS[name]
    stored = locked(visit.pk)
    check_right(transition, actor, stored)
    if key and stored.events.filter(key=key).exists():
        raise AlreadyRecorded
    if expected_version is not None and stored.version != expected_version:
        raise MovedMeanwhile(stored)
    before, changed = stored.state, _set(stored, values or {})
    facts = facts_of(
        stored, timezone.localdate(at), user=actor.user, new_from=window[0], new_to=window[1], reason=bool(reason),
        partner_agreed=agreed, replacement=replacement is not None,
    )  # fmt: skip
    if missing := states.what_is_missing(name, stored.state, facts):
        raise CannotMove(missing)
    changed |= _set(stored, _consequences(stored, transition, at, window, reason, replacement, values or {}))
    stored.version += 1
    stored.save()
    try:
        with transaction.atomic():
            event = write_down(stored, name, actor, at, before=before, fields=changed, reason=reason, key=key)
    except IntegrityError:
        raise AlreadyRecorded from None
    observe_partners([stored.partner_id], actor=actor, at=at)
    visit.__dict__.update(stored.__dict__)
    return event


def check_right(transition: states.Transition, actor: Actor, visit: Visit) -> None:
    """Who has a user needs the right in the visit's own centre, a leader for his own team. Who has none (a partner
    behind its link, the clock) must be among the actors. Raises PermissionDenied."""
    if actor.user is None:
        allowed = actor.role in transition.actors
    else:
        allowed = bool(transition.right) and may_on_visit(actor.user, transition.right, visit)
    if not allowed:
        raise PermissionDenied


def locked(pk: int) -> Visit:
    related = ("season", "partner__province__centre", "team", "coordinator", "travel")
    return Visit.objects.select_for_update(of=("self",)).select_related(*related).get(pk=pk)


def write_down(visit: Visit, verb: str, actor: Actor, at: datetime, **details: Any) -> VisitEvent:
    """Adds a line to the visit's history; `details` are `before`, `fields`, `reason` and `key`."""
    return VisitEvent.objects.create(
        visit=visit, verb=verb, by=actor.user, actor=actor.role, at=at, after=visit.state, **details
    )


def _set(visit: Visit, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Sets fields, and says what really changed: {field: [before, after]} as text."""
    changed = {}
    for name, value in values.items():
        if getattr(visit, name) != value:
            changed[name] = [as_text(getattr(visit, name)), as_text(value)]
            setattr(visit, name, value)
    return {name: pair for name, pair in changed.items() if name not in _SILENT}


#: What a line of history need not repeat, or should not keep: a person's name is erased with the person.
_SILENT = {
    "state", "sequence", "moved_times", "coordinator", "replaced_by", "selected_at", "reply_at", "appointed_at",
    "approved_at", "ready_at", "visited_at", "closed_at", "ended_at", "following_up_at", "end_reason",
}  # fmt: skip


def _consequences(visit, transition: states.Transition, at: datetime, window, reason, replacement, given) -> dict:
    """`given` may say when something came that is written down only now."""
    values: dict[str, Any] = dict(_TAKES_BACK.get(transition.name, {}))
    values["state"] = transition.target or visit.state
    if transition.stamp.endswith("_at"):
        values[transition.stamp] = given.get(transition.stamp) or at
    if transition.name in _NEW_WINDOW:
        values |= {"expected_from": window[0], "expected_to": window[1]}
    if transition.name in _ON_THE_CALENDAR:
        values["sequence"] = visit.sequence + 1
    if transition.name in ("move", "postpone"):
        values["moved_times"] = visit.moved_times + 1
    if transition.target in states.ENDS:
        values["end_reason"] = reason
    if transition.name == "replace":
        values["replaced_by"] = replacement
    return values
