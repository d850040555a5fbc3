"""How rows of a list become partners: a resource of django-import-export that reads, recognises and compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from tablib import Dataset

from ..actions.change_partner import differences
from ..models import Partner, StagedRow
from .columns import PARTNER
from .known import Match, Register, Signs, spelling
from .reading import Problem, Reading, RowReader

Verdict = StagedRow.Verdict
#: What a list may set, in the order in which it is shown.
FIELDS = (
    "kind", "name_th", "name_en", "former_names", "province", "district", "subdistrict", "address", "zip_code",
    "website", "phone", "email", "latitude", "longitude",
)  # fmt: skip


@dataclass
class Outcome:
    """What became of a row: its verdict, what it says, what would differ, and which partner it is or may be about."""

    verdict: str
    reading: Reading
    match: Match = field(default_factory=Match)
    differences: dict[str, list[str]] = field(default_factory=dict)
    version: int = 0
    signs: Signs | None = None


class PartnerResource(ModelResource):
    """Tries rows without writing. `outcomes` has one for each row, in their order."""

    class Meta:
        model = Partner
        fields = import_order = FIELDS
        import_id_fields = ("name_th",)
        use_bulk = skip_diff = True

    def __init__(self, reader: RowReader, user) -> None:
        super().__init__()
        self.reader, self.user = reader, user
        self.outcomes: list[Outcome] = []
        self._matches: list[Match] = []
        self._readings: list[Reading] = []
        self._signs: list[Signs | None] = []
        self._known: dict[int, Partner] = {}

    def before_import(self, dataset, **kwargs) -> None:
        """Reads all rows first, so that the partners they are about come with two queries."""
        self._readings = [self.reader.read(row) for row in dataset.dict]
        self._signs = [Signs.of(one.values) if one.is_sound else None for one in self._readings]
        codes = [one.code for one in self._readings if one.is_sound and one.code]
        register = Register.load(self.user, filter(None, self._signs), codes)
        pairs = zip(self._readings, self._signs, strict=True)
        self._matches = [_match(register, reading, signs) for reading, signs in pairs]
        self._known = Partner.objects.with_places().in_bulk([one.same for one in self._matches if one.same])

    def before_import_row(self, row, **kwargs) -> None:
        number = kwargs["row_number"] - 1
        self._outcome = Outcome(Verdict.NEW, self._readings[number], self._matches[number], signs=self._signs[number])
        self.outcomes.append(self._outcome)

    def get_instance(self, instance_loader, row):
        return self._known.get(self._outcome.match.same)

    def import_instance(self, instance, row, **kwargs) -> None:
        outcome = self._outcome
        reading = outcome.reading
        if reading.is_sound and reading.code and outcome.match.same is None:
            reason = _("There is no organisation with the code %(code)s in your provinces.") % {"code": reading.code}
            reading.refuse("code", reading.code, reason)
        if not reading.is_sound:
            raise ValidationError({NON_FIELD_ERRORS: [problem.reason for problem in reading.problems]})
        outcome.version = instance.version if instance.pk else 0
        if instance.pk and not reading.code:
            _keep_name(instance, reading.values)
        _settle(instance, reading.values)
        outcome.differences = differences(instance, reading.values) if instance.pk else {}
        for name, value in reading.values.items():
            setattr(instance, name, value)

    def skip_row(self, instance, original, row, import_validation_errors=None) -> bool:
        return not import_validation_errors and bool(instance.pk) and not self._outcome.differences

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        said = self._outcome.reading.values
        exclude = [one.name for one in Partner._meta.fields if one.name not in said or one.is_relation]
        try:
            instance.clean_fields(exclude=exclude)
        except ValidationError as problem:
            for name, reasons in problem.message_dict.items():
                for reason in reasons:
                    self._outcome.reading.refuse(name, said[name], reason)
            raise

    def judge(self, rows: Sequence[Mapping[str, Any]]) -> list[Outcome]:
        """Tries some rows; nothing is written."""
        headers = [column.name for column in PARTNER]
        data = Dataset(headers=headers)
        for row in rows:
            data.append([row.get(name) for name in headers])
        # Not import_data(dry_run=True): it opens a transaction, and on SQLite that keeps everybody else from writing.
        result = self.import_data_inner(
            data, dry_run=True, raise_errors=False, using_transactions=False, collect_failed_rows=False
        )
        for error in [*result.base_errors, *(error for _number, errors in result.row_errors() for error in errors)]:
            raise error.error
        for outcome, row_result in zip(self.outcomes, result.rows, strict=True):
            outcome.verdict = _verdict(outcome, row_result)
        return self.outcomes


def _verdict(outcome: Outcome, row_result) -> str:
    if not outcome.reading.is_sound:
        return Verdict.ERROR
    if outcome.match.twin:
        return Verdict.DUPLICATE
    if row_result.is_skip():
        return Verdict.UNCHANGED
    return Verdict.NEW if row_result.is_new() else Verdict.CHANGED


def _match(register: Register, reading: Reading, signs: Signs | None) -> Match:
    if signs is None:
        return Match()
    if reading.code:
        return Match(same=register.by_code.get(reading.code))
    return register.match(signs)


def _keep_name(partner: Partner, said: dict[str, Any]) -> None:
    """A name in another spelling, or one the organisation is also known by, does not rename it; its code does."""
    said_name = spelling(said["name_th"])
    if said_name == spelling(partner.name_th) or said_name in map(spelling, partner.former_names.splitlines()):
        del said["name_th"], said["kind"]


def _settle(partner: Partner, said: dict[str, Any]) -> None:
    """What a row says beside what we know: a place told less exactly takes nothing away, former names are added."""
    if partner.pk and "subdistrict" not in said and "district" in said:
        if said["district"] == partner.district:
            del said["district"]
        else:
            said["subdistrict"] = None
    if partner.former_names and "former_names" in said:
        names = [*partner.former_names.splitlines(), said["former_names"]]
        said["former_names"] = "\n".join(dict.fromkeys(names))


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them: related records by their key."""
    return {name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()}


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [problem.as_json() for problem in problems]
