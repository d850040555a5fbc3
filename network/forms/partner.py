"""An organisation's own data as staff type it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.access import scope_of
from home.models import Province
from home.thai import arabic_digits, clean

from ..models import Partner
from ..phones import WrongPhone, read_phone
from ..place_names import UnknownPlace, find_place
from ..websites import WrongWebsite, read_website

OWN = ("kind", "name_th", "name_en", "former_names", "province", "address", "zip_code", "website", "phone", "email",
    "latitude", "longitude", "source", "closed_on")  # fmt: skip


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def not_a_phone(problem: WrongPhone) -> str:
    return _(
        "“%(number)s” is not a telephone number. A line has nine digits, a mobile ten. Separate several by commas."
    ) % {"number": problem}


def list_of(name: str) -> forms.TextInput:
    return forms.TextInput(attrs={"list": name, "autocomplete": "off"})


class PartnerForm(forms.ModelForm):
    """The place is typed by name below the province, so that it works without a script; the script only suggests."""

    district_name = forms.CharField(
        label=capfirst(gettext_lazy("district")), required=False, max_length=200, widget=list_of("districts")
    )
    subdistrict_name = forms.CharField(
        label=capfirst(gettext_lazy("sub-district")), required=False, max_length=200, widget=list_of("subdistricts")
    )
    field_order = ("kind", "name_th", "name_en", "former_names", "province", "district_name", "subdistrict_name")

    class Meta:
        model = Partner
        fields = OWN
        widgets = {"former_names": forms.Textarea(attrs={"rows": 2}), "closed_on": day_input()}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        scope = scope_of(user)
        provinces = Province.objects.all() if scope.everything else Province.objects.filter(centre__in=scope.centres)
        self.fields["province"].queryset = provinces
        for name in ("latitude", "longitude"):
            self.fields[name].widget.attrs["step"] = "any"
        if self.instance.pk:
            self.initial["district_name"] = self.instance.district.name_th if self.instance.district_id else ""
            self.initial["subdistrict_name"] = self.instance.subdistrict.name_th if self.instance.subdistrict_id else ""

    def clean_name_th(self):
        return clean(self.cleaned_data["name_th"])

    def clean_former_names(self):
        return "\n".join(filter(None, map(clean, self.cleaned_data["former_names"].splitlines())))

    def clean_website(self):
        try:
            return read_website(self.cleaned_data["website"])
        except WrongWebsite:
            raise forms.ValidationError(
                _("This is not the address of a website. It should look like www.example.go.th.")
            ) from None

    def clean_phone(self):
        try:
            return read_phone(self.cleaned_data["phone"])
        except WrongPhone as problem:
            raise forms.ValidationError(not_a_phone(problem)) from None

    def clean_zip_code(self):
        code = arabic_digits(self.cleaned_data["zip_code"]).strip()
        if code and not (code.isdigit() and len(code) == 5):
            raise forms.ValidationError(_("A postcode has five digits."))
        return code

    def clean_latitude(self):
        return self._within("latitude", 5, 21, _("Thailand lies between latitudes 5 and 21."))

    def clean_longitude(self):
        return self._within("longitude", 97, 106, _("Thailand lies between longitudes 97 and 106."))

    def _within(self, name: str, low: float, high: float, sentence: str):
        value = self.cleaned_data[name]
        if value is not None and not low <= value <= high:
            raise forms.ValidationError(sentence)
        return value

    def clean(self):
        cleaned = super().clean()
        cleaned["district"] = cleaned["subdistrict"] = None
        if province := cleaned.get("province"):
            district = self._place("district_name", province.districts.all())
            cleaned["district"] = district
            if district:
                cleaned["subdistrict"] = self._place("subdistrict_name", district.subdistricts.all())
            elif cleaned.get("subdistrict_name") and "district_name" not in self.errors:
                self.add_error("district_name", _("Please name the district of the sub-district as well."))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None) and not self.errors:
            self.add_error("longitude", _("Please give both coordinates or none."))
        if cleaned["subdistrict"] and not cleaned.get("zip_code"):
            # A sub-district may have several postcodes; the clerk corrects the first where it is another.
            cleaned["zip_code"] = cleaned["subdistrict"].zip_code[:5]
        return cleaned

    def _place(self, field: str, places):
        try:
            return find_place(self.cleaned_data.get(field, ""), places)
        except UnknownPlace as unknown:
            sentence = _("There is no “%(name)s” there.") % {"name": unknown.typed}
            if unknown.near:
                sentence += " " + _("Did you mean %(names)s?") % {"names": ", ".join(unknown.near)}
            self.add_error(field, sentence)
            return None

    @property
    def values(self) -> dict[str, object]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in (*OWN, "district", "subdistrict")}

    def shown(self) -> dict[str, str]:
        """{field: text} as the form shows it: what one person had before his eyes."""
        return {name: as_shown(self[name].value()) for name in self.fields}

    def label_of(self, name: str, value: str) -> str:
        """A value in words, where the form keeps a key."""
        if name == "province":
            return str(self.fields[name].queryset.filter(pk=value).first() or "") if value.isdigit() else value
        choices = dict(getattr(self.fields[name], "choices", ()) or ())
        return str(choices.get(value, value))


def as_shown(value: object) -> str:
    """As a browser sends it back: nothing as an empty text, lines ended alike."""
    return "" if value is None else str(getattr(value, "pk", value)).replace("\r\n", "\n").strip()


@dataclass(frozen=True)
class Difference:
    """A field that two people left different: how it was opened, how it is stored now, what was typed."""

    name: str
    label: str
    opened: str
    stored: str
    typed: str
    conflict: bool
    take_stored: bool = False


def read_opened(text: str) -> dict[str, str]:
    """What the form carried along of the record as it was opened; nothing where somebody tampered with it."""
    try:
        opened = json.loads(text)
    except ValueError:
        return {}
    return {str(name): as_shown(value) for name, value in opened.items()} if isinstance(opened, dict) else {}


def differences_between(opened: dict[str, str], stored: PartnerForm, typed: PartnerForm) -> list[Difference]:
    """The fields in which stored and typed differ; a conflict where both were changed since the record was opened."""
    now, mine = stored.shown(), typed.shown()
    return [
        Difference(
            name,
            str(typed.fields[name].label),
            typed.label_of(name, opened.get(name, "")),
            stored.label_of(name, now[name]),
            typed.label_of(name, mine[name]),
            conflict=opened.get(name, "") not in (now[name], mine[name]),
            take_stored=mine[name] == opened.get(name, ""),
        )
        for name in typed.fields
        if now[name] != mine[name]
    ]


def chosen(posted: QueryDict) -> QueryDict:
    """The form with the version of each field that was chosen on the screen of both: `take-<field>`, stored or typed.

    Both came along with the form, as `opened` and `typed`; a field without a choice stays as it is in the form.
    """
    versions = {"stored": read_opened(posted.get("opened", "")), "typed": read_opened(posted.get("typed", ""))}
    data = posted.copy()
    for name in PartnerForm.base_fields:
        version = versions.get(posted.get(f"take-{name}", ""), {})
        if name in version:
            data[name] = version[name]
    return data


def reconciled(opened: dict[str, str], stored: PartnerForm, typed: PartnerForm) -> dict[str, str]:
    """What to go on with: everything typed, and what somebody else changed where this person changed nothing."""
    now, mine = stored.shown(), typed.shown()
    return {name: now[name] if mine[name] == opened.get(name, "") else mine[name] for name in typed.fields}
