"""Contacts, notes and files as staff type them."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.thai import clean

from ..models import Contact, PartnerNote
from ..phones import WrongPhone, read_phone
from .partner import day_input, not_a_phone

MEGABYTE = 2**20


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = ("title", "name", "position", "role", "function", "phone", "email", "line_id", "source",
            "notice_on", "verified_on", "active")  # fmt: skip
        widgets = {"notice_on": day_input(), "verified_on": day_input()}

    def clean_name(self):
        return clean(self.cleaned_data["name"])

    def clean_phone(self):
        try:
            return read_phone(self.cleaned_data["phone"])
        except WrongPhone as problem:
            raise forms.ValidationError(not_a_phone(problem)) from None

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in ("phone", "email", "line_id")):
            raise forms.ValidationError(_("Please give a telephone number, an e-mail address or a LINE ID."))
        return cleaned


class NoteForm(forms.ModelForm):
    class Meta:
        model = PartnerNote
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class FileForm(forms.Form):
    """A file of a kind and size that the library of documents takes too."""

    title = forms.CharField(label=capfirst(gettext_lazy("title")), max_length=200, required=False)
    file = forms.FileField(label=capfirst(gettext_lazy("file")), max_length=120)

    def clean_file(self):
        file = self.cleaned_data["file"]
        allowed = (*getattr(settings, "WAGTAILDOCS_EXTENSIONS", ()), *getattr(settings, "WAGTAILIMAGES_EXTENSIONS", ()))
        if Path(file.name).suffix.lower().lstrip(".") not in allowed:
            kinds = ", ".join(sorted(set(allowed)))
            raise forms.ValidationError(
                _("Files of this kind are not kept. Possible are: %(kinds)s.") % {"kinds": kinds}
            )
        most = getattr(settings, "WAGTAILDOCS_MAX_UPLOAD_SIZE", 30 * MEGABYTE)
        if file.size > most:
            raise forms.ValidationError(
                _("The file is larger than %(megabytes)s MB.") % {"megabytes": most // MEGABYTE}
            )
        return file

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and cleaned.get("file"):
            cleaned["title"] = clean(Path(cleaned["file"].name).stem)[:200]
        return cleaned
