"""What is computed from the answers: use of a service, numbers of services, means of constructs. Needs numpy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .instrument.items import NO_ANSWER, Questionnaire

Column = npt.NDArray[Any]
#: From this level on a service was used; 1 is "never".
USED_FROM = 2


def derive(questionnaire: Questionnaire, columns: Mapping[str, Column]) -> dict[str, Column]:
    """The derived variables that these columns allow, NaN (or −9 for a yes and no) where too little was answered."""
    found: dict[str, Column] = {}
    count = len(questionnaire.services)
    levels = [columns[f"LV{k}"] for k in range(1, count + 1) if f"LV{k}" in columns]
    known = [columns[f"AW{k}"] for k in range(1, count + 1) if f"AW{k}" in columns]
    if "US1" in questionnaire.derived and len(levels) == count:
        for k, level in enumerate(levels, 1):
            found[f"US{k}"] = np.where(level >= 1, level >= USED_FROM, NO_ANSWER).astype(np.int8)
    if "NAW" in questionnaire.derived and len(known) == count:
        found["NAW"] = _sum(known)
    if "NUS" in questionnaire.derived and len(levels) == count:
        found["NUS"] = _sum([found[f"US{k}"] for k in range(1, count + 1)])
    for construct in questionnaire.constructs:
        if set(construct.items) <= set(columns):
            found[construct.name] = mean_of([columns[name] for name in construct.items], construct.least)
    if "SATPCT" in questionnaire.derived and "SAM" in found:
        found["SATPCT"] = 100 * found["SAM"] / 5
    return found


def _sum(parts: list[Column]) -> Column:
    """NaN unless every part is valid."""
    total = np.sum([part.astype(np.float64) for part in parts], axis=0)
    valid = np.logical_and.reduce([part >= 0 for part in parts])
    return np.where(valid, total, np.nan)


def mean_of(parts: list[Column], least: int) -> Column:
    """The mean of the valid answers of each row; NaN for fewer than `least`."""
    total = np.zeros(len(parts[0]), np.int64)
    valid = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        good = part >= 1
        total += np.where(good, part, 0)
        valid += good
    return np.where(valid >= least, total / np.maximum(valid, 1), np.nan)
