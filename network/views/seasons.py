"""Setting a season up: its dates and states, its quotas, who answers for which province, and the plan by months."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from home.access import for_user, may_do, scope_of
from home.models import Centre, Province

from ..actions.print_plan import plan_sheet, print_plan
from ..actions.run_season import WrongSeasonStep, found_season, move_season
from ..forms.seasons import NewSeasonForm, SeasonForm, read_number
from ..kinds import KINDS
from ..models import PlanMonth, Quota, Responsibility, Season, Team
from ..outreach import clock
from ..season_plan import month_label, plan_of
from ..team_rights import may_for_team
from ..words import season_state_name
from .board import OutreachScreen
from .partners import XLSX

#: How the columns of the quota matrix are headed; the first is for whichever kind.
SHORT_KINDS = {
    "pao": "อบจ.", "city": "ทน.", "town": "ทม.", "subdistrict_municipality": "ทต.", "sao": "อบต.", "special": "พิเศษ",
    "vocational": "อาชีวะ", "university": "มหาวิทยาลัย", "nfe": "สกร.", "school": "โรงเรียน",
}  # fmt: skip


class SeasonAddView(OutreachScreen, TemplateView):
    needs = "network.add_season"
    of_all = True
    template_name = "network/admin/outreach/season_add.html"
    page_title = gettext_lazy("Set up a season")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(NewSeasonForm(initial={"fiscal_year": self.next_year()}))

    def next_year(self) -> int:
        last = Season.objects.first()
        if last:
            return last.fiscal_year + 1
        return self.today.year + clock.OFFSET + (self.today.month >= 10)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = NewSeasonForm(request.POST)
        if form.is_valid():
            season = found_season(form.cleaned_data["fiscal_year"])
            messages.success(request, _("The season is set up with everything the last one had. Look it over."))
            return redirect("outreach:season", season.pk)
        return self.draw(form)

    def draw(self, form) -> HttpResponse:
        gregorian = form.errors.as_data().get("fiscal_year", []) if form.is_bound else []
        meant = None
        if any(problem.code == "gregorian" for problem in gregorian):
            meant = clock.buddhist_year_meant(int(form.data["fiscal_year"]))
        return self.render_to_response(self.get_context_data(form=form, meant=meant))


class SeasonScreen(OutreachScreen):
    needs = "network.view_season"

    @cached_property
    def season(self) -> Season:
        return get_object_or_404(Season, pk=self.kwargs["pk"])

    def crumbs(self):
        return [
            {"url": reverse("outreach:season", args=[self.season.pk]), "label": str(self.season)},
            *super().crumbs(),
        ]

    def may(self, right: str, centre_id: int | None = None) -> bool:
        """What concerns the whole season is headquarters'; a centre's rows are asked for with the centre."""
        return not self.season.closed and may_do(self.request.user, f"network.{right}", centre_id)

    @property
    def centre_id(self) -> int | None:
        return self.centre.pk if self.centre else None

    @cached_property
    def centre(self) -> Centre | None:
        """The centre whose rows are shown: the one the address names, else the user's first."""
        mine = for_user(Centre.objects.all(), self.request.user, "pk")
        typed = self.request.GET.get("centre", "") or self.request.POST.get("centre", "")
        return (mine.filter(code=typed).first() if typed else None) or mine.first()

    def get_context_data(self, **kwargs):
        everything = scope_of(self.request.user).everything
        centres = list(Centre.objects.all()) if everything else []
        return super().get_context_data(**{"centre": self.centre, "centres": centres} | kwargs)


class SeasonView(SeasonScreen, TemplateView):
    """Dates and quotas on one screen; each is written by its own button."""

    template_name = "network/admin/outreach/season.html"
    page_title = gettext_lazy("Season and quotas")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(SeasonForm(instance=self.season))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may("change_season"):
            raise PermissionDenied
        form = SeasonForm(request.POST, instance=Season.objects.get(pk=self.season.pk))
        if not form.is_valid():
            return self.draw(form)
        form.save()
        messages.success(request, _("The changes were saved."))
        return redirect(request.path)

    def draw(self, form, **more) -> HttpResponse:
        season = self.season
        nexts = [(state, season_state_name(state)) for state in clock.next_states(season.state)]
        due = clock.state_due(season.state, season.dates, self.today)
        return self.render_to_response(
            self.get_context_data(
                form=form, nexts=nexts, state=season_state_name(season.state), may_change=self.may("change_season"),
                may_run=self.may("run_season"), due=season_state_name(due) if due != season.state else "",
                **quota_table(season, self.centre, self.request.user),
                may_quota=self.may("change_quota", self.centre_id), may_team=self.may("change_team", self.centre_id),
                may_add=may_do(self.request.user, "network.add_season", None), **more,
            )
        )  # fmt: skip


def quota_table(season: Season, centre: Centre | None, user) -> dict:
    """The provinces of a centre with their quotas by kind, and the teams that answer for them."""
    provinces = list(for_user(Province.objects.filter(centre=centre), user))
    teams = list(Team.objects.active().filter(centre=centre))
    kept = {team.pk for team in teams if may_for_team(user, "change_team", team.centre_id, team)}
    quotas = {(row.province_id, row.kind): row.target for row in season.quotas.filter(province__in=provinces)}
    held = set(season.responsibilities.filter(province__in=provinces).values_list("province", "team"))
    kinds = ["", *(kind.value for kind in KINDS)]
    rows = [
        {
            "province": province,
            "cells": [(f"q-{province.pk}-{kind}", quotas.get((province.pk, kind), "")) for kind in kinds],
            "teams": [(team, (province.pk, team.pk) in held, team.pk in kept) for team in teams],
            "sum": sum(quotas.get((province.pk, kind), 0) for kind in kinds),
        }
        for province in provinces
    ]
    heads = [_("any kind"), *(SHORT_KINDS[kind] for kind in kinds[1:])]
    return {"rows": rows, "heads": heads, "teams": teams, "total": sum(row["sum"] for row in rows)}


class QuotaView(SeasonView):
    """Quotas and responsibilities of one centre's provinces, written together or not at all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        may_quota, may_team = (self.may(right, self.centre_id) for right in ("change_quota", "change_team"))
        if not (may_quota or may_team):
            raise PermissionDenied
        provinces = list(for_user(Province.objects.filter(centre=self.centre), request.user))
        try:
            with transaction.atomic():
                if may_quota:
                    self._write_quotas(provinces)
                if may_team:
                    self._write_teams(provinces)
        except ValueError as problem:
            messages.error(
                request, _("“%(typed)s” is not a number of targets. Nothing was saved.") % {"typed": problem}
            )
            return self.draw(SeasonForm(instance=self.season))
        messages.success(request, _("The changes were saved."))
        return redirect(f"{reverse('outreach:season', args=[self.season.pk])}?centre={self.centre.code}")

    def _write_quotas(self, provinces) -> None:
        for province in provinces:
            for kind in ("", *(kind.value for kind in KINDS)):
                target = read_number(self.request.POST.get(f"q-{province.pk}-{kind}", ""))
                where = {"season": self.season, "province": province, "kind": kind}
                if target:
                    Quota.objects.update_or_create(**where, defaults={"target": target})
                else:
                    Quota.objects.filter(**where).delete()

    def _write_teams(self, provinces) -> None:
        """A leader says for what his own team answers; what other teams hold stays."""
        active = Team.objects.active().filter(centre=self.centre)
        mine = [one for one in active if may_for_team(self.request.user, "change_team", one.centre_id, one)]
        teams = {str(team.pk): team for team in mine}
        for province in provinces:
            chosen = [teams[key] for key in self.request.POST.getlist(f"t-{province.pk}") if key in teams]
            held = Responsibility.objects.filter(season=self.season, province=province, team__in=mine)
            held.exclude(team__in=chosen).delete()
            for team in chosen:
                Responsibility.objects.get_or_create(season=self.season, province=province, team=team)


class SeasonStateView(SeasonScreen, View):
    http_method_names = ["post"]
    needs = "network.run_season"
    of_all = True

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            move_season(self.season, request.POST.get("state", ""), actor=self.actor, at=self.now)
        except WrongSeasonStep:
            messages.error(request, _("The season cannot go there from where it is."))
        else:
            words = _("The season is now: %(state)s.") % {"state": season_state_name(self.season.state)}
            messages.success(request, words)
        return redirect("outreach:season", self.season.pk)


class PlanView(SeasonScreen, TemplateView):
    """The matrix of teams and months."""

    template_name = "network/admin/outreach/plan.html"
    page_title = gettext_lazy("Action plan")

    @cached_property
    def plan(self):
        return plan_of(self.season, self.request.user, self.centre)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may("change_planmonth", self.centre_id):
            raise PermissionDenied
        try:
            with transaction.atomic():
                self._write()
        except ValueError as problem:
            messages.error(request, _("“%(typed)s” is not a number of visits. Nothing was saved.") % {"typed": problem})
            return self.get(request)
        messages.success(request, _("The changes were saved."))
        return redirect(f"{request.path}?centre={self.centre.code}")

    def _write(self) -> None:
        for row in filter(self.may_plan, self.plan.rows):
            for cell in row.cells:
                typed = self.request.POST.get(_field(row, cell))
                if typed is None:
                    continue
                where = {"season": self.season, "team": row.team, "province": row.province, "month": cell.month}
                if number := read_number(typed):
                    PlanMonth.objects.update_or_create(**where, defaults={"visits": number})
                else:
                    PlanMonth.objects.filter(**where).delete()

    def get_context_data(self, **kwargs):
        plan = self.plan
        rows = [(row, [(cell, _field(row, cell)) for cell in row.cells], self.may_plan(row)) for row in plan.rows]
        return super().get_context_data(
            plan=plan, rows=rows, months=[month_label(month) for month in plan.months],
            may_change=any(may for _row, _cells, may in rows), **kwargs,
        )  # fmt: skip

    def may_plan(self, row) -> bool:
        """A leader plans the months of his own team."""
        return not self.season.closed and may_for_team(
            self.request.user, "change_planmonth", row.team.centre_id, row.team
        )


def _field(row, cell) -> str:
    return f"p-{row.team.pk}-{row.province.pk}-{cell.month:%Y%m}"


class PlanFileView(SeasonScreen, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        plan, form = plan_of(self.season, request.user, self.centre), self.kwargs["form"]
        if form == "pdf":
            answer = HttpResponse(print_plan(plan, self.today, self.centre), content_type="application/pdf")
        else:
            answer = HttpResponse(plan_sheet(plan), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="plan-{self.season.fiscal_year}.{form}"'
        return answer
