"""A trip as it is asked for and settled."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import EstimateLine, Rate, Traveller, TravelRequest
from ..models.travel import Category
from .dates import DayField, MoneyField


class TravelForm(forms.ModelForm):
    class Meta:
        model = TravelRequest
        fields = ("starts_on", "ends_on", "vehicle", "vehicle_note", "note")
        field_classes = {"starts_on": DayField, "ends_on": DayField}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The trip ends before it begins."))
        season = self.instance.season
        if first and last and not (season.dates.holds(first) and season.dates.holds(last)):
            self.add_error("starts_on", _("The trip lies outside of the field work of the season."))
        return cleaned


class LineForm(forms.Form):
    """A line of the estimate. A rate of the day fills what is left empty."""

    rate_row = forms.ModelChoiceField(Rate.objects.none(), label=capfirst(gettext_lazy("rate on file")), required=False)
    category = forms.ChoiceField(label=capfirst(gettext_lazy("category")), choices=Category.choices)
    description = forms.CharField(label=capfirst(gettext_lazy("description")), max_length=200, required=False)
    people = forms.IntegerField(label=capfirst(gettext_lazy("number")), min_value=1, max_value=999, initial=1)
    units = forms.DecimalField(
        label=capfirst(gettext_lazy("days or units")), min_value=0, max_digits=7, decimal_places=2, initial=1
    )
    rate = MoneyField(label=capfirst(gettext_lazy("baht each")), required=False)

    def __init__(self, *args, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rate_row"].queryset = Rate.objects.filter(from_on__lte=day).exclude(until_on__lt=day)

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("rate_row")
        if chosen:
            cleaned["category"] = chosen.category
            cleaned["description"] = cleaned.get("description") or chosen.name
            if cleaned.get("rate") is None:
                cleaned["rate"] = chosen.amount
        if cleaned.get("rate") is None and "rate" not in self.errors:
            self.add_error("rate", _("Choose a rate on file, or write an amount."))
        if not cleaned.get("description"):
            self.add_error("description", _("Say what the amount is for."))
        return cleaned

    def line(self, request: TravelRequest) -> EstimateLine:
        names = ("category", "description", "people", "units", "rate")
        return EstimateLine(request=request, **{name: self.cleaned_data[name] for name in names})


class TravellerForm(forms.ModelForm):
    class Meta:
        model = Traveller
        fields = ("name", "position")


class SettleForm(forms.Form):
    """A field for each line, named by its key."""

    def __init__(self, *args, request: TravelRequest, **kwargs):
        super().__init__(*args, **kwargs)
        for line in request.lines.all():
            label = f"{line.description} ({line.get_category_display()})"
            self.fields[f"line-{line.pk}"] = MoneyField(label=label, initial=line.amount)

    @property
    def spent(self):
        return {int(name.removeprefix("line-")): value for name, value in self.cleaned_data.items()}
