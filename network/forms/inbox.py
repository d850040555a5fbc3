"""How staff answer what a partner sent: which parts they take, and what they write back."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..actions.send_in import PERSON, PROFILE
from ..models import Contact, Partner, Proposal

ANSWER = 500


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("answer to the sender"),
        max_length=ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Goes out by mail with the decision. Say what is missing when you decline."),
    )

    def __init__(self, *args, declining: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.declining = declining

    def clean_answer(self):
        answer = self.cleaned_data["answer"].strip()
        if self.declining and not answer:
            raise forms.ValidationError(_("Please write in a sentence why, so that the sender knows what to do."))
        return answer


@dataclass(frozen=True)
class Row:
    """A part of a proposal: `key` is its box, `now` how the record stands, `moved` whether it changed since."""

    key: str
    label: str
    before: str
    now: str
    proposed: str

    @property
    def moved(self) -> bool:
        return self.now != self.before


@dataclass(frozen=True)
class Person:
    """A person of a proposal: what is to happen to whom, and the fields that change."""

    key: str
    act: str
    name: str
    rows: tuple[Row, ...]


def profile_rows(proposal: Proposal) -> list[Row]:
    partner = proposal.partner
    return [
        Row(name, _label(Partner, name), pair[0], str(getattr(partner, name)), pair[1])
        for name, pair in proposal.profile.items()
        if name in PROFILE
    ]


def people_of(proposal: Proposal) -> list[Person]:
    known = {contact.pk: contact for contact in proposal.partner.contacts.filter(erased_at=None)}
    return [_person(str(number), entry, known.get(entry["contact"])) for number, entry in enumerate(proposal.people)]


def _person(key: str, entry: dict, contact: Contact | None) -> Person:
    rows = tuple(
        Row(name, _label(Contact, name), pair[0], str(getattr(contact, name)) if contact else "", pair[1])
        for name, pair in entry["values"].items()
        if name in PERSON and entry["act"] != "remove"
    )
    name = contact.full_name if contact else entry["values"].get("name", ["", ""])[1]
    return Person(key, entry["act"], name, rows)


def _label(model, name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))
