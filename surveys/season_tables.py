"""The numbers of the season's report, table by table, from a dataset. Needs numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .analysis.adjust import holm
from .analysis.bands import BOONCHOM, BandSet, mean100, ranks
from .analysis.frequency import Frequency, Score, frequency, score
from .analysis.groups import ManyGroups, TwoGroups, many_groups, two_groups
from .analysis.multiple import MultipleResponse, multiple_response
from .analysis.paired import McNemar, PairedT, Wilcoxon, mcnemar_of, paired_t, wilcoxon
from .analysis.posthoc import Pair, games_howell, tukey
from .analysis.reliability import Reliability, cronbach
from .analysis.tally import tally
from .dataset import Dataset
from .instrument.items import BEFORE, Item, Words
from .spss.syntax import COMPARED, GROUPED, PROFILE

SIGNIFICANT = 0.05
#: The two answers to SEX that are compared; the others are listed.
MEN, WOMEN = 1, 2


@dataclass(frozen=True)
class FrequencyTable:
    item: Item
    frequency: Frequency


@dataclass(frozen=True)
class LevelLine:
    """An item of five levels, or the mean of several (then without frequencies)."""

    name: str
    words: Words
    frequency: Frequency | None
    score: Score
    band: int | None
    rank: int | None


@dataclass(frozen=True)
class PairedLine:
    """Levels before and after. `adjusted`: p of t after Holm, among the lines of its table."""

    name: str
    words: Words
    t: PairedT | None
    ranks: Wilcoxon
    before_band: int | None
    after_band: int | None
    adjusted: float | None


@dataclass(frozen=True)
class YesNoLine:
    name: str
    words: Words
    test: McNemar | None
    adjusted: float | None


@dataclass(frozen=True)
class GroupLine:
    """A mean compared between groups; `codes` of the groups that have answers, in their order."""

    outcome: str
    group: str
    codes: tuple[int, ...]
    two: TwoGroups | None
    many: ManyGroups | None
    tukey: tuple[Pair, ...]
    games_howell: tuple[Pair, ...]


@dataclass(frozen=True)
class AlphaLine:
    wave: int
    construct: str
    words: Words
    items: tuple[str, ...]
    reliability: Reliability | None


def counts_of(column: Any) -> dict[int, int]:
    counts = np.bincount(column.view(np.uint8), minlength=256)
    return {code - 256 if code > 127 else code: int(counts[code]) for code in np.flatnonzero(counts).tolist()}


def profile(dataset: Dataset, wave: int) -> list[FrequencyTable]:
    form = dataset.waves[wave].form
    return [frequencies(dataset, wave, form.by_name[name]) for name in PROFILE if name in form.by_name]


def frequencies(dataset: Dataset, wave: int, item: Item) -> FrequencyTable:
    return FrequencyTable(item, frequency(counts_of(dataset.waves[wave].codes[item.name]), item.codes))


def levels(dataset: Dataset, wave: int, names: Sequence[str], bands: BandSet = BOONCHOM) -> list[LevelLine]:
    """Items or means in the given order, ranked among themselves."""
    scores = [(name, *_level(dataset, wave, name)) for name in names]
    places = ranks([one.mean100 for _name, _words, _frequency, one in scores])
    return [
        LevelLine(name, words, lines, one, None if one.mean100 is None else bands.band(one.mean100), place)
        for (name, words, lines, one), place in zip(scores, places, strict=True)
    ]


def _level(dataset: Dataset, wave: int, name: str) -> tuple[Words, Frequency | None, Score]:
    item = dataset.waves[wave].form.by_name.get(name)
    if item is None:
        return words_of(dataset, name, wave), None, _score_of_means(dataset.all_columns[wave][name])
    counts = counts_of(dataset.waves[wave].codes[name])
    return item.words, frequency(counts, item.codes), score(counts)


def _score_of_means(column: Any) -> Score:
    counted = tally(column[~np.isnan(column)])
    if not counted.n:
        return Score(0, None, None, None, None)
    rounded = hundredths(counted.mean)
    return Score(counted.n, counted.mean, rounded, counted.sd if counted.n > 1 else None, 20 * counted.mean)


def hundredths(mean: float) -> int:
    """Half up; a mean of means has no exact integers, so a ten-billionth is taken for rounding noise."""
    return int(np.floor(100 * mean + 0.5 + 1e-8))


def words_of(dataset: Dataset, name: str, wave: int = BEFORE) -> Words:
    questionnaire = dataset.questionnaire
    if name in questionnaire.derived:
        return questionnaire.derived[name]
    for construct in questionnaire.constructs:
        if construct.name == name:
            return construct.words
    return questionnaire.forms[wave].by_name[name].words


def paired_levels(dataset: Dataset, names: Sequence[str], bands: BandSet = BOONCHOM) -> list[PairedLine]:
    """One table: its p are adjusted together."""
    tested = []
    for name in names:
        before, after = dataset.paired(name)
        tested.append(
            (name, paired_t(before, after), wilcoxon(before, after), _band(before, bands), _band(after, bands))
        )
    adjusted = holm([t.p if t else None for _name, t, _w, _b, _a in tested])
    return [
        PairedLine(name, words_of(dataset, name), t, w, first, second, p)
        for (name, t, w, first, second), p in zip(tested, adjusted, strict=True)
    ]


def _band(values: Any, bands: BandSet) -> int | None:
    if not len(values):
        return None
    if values.dtype.kind == "i":
        return bands.band(mean100(int(values.sum(dtype=np.int64)), len(values)))
    return bands.band(hundredths(tally(values).mean))


def paired_yes_no(dataset: Dataset, names: Sequence[str]) -> list[YesNoLine]:
    tested = [(name, mcnemar_of(*dataset.paired(name))) for name in names]
    adjusted = holm([test.exact_p if test else None for _name, test in tested])
    return [YesNoLine(name, words_of(dataset, name), test, p) for (name, test), p in zip(tested, adjusted, strict=True)]


def ticks(dataset: Dataset, wave: int, group: str) -> tuple[tuple[Item, ...], MultipleResponse]:
    items = dict(dataset.waves[wave].form.ticks())[group]
    return items, multiple_response([dataset.waves[wave].codes[item.name] for item in items])


def reliabilities(dataset: Dataset) -> list[AlphaLine]:
    found = []
    for wave, one in dataset.waves.items():
        for construct in dataset.questionnaire.constructs:
            if set(construct.items) <= set(one.codes):
                table = np.column_stack([one.codes[name] for name in construct.items])
                complete = table[(table >= 1).all(axis=1)]
                found.append(AlphaLine(wave, construct.name, construct.words, construct.items, cronbach(complete)))
    return found


def group_comparisons(dataset: Dataset, wave: int) -> list[GroupLine]:
    """The means of a form by sex, and by every other way to group its respondents."""
    return [
        _compared(dataset, wave, outcome, group)
        for group in ("SEX", *GROUPED)
        for outcome in COMPARED[wave]
        if outcome in dataset.all_columns[wave] and _group_column(dataset, wave, group) is not None
    ]


def _compared(dataset: Dataset, wave: int, outcome: str, group: str) -> GroupLine:
    values, codes = dataset.all_columns[wave][outcome], _group_column(dataset, wave, group)
    valid = ~np.isnan(values) & (codes >= 0)
    present = (MEN, WOMEN) if group == "SEX" else tuple(np.unique(codes[valid]).tolist())
    parts = [values[valid & (codes == code)] for code in present]
    if group == "SEX":
        return GroupLine(outcome, group, present, two_groups(*parts), None, (), ())
    many = many_groups(parts)
    differ = many is not None and any(one and one.p < SIGNIFICANT for one in (many.anova, many.welch))
    return GroupLine(
        outcome, group, present, None, many, tukey(parts) if differ else (), games_howell(parts) if differ else ()
    )


def _group_column(dataset: Dataset, wave: int, group: str) -> Any:
    one = dataset.waves[wave]
    if group in one.codes:
        return one.codes[group]
    fields: Mapping[str, str] = {"ORGTYPE": "orgtype", "REGION": "region"}
    if group not in fields:
        return None
    return np.array([getattr(row, fields[group]) for row in one.rows], np.int16)
