"""Days and years as people write them: with Thai digits, months in Thai, Buddhist or Gregorian years."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.thai import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, arabic_digits, clean

from ..outreach.clock import buddhist_year_meant

#: Years from here on are Buddhist.
FIRST_BUDDHIST = 2400
_MONTHS = {name.replace(".", ""): number % 12 + 1 for number, name in enumerate(MONTHS + MONTHS_SHORT)}


class WrongDay(ValueError):
    """Not a day: mistyped, or not in the calendar."""


def read_day(typed: str) -> date:
    """2027-01-15, 15/1/2570, 15-1-2027, 15 ม.ค. 2570. Raises WrongDay, for 30 February as well."""
    parts = arabic_digits(clean(typed)).replace("/", " ").replace("-", " ").split()
    if len(parts) != 3:
        raise WrongDay
    day, month, year = parts if len(parts[2]) == 4 else reversed(parts)
    number = _MONTHS.get(month.replace(".", ""), month)
    try:
        typed_year = int(year)
        return date(typed_year - BUDDHIST_OFFSET * (typed_year >= FIRST_BUDDHIST), int(number), int(day))
    except ValueError:
        raise WrongDay from None


class DayField(forms.DateField):
    """The browser's own calendar where it has one; typed by hand, the year may be Buddhist."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": widget} | kwargs)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return read_day(str(value))
        except WrongDay:
            sentence = _("There is no such day: “%(typed)s”. Write it as 15/1/2570.")
            raise forms.ValidationError(sentence % {"typed": str(value)[:40]}) from None


class BuddhistYearField(forms.IntegerField):
    """A fiscal year; whoever types a Gregorian one is offered the Buddhist one."""

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 2500, "max_value": 2700} | kwargs)

    def to_python(self, value):
        return super().to_python(arabic_digits(str(value)) if value not in self.empty_values else value)

    def run_validators(self, value):
        if value is not None and (meant := buddhist_year_meant(value)):
            sentence = _("%(typed)s is a Gregorian year. Did you mean %(meant)s?")
            raise forms.ValidationError(sentence % {"typed": value, "meant": meant}, code="gregorian")
        super().run_validators(value)


class MoneyField(forms.DecimalField):
    """Baht and satang, nothing negative; grouped thousands and Thai digits are read, letters refused in words."""

    default_error_messages = {"invalid": gettext_lazy("Write an amount in figures, such as 1,250.00.")}

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(**{"min_value": 0, "max_digits": 12, "decimal_places": 2, "widget": widget} | kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = arabic_digits(clean(value)).replace(",", "")
        return super().to_python(value)
