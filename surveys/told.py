"""What somebody answered, in words: each question with its answer, for whoever asks to see it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from home.thai import long_date

from .instrument.items import NO_ANSWER, SKIPPED, Form, Item, Kind, Words


@dataclass(frozen=True)
class Told:
    """A section and its questions, each with what was answered."""

    title: str
    lines: tuple[tuple[str, str], ...]


def told(form: Form, answers: Mapping[str, object], missing: Mapping[int, Words], language: str) -> list[Told]:
    """What was answered, in the order of the form; what was skipped or left blank is left out."""
    found = []
    for section in form.sections:
        lines = [(item.words.within(language), said) for item in section.items
                 if (said := _said(item, answers.get(item.name), missing, language))]  # fmt: skip
        if lines:
            found.append(Told(section.words.within(language), tuple(lines)))
    return found


def _said(item: Item, answer: object, missing: Mapping[int, Words], language: str) -> str:
    if answer in (None, SKIPPED, NO_ANSWER) or (item.kind is Kind.TICK and answer != 1):
        return ""
    if isinstance(answer, int) and answer in missing:
        return missing[answer].within(language)
    for option in item.options:
        if option.code == answer:
            return option.words.within(language)
    if item.kind is Kind.DATE and language == "th":
        return long_date(date.fromisoformat(str(answer)))
    return str(answer)
