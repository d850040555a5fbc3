"""The figures of a season, each with the rows it is counted from. Pure counting over one list of rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median

from django.db.models import Sum
from django.utils import timezone

from home.access import for_user

from .models import BudgetAllocation, BudgetEntry, PlanMonth, Quota, Season, Visit
from .outreach import money, states

_COLUMNS = (
    "pk", "state", "tier", "team", "partner__province", "partner__province__centre", "letter_a_on", "reply_at",
    "appointment", "moved_times", "ready_at", "visited_on", "heads_staff", "heads_teachers", "heads_pupils",
    "heads_public", "form1_on", "form2_on", "partner__banner_state",
)  # fmt: skip


@dataclass(frozen=True)
class Narrow:
    """Which part of the season: a centre, a province or a team, by key; nothing for all that the user may see."""

    centre: int | None = None
    province: int | None = None
    team: int | None = None


@dataclass(frozen=True)
class Row:
    pk: int
    state: str
    tier: int
    team: int | None
    province: int
    centre: int
    letter_a_on: date | None
    reply_at: object
    appointment: object
    moved_times: int
    ready_at: object
    visited_on: date | None
    staff: int
    teachers: int
    pupils: int
    public: int
    form1_on: date | None
    form2_on: date | None
    banner: str

    @property
    def done(self) -> bool:
        return self.state in states.DONE

    @property
    def wait(self) -> int | None:
        """Days from letter A to the reply."""
        if not (self.letter_a_on and self.reply_at):
            return None
        return max((timezone.localdate(self.reply_at) - self.letter_a_on).days, 0)


@dataclass(frozen=True)
class Figure:
    """`rows` are the keys of the visits it counts. `of` is the whole that `value` is a part of, where there is one."""

    name: str
    value: float | Decimal | None
    of: float | Decimal | None = None
    rows: tuple[int, ...] = ()
    unit: str = ""

    @property
    def percent(self) -> float | None:
        if self.value is None or not self.of:
            return None
        return round(100 * float(self.value) / float(self.of), 1)


@dataclass(frozen=True)
class Month:
    """Visits planned and done until the end of a month, from the beginning of the season."""

    month: date
    planned: int
    visited: int
    planned_so_far: int
    visited_so_far: int


@dataclass(frozen=True)
class Progress:
    figures: tuple[Figure, ...]
    months: tuple[Month, ...]
    by_province: tuple[tuple[int, int, int], ...] = field(default=())

    def __getitem__(self, name: str) -> Figure:
        return next(one for one in self.figures if one.name == name)


def progress_of(season: Season, user, narrow: Narrow = Narrow()) -> Progress:
    """Five queries: visits, quotas, plan, budget, ledger."""
    rows = _rows(season, user, narrow)
    quotas = _narrowed(for_user(Quota.objects.filter(season=season), user, "province__centre"), narrow, "province")
    targets: Counter[int] = Counter()
    for province, target in quotas.values_list("province", "target"):
        targets[province] += target
    figures = (*_counted(rows, sum(targets.values())), *_money(season, user, narrow, rows))
    return Progress(figures, _months(season, user, narrow, rows), _provinces(rows, targets))


def _narrowed(queryset, narrow: Narrow, province: str):
    """A province has no team of its own: a team's quota is that of the provinces it answers for."""
    if narrow.centre:
        queryset = queryset.filter(**{f"{province}__centre": narrow.centre})
    if narrow.province:
        queryset = queryset.filter(**{province: narrow.province})
    return queryset


def _rows(season: Season, user, narrow: Narrow) -> list[Row]:
    visits = _narrowed(Visit.objects.for_user(user).filter(season=season), narrow, "partner__province")
    if narrow.team:
        visits = visits.filter(team=narrow.team)
    return [Row(*values) for values in visits.order_by("pk").values_list(*_COLUMNS)]


def _figure(name: str, rows, of: list[Row] | int | None = None, unit: str = "visits") -> Figure:
    rows = list(rows)
    whole = len(of) if isinstance(of, list) else of
    return Figure(name, len(rows), whole, tuple(row.pk for row in rows), unit)


def _counted(rows: list[Row], target: int) -> list[Figure]:
    done = [row for row in rows if row.done]
    asked = [row for row in rows if row.letter_a_on]
    replied = [row for row in asked if row.reply_at]
    waits = [row.wait for row in replied if row.wait is not None]
    appointed = [row for row in rows if row.appointment or row.moved_times or (row.done and row.visited_on)]
    kept = [row for row in appointed if row.done and not row.moved_times]
    in_time = [row for row in done if row.ready_at and row.visited_on and _day(row.ready_at) < row.visited_on]
    return [
        _figure("visited", done, target),
        _figure("new", (row for row in done if row.tier < 3), done),
        _figure("again", (row for row in done if row.tier == 3), done),
        _figure("letters", asked),
        _figure("replied", replied, asked),
        Figure("reply_days", median(waits) if waits else None, rows=tuple(row.pk for row in replied), unit="days"),
        _figure("kept", kept, appointed),
        _figure("moved", (row for row in appointed if row.moved_times), appointed),
        _figure("given_up", (row for row in rows if row.state in states.ENDS), rows),
        _figure("ready_in_time", in_time, done),
        _figure("form1", (row for row in done if row.form1_on), done),
        _figure("form2", (row for row in done if row.form2_on), done),
        _figure("banner", (row for row in done if row.banner == "live"), done),
        *(
            Figure(name, sum(getattr(row, name) for row in done), rows=tuple(r.pk for r in done if getattr(r, name)),
                   unit="people")
            for name in ("staff", "teachers", "pupils", "public")
        ),
    ]  # fmt: skip


def _day(moment) -> date:
    return timezone.localdate(moment)


def _money(season: Season, user, narrow: Narrow, rows: list[Row]) -> list[Figure]:
    """Budgets are centres': a province has none of its own, a team has its trips."""
    allocations = for_user(BudgetAllocation.objects.filter(season=season), user)
    entries = for_user(BudgetEntry.objects.filter(allocation__season=season), user, "allocation__centre")
    if narrow.centre:
        allocations, entries = (
            allocations.filter(centre=narrow.centre),
            entries.filter(allocation__centre=narrow.centre),
        )
    if narrow.team:
        entries = entries.filter(travel__team=narrow.team)
    given = sum(allocations.values_list("amount", flat=True), Decimal(0))
    sums = dict(entries.order_by().values_list("kind").annotate(Sum("amount")))
    balance = money.balance(given, sums)
    done, live = sum(row.done for row in rows), sum(row.done and row.banner == "live" for row in rows)
    whole = not narrow.province
    return [
        Figure("spent", balance.spent if whole else None, given if whole and not narrow.team else None, unit="baht"),
        Figure("bound", balance.committed if whole else None, unit="baht"),
        Figure("cost_per_visit", balance.spent / done if whole and done else None, unit="baht"),
        Figure("cost_per_banner", balance.spent / live if whole and live else None, unit="baht"),
    ]


def _months(season: Season, user, narrow: Narrow, rows: list[Row]) -> tuple[Month, ...]:
    plan = _narrowed(for_user(PlanMonth.objects.filter(season=season), user, "team__centre"), narrow, "province")
    if narrow.team:
        plan = plan.filter(team=narrow.team)
    planned: Counter[date] = Counter()
    for month, visits in plan.values_list("month", "visits"):
        planned[month] += visits
    visited = Counter(row.visited_on.replace(day=1) for row in rows if row.done and row.visited_on)
    found, plan_sum, done_sum = [], 0, 0
    for month in season.dates.months():
        plan_sum, done_sum = plan_sum + planned[month], done_sum + visited[month]
        found.append(Month(month, planned[month], visited[month], plan_sum, done_sum))
    return tuple(found)


def _provinces(rows: list[Row], targets: Counter[int]) -> tuple[tuple[int, int, int], ...]:
    """(province, target, visited) for each that has either."""
    done = Counter(row.province for row in rows if row.done)
    return tuple((key, targets[key], done[key]) for key in sorted(targets.keys() | done.keys()))
