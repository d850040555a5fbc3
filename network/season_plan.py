"""The action plan (แผนปฏิบัติงาน) of a season: who goes where in which month, planned and done. For screens and paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import TruncMonth

from home.access import for_user
from home.models import Centre
from home.thai import MONTHS_SHORT, buddhist_year

from .models import PlanMonth, Responsibility, Season, Team, Visit


@dataclass(frozen=True)
class Cell:
    month: date
    planned: int
    visited: int


@dataclass(frozen=True)
class PlanRow:
    """A team in a province."""

    team: Team
    province: object
    cells: tuple[Cell, ...]

    @property
    def planned(self) -> int:
        return sum(cell.planned for cell in self.cells)

    @property
    def visited(self) -> int:
        return sum(cell.visited for cell in self.cells)


@dataclass(frozen=True)
class Plan:
    season: Season
    months: tuple[date, ...]
    rows: tuple[PlanRow, ...]
    totals: tuple[Cell, ...]

    @property
    def planned(self) -> int:
        return sum(cell.planned for cell in self.totals)

    @property
    def visited(self) -> int:
        return sum(cell.visited for cell in self.totals)


def plan_of(season: Season, user, centre: Centre | None = None) -> Plan:
    """The rows of the user's centres, or of one of them. Three queries."""
    mine = for_user(Responsibility.objects.filter(season=season), user, "team__centre")
    if centre:
        mine = mine.filter(team__centre=centre)
    rows = list(
        mine.select_related("team__centre", "province").order_by("team__centre__order", "team__name", "province")
    )
    planned = {(row.team_id, row.province_id, row.month): row.visits for row in PlanMonth.objects.filter(season=season)}
    done: Counter[tuple[int, int, date]] = Counter()
    visits = Visit.objects.done().filter(season=season).annotate(month=TruncMonth("visited_on"))
    done.update(visits.values_list("team", "partner__province", "month"))
    months = season.dates.months()

    def cells(team: int, province: int) -> tuple[Cell, ...]:
        return tuple(
            Cell(month, planned.get((team, province, month), 0), done[team, province, month]) for month in months
        )

    made = tuple(PlanRow(row.team, row.province, cells(row.team_id, row.province_id)) for row in rows)
    totals = tuple(
        Cell(month, sum(row.cells[n].planned for row in made), sum(row.cells[n].visited for row in made))
        for n, month in enumerate(months)
    )
    return Plan(season, months, made, totals)


def month_label(month: date) -> str:
    """ม.ค. 70, as the plan's columns are headed."""
    return f"{MONTHS_SHORT[month.month - 1]} {buddhist_year(month) % 100:02d}"
