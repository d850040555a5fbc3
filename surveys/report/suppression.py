"""What of a report may be published: no small cell, nothing from which one could be worked out, no remark about people.

Counts of one to four people become HIDDEN, and more where sums would give them away (analysis.disclosure); means, S.D.
and tests of fewer than five go as well. Organisations and money are no people and stay. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from ..analysis.disclosure import SMALLEST, hidden_cells, hidden_in_line, hidden_in_row, small
from .hidden import HIDDEN

#: Of a line of a test: everything that a small group would give away.
PAIRED = (
    "before_mean", "after_mean", "before_sd", "after_sd", "mean", "sd", "low", "high", "t", "df", "p", "d_z",
    "wilcoxon_z", "wilcoxon_p", "adjusted", "before_band", "after_band",
)  # fmt: skip
YES_NO = ("before", "after", "gained", "lost", "before_percent", "after_percent", "points", "p", "adjusted")
Line = dict[str, Any]


def publishable(content: dict[str, Any]) -> dict[str, Any]:
    """A copy; the content itself is left as it is."""
    found = deepcopy(content)
    _funnel(found["funnel"])
    _centres(found.get("centres", []))
    for name, hide in TABLES.items():
        hide(found[name])
    for name in ("banner_answers", "told_and_seen"):
        if found[name]:
            found[name]["counts"] = _crossed(found[name]["counts"])
    _facts(found)
    found.pop("parts", None)
    return found


def hidden_facts(content: dict[str, Any]) -> list[str]:
    """The names of the figures of a report that may not be published."""
    return [name for name, value in publishable(content)["facts"].items() if value == HIDDEN]


def hides(content: dict[str, Any]) -> bool:
    """Whether anything in it is hidden, so that a note says what the sign means."""
    if isinstance(content, dict):
        return any(hides(value) for value in content.values())
    if isinstance(content, list):
        return any(hides(value) for value in content)
    return content == HIDDEN


def blanked(values: Any) -> Any:
    """A copy in which what is hidden is not known."""
    if isinstance(values, dict):
        return {name: blanked(value) for name, value in values.items()}
    if isinstance(values, list):
        return [blanked(value) for value in values]
    return None if values == HIDDEN else values


#: Figures of the summary that are worked out of these tables: what hides there goes here.
_MADE_OF = {
    "known_before": "known", "known_after": "known", "use_before": "use", "use_after": "use",
    "knowledge_before": "knowledge", "knowledge_after": "knowledge",
}  # fmt: skip
_OF_MEANS = {"satisfaction": "satisfaction", "satisfaction_percent": "satisfaction", "network": "network"}


def _facts(content: dict[str, Any]) -> None:
    facts, total = content["facts"], content["funnel"]["total"]
    gone = {name for name in ("returned", "paired") if small(int(facts[name] or 0))}
    gone |= {"response"} if total["after"] == HIDDEN else set()
    for name, table in _MADE_OF.items():
        lines = content[table] if table == "known" else content[table][-1:]
        part = "before_percent" if table == "known" else "before_mean"
        gone |= {name} if any(line.get(part) == HIDDEN for line in lines) else set()
    for name, table in _OF_MEANS.items():
        gone |= {name} if any(line["mean"] == HIDDEN for line in content[table]["means"]) else set()
    _hide(facts, list(gone))
    last = content["last_year"] or {"lines": [], "hidden": []}
    for line in last["lines"]:
        _hide(line, [*(["before", "change"] if line["name"] in last["hidden"] else []),
                     *(["after", "change"] if line["name"] in gone else [])])  # fmt: skip


def _centres(lines: list[Line]) -> None:
    """A line for each centre: what a centre's own report hides is hidden here, and never in one line alone."""
    for part in ("before", "after", "open", "paired", "doubtful", "set_aside"):
        if lines:
            _column(lines, part)
    for line in lines:
        line.pop("checksum", None)
        _hide(line["facts"], line.pop("hidden"))
    for name in lines[0]["facts"] if lines else ():
        shown = [line for line in lines if line["facts"][name] not in (None, HIDDEN)]
        if shown and sum(line["facts"][name] == HIDDEN for line in lines) == 1:
            _hide(min(shown, key=_people)["facts"], [name])


def _people(line: Line) -> int:
    return 0 if line["facts"]["returned"] == HIDDEN else int(line["facts"]["returned"])


def _masked(counts: Sequence[int]) -> list[bool]:
    """Which of the parts of a sum must go: the small ones, and enough others that none follows from the sum."""
    hidden = hidden_in_line(counts)
    return [place in hidden for place in range(len(counts))]


def _column(lines: list[Line], name: str) -> None:
    for line, gone in zip(lines, _masked([line[name] for line in lines]), strict=True):
        if gone:
            line[name] = HIDDEN


def _funnel(table: dict[str, Any]) -> None:
    """Kits sent are organisations'; forms are people's."""
    for lines in (table["places"], table["kinds"], table["modes"]):
        for part in ("before", "after", "open", "paired", "doubtful", "set_aside"):
            _column(lines, part)
    for part, n in table["total"].items():
        if part != "sent" and small(n):
            table["total"][part] = HIDDEN


def _frequency(table: Line) -> None:
    counts = [line["n"] for line in table["lines"]]
    gone = _masked([*counts, table["missing"]])
    for line, hidden in zip(table["lines"], gone, strict=False):
        if hidden:
            line["n"] = line["percent"] = HIDDEN
    for name in ("valid", "total"):
        if small(table[name]):
            table[name] = HIDDEN
    if gone[-1]:
        # The percentages are shares of the valid answers, whose number is the total without the missing ones.
        table["missing"] = table["valid"] = HIDDEN
        for line in table["lines"]:
            line["percent"] = HIDDEN


def _yes_no(lines: list[Line]) -> None:
    for line in lines:
        n, before, after = line["n"], line["before"], line["after"]
        if before is None:
            continue
        parts = (before, n - before, after, n - after)
        if n < SMALLEST or any(small(one) for one in parts):
            _hide(line, YES_NO)
        elif small(line["gained"]) or small(line["lost"]):
            # The change is no secret, but p with it would say how many went which way.
            _hide(line, ("gained", "lost", "p", "adjusted"))
        if small(n):
            line["n"] = HIDDEN


def _hide(line: Line, names: Sequence[str]) -> None:
    line |= {name: HIDDEN for name in names if line.get(name) is not None}


def _paired(lines: list[Line]) -> None:
    for line in lines:
        if line["n"] < SMALLEST:
            _hide(line, PAIRED)
            if line["n"]:
                line["n"] = HIDDEN


def _ticks(table: dict[str, Any]) -> None:
    for form in table["forms"].values():
        people = form["people"]
        gone = [small(line["n"]) or small(people - line["n"]) for line in form["lines"]]
        for line, hidden in zip(form["lines"], gone, strict=True):
            if hidden:
                line["n"] = line["of_people"] = HIDDEN
        if small(people):
            form["people"] = HIDDEN
        if any(gone):
            # Without the number of all ticks nothing that is hidden follows from what is shown.
            form["ticks"] = HIDDEN
            for line in form["lines"]:
                line["of_ticks"] = HIDDEN
    _yes_no(table["changes"])


def _levels(lines: list[Line]) -> None:
    for line in lines:
        if line["counts"] and hidden_in_row(line["counts"]):
            line["counts"] = HIDDEN
        if line["n"] < SMALLEST:
            _hide(line, ("mean", "sd", "percent", "band", "rank"))
            if line["n"]:
                line["n"] = HIDDEN


def _outcome(outcome: dict[str, Any]) -> None:
    cells = outcome["cells"]
    gone = _masked([cell["n"] for cell in cells])
    for cell, hidden in zip(cells, gone, strict=True):
        if hidden:
            cell["n"] = cell["mean"] = cell["sd"] = HIDDEN
    if any(gone):
        outcome["differ"] = [
            pair for pair in outcome["differ"] if not any(
                cell["n"] == HIDDEN for cell in cells if cell["code"] in (pair["higher"], pair["lower"])
            )
        ]  # fmt: skip


def _crossed(counts: list[list[int]]) -> list[list[Any]]:
    cells = hidden_cells(counts)
    full = [[*row, sum(row)] for row in counts]
    full.append([sum(column) for column in zip(*full, strict=True)])
    return [[HIDDEN if (r, c) in cells else n for c, n in enumerate(row)] for r, row in enumerate(full)]


def _themes(table: dict[str, Any]) -> None:
    names = [name for name in (table["lines"][0] if table["lines"] else {}) if name not in ("code", "words")]
    for line in table["lines"]:
        if any(small(line[name]) for name in names):
            _hide(line, names)
    if any(small(table[name]) for name in ("texts", "uncoded")):
        table["texts"] = table["uncoded"] = HIDDEN


def _profile(forms: dict[str, list[Line]]) -> None:
    for table in (table for tables in forms.values() for table in tables):
        _frequency(table)


def _parts(parts: dict[str, list[Line]]) -> None:
    for lines in parts.values():
        _levels(lines)


def _groups(tables: list[Line]) -> None:
    for outcome in (outcome for table in tables for outcome in table["outcomes"]):
        _outcome(outcome)


def _reliability(lines: list[Line]) -> None:
    lines[:] = [line for line in lines if line["n"] >= SMALLEST]


#: How each table of answers is hidden.
TABLES: Mapping[str, Callable[[Any], None]] = {
    "profile": _profile, "known": _yes_no, "used": _yes_no, "use": _paired, "benefit": _paired, "knowledge": _paired,
    "partners": _paired, "channels": _ticks, "obstacles": _ticks, "purposes": _ticks, "satisfaction": _parts,
    "network": _parts, "outlook": _parts, "groups": _groups, "themes": _themes, "reliability": _reliability,
}  # fmt: skip
