"""The reply slip of letter A as a form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from ..actions.send_in import PERSON
from .fields import PhoneField, TextField
from .my import MyForm


class AnswerForm(MyForm):
    title = TextField(
        label=gettext_lazy("form of address"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Mr, Mrs, Ms, a rank …"),
    )
    name = TextField(label=gettext_lazy("name of the coordinator"), max_length=200)
    position = TextField(label=gettext_lazy("position"), max_length=200, required=False)
    phone = PhoneField(label=gettext_lazy("telephone"))
    email = forms.EmailField(
        label=gettext_lazy("e-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    message = forms.CharField(
        label=gettext_lazy("message"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Days that suit you, whether your website has room for the banner …"),
    )
    consent = forms.BooleanField(label=gettext_lazy("I have read the notice on personal data."))

    @property
    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in (*PERSON, "message")}
