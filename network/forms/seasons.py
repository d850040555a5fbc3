"""The set-up of a season."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.thai import MONTHS_SHORT, arabic_digits, clean, fiscal_year

from ..models import Holiday, Season
from .dates import BuddhistYearField, DayField

DATES = ("field_start", "field_end", "form2_deadline", "report_deadline")


class NewSeasonForm(forms.Form):
    fiscal_year = BuddhistYearField(label=capfirst(gettext_lazy("fiscal year (B.E.)")))

    def clean_fiscal_year(self):
        year = self.cleaned_data["fiscal_year"]
        if Season.objects.filter(fiscal_year=year).exists():
            raise forms.ValidationError(_("This year has a season already."))
        return year


class SeasonForm(forms.ModelForm):
    class Meta:
        model = Season
        fields = ("project_title", *DATES, "visits_per_day", "screening_days", "remind_days", "replace_days",
            "record_days", "ready_days")  # fmt: skip
        field_classes = dict.fromkeys(DATES, DayField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in DATES:
            self.fields[name].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def clean(self):
        cleaned = super().clean()
        days = [cleaned.get(name) for name in DATES]
        if all(days) and days != sorted(days):
            raise forms.ValidationError(_("The days must follow each other: field work, its end, Form 2, the summary."))
        if all(days) and fiscal_year(days[0]) != self.instance.fiscal_year:
            self.add_error("field_start", _("The field work begins in another fiscal year."))
        return cleaned


class HolidayForm(forms.ModelForm):
    class Meta:
        model = Holiday
        fields = ("on", "name")
        field_classes = {"on": DayField}


def read_number(typed: str) -> int | None:
    """A count as typed into a cell of a matrix: empty is nothing, anything else that is no number is refused.

    Raises ValueError.
    """
    digits = arabic_digits(clean(typed)).replace(",", "")
    if not digits:
        return None
    if not digits.isdigit() or int(digits) > 9999:
        raise ValueError(typed)
    return int(digits)


def month_name(month: date) -> str:
    return MONTHS_SHORT[month.month - 1]
