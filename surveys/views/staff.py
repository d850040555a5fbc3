"""The staff's screens of a campaign: how it stands, what is doubtful, the data as a file, answers from a file."""

from __future__ import annotations

import io

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home.tabular import Sheet, TableRefused, write_xlsx

from ..actions.decide_answer import CodeIsTaken, decide_answer
from ..actions.export_answers import AT_ONCE, answers_of, export_answers, export_later
from ..actions.import_answers import import_answers
from ..instrument.items import WAVES
from ..keyed_files import KeyedRow, UnknownFile, read_rows
from ..models import Campaign, Decision, PairCode, Response
from ..progress import awaited, progress
from ..sentences import of_doubt, of_row
from ..xlsform import CHOICES, SETTINGS, SURVEY, xlsform

PER_PAGE = 50
#: An uploaded file is judged within the request; more rows go into several files.
MOST_ROWS = 500


class StaffScreen(WagtailAdminTemplateMixin):
    """A screen behind a right; `needs` is the right's full name."""

    needs = "surveys.view_response"
    header_icon = "clipboard-list"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def campaign(self) -> Campaign:
        return get_object_or_404(
            Campaign.objects.select_related("season", "revision__instrument"), pk=self.kwargs["pk"]
        )

    def get_breadcrumbs_items(self):
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("campaigns:index"), "label": str(_("Questionnaires"))},
        ]
        if "pk" in self.kwargs:
            items.append({"url": reverse("campaigns:campaign", args=[self.campaign.pk]), "label": str(self.campaign)})
        return [*items, *self.crumbs()]

    def crumbs(self):
        return [{"url": "", "label": str(self.get_page_title())}]


class CampaignsView(StaffScreen, TemplateView):
    page_title = gettext_lazy("Questionnaires")
    template_name = "surveys/admin/campaigns.html"

    def crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        campaigns = Campaign.objects.select_related("season", "revision__instrument")
        user = self.request.user
        return super().get_context_data(
            campaigns=campaigns, may_open=user.has_perm("surveys.add_campaign"),
            may_edit=user.has_perm("surveys.change_instrument"), **kwargs,
        )  # fmt: skip


class CampaignView(StaffScreen, TemplateView):
    """How it stands today, in the provinces of whoever looks."""

    page_title = gettext_lazy("How the questionnaires come back")
    template_name = "surveys/admin/campaign.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        waited_for = awaited(self.campaign, user, timezone.localdate())
        return super().get_context_data(
            campaign=self.campaign,
            progress=progress(self.campaign, user),
            awaited=list(waited_for[:PER_PAGE]),
            awaited_count=waited_for.count(),
            may_export=user.has_perm("surveys.export_response"),
            may_decide=user.has_perm("surveys.decide_response"),
            may_import=user.has_perm("surveys.add_response"),
            may_move=user.has_perm("surveys.change_campaign"),
            **kwargs,
        )


class DoubtsView(StaffScreen, TemplateView):
    """What a person has to decide, and what was not paired."""

    needs = "surveys.decide_response"
    page_title = gettext_lazy("Doubtful and unpaired answers")
    template_name = "surveys/admin/doubts.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        answers = Response.objects.for_user(user).filter(campaign=self.campaign)
        found = progress(self.campaign, user).pairs
        loose = [sheet.pk for both in found.backwards for sheet in both] + [sheet.pk for sheet in found.unpaired]
        with_partner = answers.select_related("pair__visit__partner", "province").prefetch_related("decisions__by")
        doubtful = with_partner.exclude(state=Response.State.USABLE, doubts=[]).exclude(state=Response.State.SET_ASIDE)
        page = Paginator(doubtful.order_by("pk"), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            campaign=self.campaign,
            page_obj=page,
            rows=[(one, [of_doubt(doubt) for doubt in one.doubts]) for one in page],
            unpaired=list(with_partner.filter(pk__in=loose[:PER_PAGE])),
            unpaired_count=len(loose),
            backwards={sheet.pk for both in found.backwards for sheet in both},
            **kwargs,
        )


class DecideForm(forms.Form):
    verb = forms.ChoiceField(choices=[(verb, "") for verb in ("accept", "set_aside", "same", "apart", "move")])
    reason = forms.CharField(max_length=300, required=False)
    code = forms.CharField(max_length=30, required=False)


class DecideView(StaffScreen, View):
    """One decision about one answer."""

    needs = "surveys.decide_response"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        response = get_object_or_404(
            Response.objects.for_user(request.user).select_related("campaign__revision", "pair__visit__season"),
            campaign=self.campaign,
            pk=self.kwargs["answer"],
        )
        form = DecideForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This decision is not known."))
        else:
            self._decide(response, form.cleaned_data)
        return redirect("campaigns:doubts", self.campaign.pk)

    def _decide(self, response: Response, said) -> None:
        user = self.request.user
        try:
            code = None
            if said["verb"] == Decision.Verb.MOVE:
                code = PairCode.objects.for_user(user).filter(campaign=self.campaign).by_code(said["code"])
            decide_answer(response, said["verb"], by=user, now=timezone.now(), reason=said["reason"], code=code)
        except PairCode.DoesNotExist:
            messages.error(self.request, _("There is no such pair code in your provinces."))
        except CodeIsTaken:
            sentence = _("Another answer of this code is counted already. Set that one aside first.")
            messages.error(self.request, sentence)
        else:
            messages.success(self.request, _("The decision is kept with the answer."))


class ExportView(StaffScreen, View):
    """The bundle of what the user may see; downloading it is written into the log."""

    needs = "surveys.export_response"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        log(instance=self.campaign, action="surveys.export", user=request.user)
        if answers_of(self.campaign, request.user).count() > AT_ONCE:
            title = _("Data of the questionnaires of %(year)s") % {"year": self.campaign.season.fiscal_year}
            return redirect("jobs:job", export_later(self.campaign, owner=request.user, title=title).pk)
        name, packed = export_answers(self.campaign, request.user, now=timezone.now())
        return FileResponse(io.BytesIO(packed), as_attachment=True, filename=name)


class FieldFormView(StaffScreen, View):
    """A form for ODK Collect and KoboCollect, to be used where there is no network."""

    needs = "surveys.add_response"

    def get(self, request, *args, **kwargs):
        wave, revision = self.kwargs["wave"], self.campaign.revision
        if wave not in WAVES:
            raise Http404
        name = f"{revision.instrument.slug}-{self.campaign.season.fiscal_year}-form{wave}"
        made = xlsform(
            self.campaign.form(wave), revision.questionnaire.missing, form_id=name, version=revision.checksum[:12]
        )
        book = write_xlsx(
            Sheet("survey", SURVEY, made.survey), Sheet("choices", CHOICES, made.choices),
            Sheet("settings", SETTINGS, made.settings),
        )  # fmt: skip
        return FileResponse(io.BytesIO(book), as_attachment=True, filename=f"{name}.xlsx")


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"))


class ImportView(StaffScreen, TemplateView):
    """A file of answers: judged first and shown; the same file sent again with the second button is taken."""

    needs = "surveys.add_response"
    page_title = gettext_lazy("Answers from a file")
    template_name = "surveys/admin/import.html"

    def post(self, request, *args, **kwargs) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._again(problem=_("Please choose a file."))
        rows = self._rows(form.cleaned_data["file"])
        if isinstance(rows, str):
            return self._again(problem=rows)
        write = request.POST.get("go") == "write"
        outcomes = import_answers(self.campaign, rows, user=request.user, now=timezone.now(), dry_run=not write)
        if write:
            log(instance=self.campaign, action="surveys.import", user=request.user)
        counts = [(word, sum(one.verdict == verdict for one in outcomes)) for verdict, word in VERDICTS.items()]
        wrong = [(one.row.line, of_row(one.rule, one.row.settled)) for one in outcomes if one.verdict == "error"]
        return self._again(written=write, counts=counts, wrong=wrong, checked=True)

    def _rows(self, file) -> list[KeyedRow] | str:
        try:
            rows = read_rows(file, file.name, self.campaign.revision.questionnaire)
        except TableRefused as problem:
            return str(problem)
        except UnknownFile:
            return _("This is no file of answers: the columns FORM and PAIRKEY are needed.")
        if len(rows) > MOST_ROWS:
            return _("Please split the file: at most %(rows)s rows at a time.") % {"rows": MOST_ROWS}
        return rows

    def _again(self, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(campaign=self.campaign, **context))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"campaign": self.campaign, **kwargs})


VERDICTS = {
    "new": gettext_lazy("new"),
    "double": gettext_lazy("second answer of a code"),
    "known": gettext_lazy("taken before"),
    "error": gettext_lazy("not taken"),
}
