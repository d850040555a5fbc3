"""The public form of an organisation that wants to join, in three steps, because a place has three names."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from home.models import District, Province

from ..models import Partner
from .fields import PhoneField, TextField, WebsiteField
from .my import MyForm

#: A field that people do not see. Robots like it.
TRAP = "fax_number"


class ProvinceStep(forms.Form):
    province = forms.ModelChoiceField(
        Province.objects.all(),
        to_field_name="slug",
        label=gettext_lazy("province"),
        empty_label=gettext_lazy("Choose …"),
    )


class DistrictStep(forms.Form):
    def __init__(self, *args, province: Province, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"] = forms.ModelChoiceField(
            province.districts.all(),
            to_field_name="code",
            label=gettext_lazy("district"),
            empty_label=gettext_lazy("Choose …"),
        )


class JoinForm(MyForm):
    name = TextField(
        label=gettext_lazy("name of the organisation"),
        max_length=200,
        help_text=gettext_lazy("The full official name, in Thai."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("kind"), choices=[("", gettext_lazy("Choose …")), *Partner.KIND_CHOICES]
    )
    website = WebsiteField(label=gettext_lazy("website"), required=False)
    contact_title = TextField(
        label=gettext_lazy("form of address"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Mr, Mrs, Ms, a rank …"),
    )
    contact_name = TextField(label=gettext_lazy("name of the coordinator"), max_length=200)
    contact_position = TextField(label=gettext_lazy("position"), max_length=200, required=False)
    phone = PhoneField(label=gettext_lazy("telephone"))
    email = forms.EmailField(
        label=gettext_lazy("e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("The personal link for looking after your data is sent here."),
    )
    message = forms.CharField(
        label=gettext_lazy("message"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    consent = forms.BooleanField(label=gettext_lazy("I have read the notice on personal data."))
    fax_number = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, district: District, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = district
        self.fields["subdistrict"] = forms.ModelChoiceField(
            district.subdistricts.all(),
            to_field_name="code",
            required=False,
            label=gettext_lazy("sub-district"),
            empty_label=gettext_lazy("The organisation serves more than one"),
        )
        self.order_fields(["token", "name", "kind", "subdistrict"])

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get(TRAP))

    @property
    def values(self) -> dict[str, object]:
        left_out = {"token", "consent", TRAP}
        typed = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return typed | {"district": self.district, "province": self.district.province}

    @property
    def organisation(self):
        return [self[name] for name in ("name", "kind", "subdistrict", "website")]

    @property
    def coordinator(self):
        return [
            self[name] for name in ("contact_title", "contact_name", "contact_position", "phone", "email", "message")
        ]
