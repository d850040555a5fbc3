"""What a questionnaire must be before anybody may answer it: names, codes and lengths that every SPSS reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .items import MISSING, Form, Item, Kind, Questionnaire, Words

_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,7}")
#: Words of the SPSS language that are no names.
RESERVED = frozenset(["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"])
#: SPSS keeps so many bytes; a Thai letter takes three.
VARIABLE_LABEL, VALUE_LABEL, PLAIN_STRING = 255, 120, 255
#: A longer string is kept in pieces named after five letters of its name, which must not become a reserved word.
LONG_NAME = 5
LONGEST_TEXT = 1500
LOWEST_CODE, HIGHEST_CODE = 0, 127


@dataclass(frozen=True)
class Problem:
    """`place`: a variable or section. `rule`: which rule is broken. `detail`: the offending value, for the sentence."""

    place: str
    rule: str
    detail: str = ""


def check(questionnaire: Questionnaire, earlier: Questionnaire | None = None) -> list[Problem]:
    """Everything that is wrong; `earlier` is the revision whose codes must still mean the same."""
    found = [*_of_missing(questionnaire)]
    for form in questionnaire.forms.values():
        found += _of_form(form)
    found += _of_pairs(questionnaire)
    found += _of_constructs(questionnaire)
    if earlier is not None:
        found += _against(questionnaire, earlier)
    return list(dict.fromkeys(found))


def size(text: str) -> int:
    return len(text.encode())


def _of_missing(questionnaire: Questionnaire) -> Iterator[Problem]:
    if set(questionnaire.missing) != set(MISSING):
        yield Problem("missing", "three_missing")
    for code, words in questionnaire.missing.items():
        yield from _of_words(f"missing {code}", words, VALUE_LABEL)


def _of_words(place: str, words: Words, longest: int) -> Iterator[Problem]:
    for language in ("th", "en"):
        text = words.within(language)
        if not text:
            yield Problem(place, f"no_{language}")
        elif size(text) > longest:
            yield Problem(place, "too_many_bytes", f"{size(text)} > {longest}")


def _of_form(form: Form) -> Iterator[Problem]:
    for name, times in Counter(item.name.upper() for item in form.items).items():
        if times > 1:
            yield Problem(name, "name_twice")
    for name, times in Counter(section.name for section in form.sections).items():
        if times > 1 or not name:
            yield Problem(name, "section_twice")
    for section in form.sections:
        yield from _of_words(f"{form.code} {section.name}", section.words, LONGEST_TEXT)
        if not section.items:
            yield Problem(f"{form.code} {section.name}", "no_items")
    before: dict[str, Item] = {}
    for item in form.items:
        yield from _of_item(item)
        yield from _of_rule(item, before)
        before[item.name] = item


def _of_item(item: Item) -> Iterator[Problem]:
    if not _NAME.fullmatch(item.name) or item.name in RESERVED:
        yield Problem(item.name, "name")
    yield from _of_words(item.name, item.words, VARIABLE_LABEL)
    if item.kind in (Kind.TEXT, Kind.URL):
        if not 0 < item.width <= LONGEST_TEXT:
            yield Problem(item.name, "width", str(item.width))
        if 3 * item.width > PLAIN_STRING and len(item.name) < LONG_NAME:
            yield Problem(item.name, "long_text_name")
    if item.kind is Kind.INT and (item.low is None or item.high is None or item.low < 0 or item.low > item.high):
        yield Problem(item.name, "limits")
    if item.kind is Kind.SINGLE and len(item.options) < 2:
        yield Problem(item.name, "options")
    for option in item.options:
        yield from _of_words(f"{item.name} {option.code}", option.words, VALUE_LABEL)
        if not LOWEST_CODE <= option.code <= HIGHEST_CODE:
            yield Problem(item.name, "code", str(option.code))


def _of_rule(item: Item, before: dict[str, Item]) -> Iterator[Problem]:
    for condition in item.rule.conditions:
        asked = before.get(condition.name)
        if asked is None or not asked.coded:
            yield Problem(item.name, "rule_name", condition.name)
        elif unknown := set(condition.codes) - set(asked.codes):
            yield Problem(item.name, "rule_code", f"{condition.name} {min(unknown)}")


def _of_pairs(questionnaire: Questionnaire) -> Iterator[Problem]:
    one, two = (questionnaire.forms[wave].by_name for wave in (1, 2))
    for name in one.keys() & two.keys():
        if _meaning(one[name]) != _meaning(two[name]):
            yield Problem(name, "pair")


def _of_constructs(questionnaire: Questionnaire) -> Iterator[Problem]:
    known = {item.name: item for form in questionnaire.forms.values() for item in form.items}
    for construct in questionnaire.constructs:
        for name in construct.items:
            if name not in known or not known[name].is_scale:
                yield Problem(construct.name, "construct", name)


def _against(questionnaire: Questionnaire, earlier: Questionnaire) -> Iterator[Problem]:
    """A code may be added, never taken away; a variable keeps its kind."""
    for wave, form in earlier.forms.items():
        now = questionnaire.forms[wave].by_name
        for name, item in form.by_name.items():
            if name not in now:
                continue
            if now[name].kind is not item.kind:
                yield Problem(name, "kind_changed")
            elif gone := set(item.codes) - set(now[name].codes):
                yield Problem(name, "code_gone", ", ".join(map(str, sorted(gone))))


def _meaning(item: Item) -> tuple[Kind, frozenset[int]]:
    return item.kind, frozenset(item.codes)
