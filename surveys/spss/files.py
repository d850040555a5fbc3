"""The one door to .sav files. Every limit that SPSS keeps silently is kept here aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .variables import Variable

VALUE_LABEL, VARIABLE_LABEL, LONGEST_STRING, NOTE_LINE = 120, 255, 32_767, 80
PLAIN_STRING = 255
_FORMATS = {"code": "F4.0", "number": "F8.0", "scale": "F8.2", "day": "EDATE10"}


class UnwritableFile(ValueError):
    """A label or name that SPSS would cut or refuse. `name`: the variable, `rule`: which limit."""

    def __init__(self, name: str, rule: str):
        super().__init__(f"{name}: {rule}")
        self.name, self.rule = name, rule


@dataclass(frozen=True)
class SavFile:
    """What a .sav holds: columns by name, the variables' labels, and its notes."""

    columns: Mapping[str, Sequence[Any]]
    labels: Mapping[str, str]
    value_labels: Mapping[str, Mapping[float, str]]
    missing: Mapping[str, tuple[float, ...]]
    measures: Mapping[str, str]
    formats: Mapping[str, str]
    title: str
    notes: tuple[str, ...]


def write_sav(
    path: Path, variables: Sequence[Variable], columns: Mapping[str, Any], *, title: str = "", notes: Sequence[str] = ()
) -> None:
    """Columns are lists or numpy arrays of one length; None and NaN are system-missing. Raises UnwritableFile."""
    import polars
    import pyreadstat

    guard(variables)
    height = len(columns[variables[0].name]) if variables else 0
    frame = polars.DataFrame([_series(polars, one, columns[one.name], height) for one in variables])
    value_labels: dict[str, dict[int | float, str]] = {
        one.name: dict[int | float, str](one.labels.items()) for one in variables if one.labels
    }
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label=_cut(title, 64),
        column_labels={one.name: one.label for one in variables},
        row_compress=True,
        note=[line for note in notes for line in _lines(note)] or None,
        variable_value_labels=value_labels,
        missing_ranges={one.name: list(one.missing) for one in variables if one.missing},
        variable_measure={one.name: str(one.measure) for one in variables},
        variable_format={one.name: _FORMATS[one.kind] for one in variables if one.kind in _FORMATS},
    )


def guard(variables: Sequence[Variable]) -> None:
    """Raises UnwritableFile for what pyreadstat would cut without a word or PSPP would not open."""
    seen = set()
    for one in variables:
        if one.name.upper() in seen:
            raise UnwritableFile(one.name, "name_twice")
        seen.add(one.name.upper())
        if len(one.label.encode()) > VARIABLE_LABEL:
            raise UnwritableFile(one.name, "variable_label")
        if any(len(label.encode()) > VALUE_LABEL for label in one.labels.values()):
            raise UnwritableFile(one.name, "value_label")
        if one.width > LONGEST_STRING:
            raise UnwritableFile(one.name, "string")


def _series(polars: Any, variable: Variable, values: Any, height: int) -> Any:
    match variable.kind:
        case "text":
            return polars.Series(variable.name, _padded(values, variable.width, height), dtype=polars.String)
        case "day":
            return polars.Series(variable.name, values, dtype=polars.Date)
        case "scale":
            return polars.Series(variable.name, values, dtype=polars.Float64).fill_nan(None)
    return polars.Series(variable.name, values, dtype=polars.Int32)


def _padded(values: Sequence[str | None], width: int, height: int) -> list[str]:
    """The first text filled up with spaces to the declared bytes: the only way to a width that fits other files.

    Long texts are as wide as their longest: every row would carry the spaces. The syntax says how to widen them.
    """
    texts = [value or "" for value in values]
    if height and 0 < width <= PLAIN_STRING:
        texts[0] += " " * (width - len(texts[0].encode()))
    return texts


def _cut(text: str, longest: int) -> str:
    return text.encode()[:longest].decode(errors="ignore")


def _lines(note: str) -> list[str]:
    """A line of a note holds eighty bytes, and a letter is not cut in two."""
    lines = [""]
    for letter in note:
        if len((lines[-1] + letter).encode()) > NOTE_LINE:
            lines.append("")
        lines[-1] += letter
    return lines


def read_sav(path: Path) -> SavFile:
    """Raises pyreadstat's ReadstatError for what is no .sav."""
    import pyreadstat

    columns, meta = pyreadstat.read_sav(str(path), output_format="dict", user_missing=True)
    ranges: Mapping[str, Any] = meta.missing_ranges
    return SavFile(
        columns=columns,
        labels={name: label or "" for name, label in meta.column_names_to_labels.items()},
        value_labels=meta.variable_value_labels,
        missing={name: tuple(sorted(one["lo"] for one in several)) for name, several in ranges.items()},
        measures=meta.variable_measure,
        formats={name: form or "" for name, form in meta.original_variable_types.items()},
        title=meta.file_label or "",
        notes=tuple(meta.notes or ()),
    )
