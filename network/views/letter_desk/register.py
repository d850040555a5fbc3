"""The register of sent letters on the screen, and as a file to take away."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from ...letter_list import FILTERS, asked_for_letters, letters_for
from ...letter_register import HEADERS, entry_of, register_csv, register_pdf, register_xlsx, registered
from ...models import Letter, LetterBook
from ..partners import XLSX
from .screen import LettersScreen, pdf_response

PER_PAGE = 50
#: Books of a few years; the register lists those that the filters leave.
MOST_BOOKS = 24


class RegisterView(LettersScreen, TemplateView):
    template_name = "network/admin/letters/register.html"
    page_title = gettext_lazy("Register of sent letters")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if (form := request.GET.get("export", "")) in ("csv", "xlsx"):
            return self.download(form)
        return super().get(request, *args, **kwargs)

    @cached_property
    def asked(self):
        return asked_for_letters(self.request.GET, self.request.user)

    def get_context_data(self, **kwargs):
        found = registered(letters_for(self.asked, self.request.user))
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page,
            headers=HEADERS,
            rows=[(letter, entry_of(letter)) for letter in page],
            filters=self._filters(),
            asked=self.asked,
            parameters=urlencode(self.asked.parameters),
            books=self._books(),
            **kwargs,
        )

    def _filters(self) -> list[dict]:
        asked = self.asked
        return [
            {"name": one.name, "label": one.label, "choices": choices, "value": asked.chosen.get(one.name, "")}
            for one in FILTERS
            if (choices := asked.offered[one.name])
        ]

    def _books(self) -> list[LetterBook]:
        """Those that the filters leave and that have given a number: each can be printed as the form is ruled."""
        chosen = {name: self.asked.chosen[name] for name in ("centre", "year", "series") if name in self.asked.chosen}
        books = LetterBook.objects.for_user(self.request.user).filter(**chosen).select_related("centre")
        return [book for book in books[:MOST_BOOKS] if book.used]

    def download(self, form: str) -> HttpResponse:
        letters = letters_for(self.asked, self.request.user)
        if form == "csv":
            response = StreamingHttpResponse(register_csv(letters), content_type="text/csv; charset=utf-8")
        else:
            response = HttpResponse(register_xlsx(letters), content_type=XLSX)
        name = f"register-{timezone.localdate().isoformat()}.{form}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response


class BookView(LettersScreen, View):
    """One book of one year, ruled as the form is, for printing and for the archive."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        book = get_object_or_404(
            LetterBook.objects.for_user(request.user).select_related("centre"), pk=self.kwargs["book"]
        )
        name = f"register-{book.year}-{book.centre.code}-{book.series}.pdf"
        return pdf_response(register_pdf(Letter.objects.for_user(request.user), book), name)
