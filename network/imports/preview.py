"""Rows of a checked list as a screen shows them, each with its reasons, its differences and its twin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from home import cells

from ..actions.change_partner import as_text
from ..kinds import BY_VALUE
from ..models import Partner, PartnerImport, StagedRow
from .columns import LABELS
from .resources import FIELDS

Verdict, Decision = StagedRow.Verdict, StagedRow.Decision
TABS = (Verdict.DUPLICATE, Verdict.ERROR, Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)
WHY = {
    "host": gettext_lazy("The same website."),
    "name": gettext_lazy("The same name, written in another way."),
    "place": gettext_lazy("The same name; one of the two does not say the whole place."),
    "file": gettext_lazy("The same organisation stands in the list twice."),
}


@dataclass(frozen=True)
class Said:
    """A field: what the row says, what the twin or the record says, and whether the two differ."""

    label: str
    value: str
    other: str = ""

    @property
    def differs(self) -> bool:
        return self.value != self.other


@dataclass(frozen=True)
class ShownRow:
    row: StagedRow
    name: str
    said: tuple[Said, ...]
    differences: tuple[Said, ...]
    reasons: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]
    twin: Partner | None = None
    twin_line: int | None = None
    why: str = ""


def rows(batch: PartnerImport, page: Iterable[StagedRow], user) -> list[ShownRow]:
    """The rows of a page of the screen; three queries, however many rows."""
    staged = list(page)
    keys = {key for row in staged for key in (row.partner_id, row.twin_id) if key}
    partners = Partner.objects.for_user(user).with_places().in_bulk(keys)
    lines = {row.values["twin_line"] for row in staged if "twin_line" in row.values}
    earlier = {row.line: row for row in batch.rows.filter(line__in=lines)}
    name_column = batch.upload.mapping.get("name_th", -1)
    return [_shown(row, partners, earlier, name_column) for row in staged]


def decided(batch: PartnerImport) -> int:
    """How many of the likely duplicates will be written."""
    return batch.rows.filter(verdict=Verdict.DUPLICATE, decision__in=[Decision.NEW, Decision.SAME]).count()


def reasons_in_words(row: StagedRow) -> str:
    """What is wrong with a row, a sentence for each cell."""
    wrong = [one for one in row.problems if not one["remark"]]
    return " ".join(f"{LABELS.get(one['column'], '')}: {one['reason']}".removeprefix(": ") for one in wrong)


def _as_written(row: StagedRow, column: int) -> str:
    """The name of a row that could not be understood."""
    return cells.text(row.cells[column])[:200] if 0 <= column < len(row.cells) else ""


def _shown(
    row: StagedRow, partners: Mapping[int, Partner], earlier: Mapping[int, StagedRow], name_column: int
) -> ShownRow:
    values = row.values.get("shown", {})
    twin = partners.get(row.twin_id)
    first = earlier.get(row.values.get("twin_line"))
    beside = _texts(twin) if twin else first.values.get("shown", {}) if first else {}
    said = [name for name in FIELDS if values.get(name) or beside.get(name)]
    known = partners.get(row.partner_id)
    return ShownRow(
        row=row,
        name=values.get("name_th") or (known.name if known else _as_written(row, name_column)),
        said=tuple(Said(_label(name), _text(name, values.get(name)), _text(name, beside.get(name))) for name in said),
        differences=tuple(
            Said(_label(name), _text(name, after), _text(name, before))
            for name, (before, after) in row.values.get("differences", {}).items()
        ),
        reasons=tuple(
            (str(LABELS.get(one["column"], "")), one["value"], one["reason"])
            for one in row.problems
            if not one["remark"]
        ),
        remarks=tuple(one["reason"] for one in row.problems if one["remark"]),
        twin=twin,
        twin_line=row.values.get("twin_line"),
        why=str(WHY.get(row.values.get("why"), "")),
    )


def _texts(partner: Partner) -> dict[str, str]:
    return {name: as_text(getattr(partner, name)) for name in FIELDS}


def _label(name: str) -> str:
    return str(Partner._meta.get_field(name).verbose_name)


def _text(name: str, value: Any) -> str:
    if name == "kind" and value in BY_VALUE:
        return BY_VALUE[value].name_th
    return "" if value is None else str(value)
