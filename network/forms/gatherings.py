"""Meetings and trainings: what is planned, who speaks, and who is on the list."""

from __future__ import annotations

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.models import Centre

from ..models import Gathering, Speaker
from .dates import DayField
from .fields import TextField

FIELDS = (
    "centre", "kind", "state", "title", "topic", "knowledge", "on", "until", "starts_at", "hours", "place", "organiser",
    "objective", "agenda", "outcome",
)  # fmt: skip
#: Rows for speakers beyond those that are there.
EMPTY_ROWS = 2


class GatheringForm(forms.ModelForm):
    on = DayField(label=gettext_lazy("day"))
    until = DayField(
        label=gettext_lazy("last day"), required=False, help_text=gettext_lazy("Only if it takes several days.")
    )

    class Meta:
        model = Gathering
        fields = FIELDS
        widgets = {
            "starts_at": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "objective": forms.Textarea(attrs={"rows": 3}),
            "agenda": forms.Textarea(attrs={"rows": 6}),
            "outcome": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, centres: list[Centre], headquarters: bool, **kwargs):
        super().__init__(*args, **kwargs)
        centre = self.fields["centre"]
        centre.queryset = Centre.objects.filter(pk__in=[each.pk for each in centres])
        centre.empty_label = _("Headquarters") if headquarters else None
        centre.required = not headquarters
        if len(centres) == 1 and not headquarters and not self.instance.pk:
            centre.initial = centres[0].pk

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("on"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", _("The last day comes after the first."))
        return cleaned


SpeakerForms = inlineformset_factory(
    Gathering, Speaker, fields=("name", "position", "topic"), extra=EMPTY_ROWS, can_delete=True, max_num=40
)


class GuestForm(forms.Form):
    """Somebody who is neither an officer nor a volunteer on file."""

    name = TextField(label=gettext_lazy("name"), max_length=200)
    organisation = TextField(label=gettext_lazy("organisation"), max_length=200, required=False)
