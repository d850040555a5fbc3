"""What a partner fills in about itself."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.uploads import WholePictureField

from ..actions.send_in import PERSON, PROFILE
from ..models import Contact, Contribution, Partner
from .fields import PhoneField, PostcodeField, TextField, TokenField, WebsiteField


class MyForm(forms.Form):
    """`token` is handed out with the form; see form_tokens."""

    token = TokenField()
    required_css_class = "field--required"

    def problems(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) for the summary on top."""
        return [
            (self[name].id_for_label if name in self.fields else "", sentence)
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]


class ProfileForm(MyForm):
    name_th = TextField(label=gettext_lazy("name in Thai"), max_length=200)
    name_en = TextField(label=gettext_lazy("name in English"), max_length=200, required=False)
    address = TextField(
        label=gettext_lazy("address"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("House number, village, road."),
    )
    zip_code = PostcodeField(label=gettext_lazy("postcode"), required=False)
    phone = PhoneField(label=gettext_lazy("telephone of the organisation"), required=False)
    email = forms.EmailField(label=gettext_lazy("e-mail of the organisation"), required=False)
    website = WebsiteField(label=gettext_lazy("website"), required=False)
    message = TextField(
        label=gettext_lazy("anything else that is wrong"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The kind of organisation or its place, for example."),
    )

    @classmethod
    def of(cls, partner: Partner, token: str) -> ProfileForm:
        return cls(initial={name: getattr(partner, name) for name in PROFILE} | {"token": token})

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PROFILE}


class PersonForm(MyForm):
    """A coordinator: one to correct, or a new one, who must have been told."""

    title = TextField(
        label=gettext_lazy("form of address"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Mr, Mrs, Ms, a rank …"),
    )
    name = TextField(label=gettext_lazy("first and last name"), max_length=200)
    position = TextField(label=gettext_lazy("position"), max_length=200, required=False)
    phone = PhoneField(label=gettext_lazy("telephone"), required=False)
    email = forms.EmailField(label=gettext_lazy("e-mail"), required=False)
    line_id = TextField(label="LINE ID", max_length=60, required=False)
    told = forms.BooleanField(label=gettext_lazy("The person has read the notice on personal data above."))

    @classmethod
    def of(cls, person: Contact | None, token: str) -> PersonForm:
        known = {name: getattr(person, name) for name in PERSON} if person else {}
        return cls(initial=known | {"token": token})

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("phone", "email", "line_id")):
            raise forms.ValidationError(_("Please give a telephone number, an e-mail address or a LINE ID."))
        return cleaned

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in PERSON}


class ContributionForm(MyForm):
    """News; the event's form asks when and where as well."""

    title = TextField(label=gettext_lazy("title"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("text"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Begin with what, where and for whom. An empty line begins a new paragraph."),
    )
    happens_on = forms.DateField(
        label=gettext_lazy("takes place on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    happens_at = TextField(label=gettext_lazy("takes place at"), max_length=200)
    link = WebsiteField(label=gettext_lazy("address of more information"), max_length=200, required=False)
    picture = WholePictureField(
        label=gettext_lazy("one picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_description = TextField(
        label=gettext_lazy("what the picture shows"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("In a sentence, for people who cannot see it."),
    )

    def __init__(self, *args, kind: str, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        if kind == Contribution.Kind.NEWS:
            del self.fields["happens_on"], self.fields["happens_at"]

    def clean_happens_on(self):
        day = self.cleaned_data["happens_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Send what has taken place as news."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("picture") and not cleaned.get("picture_description"):
            self.add_error("picture_description", _("Describe the picture in words for people who cannot see it."))
        return cleaned

    @property
    def values(self) -> dict[str, object]:
        names = ("title", "text", "happens_on", "happens_at", "link", "picture_description")
        return {name: self.cleaned_data[name] for name in names if name in self.fields} | {"kind": self.kind}


class LeaveForm(MyForm):
    reason = TextField(
        label=gettext_lazy("why the organisation leaves"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=gettext_lazy("Yes, the organisation leaves the network."))
