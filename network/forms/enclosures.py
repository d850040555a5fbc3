"""Rows for what comes with a letter: a title, how many, and perhaps a file that travels inside the PDF."""

from __future__ import annotations

from pathlib import PurePosixPath

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.keep_enclosures import Enclosed
from .fields import TextField

#: Files that an office opens without a question, and that a PDF/A-3 may carry.
ENDINGS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".jpg", ".jpeg", ".png", ".csv", ".txt")
#: Mail servers take 20 to 25 MB with everything; base64 makes a third more of it.
MOST_EACH, MOST_TOGETHER = 10 * 2**20, 14 * 2**20
MOST_ROWS = 20


def megabytes(size: int) -> str:
    return f"{size / 2**20:.1f}".removesuffix(".0")


class EnclosureForm(forms.Form):
    """A row whose title is empty is none; one that is ticked to be taken out goes."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = TextField(label=gettext_lazy("What it is"), max_length=250, required=False)
    count = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=10_000, required=False, initial=1)
    unit = TextField(label=gettext_lazy("Counted in"), max_length=40, required=False, initial="ฉบับ")
    apart = TextField(
        label=gettext_lazy("Sent apart by"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Where it does not lie in the envelope."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        max_length=120,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    remove = forms.BooleanField(label=gettext_lazy("Take it out"), required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > MOST_EACH:
            raise forms.ValidationError(
                _(
                    "This file has %(size)s MB; at most %(most)s MB travel with a letter. "
                    "Send it apart, or make it smaller."
                )
                % {"size": megabytes(file.size), "most": megabytes(MOST_EACH)}
            )
        if PurePosixPath(file.name).suffix.lower() not in ENDINGS:
            raise forms.ValidationError(
                _("Files of this sort do not travel with a letter. Possible are: %(endings)s.")
                % {"endings": ", ".join(one.removeprefix(".") for one in ENDINGS)}
            )
        if file.name.lower().endswith(".pdf") and not file.read(1024).lstrip().startswith(b"%PDF-"):
            raise forms.ValidationError(_("This is not a PDF file, or it is damaged."))
        file.seek(0)
        return file

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("file") and not cleaned.get("title"):
            self.add_error("title", _("Please say what it is, as the letter names it."))
        return cleaned

    @property
    def wanted(self) -> bool:
        return bool(self.cleaned_data.get("title")) and not self.cleaned_data.get("remove")


class _Rows(forms.BaseFormSet):
    def __init__(self, *args, kept=(), **kwargs):
        """`kept`: the enclosures that are there, in their order."""
        self.kept = {one.pk: one for one in kept}
        initial = [
            {"pk": one.pk, "title": one.title, "count": one.count, "unit": one.unit, "apart": one.apart} for one in kept
        ]
        super().__init__(*args, initial=initial, prefix="enclosure", **kwargs)

    def clean(self) -> None:
        if any(self.errors):
            return
        sizes = [self._size(row) for row in self.forms if row.wanted]
        if sum(sizes) > MOST_TOGETHER:
            raise forms.ValidationError(
                _("The files together have %(size)s MB; mail servers take at most %(most)s MB.")
                % {"size": megabytes(sum(sizes)), "most": megabytes(MOST_TOGETHER)}
            )

    def _size(self, row: EnclosureForm) -> int:
        if file := row.cleaned_data.get("file"):
            return file.size
        kept = self.kept.get(row.cleaned_data.get("pk"))
        try:
            return kept.file.size if kept and kept.file else 0
        except OSError:
            return 0

    @property
    def with_kept(self) -> list[tuple[forms.Form, object]]:
        """Each row with the enclosure it is about, None for a new one."""
        return [(row, self.kept.get(_number(row["pk"].value()))) for row in self.forms]

    def wanted(self) -> list[Enclosed]:
        """What `keep_enclosures` takes; a key that is not among those that are there makes a new row."""
        rows = [row.cleaned_data for row in self.forms if row.wanted]
        return [
            Enclosed(
                title=one["title"],
                count=one["count"] or 1,
                unit=one["unit"] or "ฉบับ",
                apart=one["apart"],
                file=one["file"],
                pk=one["pk"] if one["pk"] in self.kept else None,
            )
            for one in rows
        ]


def _number(value: object) -> int | None:
    return int(value) if str(value or "").isdigit() else None


EnclosureRows = forms.formset_factory(
    EnclosureForm, formset=_Rows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 5
)
