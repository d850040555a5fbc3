"""The sentences for what is wrong with a letter."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import emblem, faces
from .checks import Problem, Wrong

SENTENCES = {
    Wrong.BLANK: _("This must not be empty."),
    Wrong.TOO_LONG: _("This is too long: at most %(found)s characters."),
    Wrong.TOO_MANY: _("These are too many: at most %(found)s."),
    Wrong.UNFILLED: _("This blank has not been filled: %(found)s"),
    Wrong.NOT_IN_TYPEFACE: _("The typeface has no such characters: %(found)s"),
    Wrong.MARKUP: _("Write plain text here, without HTML: %(found)s"),
    Wrong.ADDRESS: _("Addresses of this sort must not stand in a letter: %(found)s"),
    Wrong.CONTROL: _("There are invisible control characters in this text: %(found)s"),
    Wrong.NO_NUMBER: _("Enter a number of 1 or more."),
    Wrong.UNEVEN: _("Every row of the table needs as many cells as its head."),
    Wrong.MANNERS: _("This recipient is addressed with “%(found)s”."),
}

EMBLEMS = {
    emblem.Fault.TOO_LARGE: _("This file is too large for an emblem: at most 2 MB and 16 million pixels."),
    emblem.Fault.NO_PICTURE: _("This file is no SVG drawing and no PNG picture, or it is damaged."),
    emblem.Fault.TOO_COARSE: _("This picture is too coarse to be printed: it needs at least 600 pixels in height."),
    emblem.Fault.MORE_THAN_A_DRAWING: _(
        "This drawing holds more than shapes: a script, a text, a picture or an address. Save it as plain SVG."
    ),
    emblem.Fault.NO_SIZE: _("This drawing does not say how large it is. Save it with a view box."),
}
FACES = {
    faces.Fault.TOO_LARGE: _("This font file is too large: at most 4 MB."),
    faces.Fault.NO_FONT: _("This file is no font, or it is damaged."),
    faces.Fault.NO_OUTLINES: _("Use the TrueType file (.ttf) of this font."),
    faces.Fault.NO_THAI: _("This font lacks Thai letters or the rules for placing Thai marks."),
    faces.Fault.NO_STACKS: _("In this font, tone marks would stand on top of vowels. Use TH Sarabun New, PSK or IT๙."),
}


def refused(problem: emblem.EmblemRefused | faces.FontRefused) -> str:
    """Why an uploaded emblem or font is refused, to stand beside its field."""
    return str({**EMBLEMS, **FACES}[problem.fault])


def sentence(problem: Problem) -> str:
    """The problem in the reader's language, to stand beside its field."""
    return str(SENTENCES[problem.wrong]) % {"found": problem.found}


def unknown_blank(name: str) -> str:
    """The sentence for a name in braces that is no blank (`blanks.unknown_blanks`)."""
    return gettext("There is no blank called “%(name)s”.") % {"name": name}
