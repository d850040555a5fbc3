"""The staff's screens of the season's reports: the list, one report, writing it, its PDF."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home.access import for_user, may_do, scope_of
from home.models import Centre

from ..actions.begin_report import begin_report
from ..actions.move_report import WrongState
from ..actions.print_report import mark_of, print_report
from ..actions.write_report import generate_again, keep_paragraph, write_report
from ..models import Campaign, SeasonReport
from ..report_acts import REFUSALS, Asked, may_write, offered, refusal
from .staff import StaffScreen

PARTS = {
    "answers": gettext_lazy("the answers"),
    "visits": gettext_lazy("the figures of the visits"),
    "banners": gettext_lazy("the figures of the banners"),
    "themes": gettext_lazy("the themes of free texts"),
}
LONGEST = 6000
WRITES = "change_seasonreport"


class ReportsScreen(StaffScreen):
    needs = "surveys.view_seasonreport"
    header_icon = "doc-full"

    def get_breadcrumbs_items(self):
        items = WagtailAdminTemplateMixin.get_breadcrumbs_items(self)
        return [*items, {"url": reverse("season_reports:index"), "label": str(_("Season reports"))}, *self.crumbs()]

    def crumbs(self) -> list[dict[str, str]]:
        return []


class ReportsView(ReportsScreen, TemplateView):
    """Season by season: the nation's report and those of the centres that the user works for."""

    template_name = "surveys/admin/reports.html"
    page_title = gettext_lazy("Season reports")

    def get_context_data(self, **kwargs):
        user = self.request.user
        scope = scope_of(user)
        centres = list(for_user(Centre.objects.all(), user, "pk"))
        known = {
            (one.campaign_id, one.centre_id): one
            for one in SeasonReport.objects.for_user(user).defer("content", "snapshot").select_related("centre")
        }
        seasons = []
        for campaign in Campaign.objects.select_related("season"):
            rows = [self._row(campaign, centre, known) for centre in centres]
            nation = known.get((campaign.pk, None))
            if scope.everything or nation:
                rows.insert(0, self._row(campaign, None, known))
            seasons.append({"campaign": campaign, "rows": rows})
        return super().get_context_data(
            seasons=seasons, may_code=user.has_perm("surveys.code_texts"), today=timezone.localdate(), **kwargs
        )

    def _row(self, campaign: Campaign, centre: Centre | None, known) -> dict:
        pk = centre.pk if centre else None
        return {
            "centre": centre,
            "report": known.get((campaign.pk, pk)),
            "may_begin": may_do(self.request.user, f"surveys.{WRITES}", pk),
        }


class BeginView(ReportsScreen, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        campaign = get_object_or_404(Campaign.objects.select_related("season"), pk=self.kwargs["campaign"])
        code = request.POST.get("centre", "")
        centre = get_object_or_404(for_user(Centre.objects.all(), request.user, "pk"), code=code) if code else None
        report = begin_report(campaign, centre, by=request.user, at=timezone.now())
        return redirect("season_reports:report", report.pk)


class OneReport(ReportsScreen):
    """A screen about one report that the user may see; whether another exists is not told."""

    @cached_property
    def report(self) -> SeasonReport:
        mine = SeasonReport.objects.for_user(self.request.user).select_related(
            "campaign__season", "campaign__revision__instrument", "centre", "job"
        )
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @cached_property
    def presented(self):
        """None for a nation of which no centre is accepted."""
        from ..report.presenting import present
        from ..report.rollup import NothingAccepted

        try:
            return present(self.report, timezone.localdate())
        except NothingAccepted:
            return None

    def crumbs(self) -> list[dict[str, str]]:
        return [{"url": reverse("season_reports:report", args=[self.report.pk]), "label": str(self.report)}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=self.report, **kwargs)

    def back(self) -> HttpResponse:
        return redirect("season_reports:report", self.report.pk)


class ReportView(OneReport, TemplateView):
    """The report as it reads, where it stands, and what can be done with it."""

    template_name = "surveys/admin/report.html"
    page_title = gettext_lazy("Season report")

    def get_context_data(self, **kwargs):
        from ..report.presenting import changed_since

        user, one = self.request.user, self.presented
        changed = changed_since(self.report, timezone.localdate()) if one else []
        return super().get_context_data(
            report=one,
            acts=offered(self.report, user) if one else [],
            may_write=bool(one) and may_write(self.report, user),
            changed=[PARTS[part] for part in changed],
            pdf_is_old=bool(one and self.report.pdf and self.report.pdf_of != mark_of(one)),
            events=list(self.report.events.select_related("by")),
            **kwargs,
        )


class PublicView(OneReport, TemplateView):
    """What everybody would read, before it is published."""

    template_name = "surveys/admin/report_public.html"
    page_title = gettext_lazy("Public version")

    def get_context_data(self, **kwargs):
        from ..report.presenting import for_everybody

        if self.presented is None:
            raise Http404
        return super().get_context_data(report=for_everybody(self.presented), **kwargs)


class ActView(OneReport, View):
    """One act; a refusal is told, and nothing of it was done."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        act = next((one for one in offered(self.report, request.user) if one.name == request.POST.get("act")), None)
        if act is None:
            messages.error(request, _("This cannot be done with the report as it stands now, or not by you."))
            return self.back()
        asked = Asked(
            request.user,
            timezone.now(),
            timezone.localdate(),
            version=version_of(request),
            reason=request.POST.get("reason", "").strip()[:2000],
            knowing="knowing" in request.POST,
        )
        from ..report.rollup import NothingAccepted

        try:
            done = act.do(self.report, asked)
        except NothingAccepted:
            messages.error(request, _("No report of a centre is accepted yet."))
        except REFUSALS as problem:
            messages.error(request, refusal(problem))
        else:
            messages.success(request, act.done)
            if act.freezes:
                print_report(done, owner=request.user)
        return self.back()


def version_of(request: HttpRequest) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else None


class WriteView(OneReport, TemplateView):
    """The paragraphs beside what the figures say; both can be taken, changed and taken back."""

    template_name = "surveys/admin/report_write.html"
    page_title = gettext_lazy("Write the report")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.needs) or not may_do(
            request.user, f"surveys.{WRITES}", self.report.centre_id
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.presented is None or not self.report.is_written:
            messages.error(request, _("A report that was submitted or published is not written any more."))
            return self.back()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.presented is None:
            return self.back()
        self.typed = {key: request.POST[f"p-{key}"] for key in self.presented.paragraphs if f"p-{key}" in request.POST}
        signer = (request.POST.get("signer_name", "").strip(), request.POST.get("signer_position", "").strip())
        self.errors = {key: TOO_LONG for key, text in self.typed.items() if len(text) > LONGEST}
        self.errors |= {
            name: TOO_LONG_LINE
            for name, words, most in (("signer_name", signer[0], 200), ("signer_position", signer[1], 300))
            if len(words) > most
        }
        if self.errors:
            messages.error(request, _("Something is too long; nothing was saved yet. See below."))
            return self.render_to_response(self.get_context_data())
        return self._write(signer)

    def _write(self, signer: tuple[str, str]) -> HttpResponse:
        request = self.request
        shown = {key: request.POST.get(f"b-{key}", "")[:16] for key in self.presented.paragraphs}
        version = version_of(request)
        how = {"by": request.user, "at": timezone.now()}
        try:
            done = write_report(self.report, self.typed, shown=shown, signer=signer, version=version, **how)
            for name, act in (("again", generate_again), ("keep", keep_paragraph)):
                if (key := request.POST.get(name, "")) in self.presented.paragraphs:
                    more = {"shown": shown[key]} if act is keep_paragraph else {}
                    done = act(done, key, **more, **how)
        except WrongState as problem:
            # What was typed stays on the screen; sent again it goes over what the other person wrote, knowingly.
            self.report.version = problem.current.version
            self.report.state = problem.current.state
            messages.error(
                request,
                _("Somebody else has saved this report meanwhile. Your words stand below; saving again keeps yours."),
            )
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("The report is saved."))
        if "again" in request.POST or "keep" in request.POST:
            key = request.POST.get("again") or request.POST.get("keep")
            return redirect(f"{reverse('season_reports:write', args=[self.report.pk])}#p-{key}")
        return self.back()

    def get_context_data(self, **kwargs):
        from ..report.paragraphs import basis

        typed, errors = getattr(self, "typed", {}), getattr(self, "errors", {})
        post = self.request.POST
        rows = [
            {
                "one": one,
                "text": typed.get(one.key, one.text),
                "basis": basis(one.generated),
                "error": errors.get(one.key, ""),
            }
            for one in self.presented.paragraphs.values()
        ]
        return super().get_context_data(
            rows=rows,
            signer_name=post.get("signer_name", self.report.signer_name),
            signer_position=post.get("signer_position", self.report.signer_position),
            errors=errors,
            **kwargs,
        )


TOO_LONG = gettext_lazy("This paragraph is too long: at most 6,000 letters.")
TOO_LONG_LINE = gettext_lazy("This is too long.")


class PrintView(OneReport, View):
    """Begins the job that makes the PDF."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.report.job and self.report.job.is_open:
            messages.info(request, _("The PDF is being made already."))
        else:
            print_report(self.report, owner=request.user)
            messages.success(request, _("The PDF is being made. It appears here in a moment."))
        return self.back()


class PdfView(OneReport, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.report.pdf:
            raise Http404
        log(instance=self.report, action="surveys.report_pdf", user=request.user)
        try:
            opened = self.report.pdf.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        season = self.report.campaign.season
        name = f"season-report-{season.fiscal_year}-{self.report.centre.code if self.report.centre else 'nation'}.pdf"
        response = FileResponse(opened, content_type="application/pdf", filename=name)
        response.headers["Cache-Control"] = "private, no-store"
        return response
