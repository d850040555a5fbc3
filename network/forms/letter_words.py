"""What staff type when they write a letter: its words, whom it goes to, what it refers to and what comes with it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..letters import compose
from ..letters.blanks import BLANKS, BY_NAME, blanks_in, unknown_blanks
from ..letters.wording import unknown_blank
from ..models import Letter, LetterBatch, Signatory
from .fields import PostcodeField, TextField
from .partner import day_input

#: A recipient and the words of a letter; the rest of the form are rows: references, enclosures, blanks.
RECIPIENT = ("recipient", "manners", "organisation", "recipient_address", "recipient_zip", "recipient_email")
WORDS = ("kind", "urgency", "urgency_within", "subject", "body")
END = ("signatory", "copies_to", "reply_slip")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsForm(forms.ModelForm):
    """The words of a letter, or of a whole batch; blanks that do not exist are refused beside the text."""

    subject = TextField(label=capfirst(gettext_lazy("subject")), max_length=300, required=False)

    class Meta:
        fields: tuple[str, ...] = (*WORDS, *END)
        widgets = {"body": _lines(14), "copies_to": _lines(2)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signatory"].queryset = Signatory.objects.filter(centre=self.instance.centre_id, active=True)
        self.fields["signatory"].empty_label = _("not chosen yet")
        # A draft may be saved half written; what is missing is listed, and asked for before the letter is checked.
        for field in self.fields.values():
            field.required = False

    def clean(self):
        """What a post leaves out of the choices stays as it was."""
        cleaned = super().clean()
        for name in ("kind", "urgency", "manners"):
            if name in self.fields and not cleaned.get(name):
                cleaned[name] = self.initial.get(name)
        return cleaned

    def clean_body(self) -> str:
        return self._without_unknown_blanks("body").replace("\r\n", "\n").strip()

    def clean_subject(self) -> str:
        return self._without_unknown_blanks("subject")

    def _without_unknown_blanks(self, name: str) -> str:
        text = self.cleaned_data[name]
        if unknown := unknown_blanks(text):
            raise forms.ValidationError([unknown_blank(one) for one in unknown])
        return text


class LetterForm(WordsForm):
    recipient = TextField(
        label=capfirst(gettext_lazy("to")),
        max_length=250,
        required=False,
        help_text=gettext_lazy("The post that the letter is addressed to, such as นายกเทศมนตรีตำบล…"),
    )
    organisation = TextField(
        label=capfirst(gettext_lazy("organisation on the envelope")), max_length=250, required=False
    )
    recipient_zip = PostcodeField(label=capfirst(gettext_lazy("postcode")), required=False)

    class Meta(WordsForm.Meta):
        model = Letter
        fields = (*RECIPIENT, *WORDS, *END, "note")
        labels = {"manners": capfirst(gettext_lazy("salutation and closing"))}
        widgets = {**WordsForm.Meta.widgets, "recipient_address": _lines(3)}

    def clean(self):
        """The pair of salutation and closing follows the recipient, unless the writer has just chosen another."""
        cleaned = super().clean()
        if "recipient" in self.changed_data and "manners" not in self.changed_data:
            cleaned["manners"] = compose.Manners.towards(cleaned.get("recipient", "")).value
        return cleaned


class BatchForm(WordsForm):
    class Meta(WordsForm.Meta):
        model = LetterBatch
        fields = ("title", *WORDS, *END)


class RecipientForm(LetterForm):
    """Of a letter in a batch only its recipient is its own; the words are the batch's."""

    class Meta(LetterForm.Meta):
        fields = RECIPIENT

    def __init__(self, *args, **kwargs):
        super(WordsForm, self).__init__(*args, **kwargs)


class ReferenceForm(forms.Form):
    """A letter that the recipient already has; a row left empty is none."""

    kind = TextField(label=gettext_lazy("What it is"), initial="หนังสือ", max_length=40, required=False)
    agency = TextField(label=gettext_lazy("Agency that wrote it"), max_length=250, required=False)
    number = TextField(label=gettext_lazy("Its number"), max_length=80, required=False)
    date = forms.DateField(label=gettext_lazy("Its date"), required=False, widget=day_input())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agency") and not cleaned.get("number"):
            self.add_error("number", _("Please give the number of the letter as well."))
        if cleaned.get("number") and not cleaned.get("agency"):
            self.add_error("agency", _("Please say who wrote the letter."))
        return cleaned


ReferenceRows = forms.formset_factory(ReferenceForm, extra=1, max_num=10, absolute_max=20)


def references_of(rows) -> list[dict[str, object]]:
    """The rows of a valid ReferenceRows as the letter keeps them."""
    given = [row.cleaned_data for row in rows if row.cleaned_data.get("agency")]
    return [
        {
            "kind": one["kind"] or "หนังสือ",
            "agency": one["agency"],
            "number": one["number"],
            "date": one["date"].isoformat() if one["date"] else None,
        }
        for one in given
    ]


class BlanksForm(forms.Form):
    """A field for each named blank of the text; what the records know stands in it as an example."""

    def __init__(self, data=None, *, text: str, values: Mapping[str, str], known: Mapping[str, str], many=False):
        """`known`: what the records fill in where nothing is typed; of `many` letters, what they do in the first."""
        super().__init__(data, prefix="blank")
        from_records = (
            _("Empty: from the record of each partner, such as “%(value)s”.")
            if many
            else _("Empty: “%(value)s” from the records.")
        )
        for name in asked_in(text):
            number = str(BLANKS.index(BY_NAME[name]))
            self.fields[number] = TextField(
                label=name,
                required=False,
                max_length=300,
                initial=values.get(name, ""),
                widget=forms.TextInput(attrs={"placeholder": known.get(name) or BY_NAME[name].example}),
                help_text=from_records % {"value": known[name]} if known.get(name) else "",
            )

    @property
    def values(self) -> dict[str, str]:
        """{name of the blank: text} of what was filled in."""
        return {BLANKS[int(key)].name: text for key, text in self.cleaned_data.items() if text}


def asked_in(text: str) -> list[str]:
    """The known blanks of a text that stand for words, not for a table."""
    return [name for name in blanks_in(text) if name in BY_NAME and not BY_NAME[name].table]


def blank_list() -> list[dict[str, object]]:
    """All named blanks with their examples, for the screens that explain them."""
    return [{"braces": f"{{{one.name}}}", "example": one.example, "table": one.table} for one in BLANKS]
