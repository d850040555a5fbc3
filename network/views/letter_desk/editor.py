"""Writing on a draft, with the page it makes beside it."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from ...actions.draft_letter import change_letter
from ...actions.keep_enclosures import keep_enclosures
from ...actions.make_batch import change_recipient
from ...actions.move_letter import WrongState
from ...forms.letter_words import RecipientForm, blank_list
from ...letter_content import office_of
from ...letter_problems import Placed, placed_all
from ...letter_troubles import letter_troubles, office_troubles
from ...letters.compose import Manners
from ...models import Letter
from .acts import overtaken
from .drawing import Drawn, draw, keep, kept
from .screen import LetterScreen, pdf_response
from .typed import Typed

State = Letter.State


def version_in(post) -> int | None:
    typed = post.get("version", "")
    return int(typed) if typed.isdigit() and len(typed) < 10 else None


class Editing:
    """What the editors of letters and of batches share: drawing the page of forms, and the conflict of two writers."""

    def context_of(self, typed: Typed, **more) -> dict[str, object]:
        return {
            "typed": typed,
            "words": typed.words,
            "blank_list": blank_list(),
            "version": more.pop("version", typed.of.version),
            **more,
        }


class EditView(Editing, LetterScreen, TemplateView):
    """Drafts only. Whoever saves second is told what the first one changed, and loses nothing."""

    needs = "network.change_letter"
    template_name = "network/admin/letters/edit.html"
    page_title = gettext_lazy("Write")

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(self.needs) and self.letter.batch_id:
            return redirect("letters:recipient", self.letter.pk)
        if request.method == "GET" and request.user.has_perm(self.needs) and self.letter.state != State.DRAFT:
            messages.warning(request, _("Only drafts can be written on. Return the letter first to change it."))
            return redirect("letters:letter", self.letter.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(self.typed())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        typed = self.typed(request.POST, request.FILES)
        version = version_in(request.POST)
        if not typed.is_valid():
            return self.draw(typed, version=version, status=422)
        try:
            letter = change_letter(self.letter, typed.values, actor=self.actor, at=self.now, version=version)
            if typed.enclosures.is_bound:
                keep_enclosures(letter, typed.enclosures.wanted(), actor=self.actor, at=self.now)
        except WrongState as problem:
            return self.draw_both(typed, problem.current)
        messages.success(request, _("The draft is saved."))
        return redirect("letters:letter" if request.POST.get("then") == "look" else "letters:edit", letter.pk)

    def typed(self, data=None, files=None) -> Typed:
        return Typed(self.letter, data, files, day=timezone.localdate())

    def draw_both(self, typed: Typed, current: Letter) -> HttpResponse:
        closed = current.state != State.DRAFT
        context = {"overtaken": overtaken(current), "closed": closed, "version": current.version}
        return self.draw(typed, both=typed.differences(current), status=409, **context)

    def draw(self, typed: Typed, *, status: int = 200, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**self.context_of(typed, **context)), status=status)


class RecipientView(LetterScreen, TemplateView):
    """Of one letter of a batch only the recipient can be written."""

    needs = "network.change_letter"
    template_name = "network/admin/letters/recipient.html"
    page_title = gettext_lazy("Recipient")

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(self.needs) and not self.letter.batch_id:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=RecipientForm(instance=self.letter)))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = RecipientForm(request.POST, instance=Letter.objects.get(pk=self.letter.pk))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            change_recipient(self.letter, form.cleaned_data, actor=self.actor, at=self.now)
        except WrongState as problem:
            messages.error(request, overtaken(problem.current))
        else:
            messages.success(request, _("The recipient is saved."))
        return redirect("letters:batch", self.letter.batch_id)


class PreviewView(LetterScreen, View):
    """Draws what is typed, without saving it. To a script it tells where the page lies and what is missing."""

    needs = "network.change_letter"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        day = timezone.localdate()
        typed = Typed(self.letter, request.POST, None, day=day)
        letter = typed.shown()
        drawn = draw(letter, day)
        address = reverse("letters:drawn", args=[self.letter.pk, keep(drawn, request.user)])
        if "application/json" not in request.headers.get("Accept", ""):
            return redirect(address)
        problems = self.problems(typed, letter, day)
        answer = JsonResponse(
            {
                "url": address,
                "said": pages_in_words(drawn),
                "manners": Manners.towards(letter.recipient).value,
                "problems": [{"field": one.field, "words": one.words, "text": one.text} for one in problems],
            }
        )
        answer["Cache-Control"] = "private, no-store"
        return answer

    def problems(self, typed: Typed, letter: Letter, day) -> list[Placed]:
        office = office_of(letter.centre)
        troubles = [*letter_troubles(letter, day, office), *office_troubles(office)]
        return [*refused_words(typed), *(one for one in placed_all(troubles) if one.stops)]


def refused_words(typed: Typed) -> list[Placed]:
    """What the form itself refuses, as the preview tells it."""
    fields = typed.words.fields
    return [
        Placed(name, str(error), f"{fields[name].label}: {error}", True)
        for name, errors in typed.words.errors.items()
        if name in fields
        for error in errors
    ]


def pages_in_words(drawn: Drawn) -> str:
    """One page is the norm; two are said with what helps."""
    if drawn.pages == 1:
        return _("It fits on one page.")
    return _("It takes %(count)s pages. Letters of one page are read: can the text be shorter?") % {
        "count": drawn.pages
    }


class DrawnView(LetterScreen, View):
    """A page that was drawn a moment ago, for whoever had it drawn."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = kept(self.kwargs["digest"], request.user)
        if data is None or not self.letter:
            raise Http404
        return pdf_response(data, "draft.pdf")


class EnclosureView(LetterScreen, View):
    """The file of an enclosure."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        rows = self.letter.enclosures.all()
        if self.letter.batch_id:
            rows = rows | self.letter.batch.enclosures.all()
        enclosure = rows.filter(pk=self.kwargs["enclosure"]).first()
        return file_of(enclosure)


def file_of(enclosure) -> HttpResponse:
    """To keep, never to be shown in our name: it comes from outside. Raises Http404."""
    if enclosure is None or not enclosure.file:
        raise Http404
    try:
        opened = enclosure.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=PurePosixPath(enclosure.file.name).name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
