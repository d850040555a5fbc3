"""What keeps a letter, or some letters of a batch, from being issued or e-mailed, in sentences for who can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .letter_content import letter_content, office_of, with_people
from .letters import checks, wording
from .models import Letter, LetterBatch, LetterOffice

#: What is missing in an office's settings, by the names of LetterOffice.gaps().
GAPS = {
    "agency": gettext_lazy("The name of the agency is not set."),
    "address": gettext_lazy("The address of the office is not set."),
    "code": gettext_lazy("The code before the number (such as รง 0300/…) is not set."),
    "emblem": gettext_lazy("The emblem has not been uploaded."),
    "signatory": gettext_lazy("Nobody is named who signs."),
}

_OF_SENDER = {"address_lines": "address", "code_prefix": "code", "owner_section": "section"}
_FIELDS = {
    "recipient.title": "recipient",
    "recipient.organisation": "organisation",
    "recipient.zip": "recipient_zip",
    "recipient": "recipient_address",
    "signer": "signatory",
}


@dataclass(frozen=True)
class Trouble:
    """`field`: the field of Letter, or `office.…` for one of the settings. `path`: where in compose.Letter it stands.

    `stops`: whether it keeps the letter from being issued, or only from being posted or e-mailed.
    """

    field: str
    words: str
    stops: bool = True
    path: str = ""


@dataclass(frozen=True)
class Troubled:
    """A letter of a batch, and what is the matter with it."""

    letter: Letter
    troubles: tuple[Trouble, ...]

    @property
    def stops(self) -> bool:
        return any(trouble.stops for trouble in self.troubles)


def office_troubles(office: LetterOffice) -> list[Trouble]:
    """Why a centre can only preview its letters."""
    return [Trouble(f"office.{name}", str(GAPS[name])) for name in office.gaps()]


def field_of(path: str) -> str:
    """The field of Letter, or of its office, that a path of compose.Letter was made from."""
    first, _dot, rest = path.partition(".")
    if first == "sender":
        return f"office.{_OF_SENDER.get(rest.partition('[')[0], rest)}"
    return _FIELDS.get(path) or _FIELDS.get(first) or first.partition("[")[0]


def letter_troubles(letter: Letter, day: date, office: LetterOffice | None = None) -> list[Trouble]:
    """What is wrong with a letter's own words and recipient, the worst first."""
    found = [
        Trouble(field_of(problem.field), wording.sentence(problem), path=problem.field)
        for problem in checks.problems(letter_content(letter, day, office))
        if not problem.field.startswith("sender.") or problem.wrong is not checks.Wrong.BLANK
    ]
    if not letter.recipient_address and letter.kind not in ("memo", "certificate"):
        words = _("There is no address for the envelope: it cannot be posted.")
        found.append(Trouble("recipient_address", words, stops=False))
    if not letter.recipient_email and letter.kind != "memo":
        found.append(Trouble("recipient_email", _("There is no e-mail address: it cannot be e-mailed."), stops=False))
    return found


def with_what_is_written(letters):
    """A queryset of letters with everything that letter_content() reads, in a fixed number of queries."""
    related = letters.select_related("centre", "signatory", "batch", "partner__province", "corrects", "book")
    return with_people(related.prefetch_related("enclosures", "batch__enclosures"), "partner__contacts")


def batch_troubles(batch: LetterBatch, day: date) -> list[Troubled]:
    """Every letter of a batch that something is the matter with, in their order; a fixed number of queries."""
    office = office_of(batch.centre)
    letters = with_what_is_written(batch.letters.exclude(state=Letter.State.VOID)).order_by("pk")
    return list(_troubled(letters, day, office))


def _troubled(letters: Iterable[Letter], day: date, office: LetterOffice):
    for letter in letters:
        troubles = letter_troubles(letter, day, office)
        if troubles:
            yield Troubled(letter, tuple(troubles))
