"""Writes a checked and decided list into the records: all of it or nothing, with a line of history for each partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from home.generation import bump
from home.models import District, FileImport, Province, Subdistrict

from .. import codes, standing
from ..models import Change, Partner, PartnerImport, StagedRow
from .change_partner import Actor, as_text, reindex

Verdict, Decision = StagedRow.Verdict, StagedRow.Decision
PLACES = {"province": Province, "district": District, "subdistrict": Subdistrict}
#: Local governments become one another: a sub-district organisation a municipality, a town a city.
RAISED = frozenset({"sao", "subdistrict_municipality", "town", "city"})
SEARCHED = {"name_th", "name_en", "former_names", "address", "kind", "province", "district", "subdistrict"}
KEPT_UP = ("host_key", "name_key", "order_key", "version", "updated_at")
BATCH = 500


class RecordsChanged(Exception):
    """Partners that the list is about were changed since it was checked; it must be checked again."""


@dataclass
class Target:
    """A partner to write, new or known, what of it changes, and the row that says so (the first, where several do)."""

    partner: Partner
    row: int
    line: int
    is_new: bool
    changed: dict[str, list[str]] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    expected: int | None = None


@dataclass(frozen=True)
class Plan:
    """What an import would write, worked out before the database is asked to hold still."""

    batch: PartnerImport
    targets: tuple[Target, ...]
    left_out: int

    @property
    def new(self) -> list[Target]:
        return [target for target in self.targets if target.is_new]

    @property
    def known(self) -> list[Target]:
        return [target for target in self.targets if not target.is_new and target.changed]


def plan_import(batch: PartnerImport, *, today: date) -> Plan:
    """Works out what the rows say together; reads only."""
    kept = batch.rows.filter(
        Q(verdict__in=[Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED])
        | Q(verdict=Verdict.DUPLICATE, decision__in=[Decision.NEW, Decision.SAME])
    ).order_by("line")
    places = {name: model.objects.in_bulk() for name, model in PLACES.items()}
    about = {key for keys in kept.values_list("partner", "twin") for key in keys if key}
    partners = Partner.objects.in_bulk(about)
    for partner in partners.values():
        for name, found in places.items():
            setattr(partner, name, found.get(getattr(partner, f"{name}_id")))
    targets: dict[int, Target] = {}
    by_partner: dict[int, Target] = {}
    left_out = batch.rows.exclude(verdict="").count() - kept.count()
    for row in kept.defer("cells").iterator(chunk_size=500):
        target = _target(row, targets, by_partner, partners, batch.source)
        if target is None:
            left_out += 1
            continue
        targets[row.line] = target
        if target.partner.pk:
            by_partner.setdefault(target.partner.pk, target)
        _say(target, row, _values(row, places))
    unique = {id(target): target for target in targets.values()}
    for target in unique.values():
        target.partner.set_keys()
        if target.is_new:
            target.partner.status = standing.standing(target.partner.seen(), today)
    return Plan(batch, tuple(unique.values()), left_out)


def _target(
    row: StagedRow, targets: dict[int, Target], by_partner: dict[int, Target], partners: dict[int, Partner], source: str
) -> Target | None:
    """Whom a row writes to. None for one that is the same as a row or a partner that is not there (any more)."""
    asked = row.verdict == Verdict.DUPLICATE
    if row.verdict == Verdict.NEW or (asked and row.decision == Decision.NEW):
        return Target(Partner(source=source), row.pk, row.line, is_new=True)
    if asked and (line := row.values.get("twin_line")):
        return targets.get(line)
    key = row.twin_id if asked else row.partner_id
    if key in by_partner:
        return by_partner[key]
    if key not in partners:
        if asked:
            return None
        raise RecordsChanged
    return Target(partners[key], row.pk, row.line, is_new=False, expected=None if asked else row.values["version"])


def _values(row: StagedRow, places: dict[str, dict[int, models.Model]]) -> dict[str, Any]:
    return {
        name: places[name].get(value) if name in PLACES and value else value
        for name, value in row.values["fields"].items()
    }


def _say(target: Target, row: StagedRow, values: dict[str, Any]) -> None:
    """Gives a row's values to its target. Of two rows the first counts; a twin keeps its name and learns the other."""
    partner = target.partner
    if target.row != row.pk:
        values = {name: value for name, value in values.items() if name not in target.said}
    if row.verdict == Verdict.DUPLICATE and row.decision == Decision.SAME:
        _settle_names(partner, row.values["fields"], values)
    for name, value in values.items():
        before = getattr(partner, name, None)
        if before != value:
            target.changed.setdefault(name, [as_text(before), ""])[1] = as_text(value)
            if not target.is_new:
                target.before.setdefault(name, _stored(before))
            setattr(partner, name, value)
    target.said = (*target.said, *row.values["fields"])


def _settle_names(partner: Partner, said: dict[str, Any], values: dict[str, Any]) -> None:
    """Another spelling joins the former names; a local government of another kind was raised to it, and is renamed."""
    values.pop("kind", None)
    values.pop("name_th", None)
    other = said.get("name_th", "")
    if other and said["kind"] != partner.kind and {said["kind"], partner.kind} <= RAISED:
        other = partner.name_th
        values["kind"], values["name_th"] = said["kind"], said["name_th"]
    names = [*partner.former_names.splitlines(), *values.get("former_names", "").splitlines(), other]
    name = values.get("name_th", partner.name_th)
    values["former_names"] = "\n".join(dict.fromkeys(one for one in names if one and one != name))


def _stored(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def write_import(plan: Plan, *, actor: Actor, at: datetime) -> None:
    """One transaction of a few seconds: partners, history, search index, one entry in the log.

    Raises RecordsChanged, and then nothing is written.
    """
    batch, upload = plan.batch, plan.batch.upload
    new, known = plan.new, plan.known
    with transaction.atomic():
        _must_be_as_checked(known)
        _give_codes([target.partner for target in new])
        Partner.objects.bulk_create([target.partner for target in new], batch_size=BATCH)
        _update(known)
        _write_history([*new, *known], actor, at, _("List “%(name)s”, line %(line)s"), upload.name)
        _note(plan)
        _index(plan)
        counts = {"new": len(new), "changed": len(known), "left_out": plan.left_out}
        batch.counts = batch.counts | {f"written_{name}": number for name, number in counts.items()}
        batch.save(update_fields=["counts"])
        upload.state, upload.imported_at = FileImport.State.IMPORTED, at
        upload.save(update_fields=["state", "imported_at"])
        log(instance=upload, action="home.import", user=actor.user, data={"file": upload.name, **counts})
        bump()


def _must_be_as_checked(known: Sequence[Target]) -> None:
    expected = {target.partner.pk: target.partner.version for target in known}
    now = dict(Partner.objects.select_for_update().filter(pk__in=expected).order_by("pk").values_list("pk", "version"))
    checked = all(target.expected in (None, target.partner.version) for target in known)
    if now != expected or not checked:
        raise RecordsChanged


def _give_codes(partners: Sequence[Partner]) -> None:
    """Codes that nobody has; of ten thousand random ones a few always meet one that is taken."""
    given: set[str] = set()
    while len(given) < len(partners):
        fresh = {codes.new_code() for _number in range(len(partners) - len(given))} - given
        given |= fresh - set(Partner.objects.filter(code__in=fresh).values_list("code", flat=True))
    for partner, code in zip(partners, given, strict=True):
        partner.code = code


def _update(known: Sequence[Target]) -> None:
    names = sorted({name for target in known for name in target.changed})
    for target in known:
        target.partner.version += 1
    if known:
        partners = [target.partner for target in known]
        # Inserted over what is there: an UPDATE with a CASE for each of the rows takes ten times as long.
        Partner.objects.bulk_create(
            partners,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[*names, *KEPT_UP],
        )


def _write_history(targets: Sequence[Target], actor: Actor, at: datetime, reason: str, name: str) -> None:
    Change.objects.bulk_create(
        (
            Change(
                partner=target.partner,
                at=at,
                by=actor.user,
                actor=actor.role,
                verb=Change.Verb.IMPORTED,
                fields=target.changed,
                reason=(reason % {"name": name[:200], "line": target.line})[:300],
            )
            for target in targets
        ),
        batch_size=BATCH,
    )


def _note(plan: Plan) -> None:
    """Keeps beside each row what it wrote, which is what taking it back needs."""
    rows = (
        StagedRow(
            pk=target.row,
            batch=plan.batch,
            line=target.line,
            partner=target.partner,
            before={
                "new": target.is_new,
                "version": target.partner.version,
                "fields": target.before,
                "after": {name: _stored(getattr(target.partner, name)) for name in target.before},
            },
        )
        for target in (*plan.new, *plan.known)
    )
    StagedRow.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=["partner", "before"]
    )


def _index(plan: Plan) -> None:
    """What search reads of a partner; a new telephone number is none of it."""
    partners = [
        target.partner for target in (*plan.new, *plan.known) if target.is_new or target.changed.keys() & SEARCHED
    ]
    for first in range(0, len(partners), BATCH):
        reindex(partners[first : first + BATCH])
