"""How far a season has come: figures that lead down to their rows, the line against the plan, and a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from home.access import for_user
from home.models import Centre, Province
from home.tabular import write_csv
from home.templatetags.dates import figure as grouped

from ..kpi import Figure, Narrow, progress_of
from ..models import Team, Visit
from ..season_plan import month_label
from ..words import state_name
from .board import OutreachScreen, filters_of

NAMES = {
    "visited": gettext_lazy("Visited, of the quota"),
    "new": gettext_lazy("New partners, of those visited"),
    "again": gettext_lazy("Visited again, of those visited"),
    "letters": gettext_lazy("Letters A sent"),
    "replied": gettext_lazy("Replies to letter A"),
    "reply_days": gettext_lazy("Median days until the reply"),
    "kept": gettext_lazy("Appointments kept"),
    "moved": gettext_lazy("Appointments moved"),
    "given_up": gettext_lazy("Targets given up"),
    "ready_in_time": gettext_lazy("Ready at least a day before"),
    "form1": gettext_lazy("Form 1 answered, of those visited"),
    "form2": gettext_lazy("Form 2 answered, of those visited"),
    "banner": gettext_lazy("Banner on the site, of those visited"),
    "staff": gettext_lazy("Staff reached"),
    "teachers": gettext_lazy("Teachers reached"),
    "pupils": gettext_lazy("Pupils and students reached"),
    "public": gettext_lazy("Citizens reached"),
    "spent": gettext_lazy("Spent, of the budget (baht)"),
    "bound": gettext_lazy("Bound by approved trips (baht)"),
    "cost_per_visit": gettext_lazy("Cost per visit (baht)"),
    "cost_per_banner": gettext_lazy("Cost per banner on a site (baht)"),
}


class ProgressScreen(OutreachScreen):
    @cached_property
    def narrow(self) -> Narrow:
        asked = filters_of(self.request.GET)
        code = self.request.GET.get("centre", "")
        centre = for_user(Centre.objects.filter(code=code), self.request.user, "pk").first() if code else None
        return Narrow(centre.pk if centre else None, asked.province, asked.team)

    @cached_property
    def progress(self):
        return progress_of(self.season, self.request.user, self.narrow) if self.season else None


class ProgressView(ProgressScreen, TemplateView):
    template_name = "network/admin/outreach/progress.html"
    page_title = gettext_lazy("Progress")

    def get_context_data(self, **kwargs):
        user, progress = self.request.user, self.progress
        provinces = {one.pk: one for one in for_user(Province.objects.select_related("centre"), user)}
        centres = {one.centre_id: one.centre for one in provinces.values()}
        asked = self.request.GET.copy()
        shown = asked.pop("figure", [""])[0]
        wanted = next((one for one in progress.figures if one.name == shown), None) if progress else None
        return super().get_context_data(
            progress=progress,
            figures=[(one, NAMES[one.name], _shown(one)) for one in progress.figures] if progress else [],
            months=[(month_label(one.month), one) for one in progress.months] if progress else [],
            chart=_chart(progress.months) if progress else None,
            places=[(provinces.get(key), target, done) for key, target, done in progress.by_province]
            if progress
            else [],
            wanted=wanted,
            wanted_name=NAMES[wanted.name] if wanted else "",
            rows=self._rows(wanted) if wanted else [],
            centres=sorted(centres.values(), key=lambda one: one.order),
            provinces=provinces.values(),
            teams=list(Team.objects.for_user(user).active().select_related("centre")),
            narrow=self.narrow,
            parameters=asked.urlencode(),
            **kwargs,
        )

    def _rows(self, wanted: Figure):
        visits = Visit.objects.for_user(self.request.user).filter(pk__in=wanted.rows)
        related = visits.select_related("partner__province", "team").order_by("partner__province__name_th", "pk")
        return [(visit, state_name(visit.state)) for visit in related]


def _shown(one: Figure) -> str:
    if one.value is None:
        return "—"
    return grouped(one.value, 2 if one.unit == "baht" else 0)


def _chart(months) -> dict:
    """The two lines as points of a drawing 100 wide and 100 high; the table beside it has the numbers."""
    most = max([1, *(one.planned_so_far for one in months), *(one.visited_so_far for one in months)])
    step = 100 / max(len(months) - 1, 1)

    def line(name: str) -> str:
        points = (
            f"{number * step:.1f},{100 - 100 * getattr(one, name) / most:.1f}" for number, one in enumerate(months)
        )
        return " ".join(points)

    return {"plan": line("planned_so_far"), "real": line("visited_so_far"), "most": most}


class ProgressFileView(ProgressScreen, View):
    """The figures, or the rows behind one of them, as CSV."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        progress, name = self.progress, request.GET.get("figure", "")
        wanted = next((one for one in progress.figures if one.name == name), None) if progress else None
        if wanted:
            heads = [_("Code"), _("Partner"), _("Province"), _("Team"), _("State"), _("Visited on")]
            visits = Visit.objects.for_user(request.user).filter(pk__in=wanted.rows)
            rows = (
                [
                    v.partner.code,
                    v.partner.name,
                    v.partner.province.name,
                    v.team or "",
                    state_name(v.state),
                    v.visited_on,
                ]
                for v in visits.select_related("partner__province", "team").order_by("pk")
            )
        else:
            heads = [_("Figure"), _("Value"), _("Of"), _("Percent")]
            found = progress.figures if progress else ()
            rows = ([str(NAMES[one.name]), one.value, one.of, one.percent] for one in found)
        answer = StreamingHttpResponse(write_csv(heads, rows), content_type="text/csv; charset=utf-8")
        year = self.season.fiscal_year if self.season else "none"
        answer["Content-Disposition"] = f'attachment; filename="progress-{year}.csv"'
        return answer
