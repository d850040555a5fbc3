"""Fields that read what people type the way the records keep it, and say in words what they cannot read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from home.thai import arabic_digits, clean

from ..phones import WrongPhone, read_phone
from ..websites import WrongWebsite, read_website

NO_PHONE = gettext_noop(
    "“%(number)s” is not a telephone number. A line has nine digits, a mobile ten. Separate several by commas."
)


class TextField(forms.CharField):
    """One line: no zero-width characters, single spaces."""

    def to_python(self, value):
        return clean(super().to_python(value))


class PhoneField(TextField):
    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
        super().__init__(**{"max_length": 100, "widget": widget} | kwargs)

    def to_python(self, value):
        try:
            return read_phone(super().to_python(value))
        except WrongPhone as problem:
            raise forms.ValidationError(_(NO_PHONE) % {"number": problem}) from None


class WebsiteField(TextField):
    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"})
        super().__init__(**{"max_length": 300, "widget": widget} | kwargs)

    def to_python(self, value):
        try:
            return read_website(super().to_python(value))
        except WrongWebsite:
            sentence = _("This is not the address of a website. It should look like www.example.go.th.")
            raise forms.ValidationError(sentence) from None


class PostcodeField(TextField):
    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"})
        super().__init__(**{"max_length": 10, "widget": widget} | kwargs)

    def to_python(self, value):
        code = arabic_digits(super().to_python(value))
        if code and not (code.isdigit() and len(code) == 5):
            raise forms.ValidationError(_("A postcode has five digits."))
        return code


class TokenField(forms.CharField):
    """What the form was handed out with; the view reads it, so that its errors are the view's business."""

    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.HiddenInput, "required": False, "max_length": 200} | kwargs)
