"""Registering for an event: the public form, and staff's for who telephones or simply comes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from .fields import PhoneField, TextField
from .join import TRAP
from .my import MyForm


class RegisterForm(MyForm):
    name = TextField(
        label=gettext_lazy("first and last name"),
        max_length=200,
        help_text=gettext_lazy("As it should stand on a certificate, with the form of address."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = TextField(
        label=gettext_lazy("organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    position = TextField(
        label=gettext_lazy("position"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("The confirmation is sent here, with a link for cancelling."),
    )
    phone = PhoneField(
        label=gettext_lazy("telephone"),
        required=False,
        help_text=gettext_lazy("Should something change on the day itself."),
    )
    consent = forms.BooleanField(label=gettext_lazy("I have read the notice on personal data."))
    fax_number = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get(TRAP))

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "organisation", "position", "email", "phone")}

    @property
    def person(self):
        return [self[name] for name in ("name", "organisation", "position", "email", "phone")]


class PersonForm(forms.Form):
    """Somebody whom staff put on the list."""

    name = TextField(label=gettext_lazy("first and last name"), max_length=200)
    organisation = TextField(label=gettext_lazy("organisation"), max_length=200, required=False)
    position = TextField(label=gettext_lazy("position"), max_length=200, required=False)
    email = forms.EmailField(
        label=gettext_lazy("e-mail"),
        required=False,
        help_text=gettext_lazy("With an address the person gets the confirmation and can cancel."),
    )
    phone = PhoneField(label=gettext_lazy("telephone"), required=False)
    present = forms.BooleanField(label=gettext_lazy("is here now"), required=False)

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "organisation", "position", "email", "phone")}
