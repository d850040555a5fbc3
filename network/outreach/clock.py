"""The season's clock: which days belong to it, which state may follow which, and where today stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

PLANNING, OPEN, FOLLOWING_UP, REPORTING, CLOSED = "planning", "open", "following_up", "reporting", "closed"
#: In this order; a season may go one step back until it is closed.
ORDER = (PLANNING, OPEN, FOLLOWING_UP, REPORTING, CLOSED)
OFFSET = 543


@dataclass(frozen=True)
class SeasonDates:
    field_start: date
    field_end: date
    form2_deadline: date
    report_deadline: date

    def holds(self, day: date) -> bool:
        """Whether field work may take place on a day."""
        return self.field_start <= day <= self.field_end

    def months(self) -> tuple[date, ...]:
        """The first days of the months of field work."""
        found, month = [], self.field_start.replace(day=1)
        while month <= self.field_end:
            found.append(month)
            month = (month + timedelta(days=32)).replace(day=1)
        return tuple(found)


def dates_of(fiscal_year: int) -> SeasonDates:
    """The manual's dates (§4 step 1 (3)): November to June, Form 2 in July, the summary by August.

    The Buddhist fiscal year 2570 begins on 1 October 2569 = 2026.
    """
    year = fiscal_year - OFFSET
    return SeasonDates(date(year - 1, 11, 1), date(year, 6, 30), date(year, 7, 31), date(year, 8, 31))


def next_states(state: str) -> tuple[str, ...]:
    """The states a season may be moved to: one on, or one back while it is not closed."""
    at = ORDER.index(state)
    if state == CLOSED:
        return ()
    return (ORDER[at + 1], *((ORDER[at - 1],) if at else ()))


def state_due(state: str, dates: SeasonDates, today: date) -> str:
    """The state in which the calendar would have a season today; only people close one."""
    if state == CLOSED:
        return CLOSED
    if today < dates.field_start:
        return PLANNING
    if today <= dates.field_end:
        return OPEN
    return FOLLOWING_UP if today <= dates.form2_deadline else REPORTING


@dataclass(frozen=True)
class Stage:
    """A stretch of the line on which the board shows today. `share` is how far into it today is, 0 to 1."""

    name: str
    begins: date
    ends: date

    def share(self, today: date) -> float:
        if today < self.begins:
            return 0.0
        return min(1.0, ((today - self.begins).days + 1) / ((self.ends - self.begins).days + 1))


def stages(dates: SeasonDates) -> tuple[Stage, ...]:
    """Quotas and training, field work, Form 2, summary: end to end without a gap."""
    day = timedelta(days=1)
    prepare = date(dates.field_start.year - (dates.field_start.month < 10), 10, 1)
    found = [
        Stage("field", dates.field_start, dates.field_end),
        Stage("form2", dates.field_end + day, dates.form2_deadline),
        Stage("report", dates.form2_deadline + day, dates.report_deadline),
    ]
    if prepare < dates.field_start:
        found.insert(0, Stage("prepare", prepare, dates.field_start - day))
    return tuple(stage for stage in found if stage.begins <= stage.ends)


def buddhist_year_meant(typed: int) -> int | None:
    """The Buddhist year somebody meant who typed a Gregorian one (2027 for 2570); None for anything else."""
    return typed + OFFSET if 1950 <= typed <= 2150 else None
