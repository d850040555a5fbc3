"""Brings districts or sub-districts in line with an official list, by their codes. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext as _

from home.cells import text
from home.generation import bump
from home.models import District, Province, Subdistrict
from home.tabular import Limits, read_table

#: The country has 7,436 sub-districts; a list of more than this is something else.
LIMITS = Limits(rows=12_000, columns=12, cells=144_000)


class WrongList(ValueError):
    """The file is not a list of this kind; says why."""


@dataclass(frozen=True)
class Kind:
    """What is imported: digits of its code, its parent and how many digits of the code name that, its fields."""

    model: type[models.Model]
    digits: int
    parent: str
    parent_model: type[models.Model]
    parent_digits: int
    columns: Mapping[str, str]


KINDS = {
    "districts": Kind(District, 4, "province", Province, 2, {"th": "name_th", "en": "name_en"}),
    "subdistricts": Kind(
        Subdistrict, 6, "district", District, 4, {"th": "name_th", "en": "name_en", "zip": "zip_code"}
    ),
}


@dataclass(frozen=True)
class Outcome:
    """Codes by what became, or would become, of them; `changed` is {code: {field: (before, after)}}."""

    new: tuple[str, ...] = ()
    changed: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    unchanged: int = 0
    missing: tuple[str, ...] = ()


def read_places(path: Path, kind: Kind) -> dict[str, dict[str, str]]:
    """{code: {field: text}} of a file with columns code, th, en (and zip). Raises WrongList and TableRefused."""
    with path.open("rb") as file:
        table = read_table(file, path.name, limits=LIMITS)
    at = {header.strip().lower(): number for number, header in enumerate(table.headers)}
    if missing := [name for name in ("code", *kind.columns) if name not in at]:
        raise WrongList(_("The list lacks the columns %(names)s.") % {"names": ", ".join(missing)})
    rows: dict[str, dict[str, str]] = {}
    for row in table.rows:
        code = text(row.cells[at["code"]])
        values = {name: text(row.cells[at[column]]) for column, name in kind.columns.items()}
        if not (code.isdigit() and len(code) == kind.digits) or not values["name_th"]:
            raise WrongList(
                _("Line %(line)s: a code of %(digits)s digits and a Thai name are needed.")
                % {"line": row.line, "digits": kind.digits}
            )
        if code in rows:
            raise WrongList(_("Line %(line)s: the code %(code)s is there twice.") % {"line": row.line, "code": code})
        rows[code] = values
    return rows


@transaction.atomic
def import_places(rows: Mapping[str, Mapping[str, str]], kind: Kind, *, dry_run: bool = False) -> Outcome:
    """Adds what is new and changes what is different; what the list does not name stays and is reported as missing.

    Raises WrongList when a place lies in nothing we know. Five queries and one for each 500 places written.
    """
    known = {place.code: place for place in kind.model.objects.all()}
    parents = dict(kind.parent_model.objects.values_list("code", "pk"))
    if lost := sorted({code[: kind.parent_digits] for code in rows} - set(parents)):
        raise WrongList(_("Nothing has the codes %(codes)s, in which places of the list lie.") % {"codes": _some(lost)})
    new = [code for code in rows if code not in known]
    changed = {code: difference for code in rows if code in known and (difference := _differs(known[code], rows[code]))}
    if not dry_run:
        _write(kind, rows, new, parents, [_set(known[code], rows[code]) for code in changed])
    missing = tuple(code for code in sorted(known) if code not in rows)
    return Outcome(tuple(new), changed, len(rows) - len(new) - len(changed), missing)


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:10])


def _differs(place: models.Model, values: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (getattr(place, name), value) for name, value in values.items() if getattr(place, name) != value}


def _set(place: models.Model, values: Mapping[str, str]) -> models.Model:
    for name, value in values.items():
        setattr(place, name, value)
    return place


def _write(kind: Kind, rows, new: Iterable[str], parents: Mapping[str, int], changed: list) -> None:
    kind.model.objects.bulk_create(
        (
            kind.model(code=code, **{f"{kind.parent}_id": parents[code[: kind.parent_digits]]}, **rows[code])
            for code in new
        ),
        batch_size=500,
    )
    kind.model.objects.bulk_update(changed, list(kind.columns.values()), batch_size=500)
    bump()
