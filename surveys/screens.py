"""A section of a questionnaire as a screen shows it: grouped fields, what was answered, what is wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .instrument.items import DONT_KNOW, Form, Item, Kind, Section

_INPUTS = {Kind.SINGLE: "choices", Kind.TICK: "tick", Kind.INT: "number", Kind.DATE: "day", Kind.URL: "url"}


@dataclass(frozen=True)
class Choice:
    code: int
    label: str
    chosen: bool
    id: str


@dataclass(frozen=True)
class Field:
    """`rule`: when it is asked, for the script that hides it; empty when always. `column`: what a grid's row asks."""

    name: str
    input: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    rule: str
    required: bool
    error: str
    width: int
    low: int | None = None
    high: int | None = None

    @property
    def id(self) -> str:
        return f"q-{self.name}"

    @property
    def target(self) -> str:
        """Where a summary leads: the first choice, or the field itself."""
        return self.choices[0].id if self.choices else self.id

    @property
    def long(self) -> bool:
        return self.input == "text" and self.width > 200


@dataclass(frozen=True)
class Group:
    """Fields under one heading: the row of a grid, the ticks of one question, or a single field without a heading."""

    title: str
    fields: tuple[Field, ...]
    kind: str


@dataclass(frozen=True)
class Screen:
    section: Section
    title: str
    groups: tuple[Group, ...]
    number: int
    count: int

    @property
    def wrong(self) -> list[Field]:
        return [field for group in self.groups for field in group.fields if field.error]

    @property
    def last(self) -> bool:
        return self.number == self.count


def asked(form: Form, answers: Mapping[str, object]) -> list[Section]:
    """The sections somebody with these answers comes to."""
    return [section for section in form.sections if section.rule.holds(answers)]


def screen(
    form: Form,
    section: Section,
    raw: Mapping[str, str],
    answers: Mapping[str, object],
    *,
    language: str,
    errors: Mapping[str, str] | None = None,
    dont_know: str = "",
) -> Screen:
    """`raw`: what was typed, shown again as it was. `dont_know`: the words of that choice."""
    sections = asked(form, answers)
    fields = [(item, _field(item, section, raw, language, (errors or {}).get(item.name, ""), dont_know))
              for item in section.items]  # fmt: skip
    return Screen(
        section,
        section.words.within(language),
        tuple(_groups(fields, section, language)),
        sections.index(section) + 1 if section in sections else 1,
        len(sections),
    )


def _groups(fields: Sequence[tuple[Item, Field]], section: Section, language: str) -> Iterator[Group]:
    def heading(pair: tuple[Item, Field]) -> tuple[str, str]:
        item, field = pair
        if item.row is not None:
            return "row", item.row.within(language)
        if item.kind is Kind.TICK:
            return "ticks", section.words.within(language)
        return "single", field.name

    for (kind, title), several in groupby(fields, key=heading):
        yield Group("" if kind == "single" else title, tuple(field for _item, field in several), kind)


def _field(item: Item, section: Section, raw: Mapping[str, str], language: str, error: str, dont_know: str) -> Field:
    value = raw.get(item.name, "")
    choices = [(option.code, option.words.within(language)) for option in item.options]
    if item.dont_know:
        choices.append((DONT_KNOW, dont_know))
    # What the whole section asks is not asked again of each item.
    own = item.rule.conditions[len(section.rule.conditions) :]
    return Field(
        name=item.name,
        input=_INPUTS.get(item.kind, "text"),
        label=(item.column or item.words).within(language),
        value=value,
        choices=tuple(
            Choice(code, label, value.strip() == str(code), f"q-{item.name}-{code}") for code, label in choices
        )
        if item.kind is Kind.SINGLE
        else (),
        rule=" and ".join(f"{one.name} {'in' if one.among else 'out'} {','.join(map(str, one.codes))}" for one in own),
        required=item.required,
        error=error,
        width=item.width,
        low=item.low,
        high=item.high,
    )
