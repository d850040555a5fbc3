"""When a visit is late, and how badly, as a table of rules. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from . import states

#: From bad to mild; the board colours by the worst.
LATE, SOON = "late", "soon"


@dataclass(frozen=True)
class Patience:
    """Days, as the season sets them."""

    remind: int = 14
    replace: int = 28
    record: int = 2
    ready: int = 3


@dataclass(frozen=True)
class Watched:
    """What the rules look at; days are local."""

    state: str
    letter_a_on: date | None = None
    appointed_on: date | None = None
    expected_to: date | None = None


@dataclass(frozen=True)
class Alert:
    """`days` is how long it has been late, or how long there still is."""

    code: str
    level: str
    days: int


@dataclass(frozen=True)
class Rule:
    code: str
    level: str
    states: tuple[str, ...]
    late: Callable[[Watched, Patience, date], int | None]


def _waited(day: date | None, patience: int, today: date) -> int | None:
    """How many days more than one is patient for; None before that."""
    if day is None or (today - day).days < patience:
        return None
    return (today - day).days - patience


def _ahead(day: date | None, within: int, today: date) -> int | None:
    """How many days there still are, once there are no more than so many."""
    if day is None or not 0 <= (day - today).days <= within:
        return None
    return (day - today).days


_WAITING = (states.LETTER_A_SENT,)
_FIXED = (states.APPOINTED, states.TRAVEL_APPROVED, states.READY)
_UNREADY = (states.APPOINTED, states.TRAVEL_APPROVED)
_UNFIXED = (states.SELECTED, states.LETTER_A_SENT, states.COORDINATED)
#: The first rule that holds is the one that counts.
RULES = (
    Rule("no_record", LATE, _FIXED, lambda w, p, today: _waited(w.appointed_on, p.record, today)),
    Rule("not_ready", LATE, _UNREADY, lambda w, p, today: _ahead(w.appointed_on, p.ready, today)),
    Rule("suggest_replacement", LATE, _WAITING, lambda w, p, today: _waited(w.letter_a_on, p.replace, today)),
    Rule("window_passed", LATE, _UNFIXED, lambda w, p, today: _waited(w.expected_to, 1, today)),
    Rule("remind", SOON, _WAITING, lambda w, p, today: _waited(w.letter_a_on, p.remind, today)),
)


def alert(watched: Watched, patience: Patience, today: date) -> Alert | None:
    """The worst that can be said of a visit today; None when it is in time."""
    for rule in RULES:
        if watched.state in rule.states and (days := rule.late(watched, patience, today)) is not None:
            return Alert(rule.code, rule.level, days)
    return None
