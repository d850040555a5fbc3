"""The record of a visit, as it is filled in on a telephone."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from home.uploads import WholePictureField

from ..actions.record_visit import Picture
from ..models import Visit
from ..outreach import standard
from .dates import DayField

HEADS = ("heads_staff", "heads_teachers", "heads_pupils", "heads_public")
MOST_PICTURES = 6
_CHANNELS = [("", "—"), *Visit.Channel.choices]


class RecordForm(forms.Form):
    """`key` makes sure that what is sent twice arrives once. A ticked step without a time gets none of its own."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    visited_on = DayField(label=capfirst(gettext_lazy("visited on")))
    steps_reason = forms.CharField(
        label=capfirst(gettext_lazy("why a step was left out")), max_length=300, required=False
    )
    form1_count = forms.IntegerField(label=capfirst(gettext_lazy("Form 1 sheets")), min_value=0, required=False)
    form1_channel = forms.ChoiceField(label=capfirst(gettext_lazy("Form 1 came")), choices=_CHANNELS, required=False)
    form1_reason = forms.CharField(
        label=capfirst(gettext_lazy("why there is no Form 1")), max_length=300, required=False
    )
    form2_handed = forms.IntegerField(
        label=capfirst(gettext_lazy("Form 2 sheets handed out")), min_value=0, required=False
    )
    questions = forms.CharField(
        label=capfirst(gettext_lazy("questions asked, one a line")),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    remarks = forms.CharField(
        label=capfirst(gettext_lazy("remarks")),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, visit: Visit, today, **kwargs):
        self.visit = visit
        usual = {
            name: getattr(visit, name) for name in self.base_fields if hasattr(visit, name) and name != "questions"
        }
        usual["visited_on"] = visit.visited_on or min(visit.day or today, today)
        usual |= {f"step{number}": at is not None for number, at in enumerate(visit.steps, 1)}
        usual |= {f"step{number}_at": at for number, at in enumerate(visit.steps, 1)}
        kwargs["initial"] = {**usual, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        clock = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        for number, words in enumerate(standard.STEPS, 1):
            self.fields[f"step{number}"] = forms.BooleanField(label=words, required=False)
            self.fields[f"step{number}_at"] = forms.TimeField(
                label=capfirst(gettext_lazy("time")), widget=clock, required=False
            )
        for name in HEADS:
            label = capfirst(Visit._meta.get_field(name).verbose_name)
            self.fields[name] = forms.IntegerField(
                label=label, min_value=0, max_value=100_000, required=False, initial=getattr(visit, name) or None
            )
        for number in range(1, MOST_PICTURES + 1):
            self.fields[f"photo{number}"] = WholePictureField(
                label=capfirst(gettext_lazy("photograph")), required=False,
                widget=forms.FileInput(attrs={"accept": "image/*"}),
            )  # fmt: skip
        self.fields["caption"] = forms.CharField(
            label=capfirst(gettext_lazy("what the photographs show")), max_length=200, required=False
        )

    @property
    def steps(self):
        """(tick, time) for the template."""
        return [(self[f"step{number}"], self[f"step{number}_at"]) for number in range(1, len(standard.STEPS) + 1)]

    @property
    def heads(self):
        return [self[name] for name in HEADS]

    @property
    def photos(self):
        return [self[f"photo{number}"] for number in range(1, MOST_PICTURES + 1)]

    @property
    def values(self) -> dict:
        """Fields of the visit. A step that is ticked without a time took place at the hour of the appointment."""
        data, visit = self.cleaned_data, self.visit
        usual = timezone.localtime(visit.appointment).time() if visit.appointment else timezone.localtime().time()
        values = {
            f"step{number}_at": (data[f"step{number}_at"] or usual) if data[f"step{number}"] else None
            for number in range(1, len(standard.STEPS) + 1)
        }
        values |= {name: data[name] or 0 for name in (*HEADS, "form1_count", "form2_handed")}
        values |= {name: data[name] for name in ("visited_on", "steps_reason", "form1_reason", "remarks")}
        if data["form1_count"]:
            values |= {
                "form1_on": visit.form1_on or data["visited_on"],
                "form1_channel": data["form1_channel"] or "paper",
            }
        return values

    @property
    def asked(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]

    @property
    def pictures(self) -> list[Picture]:
        key, caption = self.cleaned_data["key"], self.cleaned_data["caption"]
        found = []
        for number in range(1, MOST_PICTURES + 1):
            if file := self.cleaned_data.get(f"photo{number}"):
                file.seek(0)
                found.append(Picture(file.read(), caption, f"{key}-{number}" if key else ""))
        return found
