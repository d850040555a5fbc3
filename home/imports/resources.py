"""How rows of a file become indicators and figures: django-import-export resources that read what offices write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource

from .. import cells
from ..models import Indicator, Observation
from ..periods import UnknownPeriod
from ..templatetags.dates import short_date
from . import lookups
from .report import MOST_CHANGES, Change, Difference

FOUR_PLACES = Decimal("0.0001")


class ReadField(Field):
    """A column whose cells are read by a function; what it raises as ValueError is the reason shown beside the row."""

    def __init__(self, name: str, read: Callable[[Any], Any], *, sets: Callable[[Any, Any], None] | None = None):
        super().__init__(attribute=name, column_name=name)
        self.read, self.sets = read, sets

    def save(self, instance, row, is_m2m=False, **kwargs) -> None:
        value = self.read(row[self.column_name])
        if self.sets:
            self.sets(instance, value)
        else:
            setattr(instance, self.attribute, value)


class RowsResource(ModelResource):
    """Rows that are recognised by what they are about, tried without writing, and written in bulk.

    `watched` are the fields that make a row a change. `lines` maps the number of a row to its line in the file.
    """

    watched: tuple[str, ...] = ()

    def __init__(self, lines: list[int]) -> None:
        super().__init__()
        self.lines = lines
        self.changes: list[Change] = []
        self.changed_fields: set[str] = set()
        self._existing: dict[tuple, Any] = {}
        self._before: dict[int, dict[str, Any]] = {}
        self._line_of_key: dict[tuple, int] = {}

    def key(self, instance) -> tuple:
        """What a record is about; no two records share it."""
        raise NotImplementedError

    def find_existing(self, dataset) -> dict[tuple, Any]:
        """The records that the rows may be about, by key; a fixed number of queries."""
        raise NotImplementedError

    def before_import(self, dataset, **kwargs) -> None:
        self._existing = self.find_existing(dataset)

    def get_instance(self, instance_loader, row):
        probe = self._meta.model()
        try:
            for name in self._meta.import_id_fields:
                self.fields[name].save(probe, row)
        except ValueError:
            # import_instance() meets the same cell again and says what is wrong with it.
            return None
        return self._existing.get(self.key(probe))

    def after_init_instance(self, instance, new, row, **kwargs) -> None:
        self._before = {} if new else {name: getattr(instance, name) for name in self.watched}

    def import_instance(self, instance, row, **kwargs) -> None:
        errors = {}
        for field in self.get_import_fields():
            try:
                self.import_field(field, instance, row, **kwargs)
            except ValueError as problem:
                errors[field.column_name] = ValidationError(str(problem))
        if errors:
            raise ValidationError(errors)
        line = self.lines[kwargs["row_number"] - 1]
        first = self._line_of_key.setdefault(self.key(instance), line)
        if first != line:
            raise ValidationError({NON_FIELD_ERRORS: [_("Line %(line)s is about the same.") % {"line": first}]})

    def skip_row(self, instance, original, row, import_validation_errors=None) -> bool:
        return (
            not import_validation_errors
            and bool(self._before)
            and all(getattr(instance, name) == value for name, value in self._before.items())
        )

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        errors = dict(import_validation_errors or {})
        if not errors:
            relations = [field.name for field in instance._meta.fields if field.is_relation]
            try:
                instance.clean_fields(exclude=relations)
                instance.clean()
            except ValidationError as problem:
                errors = problem.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def after_save_instance(self, instance, row, **kwargs) -> None:
        changed = {name: before for name, before in self._before.items() if getattr(instance, name) != before}
        self.changed_fields.update(changed)
        if len(self.changes) < MOST_CHANGES:
            line = self.lines[kwargs["row_number"] - 1]
            differences = tuple(
                Difference(
                    str(instance._meta.get_field(name).verbose_name), _shown(before), _shown(getattr(instance, name))
                )
                for name, before in changed.items()
            )
            self.changes.append(Change(line, str(instance), not self._before, differences))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return short_date(value) if isinstance(value, date) else str(value)


def _text(refusal: Callable[[], str] | None = None, *, longest: int | None = None) -> Callable[[Any], str]:
    def read(cell: Any) -> str:
        text = cells.text(cell)
        if not text and refusal:
            raise ValueError(refusal())
        if longest and len(text) > longest:
            raise ValueError(_("The text is longer than %(count)s characters.") % {"count": longest})
        return text

    return read


def read_value(cell: Any) -> Decimal:
    """A figure, rounded to the four decimal places that are kept. Raises ValueError in words."""
    if not cells.text(cell):
        raise ValueError(_("The value is missing."))
    try:
        return cells.number(cell).quantize(FOUR_PLACES, ROUND_HALF_UP)
    except (cells.NotANumber, ArithmeticError):
        raise ValueError(_("“%(value)s” is not a number.") % {"value": cells.text(cell)[:60]}) from None


def read_as_of(cell: Any):
    if not cells.text(cell):
        raise ValueError(_("The as-of date is missing: a figure cannot be published without it."))
    try:
        return cells.day(cell)
    except cells.NotADay:
        raise ValueError(
            _("“%(value)s” is not a date. Write it as 31/5/2569 or 2026-05-31.") % {"value": cells.text(cell)[:60]}
        ) from None


def read_period(cell: Any):
    if not cells.text(cell):
        raise ValueError(_("The period is missing."))
    try:
        return cells.period(cell)
    except UnknownPeriod:
        raise ValueError(
            _("“%(value)s” is not a period. Write it as พ.ค. 2569, ไตรมาส 2/2569, ครึ่งปีแรก 2569, 2569 or 2026-05.")
            % {"value": cells.text(cell)[:60]}
        ) from None


def _set_place(observation: Observation, place: lookups.Place) -> None:
    observation.province, observation.centre = place.province, place.centre


def _set_period(observation: Observation, period) -> None:
    observation.period_kind, observation.period_start = period.kind, period.start


class ObservationResource(RowsResource):
    """Figures, recognised by indicator, place and period."""

    watched = ("value", "source", "source_url", "as_of", "demonstration")

    indicator = ReadField("indicator", str)
    place = ReadField("place", str, sets=_set_place)
    period = ReadField("period", read_period, sets=_set_period)
    value = ReadField("value", read_value)
    source = ReadField(
        "source", _text(lambda: _("The source is missing: a figure cannot be published without it."), longest=200)
    )
    as_of = ReadField("as_of", read_as_of)
    source_url = ReadField("source_url", _text(longest=200))
    demonstration = ReadField("demonstration", cells.truth)

    class Meta:
        model = Observation
        fields = import_order = (
            "indicator", "place", "period", "value", "source", "as_of", "source_url", "demonstration",
        )  # fmt: skip
        import_id_fields = ("indicator", "place", "period")
        use_bulk = skip_diff = True

    def before_import(self, dataset, **kwargs) -> None:
        self.fields["indicator"].read = _finding(lookups.indicators(), _("The indicator is missing."))
        self.fields["place"].read = _finding(
            lookups.places(), _("The place is missing. For the whole country write “ทั้งประเทศ”.")
        )
        super().before_import(dataset, **kwargs)

    def key(self, instance: Observation) -> tuple:
        return (
            instance.indicator_id,
            instance.province_id,
            instance.centre_id,
            instance.period_kind,
            instance.period_start,
        )

    def find_existing(self, dataset) -> dict[tuple, Observation]:
        indicators, starts = set(), set()
        for row in dataset.dict:
            try:
                indicators.add(self.fields["indicator"].read(row["indicator"]).pk)
                starts.add(read_period(row["period"]).start)
            except ValueError:
                continue
        if not indicators or not starts:
            return {}
        found = Observation.objects.filter(
            indicator__in=indicators, period_start__range=(min(starts), max(starts))
        ).select_related("indicator", "province", "centre")
        return {self.key(one): one for one in found}


def _finding(lookup: lookups.Lookup, refusal: str) -> Callable[[Any], Any]:
    def read(cell: Any):
        text = cells.text(cell)
        if not text:
            raise ValueError(refusal)
        return lookup.find(text)

    return read


def read_decimals(cell: Any) -> int:
    text = cells.text(cell)
    if text and text not in {"0", "1", "2", "3", "4"}:
        raise ValueError(_("“%(value)s” is not a number of decimal places from 0 to 4.") % {"value": text[:60]})
    return int(text or 0)


class IndicatorResource(RowsResource):
    """Indicators, recognised by their code."""

    watched = ("name_th", "name_en", "unit_th", "unit_en", "meaning_th", "meaning_en", "decimals")

    code = ReadField("code", _text(lambda: _("The code is missing."), longest=60))
    name_th = ReadField("name_th", _text(lambda: _("The Thai name is missing."), longest=200))
    name_en = ReadField("name_en", _text(longest=200))
    unit_th = ReadField("unit_th", _text(lambda: _("The unit is missing."), longest=60))
    unit_en = ReadField("unit_en", _text(longest=60))
    meaning_th = ReadField("meaning_th", _text())
    meaning_en = ReadField("meaning_en", _text())
    decimals = ReadField("decimals", read_decimals)

    class Meta:
        model = Indicator
        fields = import_order = (
            "code", "name_th", "name_en", "unit_th", "unit_en", "meaning_th", "meaning_en", "decimals",
        )  # fmt: skip
        import_id_fields = ("code",)
        use_bulk = skip_diff = True

    def key(self, instance: Indicator) -> tuple:
        return (instance.code,)

    def find_existing(self, dataset) -> dict[tuple, Indicator]:
        return {self.key(one): one for one in Indicator.objects.all()}
