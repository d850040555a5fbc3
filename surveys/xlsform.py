"""A form as an XLSForm, for ODK Collect and KoboCollect: names, codes and rules as they are. Pure.

The columns are those of https://xlsform.org; what comes back is read by keyed_files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .instrument.items import DONT_KNOW, Form, Item, Kind, Section, Words
from .instrument.rules import Condition, Rule

LANGUAGES = {"th": "ไทย (th)", "en": "English (en)"}
LABELS = tuple(f"label::{name}" for name in LANGUAGES.values())
SURVEY = ("type", "name", *LABELS, "required", "relevant", "constraint", "appearance", "calculation")
CHOICES = ("list_name", "name", *LABELS)
SETTINGS = ("form_title", "form_id", "version", "default_language")
#: Filled in on the spot by somebody of the office.
INTERVIEW = 2
PAIR = Words("รหัสคู่บนแบบสอบถาม", "Pair code on the sheet")
PAIR_LOOK = "regex(., '^[0-9A-Za-z]{4}-?[0-9A-Za-z]{5}$')"
_LONG = 200


@dataclass(frozen=True)
class XlsForm:
    """The rows of its three sheets, under the headers SURVEY, CHOICES and SETTINGS."""

    survey: tuple[tuple[str, ...], ...]
    choices: tuple[tuple[str, ...], ...]
    settings: tuple[tuple[str, ...], ...]


def xlsform(form: Form, missing: Mapping[int, Words], *, form_id: str, version: str) -> XlsForm:
    """`missing`: the words of the missing codes; `version` changes whenever the wording does."""
    maker = _Maker(form, missing[DONT_KNOW])
    survey = tuple(maker.survey())
    settings = ((form.words.th, form_id, version, LANGUAGES["th"]),)
    return XlsForm(survey, tuple(maker.choices()), settings)


def _row(kind: str, name: str = "", words: Words | None = None, **more: str) -> tuple[str, ...]:
    labels = (words.th, words.en) if words else ("", "")
    cells = {"type": kind, "name": name, **dict(zip(LABELS, labels, strict=True)), **more}
    return tuple(cells.get(column, "") for column in SURVEY)


class _Maker:
    def __init__(self, form: Form, dont_know: Words):
        self.form, self.dont_know = form, dont_know
        self.lists: dict[tuple[tuple[str, Words], ...], str] = {}

    def survey(self) -> Iterator[tuple[str, ...]]:
        yield _row("today", "ANSDATE")
        yield _row("calculate", "FORM", calculation=str(self.form.wave))
        yield _row("calculate", "MODE", calculation=str(INTERVIEW))
        yield _row("text", "PAIRKEY", PAIR, required="yes", constraint=PAIR_LOOK)
        for section in self.form.sections:
            yield _row(
                "begin_group", f"part_{section.name}", section.words, relevant=self._relevant(section.rule),
                appearance="field-list",
            )  # fmt: skip
            yield from self._section(section)
            yield _row("end_group", f"part_{section.name}")

    def _section(self, section: Section) -> Iterator[tuple[str, ...]]:
        asked: set[str] = set()
        for item in section.items:
            rule = Rule(item.rule.conditions[len(section.rule.conditions) :])
            if item.kind is not Kind.TICK:
                yield self._item(item, rule)
            elif item.group not in asked:
                asked.add(item.group)
                yield self._ticks(item.group, section)

    def _ticks(self, group: str, section: Section) -> tuple[str, ...]:
        ticks = [item for item in section.items if item.kind is Kind.TICK and item.group == group]
        alone = [f"not(selected(., '{item.name}') and count-selected(.) > 1)" for item in ticks if item.exclusive]
        name = self._list(tuple((item.name, item.words) for item in ticks))
        return _row(f"select_multiple {name}", group, section.words, constraint=" and ".join(alone))

    def _item(self, item: Item, rule: Rule) -> tuple[str, ...]:
        common = {"required": "yes" if item.required else "", "relevant": self._relevant(rule)}
        match item.kind:
            case Kind.SINGLE:
                options = [(str(option.code), option.words) for option in item.options]
                options += [(str(DONT_KNOW), self.dont_know)] if item.dont_know else []
                return _row(f"select_one {self._list(tuple(options))}", item.name, item.words, **common)
            case Kind.INT:
                limits = f". >= {item.low or 0} and . <= {item.high}"
                return _row("integer", item.name, item.words, constraint=limits, **common)
            case Kind.DATE:
                return _row("date", item.name, item.words, **common)
        look = "multiline" if item.width > _LONG else ""
        return _row(
            "text", item.name, item.words, constraint=f"string-length(.) <= {item.width}", appearance=look, **common
        )

    def _list(self, options: tuple[tuple[str, Words], ...]) -> str:
        """Questions that offer the same answers share one list."""
        return self.lists.setdefault(options, f"list{len(self.lists) + 1}")

    def choices(self) -> Iterator[tuple[str, ...]]:
        for options, name in self.lists.items():
            for code, words in options:
                yield (name, code, words.th, words.en)

    def _relevant(self, rule: Rule) -> str:
        return " and ".join(self._condition(one) for one in rule.conditions)

    def _condition(self, one: Condition) -> str:
        of = self.form.by_name[one.name]
        codes = [code for code in of.codes if (code in one.codes) is one.among]
        if of.kind is Kind.TICK:
            given = {1: f"selected(${{{of.group}}}, '{of.name}')"}
            given[0] = f"(${{{of.group}}} != '' and not({given[1]}))"
            return "(" + " or ".join(given[code] for code in codes) + ")"
        return "(" + " or ".join(f"${{{of.name}}} = '{code}'" for code in codes) + ")"
