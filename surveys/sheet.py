"""A form as a sheet of paper has it: numbered lines, boxes with the digit to be keyed, tables. Pure.

The same definition that is asked on a screen; nothing of a form is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from .instrument.digits import digit_of
from .instrument.items import DONT_KNOW, Form, Item, Kind, Layout, Section, Words
from .instrument.rules import Rule

#: A text of more letters gets several lines to write on; one of fewer stands behind the box it belongs to.
LONG, SHORT = 200, 80


@dataclass(frozen=True)
class Box:
    """`more`: a word before a line to write on, for who ticks "other". `name`: the tick's variable, "" for a code."""

    digit: str
    label: str
    more: str = ""
    name: str = ""


@dataclass(frozen=True)
class Line:
    """A question: boxes to tick, or `write` lines for words. `only`: line and digits of the answer that leads here."""

    number: str
    text: str
    boxes: tuple[Box, ...] = ()
    write: int = 0
    day: bool = False
    only: str = ""


@dataclass(frozen=True)
class Column:
    """Under `title` one narrow column for each box."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Row:
    """`cells`: the digits of each column in turn."""

    number: str
    text: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """Rows that are answered alike. `legend`: digits are explained above it, because there are several columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def legend(self) -> bool:
        return len(self.columns) > 1


@dataclass(frozen=True)
class Part:
    """A section; `ticks` are the boxes of one question of which several may be ticked."""

    number: int
    title: str
    only: str
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    ticks: tuple[Box, ...] = ()
    ticks_number: str = ""


@dataclass
class _Numbers:
    """Every line has a number of its own; rules speak of the line that leads to another one."""

    of: dict[str, str] = field(default_factory=dict)
    last: int = 0

    def give(self, *names: str) -> str:
        self.last += 1
        self.of |= dict.fromkeys(names, str(self.last))
        return str(self.last)


def sheet(form: Form, missing: Mapping[int, Words], language: str = "th") -> list[Part]:
    """The parts of a form in their order; `missing`: the words of the missing codes."""
    maker = _Maker(form, missing[DONT_KNOW].within(language), language)
    return [maker.part(number, section) for number, section in enumerate(form.sections, 1)]


def places(form: Form) -> dict[str, str]:
    """Where each variable stands on the sheet, as whoever keys it looks for it: 7, 17.3, and 17.10… for its words."""
    maker = _Maker(form, "", "th")
    for number, section in enumerate(form.sections, 1):
        maker.part(number, section)
    found: dict[str, str] = {}
    inside: dict[str, int] = {}
    words = {item.name: of for (of, _code), item in maker.others.items()}
    for item in form.items:
        number = maker.numbers.of[item.name]
        if item.name in words:
            found[item.name] = f"{found[words[item.name]]}…"
        elif item.kind is Kind.TICK or item.row is not None:
            inside[number] = inside.get(number, 0) + 1
            found[item.name] = f"{number}.{inside[number]}"
        else:
            found[item.name] = number
    return found


class _Maker:
    def __init__(self, form: Form, dont_know: str, language: str):
        self.form, self.dont_know, self.language = form, dont_know, language
        self.numbers = _Numbers()
        self.others = {name: item for item in form.items if (name := _belongs_to(item, form))}

    def part(self, number: int, section: Section) -> Part:
        only = self._only(section.rule, Rule())
        items = [item for item in section.items if item not in self.others.values()]
        part = Part(number, section.words.within(self.language), only)
        match section.layout:
            case Layout.TICKS:
                name = self.numbers.give(*(item.name for item in section.items))
                made = self._replace(part, ticks=tuple(self._tick(item) for item in items), ticks_number=name)
            case Layout.GRID:
                made = self._replace(part, tables=tuple(self._tables(items)))
            case _:
                made = self._replace(part, lines=tuple(self._line(item, section) for item in items))
        return made

    @staticmethod
    def _replace(part: Part, **more) -> Part:
        return Part(**{**vars(part), **more})

    def _words(self, item: Item) -> str:
        return item.words.within(self.language)

    def _tick(self, item: Item) -> Box:
        more = self.others.get((item.name, 1))
        return Box("1", self._words(item), self._words(more) if more else "", item.name)

    def _boxes(self, item: Item) -> tuple[Box, ...]:
        found = []
        for option in item.options:
            more = self.others.get((item.name, option.code))
            label = option.words.within(self.language)
            found.append(Box(digit_of(item, option.code), label, self._words(more) if more else ""))
        if item.dont_know:
            found.append(Box(digit_of(item, DONT_KNOW), self.dont_know))
        return tuple(found)

    def _line(self, item: Item, section: Section) -> Line:
        names = [other.name for (name, _code), other in self.others.items() if name == item.name]
        number = self.numbers.give(item.name, *names)
        only = self._only(item.rule, section.rule)
        write = 0 if item.coded else 2 if item.width > LONG else 1
        return Line(number, self._words(item), self._boxes(item), write, item.kind is Kind.DATE, only)

    def _only(self, rule: Rule, of_section: Rule) -> str:
        """What leads to a line beside what leads to its whole section, by numbers as they stand on the sheet."""
        own = rule.conditions[len(of_section.conditions) :]
        return ", ".join(
            f"{self.numbers.of.get(one.name, one.name)} {'=' if one.among else '≠'} "
            + "/".join(digit_of(self.form.by_name[one.name], code) for code in one.codes)
            for one in own
        )

    def _tables(self, items: Iterable[Item]) -> Iterator[Table]:
        """The rows of a grid with all their columns, or the lines of one scale."""
        for gridded, several in groupby(items, key=lambda item: None if item.row is None else "grid"):
            if gridded:
                yield self._grid(list(several))
                continue
            for _scale, alike in groupby(several, key=lambda item: (item.codes_key, item.dont_know)):
                lines = list(alike)
                rows = tuple(
                    Row(self.numbers.give(one.name), self._words(one), (_digits(self._boxes(one)),)) for one in lines
                )
                yield Table((Column("", self._boxes(lines[0])),), rows)

    def _grid(self, items: list[Item]) -> Table:
        rows = [list(cells) for _words, cells in groupby(items, key=lambda item: item.row)]
        columns = tuple(Column(_within(one.column, self.language), self._boxes(one)) for one in rows[0])
        return Table(
            columns,
            tuple(
                Row(
                    self.numbers.give(*(one.name for one in cells)),
                    _within(cells[0].row, self.language),
                    tuple(_digits(self._boxes(one)) for one in cells),
                )
                for cells in rows
            ),
        )


def _within(words: Words | None, language: str) -> str:
    return words.within(language) if words else ""


def _digits(boxes: Iterable[Box]) -> tuple[str, ...]:
    return tuple(box.digit for box in boxes)


def _belongs_to(item: Item, form: Form) -> tuple[str, int] | None:
    """The answer "other" whose words a short text holds."""
    if item.kind is not Kind.TEXT or item.width > SHORT or not item.rule.conditions:
        return None
    last = item.rule.conditions[-1]
    of = form.by_name.get(last.name)
    same = any(of in section.items and item in section.items for section in form.sections)
    return (last.name, last.codes[0]) if same and last.among and len(last.codes) == 1 else None
