"""Days and moments in forms of the admin, read as Thai offices write them.

Wagtail's picker writes 2026-05-01. People write 1/5/2569, ๑/๕/๒๕๖๙ or 1 พฤษภาคม 2569: both are read, by the one reader
of `cells`. `static/home/admin/dates.js` does the same while somebody types; these fields need no script.
"""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _

from . import cells

NO_DAY = _("There is no day “%(written)s”. Write it as 1/5/2569, 1 May 2026 or 2026-05-01.")
NO_MOMENT = _("There is no day or time “%(written)s”. Write it as 1/5/2569 09:30 or 2026-05-01 09:30.")


class DayField(forms.DateField):
    """A day; in a year from 2400 on, of the Buddhist era."""

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return cells.day(value)
        except cells.NotADay as problem:
            raise ValidationError(NO_DAY, code="invalid", params={"written": problem}) from None


class MomentField(forms.DateTimeField):
    """A day with its time, in the time zone of the office; in a year from 2400 on, of the Buddhist era."""

    def to_python(self, value: object) -> datetime | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return from_current_timezone(cells.moment(value))
        except cells.NotADay as problem:
            raise ValidationError(NO_MOMENT, code="invalid", params={"written": problem}) from None
