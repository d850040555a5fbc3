"""The codebook: every variable with its question in both languages, its codes, and the forms that ask it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .instrument.items import AFTER, BEFORE, Item, Questionnaire
from .spss.variables import long_variables

HEADERS = ("Variable", "ตัวแปร", "English", "แบบ", "ชนิด", "Measure", "รหัส", "Codes", "ถามเมื่อ")


@dataclass(frozen=True)
class Entry:
    """`forms`: which forms ask it; `asked`: the full question of each, where they differ. `when`: its rule."""

    name: str
    th: str
    en: str
    forms: str
    kind: str
    measure: str
    codes_th: str
    codes_en: str
    when: str

    def cells(self) -> tuple[str, ...]:
        return (
            self.name, self.th, self.en, self.forms, self.kind, self.measure, self.codes_th, self.codes_en, self.when,
        )  # fmt: skip


def codebook(questionnaire: Questionnaire) -> Iterator[Entry]:
    """In the order of the long file."""
    english = {one.name: one for one in long_variables(questionnaire, "en")}
    for one in long_variables(questionnaire):
        asked = {
            wave: item for wave, form in questionnaire.forms.items() if (item := form.by_name.get(one.name)) is not None
        }
        other = english[one.name]
        yield Entry(
            one.name,
            _asked(asked, "th") or one.label,
            _asked(asked, "en") or other.label,
            " ".join(questionnaire.forms[wave].code for wave in asked),
            one.kind,
            one.measure,
            _codes(one.labels),
            _codes(other.labels),
            " / ".join(dict.fromkeys(str(item.rule) for item in asked.values() if item.rule)),
        )


def _asked(asked: dict[int, Item], language: str) -> str:
    texts = dict.fromkeys(asked[wave].words.within(language) for wave in (BEFORE, AFTER) if wave in asked)
    return " / ".join(texts)


def _codes(labels: object) -> str:
    return "; ".join(f"{code} = {label}" for code, label in labels.items()) if isinstance(labels, dict) else ""
