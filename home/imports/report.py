"""What a file would change and what is wrong with it, as values that can be kept as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

#: More than this nobody reads; the counts stay true.
MOST_PROBLEMS, MOST_CHANGES = 500, 100


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell: the line as the spreadsheet program numbers it, the column, what stands there, why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Difference:
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A row that would change something: a new record, or the differences to the one that is there."""

    line: int
    what: str
    new: bool
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Report:
    """Counts of rows, and the first of the problems and changes."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    wrong: int = 0
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.wrong and not self.problems

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        counts = {name: data.get(name, 0) for name in ("new", "changed", "unchanged", "wrong")}
        return cls(
            **counts,
            problems=tuple(Problem(**problem) for problem in data.get("problems", ())),
            changes=tuple(
                Change(**{**change, "differences": tuple(Difference(**one) for one in change["differences"])})
                for change in data.get("changes", ())
            ),
        )
