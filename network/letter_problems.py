"""Where on the screens a problem of a letter belongs: the field of the form, and what the field is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .letter_troubles import Trouble
from .letters.blanks import BLANKS, BY_NAME

#: Field of the letter: its name on the screen, and the field of the form where that is another one.
_PLACES = {
    "recipient": (_("To"), ""),
    "organisation": (_("Organisation on the envelope"), ""),
    "recipient_address": (_("Address on the envelope"), ""),
    "recipient_zip": (_("Postcode"), ""),
    "recipient_email": (_("E-mail"), ""),
    "subject": (_("Subject"), ""),
    "body": (_("Text"), ""),
    "signatory": (_("Signer"), ""),
    "manners": (_("Salutation and closing"), ""),
    "urgency_within": (_("Urgent until"), ""),
    "copies_to": (_("Copies to"), ""),
    "references": (_("References"), "reference-{}-agency"),
    "enclosures": (_("Enclosures"), "enclosure-{}-title"),
}
_INDEX = re.compile(r"\[(\d+)\]")
_BLANK = re.compile(r"\{\s*([^{}]+?)\s*\}")


@dataclass(frozen=True)
class Placed:
    """`field`: the name of a form's field, "" where it is on another screen; `text`: the words with its label."""

    field: str
    words: str
    text: str
    stops: bool


def placed(trouble: Trouble) -> Placed:
    """A problem as the screens show it."""
    blank = _BLANK.search(trouble.words)
    if blank and blank[1] in BY_NAME and not BY_NAME[blank[1]].table:
        field = f"blank-{BLANKS.index(BY_NAME[blank[1]])}"
        return Placed(field, trouble.words, trouble.words, trouble.stops)
    label, row = _PLACES.get(trouble.field, ("", ""))
    number = _INDEX.search(trouble.path)
    field = row.format(number[1] if number else 0) if row else trouble.field if label else ""
    # What has no path is a sentence of its own, which names what it is about.
    text = f"{label}: {trouble.words}" if label and trouble.path else trouble.words
    return Placed(field, trouble.words, text, trouble.stops)


def placed_all(troubles) -> list[Placed]:
    """Each once, in their order: a text of ten paragraphs says «no emoji» once."""
    return list(dict.fromkeys(placed(trouble) for trouble in troubles))
