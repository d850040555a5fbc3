"""What makes an answer doubtful. A doubt is shown to a person; nothing is ever thrown away for it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from .instrument.items import NO_ANSWER, SKIPPED, Form, Kind, Layout

STRAIGHT, FAST, EMPTY, CONTACT = "straight", "fast", "empty", "contact"
DOUBLE, BACKWARDS, BOT = "double", "backwards", "bot"
#: A grid of fewer lines may well deserve the same answer throughout.
SHORTEST_GRID = 5
#: Reading an item and ticking it takes at least so long (seconds).
FASTEST_ITEM = 1.5
MOST_BLANK = 0.40
_CONTACTS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?:\d[\s-]?){9,13}")


def doubts(form: Form, answers: Mapping[str, object], seconds: float | None = None) -> list[str]:
    """Of one filled-in form; `seconds`: how long it took on a screen, None on paper."""
    found = []
    asked = [item for item in form.coded if item.kind is Kind.SINGLE and answers.get(item.name) != SKIPPED]
    blank = sum(answers.get(item.name, NO_ANSWER) == NO_ANSWER for item in asked)
    if asked and blank / len(asked) > MOST_BLANK:
        found.append(EMPTY)
    if _straight(form, answers):
        found.append(STRAIGHT)
    if seconds is not None and seconds < FASTEST_ITEM * len(asked):
        found.append(FAST)
    texts = (answers.get(item.name) for item in form.items if item.kind is Kind.TEXT)
    if any(isinstance(text, str) and _CONTACTS.search(text) for text in texts):
        found.append(CONTACT)
    return found


def _straight(form: Form, answers: Mapping[str, object]) -> bool:
    """Every grid of the form ticked down one column: all its questions about levels, each grid one answer."""
    grids = 0
    for section in form.sections:
        if section.layout is not Layout.GRID:
            continue
        scales = sorted((item for item in section.items if item.is_scale), key=lambda item: item.codes_key)
        for _scale, items in groupby(scales, key=lambda item: item.codes_key):
            given = [answers.get(item.name) for item in items]
            valid = [code for code in given if isinstance(code, int) and code > 0]
            if len(valid) < SHORTEST_GRID:
                continue
            grids += 1
            if len(set(valid)) > 1:
                return False
    return grids > 1
