"""The states of a visit and the transitions between them, as a table. Pure.

Each row says from where to where, who may do it, what must be there before (guards), and which stamp it leaves. A guard
looks at `Facts` and answers what is missing as `Missing` codes, which the screens put into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

SHORTLISTED, SELECTED, LETTER_A_SENT, COORDINATED = "shortlisted", "selected", "letter_a_sent", "coordinated"
APPOINTED, TRAVEL_APPROVED, READY, VISITED = "appointed", "travel_approved", "ready", "visited"
FOLLOWING_UP, CLOSED = "following_up", "closed"
#: The ten states, in order (domain §3).
LINE = (
    SHORTLISTED, SELECTED, LETTER_A_SENT, COORDINATED, APPOINTED, TRAVEL_APPROVED, READY, VISITED, FOLLOWING_UP, CLOSED,
)  # fmt: skip
#: Where a visit ends that does not take place.
DECLINED, CANCELLED, REPLACED = "declined", "cancelled", "replaced"
ENDS = (DECLINED, CANCELLED, REPLACED)
#: The target of what changes a visit but not its state.
SAME = ""
#: Before the visit: from here it may still be put off, declined, cancelled or replaced.
BEFORE = LINE[: LINE.index(VISITED)]
#: Those that fill a place of the quota.
COUNTING = tuple(state for state in LINE if state != SHORTLISTED)
#: Somebody is at work on the partner, but has not been there yet.
ENGAGED = LINE[LINE.index(SELECTED) : LINE.index(VISITED)]
DONE = (VISITED, FOLLOWING_UP, CLOSED)

OFFICER, LEADER, DIRECTOR, ADMIN_SECTION, CLOCK, PARTNER = (
    "officer", "team_leader", "director", "admin_section", "clock", "partner",
)  # fmt: skip
STEPS = 5
RECONFIRM_DAYS = 3
VERDICT_DAYS = 7


@dataclass(frozen=True)
class Facts:
    """What the guards look at; days are local. Nothing here is asked of a database twice."""

    today: date
    field_start: date
    field_end: date
    partner_active: bool = True
    #: Days since the youngest screening that says "works, and has room"; None without one.
    screened_days: int | None = None
    screening_days: int = 90
    tier: int = 1
    quota_left: int | None = None
    over_quota_allowed: bool = False
    address: bool = False
    expected_from: date | None = None
    expected_to: date | None = None
    letter_a_on: date | None = None
    coordinator_reachable: bool = False
    coordinator_told: bool = False
    appointed_at: datetime | None = None
    appointed_on: date | None = None
    partner_agreed: bool = True
    team: bool = False
    team_busy: bool = False
    holiday: bool = False
    travel_approved: bool = False
    letter_b_on: date | None = None
    kit_done: int = 0
    kit_needed: int = 0
    officers: int = 0
    officers_ready: int = 0
    reconfirmed_on: date | None = None
    visited_on: date | None = None
    steps_done: int = 0
    steps_reason: bool = False
    form1_on: date | None = None
    form1_reason: bool = False
    form2_on: date | None = None
    reminders_left: int = 0
    #: Days since the banner was last looked for; None when nobody has, and where there is no site to look at.
    verdict_days: int | None = None
    has_site: bool = True
    season_closing: bool = False
    season_closed: bool = False
    new_from: date | None = None
    new_to: date | None = None
    reason: bool = False
    replacement: bool = False


@dataclass(frozen=True)
class Missing:
    """What stands in the way: a code, and numbers for the sentence that names it."""

    code: str
    values: tuple[tuple[str, object], ...] = ()


def _missing(code: str, **values: object) -> list[Missing]:
    return [Missing(code, tuple(sorted(values.items())))]


Guard = Callable[[Facts], list[Missing]]


def partner_is_active(facts: Facts) -> list[Missing]:
    return [] if facts.partner_active else _missing("partner_gone")


def is_screened(facts: Facts) -> list[Missing]:
    """A screening of at most so many days with a working site and room, or the fallback of rule 2(5)."""
    if facts.tier == 3:
        return []
    if facts.screened_days is None:
        return _missing("not_screened")
    if facts.screened_days > facts.screening_days:
        return _missing("screening_old", days=facts.screened_days, most=facts.screening_days)
    return []


def has_place_in_quota(facts: Facts) -> list[Missing]:
    if facts.quota_left is None or facts.quota_left > 0 or facts.over_quota_allowed:
        return []
    return _missing("quota_full")


def has_address(facts: Facts) -> list[Missing]:
    return [] if facts.address else _missing("no_address")


def window_is_in_season(facts: Facts) -> list[Missing]:
    return _window(facts, facts.expected_from, facts.expected_to)


def new_window_is_in_season(facts: Facts) -> list[Missing]:
    return _window(facts, facts.new_from, facts.new_to)


def _window(facts: Facts, begins: date | None, ends: date | None) -> list[Missing]:
    if begins is None or ends is None:
        return _missing("no_window")
    if ends < begins:
        return _missing("window_backwards")
    if begins < facts.field_start or ends > facts.field_end:
        return _missing("window_outside", begins=facts.field_start, ends=facts.field_end)
    return []


def has_letter_a(facts: Facts) -> list[Missing]:
    return [] if facts.letter_a_on else _missing("no_letter_a")


def has_coordinator(facts: Facts) -> list[Missing]:
    missing = [] if facts.coordinator_reachable else _missing("no_coordinator")
    if facts.coordinator_reachable and not facts.coordinator_told:
        missing += _missing("no_notice")
    return missing


def has_good_day(facts: Facts) -> list[Missing]:
    """A working day of the season, agreed, on which the team is free."""
    day = facts.appointed_on
    if day is None:
        return _missing("no_appointment")
    missing = []
    if not facts.field_start <= day <= facts.field_end:
        missing += _missing("day_outside", begins=facts.field_start, ends=facts.field_end)
    if day.weekday() >= 5:
        missing += _missing("weekend")
    if facts.holiday:
        missing += _missing("holiday")
    if facts.team_busy:
        missing += _missing("team_busy")
    if not facts.partner_agreed:
        missing += _missing("not_agreed")
    return missing


def has_team(facts: Facts) -> list[Missing]:
    return [] if facts.team else _missing("no_team")


def has_approved_travel(facts: Facts) -> list[Missing]:
    return [] if facts.travel_approved else _missing("no_travel")


def has_appointment(facts: Facts) -> list[Missing]:
    return [] if facts.appointed_on else _missing("no_appointment")


def is_ready(facts: Facts) -> list[Missing]:
    """Kit, readiness of every officer, the re-confirming call, letter B (manual §4 steps 5 and 6)."""
    missing = []
    if facts.kit_done < facts.kit_needed:
        missing += _missing("kit", done=facts.kit_done, needed=facts.kit_needed)
    if not facts.officers:
        missing += _missing("no_officers")
    elif facts.officers_ready < facts.officers:
        missing += _missing("readiness", done=facts.officers_ready, needed=facts.officers)
    if not _reconfirmed(facts):
        missing += _missing("not_reconfirmed", days=RECONFIRM_DAYS)
    if facts.letter_b_on is None:
        missing += _missing("no_letter_b")
    return missing


def _reconfirmed(facts: Facts) -> bool:
    if facts.reconfirmed_on is None or facts.appointed_on is None:
        return False
    return timedelta(0) <= facts.appointed_on - facts.reconfirmed_on <= timedelta(days=RECONFIRM_DAYS)


def is_recorded(facts: Facts) -> list[Missing]:
    """The day is not ahead, the five steps are ticked or accounted for, so is Form 1 (manual §4 step 7)."""
    if facts.visited_on is None:
        return _missing("no_visit_day")
    missing = []
    if facts.visited_on > facts.today:
        missing += _missing("visit_ahead")
    if not facts.field_start <= facts.visited_on <= facts.field_end:
        missing += _missing("day_outside", begins=facts.field_start, ends=facts.field_end)
    if facts.steps_done < STEPS and not facts.steps_reason:
        missing += _missing("steps", done=facts.steps_done, needed=STEPS)
    if facts.form1_on is None and not facts.form1_reason:
        missing += _missing("no_form1")
    return missing


def is_followed_up(facts: Facts) -> list[Missing]:
    """Form 2 in or every reminder spent, and a fresh verdict on the banner; the season's end asks for neither."""
    if facts.season_closing:
        return []
    missing = []
    if facts.form2_on is None and facts.reminders_left:
        missing += _missing("reminders_left", left=facts.reminders_left)
    if facts.has_site and (facts.verdict_days is None or facts.verdict_days > VERDICT_DAYS):
        missing += _missing("no_verdict", days=VERDICT_DAYS)
    return missing


def has_reason(facts: Facts) -> list[Missing]:
    return [] if facts.reason else _missing("no_reason")


def has_replacement(facts: Facts) -> list[Missing]:
    return [] if facts.replacement else _missing("no_replacement")


@dataclass(frozen=True)
class Transition:
    """A named step. `actors` are roles; `right` is the permission that carries it; `stamp` the field it fills.

    A transition to SAME stays where it is. `document` names the paper that goes out with it. `bulk` may be done for a
    whole trip at once.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    actors: tuple[str, ...]
    right: str
    guards: tuple[Guard, ...] = ()
    stamp: str = ""
    document: str = ""
    bulk: bool = False


_FIELD = (OFFICER, LEADER)
_OFFICE = (DIRECTOR, ADMIN_SECTION)

TRANSITIONS: Mapping[str, Transition] = {
    one.name: one
    for one in (
        Transition(
            "select", (SHORTLISTED,), SELECTED, (LEADER,), "confirm_visit",
            (partner_is_active, is_screened, has_place_in_quota), "selected_at", bulk=True,
        ),
        Transition(
            "send_letter_a", (SELECTED,), LETTER_A_SENT, (ADMIN_SECTION,), "issue_visit_letter",
            (partner_is_active, has_address, window_is_in_season, has_letter_a), "letter_a_on", "letter_a", bulk=True,
        ),
        Transition(
            "coordinate", (SELECTED, LETTER_A_SENT), COORDINATED, (OFFICER, PARTNER), "change_visit",
            (has_coordinator,), "reply_at", "reply_slip",
        ),
        Transition(
            "appoint", (COORDINATED,), APPOINTED, (OFFICER,), "change_visit",
            (has_coordinator, has_team, has_good_day), "appointed_at", "confirmation",
        ),
        # Another day while the rest stands: an approved trip has to be asked for again, kit and letters stay.
        Transition(
            "move", (APPOINTED, TRAVEL_APPROVED, READY), APPOINTED, (OFFICER,), "change_visit",
            (has_team, has_good_day), "appointed_at", "confirmation",
        ),
        Transition(
            "approve_travel", (APPOINTED,), TRAVEL_APPROVED, (DIRECTOR,), "approve_travelrequest",
            (has_appointment, has_approved_travel), "approved_at", "memo", bulk=True,
        ),
        Transition(
            "lose_travel", (TRAVEL_APPROVED, READY), APPOINTED, (DIRECTOR,), "approve_travelrequest",
        ),
        Transition(
            "make_ready", (TRAVEL_APPROVED,), READY, (OFFICER,), "change_visit",
            (has_appointment, is_ready), "ready_at", "letter_b", bulk=True,
        ),
        # Somebody who was there has been there, whatever paper was missing.
        Transition(
            "record", (APPOINTED, TRAVEL_APPROVED, READY), VISITED, (OFFICER,), "change_visit",
            (has_appointment, is_recorded), "visited_at", "form1",
        ),
        Transition("follow_up", (VISITED,), FOLLOWING_UP, (CLOCK,), "", stamp="following_up_at", bulk=True),
        Transition(
            "close", (VISITED, FOLLOWING_UP), CLOSED, (OFFICER, CLOCK), "change_visit", (is_followed_up,), "closed_at",
            "certificate", bulk=True,
        ),
        Transition(
            "set_window", (SHORTLISTED, SELECTED, LETTER_A_SENT), SAME, (OFFICER,), "change_visit",
            (new_window_is_in_season,), bulk=True,
        ),
        Transition(
            "postpone", (COORDINATED, APPOINTED, TRAVEL_APPROVED, READY), COORDINATED, (OFFICER,), "change_visit",
            (has_reason, new_window_is_in_season),
        ),
        Transition("decline", BEFORE, DECLINED, (OFFICER, PARTNER), "change_visit", (has_reason,), "ended_at"),
        Transition("cancel", BEFORE, CANCELLED, (LEADER,), "confirm_visit", (has_reason,), "ended_at", bulk=True),
        Transition(
            "replace", BEFORE, REPLACED, (LEADER,), "confirm_visit", (has_reason, has_replacement), "ended_at"
        ),
    )
}  # fmt: skip


def open_to(state: str) -> tuple[Transition, ...]:
    """The transitions that lead out of a state, in the order of the table."""
    return tuple(one for one in TRANSITIONS.values() if state in one.sources)


def what_is_missing(name: str, state: str, facts: Facts) -> list[Missing]:
    """Everything that stands in the way of a transition; an empty list where nothing does.

    A transition out of another state says which states it leads out of. A closed season allows none.
    """
    transition = TRANSITIONS[name]
    if facts.season_closed:
        return _missing("season_closed")
    if state not in transition.sources:
        return _missing("wrong_state", state=state, sources=transition.sources)
    return [missing for guard in transition.guards for missing in guard(facts)]
