"""One visit: what it is, what may be done next and what is missing for it, its calls and its history."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from .. import visit_calendar
from ..actions.change_partner import change_contact
from ..actions.check_links import NoWebsite, TooSoon, check_one
from ..actions.choose_targets import replace_visit
from ..actions.follow_visits import finish_follow_up
from ..actions.log_call import log_call
from ..actions.move_visit import CannotMove, MovedMeanwhile, move_visit
from ..actions.set_kit import lay_ready
from ..actions.write_to_partner import write_appointment
from ..board import watched
from ..forms.visits import STEP_FORMS, CallForm, CoordinatorForm
from ..kinds import BY_VALUE
from ..models import BannerCheck, Contact, KitItem, Letter, Visit
from ..outreach import overdue, standard, states
from ..outreach_tasks import BY_HAND
from ..team_rights import may_on_visit
from ..visit_facts import facts_of, officers_of
from ..words import RESULTS, actors_of, alert_words, sentences, state_name, step_name
from .board import OutreachScreen, reason_of


class VisitScreen(OutreachScreen):
    """About one visit of the user's centres; whether another exists is not told."""

    @cached_property
    def visit(self) -> Visit:
        mine = Visit.objects.for_user(self.request.user).with_partner()
        related = mine.select_related("coordinator", "travel", "replaced_by__partner", "partner__merged_into")
        visit = get_object_or_404(related, pk=self.kwargs["pk"])
        if not may_on_visit(self.request.user, "view_visit", visit):
            raise Http404
        if not may_on_visit(self.request.user, self.needs.removeprefix("network."), visit):
            raise PermissionDenied
        return visit

    @property
    def season(self):
        return self.visit.season

    def crumbs(self):
        record = {"url": self.visit_url, "label": self.visit.partner.name}
        return [record, *super().crumbs()]

    @property
    def visit_url(self) -> str:
        return reverse("outreach:visit", args=[self.visit.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(visit=self.visit, **kwargs)


@dataclass(frozen=True)
class Offer:
    """A step that leads out of the state the visit is in. `missing` are sentences; `allowed` whether this user may."""

    name: str
    label: str
    actors: str
    missing: tuple[str, ...]
    allowed: bool
    leaves: bool


#: What the act itself brings along is not missing before anybody has begun.
_BROUGHT = {
    "no_reason", "no_window", "no_replacement", "no_letter_a", "no_coordinator", "no_notice", "no_appointment",
    "not_agreed", "no_team", "not_reconfirmed", "no_letter_b", "no_visit_day", "steps", "no_form1", "no_verdict",
    "weekend", "holiday", "team_busy", "day_outside",
}  # fmt: skip


#: The rest happens by itself, or when a trip is given up.
OFFERED = {*STEP_FORMS, "record"}


def offers_of(visit: Visit, user, today) -> list[Offer]:
    facts = facts_of(visit, today, user=user)
    offers = []
    for one in states.open_to(visit.state):
        if one.name not in OFFERED:
            continue
        found = states.what_is_missing(one.name, visit.state, facts)
        missing = [each for each in found if each.code not in _BROUGHT or one.name == "approve_travel"]
        allowed = may_on_visit(user, one.right, visit)
        words = tuple(sentences(missing))
        offers.append(Offer(one.name, step_name(one.name), actors_of(one), words, allowed, one.target in states.ENDS))
    return offers


class VisitView(VisitScreen, TemplateView):
    template_name = "network/admin/outreach/visit.html"

    def get_page_title(self):
        return self.visit.partner.name

    def crumbs(self):
        return [{"url": "", "label": self.visit.partner.name}]

    def get_context_data(self, **kwargs):
        visit, season = self.visit, self.visit.season
        patience = overdue.Patience(season.remind_days, season.replace_days, season.record_days, season.ready_days)
        alert = overdue.alert(watched(visit), patience, self.today)
        offers = [] if season.closed else offers_of(visit, self.request.user, self.today)
        school = BY_VALUE[visit.partner.kind].school
        script = standard.SCHOOL if school else standard.LOCAL
        officers, ready = officers_of(visit)
        return super().get_context_data(
            state=state_name(visit.state),
            line=_line(visit),
            reason=reason_of(visit),
            alert=alert,
            alert_words=alert_words(alert) if alert else "",
            onward=[one for one in offers if not one.leaves],
            ways_out=[one for one in offers if one.leaves],
            script=standard.CALL_SCRIPTS[script],
            school=school,
            call_form=CallForm(visit=visit, auto_id="call_%s"),
            calls=list(visit.calls.select_related("by", "contact")),
            events=[(event, step_name(event.verb)) for event in visit.events.select_related("by")],
            letters=list(visit.letters.exclude(state=Letter.State.VOID).select_related("batch").order_by("pk")),
            steps=list(zip(standard.STEPS, visit.steps, strict=True)),
            kit=_kit(visit),
            officers=officers,
            officers_ready=ready,
            questions=list(visit.questions.all()),
            photos=list(visit.photos.all()),
            follow_ups=[(row, RESULTS.get(row.result, row.result)) for row in visit.follow_ups.all()],
            by_hand=BY_HAND,
            watched=BannerCheck.objects.filter(pk=visit.partner_id).first(),
            may_change=may_on_visit(self.request.user, "change_visit", visit) and not season.closed,
            **kwargs,
        )


def _line(visit: Visit) -> list[tuple[str, str]]:
    """Each of the ten states with done, here or ahead; empty for a visit that was given up."""
    if visit.state in states.ENDS:
        return []
    at = states.LINE.index(visit.state)
    marks = ["done" if n < at else "here" if n == at else "ahead" for n in range(len(states.LINE))]
    return [(state_name(state), mark) for state, mark in zip(states.LINE, marks, strict=True)]


def _kit(visit: Visit) -> list[tuple[KitItem, bool]]:
    laid = set(visit.kit.values_list("item", flat=True))
    return [(item, item.pk in laid) for item in KitItem.objects.filter(season=visit.season_id)]


class StepView(VisitScreen, TemplateView):
    """One step: asks for what it needs, says what is missing, and loses nothing that was typed."""

    template_name = "network/admin/outreach/step.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        self.transition = states.TRANSITIONS.get(kwargs["name"])
        if self.transition is None or self.transition.name not in STEP_FORMS:
            raise Http404
        self.needs = f"network.{self.transition.right}"
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return step_name(self.transition.name)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(self.form(None))

    def form(self, data):
        return STEP_FORMS[self.transition.name](data, visit=self.visit, today=self.today)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.draw(form)
        try:
            self.move(form)
        except CannotMove as problem:
            return self.draw(form, missing=sentences(problem.missing))
        except MovedMeanwhile as problem:
            words = _(
                "Somebody else changed this visit meanwhile: it is now “%(state)s”. Nothing of yours was written."
            )
            messages.warning(request, words % {"state": state_name(problem.current.state)})
            return redirect(self.visit_url)
        done = {"step": step_name(self.transition.name), "name": self.visit.partner.name}
        messages.success(request, _("%(name)s: %(step)s.") % done)
        return redirect(self.visit_url)

    @transaction.atomic
    def move(self, form) -> None:
        how = {"actor": self.actor, "at": self.now, "expected_version": self.posted_version}
        if self.transition.name == "replace":
            substitute = replace_visit(self.visit, form.reason, **how)
            words = _("%(name)s takes its place on the short list.") % {"name": substitute.partner.name}
            messages.info(self.request, words)
            return
        values = dict(form.values)
        if isinstance(form, CoordinatorForm):
            values["coordinator"] = self._person(form)
        move_visit(
            self.visit, self.transition.name, values=values, window=form.window, reason=form.reason,
            agreed=form.agreed, **how,
        )  # fmt: skip
        if form.cleaned_data.get("confirm"):
            write_appointment(self.visit, owner=self.request.user)

    def _person(self, form: CoordinatorForm) -> Contact:
        contact = form.cleaned_data["coordinator"] or Contact(partner=self.visit.partner)
        known = form.person
        if not contact.pk:
            known = {"name": "", "source": _("outreach"), **known}
        change_contact(contact, known, actor=self.actor, at=self.now)
        return contact

    @property
    def posted_version(self) -> int | None:
        typed = self.request.POST.get("version", "")
        return int(typed) if typed.isdigit() and len(typed) < 10 else None

    def draw(self, form, missing=()) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form, missing=missing, name=self.transition.name, leaves=self.leaves)
        )

    @property
    def leaves(self) -> bool:
        return self.transition.target in states.ENDS


class VisitPost(VisitScreen, View):
    """Something small that is done to a visit from its own page."""

    http_method_names = ["post"]
    needs = "network.change_visit"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.visit.season.closed:
            messages.error(request, sentences([states.Missing("season_closed")])[0])
        else:
            self.do()
        return redirect(f"{self.visit_url}#{self.anchor}" if self.anchor else self.visit_url)

    anchor = ""

    def do(self) -> None:
        raise NotImplementedError


class CallView(VisitPost):
    anchor = "calls"

    def do(self) -> None:
        form = CallForm(self.request.POST, visit=self.visit)
        if not form.is_valid():
            messages.error(self.request, _("The call was not written down: choose what came of it."))
            return
        log_call(self.visit, **form.cleaned_data, actor=self.actor, at=self.now)
        messages.success(self.request, _("The call was written down."))


class KitView(VisitPost):
    anchor = "kit"

    def do(self) -> None:
        wanted = {int(key) for key in self.request.POST.getlist("item") if key.isdigit() and len(key) < 10}
        short = lay_ready(self.visit, wanted, actor=self.actor, at=self.now)
        if short:
            names = ", ".join(item.name for item in short)
            messages.warning(self.request, _("Not enough in store: %(names)s.") % {"names": names})
        messages.success(self.request, _("The kit was written down."))


class VisitIcsView(VisitScreen, View):
    """The appointment as a file for a calendar, also for sending to the partner."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.visit.appointment:
            raise Http404
        return visit_calendar.response([self.visit], name=f"visit-{self.visit.partner.code}", at=self.now)


class BannerNowView(VisitPost):
    """Looks for the banner at once; what the look says is kept with the partner, and the visit knows when it was."""

    anchor = "banner"

    def do(self) -> None:
        try:
            check = check_one(self.visit.partner, now=self.now)
        except NoWebsite:
            messages.error(self.request, _("There is no website on record to look at."))
        except TooSoon:
            messages.warning(self.request, _("The website was looked at less than a minute ago. Wait a moment."))
        else:
            messages.success(self.request, _("Looked at: %(what)s") % {"what": check.said})


class FollowUpView(VisitPost):
    """Somebody has looked for the banner or has called: the task is done."""

    def do(self) -> None:
        row = get_object_or_404(self.visit.follow_ups, pk=self.kwargs["row"])
        result = self.request.POST.get("result", "").strip()
        if finish_follow_up(row, result, actor=self.actor, at=self.now):
            messages.success(self.request, _("The follow-up was written down."))
