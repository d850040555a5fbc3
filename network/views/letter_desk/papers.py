"""What comes out of the printer for one letter: itself, its file copy, its envelope and its label."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from ...actions.bundle_batch import pdf_name
from ...actions.send_letter import NoPdf, checked_pdf
from ...letter_content import letter_content, office_of
from ...letter_look import letter_look, preview_mark
from ...letter_troubles import with_what_is_written
from ...letters.compose import Letter as Words
from ...letters.envelopes import ENVELOPES, SHEET_24, print_envelopes, print_labels
from ...letters.look import Look
from ...letters.paper import print_letter
from ...models import Letter
from .drawing import draw
from .screen import BatchScreen, LetterScreen, pdf_response

SIZES = {envelope.name: envelope for envelope in ENVELOPES}


class PaperView(LetterScreen, View):
    """Finds the letter with everything that stands on paper."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        letter = with_what_is_written(Letter.objects).get(pk=self.letter.pk)
        return self.paper(letter)

    def paper(self, letter: Letter) -> HttpResponse:
        raise NotImplementedError


def words_of(letter: Letter) -> Words:
    """As they were frozen; of a draft, as they would be today."""
    return Words.from_json(letter.content) if letter.content else letter_content(letter, timezone.localdate())


class PdfView(PaperView):
    """The issued PDF, byte for byte, or the draft with its mark."""

    def paper(self, letter: Letter) -> HttpResponse:
        if not letter.number:
            return pdf_response(draw(letter, timezone.localdate()).data, "draft.pdf")
        try:
            data = checked_pdf(letter)
        except NoPdf:
            # Never another paper in the place of the one that was issued.
            return HttpResponse(
                _("The PDF of this letter is missing or is not what was issued. Tell whoever looks after the system."),
                status=409,
                content_type="text/plain; charset=utf-8",
            )
        return pdf_response(data, pdf_name(letter), download="download" in self.request.GET)


class CopyView(PaperView):
    """The copy that stays in the office, with room for the initials of who drafted, typed and checked it."""

    def paper(self, letter: Letter) -> HttpResponse:
        office = office_of(letter.centre)
        mark = "" if letter.number else preview_mark(letter, office)
        look = letter_look(letter, mark=mark, variant="file_copy", office=office)
        return pdf_response(print_letter(words_of(letter), look), "copy.pdf")


class EnvelopeView(PaperView):
    """One envelope, with the sender, the number and the urgency where they belong."""

    def paper(self, letter: Letter) -> HttpResponse:
        envelope = SIZES.get(self.kwargs["size"])
        if envelope is None:
            raise Http404
        return pdf_response(print_envelopes([words_of(letter)], _plain_look(letter), envelope), "envelope.pdf")


class LabelView(PaperView):
    """One label on a sheet; `?first=` is the first label that is still on it."""

    def paper(self, letter: Letter) -> HttpResponse:
        first = self.request.GET.get("first", "1")
        place = int(first) if first.isdigit() and 1 <= int(first[:3]) <= SHEET_24.count else 1
        return pdf_response(print_labels([words_of(letter)], _plain_look(letter), SHEET_24, place), "label.pdf")


class BatchPaperView(BatchScreen, View):
    """The envelopes, or the labels, of all letters of a batch in the order of the list."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        paper = self.kwargs["paper"]
        if paper not in {"labels", *(f"envelopes-{size}" for size in SIZES)}:
            raise Http404
        letters = list(with_what_is_written(self.batch.letters.exclude(state=Letter.State.VOID)).order_by("pk"))
        if not letters:
            raise Http404
        words, look = [words_of(letter) for letter in letters], _plain_look(letters[0])
        if paper == "labels":
            return pdf_response(print_labels(words, look, SHEET_24), "labels.pdf")
        size = SIZES[paper.removeprefix("envelopes-")]
        return pdf_response(print_envelopes(words, look, size), f"{paper}.pdf")


def _plain_look(letter: Letter) -> Look:
    """Emblem and typeface; nothing travels inside an envelope's own file."""
    return replace(letter_look(letter, office=office_of(letter.centre)), attachments=())
