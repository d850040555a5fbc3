"""What a step of a visit asks for: one form for each transition, named as the transition is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..kinds import BY_VALUE
from ..models import CallLog, Contact, Team, Visit
from .dates import DayField
from .fields import PhoneField, TextField


def _label(words) -> str:
    return capfirst(words)


class StepForm(forms.Form):
    """Knows the visit it is for. `values` are fields to set, `window` new expected days, `reason` why."""

    required_css_class = "field--required"

    def __init__(self, *args, visit: Visit, today: date, **kwargs):
        self.visit, self.today = visit, today
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fits the fields to the visit."""

    @property
    def values(self) -> dict[str, Any]:
        return {}

    @property
    def window(self) -> tuple[date | None, date | None]:
        return (self.cleaned_data.get("expected_from"), self.cleaned_data.get("expected_to"))

    @property
    def reason(self) -> str:
        return self.cleaned_data.get("reason", "")

    @property
    def agreed(self) -> bool:
        return self.cleaned_data.get("agreed", True)


class NothingMoreForm(StepForm):
    """The button alone says it."""


class ReasonForm(StepForm):
    reason = TextField(label=_label(gettext_lazy("reason")), max_length=300)


class WindowForm(StepForm):
    expected_from = DayField(label=_label(gettext_lazy("expected from")))
    expected_to = DayField(label=_label(gettext_lazy("expected until")))

    def prepare(self) -> None:
        self.initial.setdefault("expected_from", self.visit.expected_from)
        self.initial.setdefault("expected_to", self.visit.expected_to)


class PostponeForm(WindowForm):
    reason = TextField(label=_label(gettext_lazy("reason")), max_length=300)


class LetterForm(StepForm):
    """The number and day of a letter that was issued; `letter` is a or b."""

    letter = "a"
    number = TextField(label=_label(gettext_lazy("number of the letter")), max_length=60)
    on = DayField(label=_label(gettext_lazy("dated")))

    def prepare(self) -> None:
        self.initial.setdefault("number", getattr(self.visit, f"letter_{self.letter}_number"))
        self.initial.setdefault("on", getattr(self.visit, f"letter_{self.letter}_on") or self.today)

    @property
    def values(self):
        return {
            f"letter_{self.letter}_number": self.cleaned_data["number"],
            f"letter_{self.letter}_on": self.cleaned_data["on"],
        }


class CoordinatorForm(StepForm):
    """Somebody on record already, or a person that the partner has named."""

    coordinator = forms.ModelChoiceField(
        Contact.objects.none(), label=_label(gettext_lazy("person on record")), required=False,
        empty_label=gettext_lazy("somebody new"),
    )  # fmt: skip
    name = TextField(label=_label(gettext_lazy("name of the new person")), max_length=200, required=False)
    position = TextField(label=_label(gettext_lazy("position")), max_length=200, required=False)
    phone = PhoneField(label=_label(gettext_lazy("telephone")), required=False)
    email = forms.EmailField(label=_label(gettext_lazy("e-mail")), required=False)
    reply_channel = forms.ChoiceField(label=_label(gettext_lazy("reply came")), choices=Visit.Channel.choices)
    told = forms.BooleanField(
        label=gettext_lazy("The person was told what the data is for"), required=False,
    )  # fmt: skip

    def prepare(self) -> None:
        people = self.visit.partner.contacts.active()
        self.fields["coordinator"].queryset = people
        self.initial.setdefault("coordinator", self.visit.coordinator_id or getattr(people.first(), "pk", None))
        self.initial.setdefault("reply_channel", Visit.Channel.PHONE)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("coordinator") and not cleaned.get("name"):
            self.add_error("name", _("Choose a person on record, or write the name of a new one."))
        return cleaned

    @property
    def values(self):
        return {"reply_channel": self.cleaned_data["reply_channel"]}

    @property
    def person(self) -> dict[str, Any]:
        """What is new of the person, for the contact's record."""
        fields = {name: self.cleaned_data[name] for name in ("name", "position", "phone", "email")}
        known = {name: value for name, value in fields.items() if value}
        if self.cleaned_data["told"]:
            known["notice_on"] = self.today
        return known


class AppointmentForm(StepForm):
    team = forms.ModelChoiceField(Team.objects.none(), label=_label(gettext_lazy("team")))
    day = DayField(label=_label(gettext_lazy("day")))
    time = forms.TimeField(
        label=_label(gettext_lazy("time")), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    minutes = forms.IntegerField(label=_label(gettext_lazy("length in minutes")), min_value=15, max_value=480)
    format = forms.ChoiceField(label=_label(gettext_lazy("format")), choices=Visit.Format.choices)
    place = TextField(label=_label(gettext_lazy("meeting place")), max_length=200, required=False)
    agreed = forms.BooleanField(label=gettext_lazy("The partner has agreed to day and time"), required=False)
    confirm = forms.BooleanField(
        label=gettext_lazy("Send the coordinator a confirmation with an entry for the calendar"), required=False
    )

    def prepare(self) -> None:
        centre = self.visit.partner.province.centre_id
        self.fields["team"].queryset = Team.objects.active().filter(centre=centre)
        visit, school = self.visit, BY_VALUE[self.visit.partner.kind].school
        at = timezone.localtime(visit.appointment) if visit.appointment else None
        self.initial.setdefault("confirm", True)
        usual = {
            "team": visit.team_id, "day": at.date() if at else visit.expected_from, "time": at.time() if at else None,
            "minutes": visit.minutes, "place": visit.place,
            "format": visit.format or (Visit.Format.TEACHER if school else Visit.Format.STAFF),
        }  # fmt: skip
        for name, value in usual.items():
            self.initial.setdefault(name, value)

    @property
    def values(self):
        data = self.cleaned_data
        at = timezone.make_aware(datetime.combine(data["day"], data["time"]))
        return {"appointment": at, **{name: data[name] for name in ("team", "minutes", "format", "place")}}


class ReadyForm(LetterForm):
    letter = "b"
    reconfirmed_on = DayField(label=_label(gettext_lazy("confirmed again on")), required=False)
    field_order = ("reconfirmed_on", "number", "on")

    def prepare(self) -> None:
        super().prepare()
        self.fields["number"].required = self.fields["on"].required = False
        self.initial.setdefault("reconfirmed_on", self.visit.reconfirmed_on)

    @property
    def values(self):
        values = {"reconfirmed_on": self.cleaned_data["reconfirmed_on"]}
        return values | (super().values if self.cleaned_data["number"] else {})


class CloseForm(StepForm):
    outcome = forms.ChoiceField(label=_label(gettext_lazy("outcome")), choices=Visit.Outcome.choices)
    looked = forms.BooleanField(label=gettext_lazy("I have looked at the site today, and it is so"), required=False)

    def prepare(self) -> None:
        live = self.visit.partner.banner_state == "live"
        self.initial.setdefault("outcome", self.visit.outcome or ("linked" if live else "not_linked"))
        if not self.visit.partner.website:
            del self.fields["looked"]

    @property
    def values(self):
        values = {"outcome": self.cleaned_data["outcome"]}
        return values | ({"banner_checked_on": self.today} if self.cleaned_data.get("looked") else {})


class CallForm(forms.ModelForm):
    class Meta:
        model = CallLog
        fields = ("contact", "result", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, visit: Visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = visit.partner.contacts.active()
        self.fields["contact"].initial = visit.coordinator_id


#: By the name of the transition. `record` has a screen of its own.
STEP_FORMS: dict[str, type[StepForm]] = {
    "select": NothingMoreForm,
    "set_window": WindowForm,
    "send_letter_a": LetterForm,
    "coordinate": CoordinatorForm,
    "appoint": AppointmentForm,
    "move": AppointmentForm,
    "approve_travel": NothingMoreForm,
    "make_ready": ReadyForm,
    "close": CloseForm,
    "postpone": PostponeForm,
    "decline": ReasonForm,
    "cancel": ReasonForm,
    "replace": ReasonForm,
}
#: What can be asked once for many visits.
BULK_FORMS = ("select", "set_window", "approve_travel", "make_ready", "cancel")
