"""The parts of a questionnaire, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from .rules import ALWAYS, Rule

SKIPPED, DONT_KNOW, NO_ANSWER = -7, -8, -9
MISSING = (SKIPPED, DONT_KNOW, NO_ANSWER)
BEFORE, AFTER = 1, 2
WAVES = (BEFORE, AFTER)


@dataclass(frozen=True)
class Words:
    """A text in both languages; Thai is the authored one."""

    th: str
    en: str

    def within(self, language: str) -> str:
        return self.en if language == "en" else self.th


class Kind(StrEnum):
    SINGLE = "single"
    TICK = "tick"
    INT = "int"
    DATE = "date"
    URL = "url"
    TEXT = "text"


#: Kinds whose answers are codes of one byte; the others are numbers, days and words.
CODED = frozenset({Kind.SINGLE, Kind.TICK})


class Measure(StrEnum):
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SCALE = "scale"


@dataclass(frozen=True)
class Option:
    code: int
    words: Words


@dataclass(frozen=True)
class Item:
    """One variable. `name` is its SPSS name and means the same for ever.

    `low`, `high`: limits of a number. `width`: most letters of a text. `test`: how before and after are compared.
    `group`: the set of ticks it belongs to. `row`: the line of a grid it stands in, `column` what is asked there.
    """

    name: str
    kind: Kind
    words: Words
    options: tuple[Option, ...] = ()
    measure: Measure = Measure.NOMINAL
    required: bool = False
    dont_know: bool = False
    low: int | None = None
    high: int | None = None
    width: int = 0
    rule: Rule = ALWAYS
    paired: bool = False
    test: str = ""
    group: str = ""
    exclusive: bool = False
    row: Words | None = None
    column: Words | None = None

    @property
    def coded(self) -> bool:
        return self.kind in CODED

    @cached_property
    def codes(self) -> tuple[int, ...]:
        return tuple(option.code for option in self.options)

    @property
    def codes_key(self) -> str:
        """The same for items that offer the same answers in the same words."""
        return "/".join(f"{option.code}={option.words.th}" for option in self.options)

    @property
    def is_scale(self) -> bool:
        """Five levels, so that a mean of it can be put into words."""
        return self.kind is Kind.SINGLE and self.measure is Measure.ORDINAL and set(self.codes) == {1, 2, 3, 4, 5}


class Layout(StrEnum):
    LIST = "list"
    GRID = "grid"
    TICKS = "ticks"


@dataclass(frozen=True)
class Section:
    """What stands on one screen of a phone."""

    name: str
    words: Words
    layout: Layout
    items: tuple[Item, ...]
    rule: Rule = ALWAYS
    construct: str = ""


@dataclass(frozen=True)
class Form:
    wave: int
    code: str
    words: Words
    sections: tuple[Section, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def by_name(self) -> Mapping[str, Item]:
        return {item.name: item for item in self.items}

    @cached_property
    def coded(self) -> tuple[Item, ...]:
        """The items whose answers are packed, in the order in which they are packed."""
        return tuple(item for item in self.items if item.coded)

    def ticks(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """Each set of ticks with its items."""
        groups = dict.fromkeys(item.group for item in self.items if item.kind is Kind.TICK)
        for group in groups:
            yield group, tuple(item for item in self.items if item.group == group and item.kind is Kind.TICK)


@dataclass(frozen=True)
class Construct:
    """Items that measure one thing: their mean counts when at least `least` of them are valid."""

    name: str
    words: Words
    items: tuple[str, ...]
    least: int


@dataclass(frozen=True)
class OfficeVariable:
    """What the system writes beside the answers."""

    name: str
    kind: str
    words: Words
    measure: Measure
    options: tuple[Option, ...] = ()
    width: int = 0


@dataclass(frozen=True)
class Questionnaire:
    revision: str
    missing: Mapping[int, Words]
    office: tuple[OfficeVariable, ...]
    services: tuple[Words, ...]
    forms: Mapping[int, Form]
    constructs: tuple[Construct, ...] = ()
    derived: Mapping[str, Words] = field(default_factory=dict)
    tables: Mapping[int, Words] = field(default_factory=dict)

    @cached_property
    def paired(self) -> tuple[Item, ...]:
        """The items that both forms ask, as Form 1 asks them."""
        after = self.forms[AFTER].by_name
        return tuple(item for item in self.forms[BEFORE].items if item.paired and item.name in after)
