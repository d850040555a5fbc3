"""The watch over all sites: the list with its filters and file, what waits for a person, and the figures."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from home.tabular import write_csv
from home.thai import BUDDHIST_OFFSET

from ..actions.verify_banners import verify
from ..banner_figures import figures_of
from ..banner_list import FILTERS, HEADERS, asked_for, checks_for, row
from ..models import BannerCheck, PageHealth, Partner
from .staff import StaffScreen

PER_PAGE = 50
MOST_AT_ONCE = 500


class FleetScreen(StaffScreen):
    header_icon = "link"

    def get_breadcrumbs_items(self):
        items = super(StaffScreen, self).get_breadcrumbs_items()
        return [*items, {"url": reverse("banners:index"), "label": str(_("Banners"))}, *self.crumbs()]


class FleetView(FleetScreen, TemplateView):
    template_name = "network/admin/banners.html"
    page_title = gettext_lazy("Banners on partners' sites")

    def crumbs(self):
        return []

    @cached_property
    def asked(self) -> dict[str, str]:
        return asked_for(self.request.GET, self.request.user)

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "csv":
            rows = (row(check) for check in checks_for(self.asked, request.user).iterator(chunk_size=1000))
            return as_csv([str(header) for header in HEADERS], rows, "banners")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        checks = checks_for(self.asked, self.request.user)
        mine = BannerCheck.objects.for_user(self.request.user).watched()
        standings = dict(mine.order_by().values_list("standing").annotate(n=Count("pk")))
        return super().get_context_data(
            page_obj=Paginator(checks, PER_PAGE).get_page(self.request.GET.get("p")),
            filters=self._filters(),
            parameters=urlencode(self.asked),
            standings=[(value, label, standings.get(value, 0)) for value, label in Partner.BannerState.choices],
            suspects=mine.filter(suspicion=BannerCheck.Suspicion.WAITING).count(),
            may_check=self.request.user.has_perm("network.change_partner"),
            **kwargs,
        )

    def _filters(self) -> list[dict]:
        offered = ((one, one.choices(self.request.user)) for one in FILTERS)
        return [
            {"name": one.name, "label": one.label, "choices": choices, "value": self.asked.get(one.name, "")}
            for one, choices in offered
            if choices
        ]


class CheckManyView(FleetScreen, View):
    """Looks at every site of the list that is shown, in the background."""

    http_method_names = ["post"]
    needs = "network.change_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        asked = asked_for(request.POST, request.user)
        keys = list(checks_for(asked, request.user).values_list("pk", flat=True)[:MOST_AT_ONCE])
        job = verify(BannerCheck.objects.filter(pk__in=keys), owner=request.user)
        if job is None:
            messages.warning(request, _("There is no site in this list."))
        else:
            messages.success(
                request, _("%(count)d sites are being looked at in the background.") % {"count": len(keys)}
            )
        return redirect(f"{reverse('banners:index')}?{urlencode(asked)}")


class SuspectsView(FleetScreen, TemplateView):
    template_name = "network/admin/suspects.html"
    page_title = gettext_lazy("Sites that look taken over")

    def get_context_data(self, **kwargs):
        checks = BannerCheck.objects.for_user(self.request.user).select_related("partner__province")
        return super().get_context_data(
            waiting=checks.filter(suspicion=BannerCheck.Suspicion.WAITING).order_by("suspected_at")[:PER_PAGE],
            decided=checks.exclude(decided_at=None).order_by("-decided_at")[:20],
            may_decide=self.request.user.has_perm("network.change_partner"),
            **kwargs,
        )


class FiguresView(FleetScreen, TemplateView):
    template_name = "network/admin/banner_figures.html"
    page_title = gettext_lazy("Figures of the banners")

    @cached_property
    def year(self) -> int:
        """The fiscal year as the office counts it; from 1 October of the year before."""
        today = timezone.localdate()
        current = today.year + BUDDHIST_OFFSET + (today.month >= 10)
        typed = self.request.GET.get("year", "")
        return int(typed) if typed.isdigit() and current - 10 <= int(typed[:4]) <= current else current

    @cached_property
    def days(self) -> tuple[date, date]:
        began = date(self.year - BUDDHIST_OFFSET - 1, 10, 1)
        return began, min(timezone.localdate(), date(began.year + 1, 10, 1) - timedelta(days=1))

    @cached_property
    def figures(self):
        return figures_of(Partner.objects.for_user(self.request.user).current(), *self.days)

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "csv":
            return as_csv([str(_("figure")), str(_("value"))], self.rows(), f"banner-figures-{self.year}")
        return super().get(request, *args, **kwargs)

    def rows(self):
        one = self.figures
        yield from (
            [_("visited partners with a website"), one.visited],
            [_("of these with a banner 30 days later"), one.installed],
            [_("install rate"), _share(one.install_rate)],
            [_("still there after 6 months"), _share(one.survival_half_year)],
            [_("still there after 12 months"), _share(one.survival_year)],
            [_("days to repair (median)"), one.repair_days],
            [_("times shown"), one.shown],
            [_("of these verified"), one.verified],
            [_("clicks"), one.clicks],
            [_("click rate"), _share(one.click_rate)],
        )
        yield from ([_("cause: %(cause)s") % {"cause": name}, number] for name, number in one.causes)
        yield from ([_("channel: %(channel)s") % {"channel": name}, number] for name, number in one.channels)
        for code, name, shown, clicks in one.top:
            yield [_("%(name)s (%(code)s): shown") % {"name": name, "code": code}, shown]
            yield [_("%(name)s (%(code)s): clicks") % {"name": name, "code": code}, clicks]

    def get_context_data(self, **kwargs):
        this_year = timezone.localdate().year + BUDDHIST_OFFSET + (timezone.localdate().month >= 10)
        return super().get_context_data(
            figures=self.figures, year=self.year, years=range(this_year, this_year - 4, -1), days=self.days, **kwargs
        )


def _share(value: float | None):
    return None if value is None else round(value, 4)


class HealthView(FleetScreen, TemplateView):
    """Where our own pages lead, and what of it does not answer."""

    template_name = "network/admin/page_health.html"
    page_title = gettext_lazy("Links of our own pages")

    def get_context_data(self, **kwargs):
        broken = PageHealth.objects.filter(failures__gt=0)
        page = Paginator(broken, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, total=PageHealth.objects.count(), **kwargs)


def as_csv(headers: list[str], rows, name: str) -> HttpResponse:
    response = StreamingHttpResponse(write_csv(headers, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate().isoformat()}.csv"'
    return response
