"""All that one page of the editor holds: words, references, blanks, enclosures; of a letter, or of a batch."""

from __future__ import annotations

import copy
from datetime import date

from ...forms.enclosures import EnclosureRows
from ...forms.letter_words import BatchForm, BlanksForm, LetterForm, ReferenceRows, references_of
from ...letter_content import known_values, office_of
from ...models import Letter, LetterBatch


class Typed:
    """The forms of the editor, bound to what was posted or showing what is stored."""

    def __init__(self, of: Letter | LetterBatch, data=None, files=None, *, day: date):
        self.of = of
        form = LetterForm if isinstance(of, Letter) else BatchForm
        # A form writes what was typed into the record it is given.
        self.words = form(data, instance=copy.copy(of))
        # A post without rows, as the preview's may be, keeps the ones that are there.
        rows = data if data is not None and "reference-TOTAL_FORMS" in data else None
        self.references = ReferenceRows(rows, prefix="reference", initial=of.references)
        text = " \n".join(str(self.words[name].value() or "") for name in ("subject", "body"))
        self.blanks = BlanksForm(
            data, text=text, values=of.blanks, known=self._known(day), many=not isinstance(of, Letter)
        )
        rows = data if data is not None and "enclosure-TOTAL_FORMS" in data else None
        self.enclosures = EnclosureRows(rows, files, kept=list(of.enclosures.all()))

    def _known(self, day: date) -> dict[str, str]:
        """What the records would fill in; of a batch, what they would for its first letter."""
        alone = isinstance(self.of, Letter)
        of = self.of if alone else self.of.letters.select_related("partner__province", "centre").first()
        if of is None:
            return {}
        letter = copy.copy(of)
        letter.blanks, letter.batch = {}, None
        return known_values(letter, day, office_of(self.of.centre))

    @property
    def forms(self):
        return (self.words, self.blanks, self.references, self.enclosures)

    def is_valid(self) -> bool:
        """Every form is asked, so that all problems are told at once."""
        answers = [form.is_valid() for form in self.forms if form.is_bound]
        return all(answers)

    @property
    def values(self) -> dict[str, object]:
        """What the acts take; only after is_valid()."""
        given = {name: self.words.cleaned_data[name] for name in self.words.cleaned_data}
        given["blanks"] = self.blanks.values
        if self.references.is_bound:
            given["references"] = references_of(self.references)
        return given

    def shown(self) -> Letter | LetterBatch:
        """The record as it would read with what is typed now, for looking at; never saved.

        Words that were refused stand in it all the same: whoever writes sees what he wrote.
        """
        valid = [form.is_valid() for form in self.forms if form.is_bound]
        record = self.words.instance
        for name in self.words.errors:
            if name in ("subject", "body", "recipient"):
                setattr(record, name, str(self.words[name].value() or "")[:20_000])
        if valid:
            if self.blanks.is_valid():
                record.blanks = self.blanks.values
            if self.references.is_bound and self.references.is_valid():
                record.references = references_of(self.references)
        return record

    def differences(self, stored: Letter | LetterBatch) -> list[tuple[str, str, str]]:
        """(label, stored now, typed) of the fields of words in which the two differ, after somebody else saved."""
        found = []
        for name, field in self.words.fields.items():
            now = str(self.words._meta.model._meta.get_field(name).value_from_object(stored) or "")
            mine = str(self.words[name].value() or "").replace("\r\n", "\n")
            if now.replace("\r\n", "\n").strip() != mine.strip() and name != "signatory":
                found.append((str(field.label), now, mine))
        return found
