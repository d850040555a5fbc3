"""Answers of people who do not exist, before and after a visit that helped by a known amount. Needs numpy.

Each person has a bent of his own, so that his answers hang together (alpha around .8) and his two sheets as well; the
visit lifts levels and knowledge by the SHIFT of each kind of item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..instrument.items import BEFORE, DONT_KNOW, NO_ANSWER, SKIPPED, Form, Item, Kind, Questionnaire

#: How far the visit lifts the answers of an item whose name begins so: (level before, lift).
SHIFT: Mapping[str, tuple[float, float]] = {
    "LV": (2.1, 0.6),
    "BN": (3.6, 0.25),
    "KN": (2.7, 0.8),
    "BE": (4.1, 0.0),
    "SA": (4.2, 0.0),
    "CONT": (4.3, 0.0),
    "RECOM": (4.2, 0.0),
}
#: The share who say yes before, and after.
YES: Mapping[str, tuple[float, float]] = {"AW": (0.5, 0.8), "CH": (0.25, 0.35), "OB": (0.25, 0.15), "PU": (0.3, 0.3)}
BLANK, UNSURE = 0.03, 0.03
ROLES = (0.08, 0.34, 0.28, 0.12, 0.08, 0.06, 0.02, 0.02)


def simulate(questionnaire: Questionnaire, n: int, seed: int = 2570) -> dict[int, dict[str, Any]]:
    """Wave to coded item to an int8 array of `n` people, the same people in both. The same seed gives the same."""
    random = np.random.Generator(np.random.PCG64(seed))
    bent = random.normal(0, 0.7, n)
    lasting: dict[str, Any] = {}
    return {wave: _form(form, n, random, bent, lasting) for wave, form in sorted(questionnaire.forms.items())}


def _form(form: Form, n: int, random: np.random.Generator, bent: Any, lasting: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in form.coded:
        if item.name in lasting:
            codes = lasting[item.name]
        elif item.kind is Kind.TICK or item.name[:2] == "AW":
            codes = _yes(item, form.wave, n, random, bent)
        elif item.is_scale:
            codes = _level(item, form.wave, n, random, bent)
        else:
            codes = _any(item, n, random)
            if item.name in ("RTYPE", "SEX", "AGEGRP", "EDU", "OCC"):
                lasting[item.name] = codes
        found[item.name] = np.where(_asked(item, found, n), codes, SKIPPED).astype(np.int8)
    _agree(form, found)
    return found


def _level(item: Item, wave: int, n: int, random: np.random.Generator, bent: Any) -> Any:
    start = next((SHIFT[key] for key in (item.name, item.name[:2]) if key in SHIFT), (3.5, 0.0))
    mean = start[0] + (0 if wave == BEFORE else start[1])
    codes = np.clip(np.rint(mean + bent + random.normal(0, 0.75, n)), 1, 5)
    codes = np.where(random.random(n) < BLANK, NO_ANSWER, codes)
    return np.where(random.random(n) < UNSURE, DONT_KNOW, codes) if item.dont_know else codes


def _yes(item: Item, wave: int, n: int, random: np.random.Generator, bent: Any) -> Any:
    share = YES.get(item.name[:2], (0.4, 0.4))[0 if wave == BEFORE else 1]
    if item.exclusive:
        share = 0.0
    codes = (random.random(n) < np.clip(share + 0.1 * bent, 0.0, 0.98)).astype(np.int8)
    return codes if item.kind is Kind.TICK else np.where(random.random(n) < BLANK, NO_ANSWER, codes)


def _any(item: Item, n: int, random: np.random.Generator) -> Any:
    shares = ROLES if item.name == "RTYPE" else [1 / len(item.codes)] * len(item.codes)
    codes = random.choice(np.array(item.codes), n, p=np.array(shares) / sum(shares))
    return codes if item.required else np.where(random.random(n) < BLANK, NO_ANSWER, codes)


def _asked(item: Item, found: Mapping[str, Any], n: int) -> Any:
    asked = np.ones(n, bool)
    for condition in item.rule.conditions:
        answer = found[condition.name]
        asked &= (answer >= 0) & (np.isin(answer, condition.codes) == condition.among)
    return asked


def _agree(form: Form, found: dict[str, Any]) -> None:
    """Who ticks nothing says "never", for every second one; the others left the question out."""
    for _group, items in form.ticks():
        names = [item.name for item in items]
        nothing = np.logical_and.reduce([found[name] <= 0 for name in names])
        for place, item in enumerate(items):
            alone = nothing & (np.arange(len(nothing)) % 2 == 0)
            blank = nothing & ~alone
            codes = np.where(alone, 1 if item.exclusive else 0, found[names[place]])
            found[names[place]] = np.where(blank, NO_ANSWER, codes).astype(np.int8)
