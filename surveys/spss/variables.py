"""The variables of a questionnaire's data files: one row an answer (long), or one row a pair (wide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..instrument.items import AFTER, BEFORE, Form, Item, Kind, Measure, OfficeVariable, Questionnaire

#: A Thai letter takes three bytes in UTF-8.
BYTES_A_LETTER = 3
LONGEST_NAME = 8


@dataclass(frozen=True)
class Variable:
    """`kind`: "code" and "number" are integers, "scale" a float, "day" a date, "text" words.

    `width`: bytes of a text. `labels`: code to words, those of the missing codes included.
    """

    name: str
    kind: str
    label: str
    measure: str
    labels: Mapping[int, str] = field(default_factory=dict)
    missing: tuple[int, ...] = ()
    width: int = 0


_KINDS = {
    Kind.SINGLE: "code",
    Kind.TICK: "code",
    Kind.INT: "number",
    Kind.DATE: "day",
    Kind.URL: "text",
    Kind.TEXT: "text",
}
_OFFICE_KINDS = {"code": "code", "int": "code", "str": "text", "date": "day"}


def of_item(item: Item, questionnaire: Questionnaire, language: str = "th") -> Variable:
    kind = _KINDS[item.kind]
    missing = questionnaire.missing if kind in ("code", "number") else {}
    labels = {option.code: option.words.within(language) for option in item.options}
    return Variable(
        item.name,
        kind,
        item.words.within(language),
        "scale" if kind in ("number", "day") else item.measure.value,
        labels | {code: words.within(language) for code, words in missing.items()},
        tuple(sorted(missing)),
        BYTES_A_LETTER * item.width,
    )


def of_office(one: OfficeVariable, language: str = "th") -> Variable:
    labels = {option.code: option.words.within(language) for option in one.options}
    kind = _OFFICE_KINDS.get(one.kind, "code")
    return Variable(one.name, kind, one.words.within(language), one.measure.value, labels, width=one.width)


def derived(questionnaire: Questionnaire, wave: int, language: str = "th") -> Iterator[Variable]:
    """What is computed from the answers; only what a form's own items allow. Counts and use stay integers."""
    for name, words in questionnaire.derived.items():
        if not _computable(name, questionnaire, wave):
            continue
        label = words.within(language)
        if name.startswith("US") and name[2:].isdigit():
            used = {1: "เคยใช้", 0: "ไม่เคยใช้"} if language == "th" else {1: "Used", 0: "Never used"}
            missing = {code: words.within(language) for code, words in questionnaire.missing.items()}
            yield Variable(name, "code", label, Measure.NOMINAL.value, used | missing, tuple(sorted(missing)))
        else:
            yield Variable(name, "scale", label, Measure.SCALE.value)


def _computable(name: str, questionnaire: Questionnaire, wave: int) -> bool:
    items = questionnaire.forms[wave].by_name
    constructs = {construct.name: construct.items for construct in questionnaire.constructs}
    if name in constructs:
        return set(constructs[name]) <= set(items)
    if name == "SATPCT":
        return set(constructs.get("SAM", ("?",))) <= set(items)
    return {"AW1", "LV1"} <= set(items)


def long_variables(questionnaire: Questionnaire, language: str = "th") -> list[Variable]:
    """One row an answer: what the office writes, the items of both forms, what is computed."""
    found = [of_office(one, language) for one in questionnaire.office]
    items: dict[str, Item] = {}
    for wave in (BEFORE, AFTER):
        for item in questionnaire.forms[wave].items:
            items.setdefault(item.name, item)
    found += [of_item(item, questionnaire, language) for item in items.values()]
    computed: dict[str, Variable] = {}
    for wave in (BEFORE, AFTER):
        computed |= {one.name: one for one in derived(questionnaire, wave, language)}
    return found + list(computed.values())


#: What the office writes once for a pair; the rest it writes for each of the two sheets.
OF_THE_PAIR = ("FYEAR", "REGION", "PROV", "ORGTYPE", "PARTNER", "PAIRKEY")
NOT_IN_PAIRS = ("FORM", "PAIRLVL")


def wide_variables(questionnaire: Questionnaire, language: str = "th") -> list[Variable]:
    """One row a pair: LV1_1 is the answer before, LV1_2 the one after."""
    office = {one.name: of_office(one, language) for one in questionnaire.office}
    found = [office[name] for name in OF_THE_PAIR if name in office]
    each = [one for name, one in office.items() if name not in (*OF_THE_PAIR, *NOT_IN_PAIRS)]
    for wave in (BEFORE, AFTER):
        form = questionnaire.forms[wave]
        found += _suffixed(each, wave)
        found += _suffixed((of_item(item, questionnaire, language) for item in form.items), wave)
        found += _suffixed(derived(questionnaire, wave, language), wave)
    return found


def _suffixed(variables: Iterable[Variable], wave: int) -> Iterator[Variable]:
    for one in variables:
        yield replace(one, name=wide_name(one.name, wave))


def wide_name(name: str, wave: int) -> str:
    return f"{name}_{wave}"


def tick_sets(form: Form) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each multiple-response set: its name, its question, its variables."""
    questions = {item.name: section.words.th for section in form.sections for item in section.items}
    for group, items in form.ticks():
        yield group, questions[items[0].name], tuple(item.name for item in items)
