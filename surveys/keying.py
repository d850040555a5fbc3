"""The row that a sheet of paper is typed into: one narrow cell for each variable, in the order of the sheet. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .instrument.digits import digit_of, keys
from .instrument.items import DONT_KNOW, Form, Item, Kind, Words
from .sheet import places

_KINDS = {Kind.SINGLE: "digits", Kind.TICK: "digits", Kind.INT: "number", Kind.DATE: "day"}


@dataclass(frozen=True)
class Cell:
    """`place`: where it stands on paper. `keys`: digits that may be typed, "" for words. `answers`: what they mean."""

    name: str
    place: str
    label: str
    input: str
    keys: str
    answers: str
    rule: str
    value: str
    error: str
    length: int

    @property
    def id(self) -> str:
        return f"k-{self.name}"


@dataclass(frozen=True)
class Strip:
    title: str
    cells: tuple[Cell, ...]


def strips(
    form: Form, keyed: Mapping[str, str], errors: Mapping[str, str], missing: Mapping[int, Words], language: str
) -> list[Strip]:
    """The cells of each section with what was typed into them; `missing`: the words of the missing codes."""
    where = places(form)
    dont_know = missing[DONT_KNOW].within(language)
    return [
        Strip(
            f"{number} {section.words.within(language)}",
            tuple(_cell(item, where[item.name], keyed, errors, dont_know, language) for item in section.items),
        )
        for number, section in enumerate(form.sections, 1)
    ]


def _cell(
    item: Item, place: str, keyed: Mapping[str, str], errors: Mapping[str, str], dont_know: str, language: str
) -> Cell:
    allowed = keys(item) if item.kind is Kind.SINGLE else ("1", "0") if item.kind is Kind.TICK else ()
    return Cell(
        item.name,
        place,
        item.words.within(language),
        _KINDS.get(item.kind, "words"),
        " ".join(allowed),
        " · ".join(meanings(item, dont_know, language).values()),
        " and ".join(
            f"{one.name} {'in' if one.among else 'out'} {','.join(map(str, one.codes))}" for one in item.rule.conditions
        ),
        keyed.get(item.name, ""),
        errors.get(item.name, ""),
        max(map(len, allowed), default=item.width or 12),
    )


def meanings(item: Item, dont_know: str, language: str) -> dict[str, str]:
    """Of each digit, with the digit before it: "5 = highest"."""
    if item.kind is not Kind.SINGLE:
        return {}
    found = [(option.code, option.words.within(language)) for option in item.options]
    found += [(DONT_KNOW, dont_know)] if item.dont_know else []
    return {digit_of(item, code): f"{digit_of(item, code)} = {words}" for code, words in found}
