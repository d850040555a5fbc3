"""From observations to what a reader sees: the latest of each indicator, how it moved, and its neighbours. Pure.

An observation is anything with `indicator`, `period`, `value`, `source`, `source_url`, `as_of`, `demonstration`,
`province_id` and `centre_id`; an indicator anything with `pk`, `name`, `unit`, `decimals`, `better` and `meaning`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from . import charts, key_figures
from .figure_tables import Cell, Column, FigureTable, Row
from .key_figures import Change, KeyFigure
from .periods import LENGTHS, Period

#: Two years of quarters: long enough to see a season, short enough to read.
TREND = 8


@dataclass(frozen=True)
class Comparison:
    """A province's figure beside those of its centre and of the country for the same period; None where unknown."""

    figure: KeyFigure
    centre: Decimal | None
    country: Decimal | None

    @property
    def share_of_country(self) -> Decimal | None:
        """In per cent; only for what can be added up, which is what is counted in whole things."""
        if self.figure.decimals or not self.country or self.figure.value < 0:
            return None
        return self.figure.value / self.country * 100


def latest(observations: Iterable[Any]) -> list[KeyFigure]:
    """One figure per indicator, in the order the indicators first come in; all observations are of one place."""
    return [_figure(series) for series in _by_indicator(observations).values()]


def compare(observations: Iterable[Any], province_id: int) -> list[Comparison]:
    """One comparison per indicator the province was counted for, in the order the indicators first come in."""
    observations = list(observations)
    values = {
        (each.indicator.pk, each.period, "centre" if each.centre_id else "country"): each.value
        for each in observations
        if each.province_id is None
    }
    own = (each for each in observations if each.province_id == province_id)
    compared = []
    for pk, series in _by_indicator(own).items():
        figure = _figure(series)
        compared.append(
            Comparison(figure, values.get((pk, figure.period, "centre")), values.get((pk, figure.period, "country")))
        )
    return compared


def over_time(
    observations: Iterable[Any], province_id: int, period_heading: str, name_period: Any, count: int = TREND
) -> FigureTable:
    """The last periods of the indicators that can share a scale with the first one, as one table to draw.

    `name_period(period)` names a row. Empty for fewer than two periods.
    """
    chosen = _on_one_scale([each for each in observations if each.province_id == province_id])
    if not chosen:
        return FigureTable((), ())
    end = max(each.period for series in chosen for each in series)
    wanted = [end.shifted(-back) for back in reversed(range(count))]
    found = [{each.period: each.value for each in series} for series in chosen]
    shown = [period for period in wanted if any(period in values for values in found)]
    if len(shown) < 2:
        return FigureTable((), ())
    first = Column(period_heading, numeric=False)
    columns = [_heading(series[0].indicator) for series in chosen]
    rows = [
        Row(
            Cell(first, text=name_period(period)),
            tuple(Cell(column, values.get(period)) for column, values in zip(columns, found, strict=True)),
        )
        for period in wanted[wanted.index(shown[0]) :]
    ]
    return FigureTable((first, *columns), tuple(rows))


def _on_one_scale(observations: list[Any]) -> list[list[Any]]:
    """The series that can be drawn together with the first one, each of one kind of period."""
    series = list(_by_indicator(observations).values())
    if not series:
        return []
    first = _newest(series[0])
    together = [each for each in series if _shares_scale(_newest(each), first)][: charts.MAX_SERIES]
    return [[each for each in rows if each.period.kind == first.period.kind] for rows in together]


def _shares_scale(newest: Any, first: Any) -> bool:
    """Whether two figures are of one kind and near enough that neither line is flattened: within ten times."""
    if newest.period.kind != first.period.kind or newest.indicator.decimals != first.indicator.decimals:
        return False
    return newest is first or abs(first.value) <= 10 * abs(newest.value) <= 100 * abs(first.value)


def _heading(indicator: Any) -> Column:
    return Column(f"{indicator.name} ({indicator.unit})", numeric=True, decimals=indicator.decimals)


def _by_indicator(observations: Iterable[Any]) -> dict[Any, list[Any]]:
    series: dict[Any, list[Any]] = defaultdict(list)
    for each in observations:
        series[each.indicator.pk].append(each)
    return series


def _newest(series: Sequence[Any]) -> Any:
    """The one whose period ended last; of several that end together the shortest period, which says most."""
    return max(series, key=lambda each: (each.period.end, -LENGTHS[each.period.kind]))


def _figure(series: Sequence[Any]) -> KeyFigure:
    newest = _newest(series)
    same_kind: dict[Period, Decimal] = {
        each.period: each.value for each in series if each.period.kind == newest.period.kind
    }
    moved: Change | None = key_figures.change(list(same_kind.items()))
    indicator = newest.indicator
    return KeyFigure(
        label=indicator.name,
        value=newest.value,
        unit=indicator.unit,
        decimals=indicator.decimals,
        source=newest.source,
        source_url=newest.source_url,
        as_of=newest.as_of,
        period=newest.period,
        change=moved,
        judgement=moved.judged(indicator.better) if moved else "",
        trend=charts.sparkline([same_kind.get(newest.period.shifted(-back)) for back in reversed(range(TREND))]),
        meaning=indicator.meaning,
        demonstration=newest.demonstration,
    )
