"""The tables of the report that are made of answers, as plain values. The numbers are those of season_tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .. import season_tables as of_season
from ..analysis.bands import BAND_SETS, BandSet
from ..analysis.frequency import Frequency
from ..analysis.multiple import MultipleResponse
from ..analysis.paired import paired_t
from ..dataset import Dataset
from ..instrument.items import AFTER, BEFORE, WAVES, Item, Words

Value = Any
#: What a line has when it could be tested.
YES_NO = ("before", "after", "gained", "lost", "before_percent", "after_percent", "points", "p", "adjusted")
OF_T = ("before_mean", "after_mean", "before_sd", "after_sd", "mean", "sd", "df", "t", "p", "low", "high", "d_z")


def words(of: Words) -> dict[str, str]:
    return {"th": of.th, "en": of.en}


def tables(dataset: Dataset, bands: str) -> dict[str, Value]:
    """Every table of one dataset by its name in the content. What the questionnaire does not ask stays empty."""
    band_set = BAND_SETS[bands]
    count = len(dataset.questionnaire.services)
    services = range(1, count + 1)
    return {
        "profile": {str(wave): [frequency(one) for one in of_season.profile(dataset, wave)] for wave in WAVES},
        "known": yes_no(dataset, [f"AW{k}" for k in services]),
        "used": yes_no(dataset, [f"US{k}" for k in services]),
        "use": paired(dataset, [*(f"LV{k}" for k in services), "LVM"], band_set),
        "benefit": paired(dataset, [*(f"BN{k}" for k in services), "BNM"], band_set),
        "knowledge": paired(dataset, [*_items_of(dataset, "KNM"), "KNM"], band_set),
        "partners": of_partners(dataset, ("LVM", "BNM", "KNM"), band_set),
        "channels": ticks(dataset, "CH"),
        "satisfaction": satisfaction(dataset, band_set),
        "network": levels(dataset, [*_items_of(dataset, "BEM")], band_set, means=["BEM"]),
        "outlook": levels(dataset, ["CONT", "RECOM"], band_set),
        "groups": groups(dataset),
        "obstacles": ticks(dataset, "OB"),
        "purposes": ticks(dataset, "PU"),
        "reliability": reliability(dataset),
        "banner_answers": banner_answers(dataset),
    }


def _items_of(dataset: Dataset, construct: str) -> tuple[str, ...]:
    return next((one.items for one in dataset.questionnaire.constructs if one.name == construct), ())


def _known(dataset: Dataset, wave: int, names: Sequence[str]) -> list[str]:
    return [name for name in names if name in dataset.all_columns[wave]]


def _paired_names(dataset: Dataset, names: Sequence[str]) -> list[str]:
    return [name for name in names if all(name in dataset.all_columns[wave] for wave in WAVES)]


def frequency(table: of_season.FrequencyTable) -> dict[str, Value]:
    labels = {option.code: words(option.words) for option in table.item.options}
    one = table.frequency
    return {
        "name": table.item.name,
        "words": words(table.item.words),
        "lines": [
            {"code": line.code, "words": labels[line.code], "n": line.n, "percent": line.valid_percent}
            for line in one.lines
        ],
        "missing": sum(line.n for line in one.missing),
        "valid": one.valid,
        "total": one.total,
    }


def yes_no(dataset: Dataset, names: Sequence[str]) -> list[dict[str, Value]]:
    found = []
    for line in of_season.paired_yes_no(dataset, _paired_names(dataset, names)):
        test = line.test
        found.append(
            {"name": line.name, "words": service_words(dataset, line.name, line.words), "n": test.n if test else 0}
            | dict.fromkeys(YES_NO)
            | (
                {
                    "before": test.before, "after": test.after, "gained": test.gained, "lost": test.lost,
                    "before_percent": 100 * test.before / test.n, "after_percent": 100 * test.after / test.n,
                    "points": test.points, "p": test.exact_p, "adjusted": line.adjusted,
                }
                if test
                else {}
            )
        )  # fmt: skip
    return found


def service_words(dataset: Dataset, name: str, other: Words) -> dict[str, str]:
    """An item of the grid is called after its service: its column is the table's title."""
    number = name[2:]
    if name[:2] in ("AW", "US", "LV", "BN") and number.isdigit() and int(number) <= len(dataset.questionnaire.services):
        return words(dataset.questionnaire.services[int(number) - 1])
    return words(other)


def paired(dataset: Dataset, names: Sequence[str], bands: BandSet) -> list[dict[str, Value]]:
    """Items and, last, their mean; the p of the t tests are adjusted within the table."""
    found = []
    for line in of_season.paired_levels(dataset, _paired_names(dataset, names), bands):
        t, w = line.t, line.ranks
        found.append(
            {
                "name": line.name, "words": service_words(dataset, line.name, line.words),
                "mean_of_table": line.name == names[-1], "n": t.n if t else w.n,
                "before_band": line.before_band, "after_band": line.after_band,
                "wilcoxon_z": w.z, "wilcoxon_p": w.p if w.exact_p is None else w.exact_p, "adjusted": line.adjusted,
            }
            | (_of_t(t) if t else dict.fromkeys(OF_T))
        )  # fmt: skip
    return found


def _of_t(t: Any) -> dict[str, Value]:
    return {name: getattr(t, name) for name in OF_T}


def of_partners(dataset: Dataset, names: Sequence[str], bands: BandSet) -> list[dict[str, Value]]:
    """Answers of one partner that belong to no one person: the partner's mean before and after, partner by partner."""
    found = []
    for name in _paired_names(dataset, names):
        sides: list[list[float]] = [[], []]
        for before, after in dataset.pairs.partners:
            means = [_mean_of(dataset, wave, name, sheets) for wave, sheets in ((BEFORE, before), (AFTER, after))]
            if not any(np.isnan(one) for one in means):
                sides[0].append(means[0])
                sides[1].append(means[1])
        if (t := paired_t(sides[0], sides[1])) is not None:
            line = {"name": name, "words": words(of_season.words_of(dataset, name)), "n": t.n, **_of_t(t)}
            line |= {"mean_of_table": False, "adjusted": None, "wilcoxon_z": None, "wilcoxon_p": None}
            found.append(line | {f"{when}_band": bands.band(of_season.hundredths(line[f"{when}_mean"]))
                                 for when in ("before", "after")})  # fmt: skip
    return found


def _mean_of(dataset: Dataset, wave: int, name: str, sheets: Any) -> float:
    values = dataset.all_columns[wave][name][dataset.waves[wave].places(sorted(sheets, key=lambda one: one.pk))]
    valid = values[~np.isnan(values)]
    return float(valid.mean()) if len(valid) else float("nan")


def ticks(dataset: Dataset, group: str) -> dict[str, Value]:
    """A question with several answers, in each form that asks it; the change of each answer where both do."""
    found: dict[str, Value] = {"forms": {}, "changes": []}
    asked: dict[int, tuple[Item, ...]] = {}
    for wave in WAVES:
        if (name := _group(dataset, wave, group)) is None:
            continue
        asked[wave], counted = of_season.ticks(dataset, wave, name)
        found["forms"][str(wave)] = _ticked(asked[wave], counted)
    if len(asked) == len(WAVES):
        found["changes"] = yes_no(dataset, [item.name for item in asked[BEFORE]])
    return found


def _group(dataset: Dataset, wave: int, group: str) -> str | None:
    for name, items in dataset.waves[wave].form.ticks():
        if items[0].name.startswith(f"{group}_"):
            return name
    return None


def _ticked(items: Sequence[Item], counted: MultipleResponse) -> dict[str, Value]:
    lines = [
        {"name": item.name, "words": words(item.words), "n": one.n, "of_people": one.of_respondents,
         "of_ticks": one.of_responses, "exclusive": item.exclusive}
        for item, one in zip(items, counted.ticks, strict=True)
    ]  # fmt: skip
    return {"lines": lines, "people": counted.respondents, "ticks": counted.responses}


def satisfaction(dataset: Dataset, bands: BandSet) -> dict[str, Value]:
    sides = [one.name for one in dataset.questionnaire.constructs if one.name in ("SAC", "SAX", "SAS")]
    found = levels(dataset, _items_of(dataset, "SAM"), bands, means=["SAM"])
    found["sides"] = levels(dataset, sides, bands)["lines"]
    found["overall"] = levels(dataset, ["SAALL"], bands)["lines"]
    return found


def levels(dataset: Dataset, names: Sequence[str], bands: BandSet, means: Sequence[str] = ()) -> dict[str, Value]:
    """Items with their five counts, ranked among themselves; `means` of several are told apart and not ranked."""
    lines = [_level(one) for one in of_season.levels(dataset, AFTER, _known(dataset, AFTER, names), bands)]
    whole = [_level(one) for one in of_season.levels(dataset, AFTER, _known(dataset, AFTER, means), bands)]
    return {"lines": lines, "means": whole}


def _level(line: of_season.LevelLine) -> dict[str, Value]:
    one = line.score
    return {
        "name": line.name, "words": words(line.words), "n": one.n, "mean": one.mean, "sd": one.sd,
        "percent": one.percent, "band": line.band, "rank": line.rank, "counts": _five(line.frequency),
    }  # fmt: skip


def _five(frequency: Frequency | None) -> list[int]:
    """From the lowest level to the highest."""
    if frequency is None:
        return []
    return [line.n for line in sorted(frequency.lines, key=lambda one: one.code)]


def groups(dataset: Dataset) -> list[dict[str, Value]]:
    """One table for each way to group the respondents of Form 2: a column for each outcome."""
    found: dict[str, dict[str, Value]] = {}
    for line in of_season.group_comparisons(dataset, AFTER):
        if line.two is None and line.many is None:
            continue
        table = found.setdefault(
            line.group, {"name": line.group, "words": _group_words(dataset, line.group), "outcomes": []}
        )
        table["outcomes"].append(_outcome(dataset, line))
    return list(found.values())


def _outcome(dataset: Dataset, line: of_season.GroupLine) -> dict[str, Value]:
    test = line.two or line.many
    labels = _group_labels(dataset, line.group)
    cells = [
        {
            "code": code,
            "words": labels.get(code, {"th": str(code), "en": str(code)}),
            "n": n,
            "mean": mean,
            "sd": _real(sd),
        }
        for code, n, mean, sd in zip(line.codes, test.n, test.means, test.sds, strict=True)
    ]
    found = {"name": line.outcome, "words": words(of_season.words_of(dataset, line.outcome, AFTER)), "cells": cells}
    found["levene"] = test.levene.p if test.levene else None
    if line.two:
        pooled = line.two.pooled
        found["test"] = {"t": pooled.t, "df": pooled.df, "p": pooled.p, "d": line.two.d} if pooled else None
        found["welch"] = line.two.welch.p if line.two.welch else None
        found["differ"] = []
    else:
        anova = line.many.anova
        found["test"] = (
            {"f": anova.f, "df": anova.df1, "df2": anova.df2, "p": anova.p, "eta2": line.many.eta2} if anova else None
        )
        found["welch"] = line.many.welch.p if line.many.welch else None
        found["differ"] = _differing(line, found["levene"])
    return found


def _real(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _differing(line: of_season.GroupLine, levene: float | None) -> list[dict[str, Value]]:
    """The pairs of groups that differ: after Games and Howell where the spreads do, else after Tukey."""
    unequal = levene is not None and levene < of_season.SIGNIFICANT
    pairs = line.games_howell if unequal else line.tukey
    return [
        {"higher": line.codes[one.first if one.mean > 0 else one.second],
         "lower": line.codes[one.second if one.mean > 0 else one.first], "p": one.p}
        for one in pairs
        if one.p is not None and one.p < of_season.SIGNIFICANT
    ]  # fmt: skip


def _group_words(dataset: Dataset, group: str) -> dict[str, str]:
    if group in dataset.waves[AFTER].form.by_name:
        return words(dataset.waves[AFTER].form.by_name[group].words)
    return next(words(one.words) for one in dataset.questionnaire.office if one.name == group)


def _group_labels(dataset: Dataset, group: str) -> Mapping[int, dict[str, str]]:
    if group in dataset.waves[AFTER].form.by_name:
        options = dataset.waves[AFTER].form.by_name[group].options
    else:
        options = next((one.options for one in dataset.questionnaire.office if one.name == group), ())
    return {option.code: words(option.words) for option in options}


def reliability(dataset: Dataset) -> list[dict[str, Value]]:
    found = []
    for line in of_season.reliabilities(dataset):
        one = line.reliability
        if one is None:
            continue
        found.append(
            {
                "wave": line.wave, "name": line.construct, "words": words(line.words), "n": one.n, "k": one.k,
                "alpha": one.alpha, "low": one.low, "high": one.high, "good": one.good,
                "items": [
                    {"name": name, "alpha_without": role.alpha_without, "total_correlation": role.total_correlation}
                    for name, role in zip(line.items, one.items, strict=True)
                ],
            }
        )  # fmt: skip
    return found


def banner_answers(dataset: Dataset) -> dict[str, Value] | None:
    """Willingness at the visit against the state told in Form 2, of the same people; counts that can be added up."""
    items = [dataset.waves[wave].form.by_name.get(name) for wave, name in ((BEFORE, "BNWILL"), (AFTER, "BNLINK"))]
    if None in items:
        return None
    counted = Counter(zip(*(one.tolist() for one in _will_and_link(dataset)), strict=True))
    return {
        "rows": [words(option.words) for option in items[0].options],
        "columns": [words(option.words) for option in items[1].options],
        "counts": [[counted[row.code, column.code] for column in items[1].options] for row in items[0].options],
    }


def _will_and_link(dataset: Dataset) -> tuple[Any, Any]:
    first, second = dataset.paired_places
    will = dataset.waves[BEFORE].codes["BNWILL"][first]
    link = dataset.waves[AFTER].codes["BNLINK"][second]
    valid = (will >= 0) & (link >= 0)
    return will[valid], link[valid]
