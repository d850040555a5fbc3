"""Headquarters writes the questionnaires: words in fields or the whole definition, with a preview beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView, View

from ..actions.copy_instrument import copy_instrument
from ..actions.write_revision import WrongQuestionnaire, problems_of, write_revision
from ..instrument.checks import Problem
from ..instrument.source import LONGEST, Unreadable, read
from ..instrument.wording import Text, line_of, reworded, texts
from ..models import Instrument, Revision
from ..screens import screen
from ..sentences import of_problem
from .staff import StaffScreen

RIGHT = "surveys.change_instrument"
FORMS = ("1", "2")


@dataclass(frozen=True)
class Said:
    """A problem in words, and the line of the definition where it is."""

    place: str
    sentence: str
    line: int


def said(problems: list[Problem], source: str) -> list[Said]:
    return [Said(one.place, of_problem(one), line_of(source, one.place)) for one in problems]


class InstrumentsView(StaffScreen, TemplateView):
    needs = RIGHT
    page_title = gettext_lazy("Wording of the questionnaires")
    template_name = "surveys/admin/instruments.html"

    def get_context_data(self, **kwargs):
        every = Instrument.objects.prefetch_related("revisions__created_by")
        may_add = self.request.user.has_perm(NewView.needs)
        return super().get_context_data(instruments=every, may_add=may_add, **kwargs)


class NewForm(forms.ModelForm):
    """`revision`: the wording it begins with, the newest of any questionnaire."""

    revision = forms.ModelChoiceField(
        Revision.objects.newest().select_related("instrument"), label=gettext_lazy("Begins with the wording of")
    )

    class Meta:
        model = Instrument
        fields = ("name_th", "name_en", "slug")
        help_texts = {"slug": gettext_lazy("Latin letters, digits and hyphens; names the files that are downloaded.")}


class NewView(StaffScreen, TemplateView):
    """A questionnaire of its own, such as for trainings. It begins as a copy, so that there is something to change."""

    needs = "surveys.add_instrument"
    page_title = gettext_lazy("New questionnaire")
    template_name = "surveys/admin/instrument_new.html"

    @cached_property
    def form(self) -> NewForm:
        return NewForm(self.request.POST if self.request.method == "POST" else None)

    def crumbs(self):
        crumb = {"url": reverse("campaigns:instruments"), "label": str(_("Wording of the questionnaires"))}
        return [crumb, *super().crumbs()]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        said = dict(self.form.cleaned_data)
        made = copy_instrument(said.pop("revision"), by=request.user, **said)
        messages.success(request, _("The questionnaire is there. Change its words now."))
        return redirect("campaigns:instrument", made.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, **kwargs)


class UploadForm(forms.Form):
    """`source` as it was typed; a file takes its place."""

    source = forms.CharField(required=False, max_length=LONGEST, strip=False)
    note = forms.CharField(required=False, max_length=300)
    file = forms.FileField(required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > 3 * LONGEST:
            raise forms.ValidationError(_("The definition is too long."))
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This is no text in UTF-8.")) from None


class EditView(StaffScreen, TemplateView):
    """The newest wording of a questionnaire. What is wrong is said with its place, and nothing typed is lost."""

    needs = RIGHT
    template_name = "surveys/admin/instrument.html"
    header_icon = "edit"

    @cached_property
    def instrument(self) -> Instrument:
        return get_object_or_404(Instrument, pk=self.kwargs["instrument"])

    def get_page_title(self):
        return self.instrument.name

    def crumbs(self):
        crumb = {"url": reverse("campaigns:instruments"), "label": str(_("Wording of the questionnaires"))}
        return [crumb, *super().crumbs()]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        newest = self.instrument.newest()
        return self._draw(newest.source if newest else "")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
            return self._draw(request.POST.get("source", "")[:LONGEST], status=422)
        source = form.cleaned_data["file"] or _typed(request)
        if request.POST.get("go") != "save":
            return self._draw(source, problems_of(source, self.instrument), checked=True)
        before = self.instrument.newest()
        try:
            made = write_revision(self.instrument, source, note=form.cleaned_data["note"], by=request.user)
        except WrongQuestionnaire as problem:
            return self._draw(source, problem.problems, checked=True, status=422)
        if before is not None and made.pk != before.pk:
            messages.success(
                request, _("Kept as revision %(number)s, because the one before is frozen.") % {"number": made.number}
            )
        else:
            messages.success(request, _("Kept in revision %(number)s.") % {"number": made.number})
        return redirect("campaigns:instrument", self.instrument.pk)

    def _draw(self, source: str, problems: list[Problem] = (), *, checked: bool = False, status: int = 200):
        context = self.get_context_data(
            instrument=self.instrument, newest=self.instrument.newest(), source=source, problems=said(problems, source),
            checked=checked, words=grouped(texts(source)) if not self._as_yaml else [], as_yaml=self._as_yaml,
        )  # fmt: skip
        return self.render_to_response(context, status=status)

    @property
    def _as_yaml(self) -> bool:
        return (self.request.POST.get("as") or self.request.GET.get("as")) == "yaml"


def _typed(request: HttpRequest) -> str:
    """The definition as it was sent, with the words that were typed into their fields."""
    source = request.POST.get("source", "").replace("\r\n", "\n")
    words = {name.removeprefix("w:"): text for name, text in request.POST.items() if name.startswith("w:")}
    return reworded(source, words)


@dataclass(frozen=True)
class Both:
    """A text in both languages, beside what it belongs to."""

    place: str
    th: Text
    en: Text | None


def grouped(found: list[Text]) -> list[Both]:
    by_key = {text.key: text for text in found}
    return [
        Both(text.place, text, by_key.get(f"{text.key.removesuffix('th')}en"))
        for text in found
        if text.language == "th"
    ]


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(EditView):
    """A form as a respondent sees it, all its sections at once; stands in a frame beside the fields."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        wave = int(request.POST["preview"]) if request.POST.get("preview") in FORMS else 1
        language = "en" if request.POST.get("language") == "en" else "th"
        try:
            questionnaire = read(_typed(request))
        except Unreadable as problem:
            told = said([Problem(problem.place, problem.rule, problem.detail)], _typed(request))
            return render(request, "surveys/admin/preview.html", {"problems": told})
        form = questionnaire.forms[wave]
        dont_know = questionnaire.missing[-8].within(language) if -8 in questionnaire.missing else ""
        screens = [screen(form, one, {}, {}, language=language, dont_know=dont_know) for one in form.sections]
        return render(
            request,
            "surveys/admin/preview.html",
            {"title": form.words.within(language), "screens": screens, "language": language},
        )

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return render(request, "surveys/admin/preview.html", {})


class SourceView(StaffScreen, View):
    """A revision as the YAML that it is."""

    needs = RIGHT

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        revision = get_object_or_404(Revision.objects.select_related("instrument"), pk=self.kwargs["revision"])
        response = HttpResponse(revision.source, content_type="application/yaml; charset=utf-8")
        name = f"{revision.instrument.slug}-{revision.number}.yaml"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
