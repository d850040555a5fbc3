"""Trips: what could become one, the request and its estimate, its approval, the budget, and the settlement."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View

from home.access import for_user, may_do
from home.models import Centre
from home.templatetags.dates import figure

from ..actions.decide_travel import (
    Incomplete,
    NoBudget,
    WrongTravelState,
    approve_travel,
    balance_of,
    cancel_travel,
    return_travel,
    submit_travel,
)
from ..actions.move_visit import CannotMove
from ..actions.plan_travel import NotOneTrip, plan_travel, possible_trips, propose_windows
from ..actions.prepare_trip import draft_papers, papers_of, prepare_trip
from ..actions.print_run_sheets import print_run_sheets, sheets_are_fresh, visits_on
from ..actions.settle_travel import settle_travel
from ..actions.write_visit_letters import NoReadyText
from ..forms.dates import MoneyField, WrongDay, read_day
from ..forms.travel import LineForm, SettleForm, TravelForm, TravellerForm
from ..models import BudgetAllocation, BudgetEntry, Team, TravelRequest, Visit
from ..outreach import money, states
from ..outreach.trips import NoRoom
from ..team_rights import centres_with, may_on_trip
from ..words import sentences
from .board import OutreachScreen
from .visit_letters import no_ready_text

State = TravelRequest.State
ALLOCATE = "network.change_budgetallocation"


class TripsView(OutreachScreen, TemplateView):
    """What could become a trip, the trips there are, and what is left of the budget."""

    needs = "network.view_travelrequest"
    template_name = "network/admin/outreach/trips.html"
    page_title = gettext_lazy("Trips")

    def get_context_data(self, **kwargs):
        user, season = self.request.user, self.season
        teams = list(Team.objects.for_user(user).active().select_related("centre"))
        return super().get_context_data(
            possible=self._possible(teams) if season else [],
            undated=self._undated() if season else [],
            travels=self._travels() if season else [],
            budgets=budgets_of(season, user) if season else [],
            may_plan=bool(season and not season.closed and user.has_perm("network.add_travelrequest")),
            may_allocate=bool(season and not season.closed and may_do(user, ALLOCATE, None)),
            first=max(self.today, season.field_start) if season else self.today,
            **kwargs,
        )

    def _possible(self, teams):
        mine = [team for team in teams if may_do(self.request.user, "network.add_travelrequest", team.centre_id)]
        found = [(team, trip) for team in mine for trip in possible_trips(self.season, team)]
        keys = [key for _team, trip in found for key in trip.visits]
        visits = Visit.objects.select_related("partner__province", "partner__district").in_bulk(keys)
        return [(team, trip, [visits[key] for key in trip.visits]) for team, trip in found]

    def _undated(self):
        mine = Visit.objects.filter(partner__province__centre__in=centres_with(self.request.user, "change_visit"))
        waiting = mine.filter(season=self.season, expected_from=None)
        waiting = waiting.filter(state__in=(states.SHORTLISTED, states.SELECTED, states.LETTER_A_SENT))
        return waiting.select_related("partner__province", "partner__district")

    def _travels(self):
        mine = TravelRequest.objects.for_user(self.request.user).filter(season=self.season)
        return mine.select_related("team__centre").prefetch_related("lines", "visits")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.season is None:
            raise Http404
        if not request.user.has_perm("network.add_travelrequest"):
            raise PermissionDenied
        if request.POST.get("act") == "windows":
            self._propose()
            return redirect(f"{reverse('outreach:trips')}?season={self.season.fiscal_year}")
        keys = [int(key) for key in request.POST.getlist("id") if key.isdigit() and len(key) < 19]
        visits = Visit.objects.for_user(request.user).filter(pk__in=keys, season=self.season)
        make = prepare_trip if request.POST.get("papers") else plan_travel
        try:
            travel = make(visits, actor=self.actor, at=self.now)
        except NoReadyText:
            messages.error(request, no_ready_text())
            return redirect(f"{reverse('outreach:trips')}?season={self.season.fiscal_year}")
        except NotOneTrip:
            messages.error(request, _("Choose appointed visits of one team that are on no trip yet."))
            return redirect(f"{reverse('outreach:trips')}?season={self.season.fiscal_year}")
        except CannotMove as problem:
            messages.error(request, " ".join(sentences(problem.missing)))
            return redirect("outreach:trips")
        if make is prepare_trip:
            words = _("The travel request and its papers are drafts, and the run-sheets are being printed.")
            messages.success(request, words)
        messages.success(request, _("The travel request is a draft. Add the estimate and submit it."))
        return redirect("outreach:trip", travel.pk)

    def _propose(self) -> None:
        try:
            first = read_day(self.request.POST.get("first", ""))
            number = propose_windows(self.season, self._undated(), first, actor=self.actor, at=self.now)
        except WrongDay:
            messages.error(self.request, _("Say from which day on."))
        except NoRoom as problem:
            words = ngettext(
                "The season is too short: %(left)s visit finds no working day.",
                "The season is too short: %(left)s visits find no working day.", problem.left,
            )  # fmt: skip
            messages.error(self.request, words % {"left": problem.left})
        except CannotMove as problem:
            messages.error(self.request, " ".join(sentences(problem.missing)))
        else:
            words = ngettext(
                "%(count)s visit has expected days now.", "%(count)s visits have expected days now.", number
            )
            messages.success(self.request, words % {"count": number})


def budgets_of(season, user):
    """(centre, balance or None) for the centres of the user."""
    mine = {one.centre_id: one for one in BudgetAllocation.objects.for_user(user).filter(season=season)}
    centres = for_user(Centre.objects.all(), user, "pk")
    return [(one, balance_of(mine[one.pk]) if one.pk in mine else None) for one in centres]


class AllocationView(OutreachScreen, View):
    """Headquarters gives a centre its budget; not less than what is bound and spent of it."""

    http_method_names = ["post"]
    needs = "network.change_budgetallocation"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        mine = for_user(Centre.objects.all(), request.user, "pk")
        centre = get_object_or_404(mine, code=self.kwargs["centre"])
        if not may_do(request.user, ALLOCATE, None):
            raise PermissionDenied
        if self.season is None or self.season.closed:
            raise Http404
        try:
            amount = MoneyField().clean(request.POST.get("amount", ""))
        except Exception as problem:  # a field's own sentence
            messages.error(request, " ".join(getattr(problem, "messages", [str(problem)])))
            return redirect("outreach:trips")
        known = BudgetAllocation.objects.filter(season=self.season, centre=centre).first()
        used = known and known.amount - balance_of(known).remaining
        if used and amount < used:
            messages.error(request, _("%(used)s baht are bound or spent already.") % {"used": figure(used, 2)})
        else:
            BudgetAllocation.objects.update_or_create(season=self.season, centre=centre, defaults={"amount": amount})
            messages.success(request, _("The changes were saved."))
        return redirect("outreach:trips")


class LedgerView(OutreachScreen, TemplateView):
    needs = "network.view_travelrequest"
    template_name = "network/admin/outreach/ledger.html"
    page_title = gettext_lazy("Ledger")

    def get_context_data(self, **kwargs):
        mine = BudgetAllocation.objects.for_user(self.request.user)
        allocation = get_object_or_404(mine, season=self.season, centre__code=self.kwargs["centre"])
        if not may_do(self.request.user, self.needs, allocation.centre_id):
            raise Http404
        entries = BudgetEntry.objects.filter(allocation=allocation).select_related("travel__team", "by")
        running, rows = allocation.amount, []
        for entry in entries:
            running += money.SIGN[entry.kind] * entry.amount
            rows.append((entry, running))
        return super().get_context_data(allocation=allocation, rows=rows, balance=balance_of(allocation), **kwargs)


class TripScreen(OutreachScreen):
    needs = "network.view_travelrequest"

    @cached_property
    def travel(self) -> TravelRequest:
        mine = TravelRequest.objects.for_user(self.request.user)
        mine = mine.select_related("team__centre", "season", "run_sheets_job")
        travel = get_object_or_404(mine, pk=self.kwargs["pk"])
        if not may_on_trip(self.request.user, "view_travelrequest", travel):
            raise Http404
        return travel

    def may(self, right: str) -> bool:
        return may_on_trip(self.request.user, right, self.travel)

    @property
    def season(self):
        return self.travel.season

    def get_page_title(self):
        return str(_("Trip"))

    def crumbs(self):
        return [{"url": reverse("outreach:trips"), "label": str(_("Trips"))}, *super().crumbs()]


class TripView(TripScreen, TemplateView):
    """Everything about a trip; each button is an act of its own."""

    template_name = "network/admin/outreach/trip.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw()

    def draw(self, **forms) -> HttpResponse:
        travel, may_change = self.travel, self.may("change_travelrequest")
        mine = BudgetAllocation.objects.filter(season=travel.season, centre=travel.team.centre_id).first()
        forms = {
            "form": TravelForm(instance=travel), "line_form": LineForm(day=travel.starts_on, auto_id="line_%s"),
            "traveller_form": TravellerForm(auto_id="traveller_%s"),
            "settle_form": SettleForm(request=travel, auto_id="settle_%s"), **forms,
        }  # fmt: skip
        may = {
            "may_change": travel.open and may_change and not travel.season.closed,
            "may_write": self.may("add_letter")
            and may_change
            and travel.state not in (State.SETTLED, State.CANCELLED)
            and not travel.season.closed,
            "may_decide": travel.state == State.SUBMITTED and self.may("approve_travelrequest"),
            "may_settle": travel.state == State.APPROVED and self.may("settle_travelrequest"),
            "may_exceed": self.may("exceed_budget"),
            "may_cancel": travel.state not in (State.SETTLED, State.CANCELLED)
            and may_change
            and (travel.state != State.APPROVED or self.may("approve_travelrequest")),
        }
        return self.render_to_response(
            self.get_context_data(
                travel=travel, visits=list(self._visits()), lines=list(travel.lines.all()), estimate=travel.estimate,
                travellers=list(travel.travellers.all()), balance=balance_of(mine) if mine else None, **forms, **may,
                papers=papers_of(travel), job=travel.run_sheets_job,
            )
        )  # fmt: skip

    def _visits(self):
        related = ("partner__province", "partner__district", "coordinator")
        return self.travel.visits.alive().select_related(*related).order_by("appointment")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        act = getattr(self, f"do_{request.POST.get('act', '')}", None)
        if act is None:
            raise Http404
        try:
            answer = act()
        except WrongTravelState as problem:
            words = _("This cannot be done any more: the request is “%(state)s”.")
            messages.error(request, words % {"state": problem.request.get_state_display()})
        except NoReadyText:
            messages.error(request, no_ready_text())
        except Incomplete:
            messages.error(request, _("Add at least one traveller and one line of the estimate first."))
        except NoBudget:
            messages.error(request, _("The centre has no budget in this season yet. Headquarters gives it one."))
        except money.OverBudget as problem:
            words = _("The estimate is %(short)s baht more than the %(left)s baht that remain. Nothing was booked.")
            amounts = {"short": figure(problem.short, 2), "left": figure(problem.remaining, 2)}
            messages.error(request, words % amounts)
        except CannotMove as problem:
            messages.error(request, " ".join(sentences(problem.missing)))
        else:
            if answer is not None:
                return answer
        return redirect("outreach:trip", self.travel.pk)

    def _writable(self) -> None:
        if not self.travel.open or self.travel.season.closed:
            raise WrongTravelState(self.travel)
        if not self.may("change_travelrequest"):
            raise PermissionDenied

    def do_save(self):
        self._writable()
        form = TravelForm(
            self.request.POST, instance=TravelRequest.objects.select_related("season").get(pk=self.travel.pk)
        )
        if not form.is_valid():
            return self.draw(form=form)
        form.save()
        messages.success(self.request, _("The changes were saved."))
        return None

    def do_line(self):
        self._writable()
        form = LineForm(self.request.POST, day=self.travel.starts_on, auto_id="line_%s")
        if not form.is_valid():
            return self.draw(line_form=form)
        form.line(self.travel).save()
        return None

    def do_remove_line(self):
        self._writable()
        key = self.request.POST.get("key", "")
        self.travel.lines.filter(pk=key if key.isdigit() else 0).delete()

    def do_traveller(self):
        self._writable()
        form = TravellerForm(self.request.POST, auto_id="traveller_%s")
        if not form.is_valid():
            return self.draw(traveller_form=form)
        form.instance.request = self.travel
        form.save()
        return None

    def do_remove_traveller(self):
        self._writable()
        key = self.request.POST.get("key", "")
        self.travel.travellers.filter(pk=key if key.isdigit() else 0).delete()

    def do_papers(self):
        if self.travel.state in (State.SETTLED, State.CANCELLED) or self.travel.season.closed:
            raise WrongTravelState(self.travel)
        if not self.may("change_travelrequest"):
            raise PermissionDenied
        draft_papers(self.travel, actor=self.actor, at=self.now)
        messages.success(self.request, _("The papers are drafts, and the run-sheets are being printed."))

    def do_submit(self):
        submit_travel(self.travel, actor=self.actor, at=self.now)
        messages.success(self.request, _("The request waits for approval."))

    def do_approve(self):
        because = self.request.POST.get("because", "").strip()[:300]
        approve_travel(self.travel, actor=self.actor, at=self.now, because=because)
        messages.success(self.request, _("The trip is approved, and its money is bound."))

    def do_return(self):
        because = self.request.POST.get("because", "").strip()[:300]
        if not because:
            messages.error(self.request, _("Say why the request is returned."))
            return
        return_travel(self.travel, because, actor=self.actor, at=self.now)
        messages.success(self.request, _("The request was returned."))

    def do_cancel(self):
        cancel_travel(self.travel, actor=self.actor, at=self.now)
        messages.success(self.request, _("The trip was given up; what it had bound is free again."))

    def do_settle(self):
        form = SettleForm(self.request.POST, request=self.travel, auto_id="settle_%s")
        if not form.is_valid():
            return self.draw(settle_form=form)
        because = self.request.POST.get("because", "").strip()[:300]
        settle_travel(self.travel, form.spent, actor=self.actor, at=self.now, because=because)
        messages.success(self.request, _("The trip is settled."))
        return None


class RunSheetView(TripScreen, View):
    """One page for each visit of a trip, to take along."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        visits = visits_on(self.travel)
        if not visits:
            raise Http404
        answer = HttpResponse(self._sheets(visits), content_type="application/pdf")
        answer["Cache-Control"] = "private, no-store"
        answer["Content-Disposition"] = f'inline; filename="run-sheets-{self.travel.pk}.pdf"'
        return answer

    def _sheets(self, visits) -> bytes:
        """The file that was printed in the background, while it says what the visits say; else a new one."""
        if not sheets_are_fresh(self.travel, visits):
            return print_run_sheets(visits)
        with self.travel.run_sheets.open("rb") as kept:
            return kept.read()
