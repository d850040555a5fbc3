"""The digit that stands in a box on paper and is typed for it: most often the code itself. Pure."""

from __future__ import annotations

from .items import DONT_KNOW, NO_ANSWER, Item, Kind

#: Where no answer has these codes, the missing ones are one key as well.
SPARE = {DONT_KNOW: 8, NO_ANSWER: 9}


def digit_of(item: Item, code: int) -> str:
    """What is printed in the box of a code."""
    spare = SPARE.get(code)
    return str(spare if spare is not None and spare not in item.codes else code)


def typed(item: Item, text: str) -> str:
    """What somebody who keys a sheet means, as an answer is written: the spare digits become their codes."""
    said = text.strip()
    if item.kind is Kind.SINGLE:
        for code in SPARE:
            if said == digit_of(item, code) and (code != DONT_KNOW or item.dont_know):
                return str(code)
    return said


def keys(item: Item) -> tuple[str, ...]:
    """The digits that may be typed for a coded item, in the order of its answers."""
    found = [digit_of(item, code) for code in item.codes]
    return (*found, digit_of(item, DONT_KNOW)) if item.dont_know else tuple(found)
