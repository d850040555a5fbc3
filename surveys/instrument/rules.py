"""When an item is asked: `RTYPE in [1, 2, 3]`, `WEBOK == 1`, `BNWILL != 4`, and several of these joined by `and`.

Three operators and nothing else; no text of a questionnaire is ever run as a program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMBER = r"-?\d{1,6}"
_CONDITION = re.compile(
    rf"\s*(?P<name>[A-Z][A-Z0-9_]*)\s*"
    rf"(?:(?P<operator>==|!=)\s*(?P<code>{_NUMBER})|in\s*\[\s*(?P<codes>{_NUMBER}(?:\s*,\s*{_NUMBER})*)\s*\])\s*"
)


class WrongRule(ValueError):
    """The text is not a rule."""


@dataclass(frozen=True)
class Condition:
    """`codes` that meet it; with `among` false, every valid answer but these."""

    name: str
    among: bool
    codes: tuple[int, ...]

    def holds(self, answers: Mapping[str, object]) -> bool:
        """An item that was skipped or left blank meets no condition, not even that it is unlike something."""
        answer = answers.get(self.name)
        return isinstance(answer, int) and answer >= 0 and (answer in self.codes) is self.among


@dataclass(frozen=True)
class Rule:
    """All conditions must hold; without any it always holds."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, answers: Mapping[str, object]) -> bool:
        return all(condition.holds(answers) for condition in self.conditions)

    def __bool__(self) -> bool:
        return bool(self.conditions)

    def __str__(self) -> str:
        return " and ".join(map(_written, self.conditions))


ALWAYS = Rule()


def read_rule(text: str) -> Rule:
    """Raises WrongRule."""
    if not text.strip():
        return ALWAYS
    conditions = []
    for part in re.split(r"\band\b", text):
        if not (found := _CONDITION.fullmatch(part)):
            raise WrongRule(text)
        codes = found["code"] or found["codes"]
        conditions.append(Condition(found["name"], found["operator"] != "!=", tuple(map(int, codes.split(",")))))
    return Rule(tuple(conditions))


def _written(condition: Condition) -> str:
    codes = ", ".join(map(str, condition.codes))
    if condition.among and len(condition.codes) > 1:
        return f"{condition.name} in [{codes}]"
    return f"{condition.name} {'==' if condition.among else '!='} {codes}"
