"""Letterheads, ready texts and registers as their keepers type them; what letters could not print is refused here."""

from __future__ import annotations

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from home.thai import arabic_digits, clean

from ..letters import checks
from ..letters.blanks import unknown_blanks
from ..letters.emblem import LARGEST, SVG, EmblemRefused, clean_emblem
from ..letters.faces import FontRefused, faces_of
from ..letters.wording import refused, sentence, unknown_blank
from ..models import LetterBook

FILES = ("emblem", "font_regular", "font_bold")


class TemplateForm(WagtailAdminModelForm):
    """A ready text: its blanks must exist, and nothing that letters refuse may stand in it."""

    enclosure_lines = forms.CharField(
        label=gettext_lazy("Enclosures"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One per line, its count and what it is counted in after a stroke: แบบตอบรับ | 1 | แผ่น"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 16
        self.fields["copies_to"].widget.attrs["rows"] = 2
        self.initial["enclosure_lines"] = "\n".join(
            f"{one['title']} | {one.get('count', 1)} | {one.get('unit', 'ฉบับ')}" for one in self.instance.enclosures
        )

    def clean_subject(self):
        return clean(self._checked("subject"))

    def clean_body(self):
        return self._checked("body").replace("\r\n", "\n").strip()

    def clean_copies_to(self):
        return self._checked("copies_to").replace("\r\n", "\n").strip()

    def _checked(self, name: str) -> str:
        text = self.cleaned_data[name]
        wrong = [unknown_blank(one) for one in unknown_blanks(text)]
        limit = {"subject": "subject"}.get(name, "text")
        for paragraph in [text] if limit == "subject" else text.split("\n"):
            found = checks.text_problems(limit, paragraph) if paragraph.strip() else []
            wrong += [sentence(one) for one in found if one.wrong is not checks.Wrong.UNFILLED]
        if wrong:
            raise forms.ValidationError(list(dict.fromkeys(wrong)))
        return text

    def clean_enclosure_lines(self):
        return [self._enclosure(line) for line in self.cleaned_data["enclosure_lines"].splitlines() if line.strip()]

    def _enclosure(self, line: str) -> dict[str, object]:
        title, count, unit = (*(clean(part) for part in line.split("|")), "", "")[:3]
        count = arabic_digits(count) or "1"
        if not title or not count.isdecimal() or not 1 <= int(count) <= 10_000:
            raise forms.ValidationError(
                _("This line is not understood: %(line)s. Write: title | count | unit") % {"line": line.strip()[:80]}
            )
        return {"title": title, "count": int(count), "unit": unit or "ฉบับ", "apart": ""}

    def save(self, commit=True):
        self.instance.enclosures = self.cleaned_data["enclosure_lines"]
        return super().save(commit)


class BookForm(WagtailAdminModelForm):
    """Where the numbers of a series go on in a year. `begin_book` writes it, so that the log tells of it."""

    def clean(self):
        cleaned = super().clean()
        known = LetterBook.objects.filter(
            centre=cleaned.get("centre"), series=cleaned.get("series"), year=cleaned.get("year")
        ).first()
        if known and known.used:
            self.add_error(
                "first",
                _("This register has given the numbers %(first)s to %(last)s already; its beginning stays.")
                % {"first": known.first, "last": known.last},
            )
        return cleaned

    def validate_unique(self):
        """A register that has given no number yet may begin anew."""

    def validate_constraints(self):
        pass


class SignatoryForm(WagtailAdminModelForm):
    """The name as it stands in brackets under the signature."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].widget.attrs["rows"] = 2

    def clean_name(self):
        name = clean(self.cleaned_data["name"]).strip("()")
        if wrong := checks.text_problems("signer.name", name):
            raise forms.ValidationError([sentence(one) for one in wrong])
        return name


class PrivateFileInput(forms.ClearableFileInput):
    """For a file that no address leads to: its name is shown, and no link."""

    template_name = "network/admin/letters/private_file.html"

    def is_initial(self, value):
        return bool(value)


class OfficeForm(WagtailAdminModelForm):
    """A letterhead. An emblem or a typeface that could not be printed is refused, with the reason."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("agency", "address", "reply_address"):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = 3
        for name in FILES:
            if name in self.fields:
                self.fields[name].widget = PrivateFileInput()

    def clean_emblem(self):
        """The cleaned file: a picture and nothing else."""
        file = self.cleaned_data["emblem"]
        if not _is_new(file):
            return file
        try:
            cleaned = clean_emblem(file.read(LARGEST + 1))
        except EmblemRefused as problem:
            raise forms.ValidationError(refused(problem)) from None
        return ContentFile(cleaned.data, f"emblem.{'svg' if cleaned.media_type == SVG else 'png'}")

    def clean(self):
        """A typeface that letters could not be printed with is refused; it is kept as it came."""
        cleaned = super().clean()
        text, strong = cleaned.get("font_regular"), cleaned.get("font_bold")
        if _is_new(strong) and not text:
            self.add_error("font_bold", _("Upload the ordinary typeface together with its bold one."))
        elif _is_new(text) or _is_new(strong):
            self._try_on(text, strong)
        return cleaned

    def _try_on(self, text, strong) -> None:
        try:
            faces_of(_contents(text), _contents(strong) if strong else None)
        except FontRefused as problem:
            self.add_error("font_regular" if _is_new(text) else "font_bold", refused(problem))


def _contents(file) -> bytes:
    file.seek(0)
    data = file.read()
    file.seek(0)
    return data


def _is_new(file) -> bool:
    """Whether a file has just been uploaded, rather than being kept or taken away."""
    return isinstance(file, UploadedFile)
