"""What the board of a season shows: visits by state, what presses, quotas and where today stands. Few queries, ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from home.access import for_user
from home.models import Province

from .models import Season, Team, Visit
from .outreach import clock, overdue, states
from .suggesting import Standing, standing_of

#: More cards than this in one column are counted, not drawn.
CARDS = 120


@dataclass(frozen=True)
class Filters:
    """What an address asks the board for; what it does not understand is left out. Keys are those of the records."""

    team: int | None = None
    province: int | None = None
    state: str = ""
    late: bool = False

    @property
    def parameters(self) -> dict[str, str]:
        parts = {"team": self.team, "province": self.province, "state": self.state, "late": "1" if self.late else ""}
        return {name: str(value) for name, value in parts.items() if value}


def filters_of(query: Mapping[str, str]) -> Filters:
    def key(name: str) -> int | None:
        typed = query.get(name, "")
        return int(typed) if typed.isdigit() and len(typed) < 10 else None

    state = query.get("state", "")
    known = state in (*states.LINE, *states.ENDS)
    return Filters(key("team"), key("province"), state if known else "", query.get("late") == "1")


@dataclass(frozen=True)
class Card:
    visit: Visit
    alert: overdue.Alert | None
    #: The day that matters in this state.
    day: date | None


@dataclass(frozen=True)
class BoardColumn:
    state: str
    cards: tuple[Card, ...]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.cards)


@dataclass(frozen=True)
class Counts:
    """Of a province: its quota, what fills it, and how many of those were visited."""

    province: Province
    target: int
    chosen: int
    visited: int

    @property
    def share(self) -> int:
        """Percent of the quota that was visited, 100 at most."""
        return min(100, round(100 * self.visited / self.target)) if self.target else 0


@dataclass(frozen=True)
class Board:
    season: Season
    filters: Filters
    columns: tuple[BoardColumn, ...]
    ends: tuple[BoardColumn, ...]
    counts: tuple[Counts, ...]
    teams: tuple[Team, ...]
    provinces: tuple[Province, ...]
    stages: tuple[clock.Stage, ...] = ()
    late: int = 0
    total: Counts | None = field(default=None)


_SHOWN_DAY = {
    states.SHORTLISTED: "expected_from",
    states.SELECTED: "expected_from",
    states.LETTER_A_SENT: "letter_a_on",
    states.COORDINATED: "expected_from",
    states.APPOINTED: "day",
    states.TRAVEL_APPROVED: "day",
    states.READY: "day",
}


def board_of(season: Season, user, filters: Filters, today: date) -> Board:
    """The user's part of a season. Five queries: visits, quotas, what fills them, provinces, teams."""
    provinces = list(for_user(Province.objects.select_related("centre"), user))
    teams = list(Team.objects.for_user(user).active().select_related("centre"))
    visits = list(_visits(season, user, filters))
    patience = overdue.Patience(season.remind_days, season.replace_days, season.record_days, season.ready_days)
    cards: dict[str, list[Card]] = {}
    for visit in visits:
        card = Card(visit, overdue.alert(watched(visit), patience, today), _day_of(visit))
        if card.alert or not filters.late:
            cards.setdefault(visit.state, []).append(card)
    counts = _counts(season, provinces, filters)
    return Board(
        season=season,
        filters=filters,
        columns=tuple(_column(state, cards) for state in states.LINE if filters.state in ("", state)),
        ends=tuple(_column(state, cards) for state in states.ENDS if cards.get(state)),
        counts=counts,
        teams=tuple(teams),
        provinces=tuple(provinces),
        stages=clock.stages(season.dates),
        late=sum(card.alert is not None for column in cards.values() for card in column),
        total=_total(counts),
    )


def watched(visit: Visit) -> overdue.Watched:
    return overdue.Watched(visit.state, visit.letter_a_on, visit.day, visit.expected_to)


def _visits(season: Season, user, filters: Filters):
    visits = Visit.objects.for_user(user).filter(season=season)
    chosen = {"team": filters.team, "partner__province": filters.province, "state": filters.state}
    visits = visits.filter(**{name: value for name, value in chosen.items() if value})
    related = ("partner__province", "partner__district", "team")
    return visits.select_related(*related).order_by("appointment", "expected_from", "partner__order_key", "pk")


def _day_of(visit: Visit) -> date | None:
    return getattr(visit, _SHOWN_DAY.get(visit.state, "visited_on")) or visit.visited_on


def _column(state: str, cards: dict[str, list[Card]]) -> BoardColumn:
    """What is late comes first; the order is that of the days otherwise."""
    mine = sorted(cards.get(state, ()), key=lambda card: (card.alert is None, card.alert and card.alert.level))
    return BoardColumn(state, tuple(mine[:CARDS]), len(mine))


def _counts(season: Season, provinces: list[Province], filters: Filters) -> tuple[Counts, ...]:
    keys = [one.pk for one in provinces if filters.province in (None, one.pk)]
    now = standing_of(season, keys)
    rows = (_of_province(one, now) for one in provinces if one.pk in keys)
    return tuple(row for row in rows if row.target or row.chosen)


def _of_province(province: Province, now: Standing) -> Counts:
    target, chosen = now.of_province(province.pk)
    return Counts(province, target, chosen, now.done.get(province.pk, 0))


def _total(counts: tuple[Counts, ...]) -> Counts | None:
    if not counts:
        return None
    sums = (sum(getattr(row, name) for row in counts) for name in ("target", "chosen", "visited"))
    return Counts(counts[0].province, *sums)


def season_of(query: Mapping[str, str], seasons: Iterable[Season]) -> Season | None:
    """The season of those an address names by its year, else the current one; None before the first one is set up."""
    typed = query.get("season", "")
    seasons = list(seasons)
    named = next((one for one in seasons if typed == str(one.fiscal_year)), None)
    return named or min(seasons, key=_rank, default=None)


def _rank(season: Season) -> tuple[int, int]:
    """The season staff mean when they name none: in the field or later first, then planned ones; the youngest each."""
    ranks = {clock.PLANNING: 1, clock.CLOSED: 2}
    return ranks.get(season.state, 0), -season.fiscal_year
