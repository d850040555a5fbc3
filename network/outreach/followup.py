"""What is due after a visit, and when (domain §3, rows 8 and 9; manual §5 (1)). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

THANKS, BANNER, CALL = "thanks", "banner", "call"
FORM2 = ("form2_30", "form2_60", "form2_90")
#: Days after the visit.
AFTER = {THANKS: 7, BANNER: 14, CALL: 30, "form2_30": 30, "form2_60": 60, "form2_90": 90}


@dataclass(frozen=True)
class Due:
    kind: str
    on: date


def schedule(visited_on: date, form2_deadline: date, *, has_site: bool = True) -> tuple[Due, ...]:
    """Everything that is due after a visit, by day. Without a site there is no banner to look for or to call about.

    The reminders of Form 2 come after 30, 60 and 90 days. Where the last one would not come before the deadline, all
    are drawn together in proportion, so that the last comes the day before it.
    """
    days = dict(zip(FORM2, _reminder_days(visited_on, form2_deadline), strict=True))
    days |= {kind: AFTER[kind] for kind in ((THANKS, BANNER, CALL) if has_site else (THANKS,))}
    found = (Due(kind, visited_on + timedelta(days=number)) for kind, number in days.items())
    return tuple(sorted(found, key=lambda due: (due.on, due.kind)))


def _reminder_days(visited_on: date, deadline: date) -> tuple[int, ...]:
    usual = tuple(AFTER[kind] for kind in FORM2)
    room = max((deadline - visited_on).days - 1, 0)
    if usual[-1] <= room:
        return usual
    return tuple(room * number // usual[-1] for number in usual)


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in: what a weekly digest is known by."""
    return day - timedelta(days=day.weekday())
