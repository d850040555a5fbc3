"""The appointments of a month, and the address under which a team's calendar is fetched."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from home.thai import MONTHS, WEEKDAYS, buddhist_year

from ..models import Holiday, Team, Visit
from ..team_rights import may_for_team
from ..visit_calendar import feed_address
from .board import OutreachScreen


@dataclass(frozen=True)
class Day:
    on: date
    visits: tuple[Visit, ...]
    holiday: str
    outside: bool

    @property
    def free(self) -> bool:
        return bool(self.holiday) or self.on.weekday() >= 5


class CalendarView(OutreachScreen, TemplateView):
    template_name = "network/admin/outreach/calendar.html"
    page_title = gettext_lazy("Calendar")

    @property
    def month(self) -> date:
        """The month an address names as 2027-01; this one otherwise."""
        typed = self.request.GET.get("month", "")
        try:
            return date.fromisoformat(f"{typed}-01")
        except ValueError:
            return self.today.replace(day=1)

    def get_context_data(self, **kwargs):
        month, teams = self.month, list(Team.objects.for_user(self.request.user).active().select_related("centre"))
        typed = self.request.GET.get("team", "")
        team = next((one for one in teams if str(one.pk) == typed), None)
        weeks = self._weeks(month, team)
        before, after = month - timedelta(days=1), month + timedelta(days=32)
        address = feed_address(team) if team else ""
        return super().get_context_data(
            month=month, title=_title(month), weeks=weeks, weekdays=_weekdays(), team=team, teams=teams,
            address=address, before=f"{before:%Y-%m}", after=f"{after:%Y-%m}",
            may_renew=bool(team and may_renew(self.request.user, team)), **kwargs,
        )  # fmt: skip

    def _weeks(self, month: date, team: Team | None) -> list[list[Day]]:
        weeks = Calendar().monthdatescalendar(month.year, month.month)
        first, last = weeks[0][0], weeks[-1][-1]
        visits = Visit.objects.for_user(self.request.user).alive()
        visits = visits.filter(appointment__date__gte=first, appointment__date__lte=last)
        if team:
            visits = visits.filter(team=team)
        by_day: dict[date, list[Visit]] = {}
        for visit in visits.select_related("partner__province", "team").order_by("appointment"):
            by_day.setdefault(timezone.localdate(visit.appointment), []).append(visit)
        holidays = dict(Holiday.objects.filter(on__gte=first, on__lte=last).values_list("on", "name"))
        return [
            [Day(day, tuple(by_day.get(day, ())), holidays.get(day, ""), day.month != month.month) for day in week]
            for week in weeks
        ]


def _title(month: date) -> str:
    if get_language() == "th":
        return f"{MONTHS[month.month - 1]} {buddhist_year(month)}"
    return f"{month:%B %Y}"


def may_renew(user, team: Team) -> bool:
    return may_for_team(user, "change_team", team.centre_id, team)


class FeedView(OutreachScreen, View):
    """Ends every address of a team's calendar that was handed out, and makes a new one."""

    http_method_names = ["post"]
    needs = "network.change_team"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        team = get_object_or_404(Team.objects.for_user(request.user), pk=self.kwargs["pk"])
        if not may_renew(request.user, team):
            raise PermissionDenied
        Team.objects.filter(pk=team.pk).update(feed_version=F("feed_version") + 1)
        messages.success(request, _("The calendar has a new address; the old one leads nowhere any more."))
        return redirect(f"{reverse('outreach:calendar')}?team={team.pk}")


def _weekdays() -> list[str]:
    if get_language() == "th":
        return list(WEEKDAYS)
    return ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
