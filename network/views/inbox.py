"""What partners sent in and staff decide: corrections, news and events, applications to join."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages as wagtail_messages

from ..actions.decide_application import accept_application, decline_application, likely_twins
from ..actions.decide_contribution import (
    NoNewsSection,
    accept_contribution,
    decline_contribution,
    news_section,
)
from ..actions.decide_proposal import AlreadyDecided, decide_proposal
from ..forms.inbox import AnswerForm, people_of, profile_rows
from ..mail import NoMailbox
from ..models import Application, Contribution, Partner, Proposal
from .staff import StaffScreen

PER_PAGE = 50
INBOX = "partner_inbox"


@dataclass(frozen=True)
class Tray:
    """One sort of things that wait. `related` are read with them."""

    name: str
    label: str
    model: type
    related: tuple[str, ...]

    @property
    def needs(self) -> str:
        return f"network.view_{self.model._meta.model_name}"

    def of(self, user):
        return self.model.objects.for_user(user).select_related(*self.related)


TRAYS = (
    Tray("proposals", gettext_lazy("Corrections"), Proposal, ("partner__province", "contact", "decided_by")),
    Tray(
        "contributions", gettext_lazy("News and events"), Contribution, ("partner__province", "contact", "decided_by")
    ),
    Tray("applications", gettext_lazy("Applications to join"), Application, ("province", "district", "decided_by")),
)


class InboxView(StaffScreen, TemplateView):
    needs = "network.view_proposal"
    header_icon = "mail"
    template_name = "network/admin/inbox.html"
    page_title = gettext_lazy("From the partners")

    def get_context_data(self, **kwargs):
        mine = [tray for tray in TRAYS if self.request.user.has_perm(tray.needs)]
        tray = next((tray for tray in mine if tray.name == self.request.GET.get("what")), mine[0])
        decided = self.request.GET.get("state") == "decided"
        rows = tray.of(self.request.user)
        waiting = Proposal.State.WAITING
        rows = rows.exclude(state=waiting).order_by("-decided_at") if decided else rows.filter(state=waiting)
        if tray.model is Application and not decided:
            rows = rows.order_by("suspect", "sent_at")
        elif not decided:
            rows = rows.order_by("sent_at")
        return super().get_context_data(
            trays=[(one, one.model.objects.for_user(self.request.user).waiting().count()) for one in mine],
            tray=tray,
            decided=decided,
            page_obj=Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p")),
            parameters=f"what={tray.name}" + ("&state=decided" if decided else ""),
            **kwargs,
        )


class DecisionScreen(StaffScreen, TemplateView):
    """One thing that was sent. Whether things of other centres exist is not told."""

    tray: Tray
    declining = "decline"

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        verb = "change" if request.method == "POST" else "view"
        self.needs = f"network.{verb}_{self.tray.model._meta.model_name}"
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sent(self):
        return get_object_or_404(self.tray.of(self.request.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(AnswerForm())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        act = request.POST.get("act", "")
        form = AnswerForm(request.POST, declining=act == self.declining)
        if not form.is_valid():
            return self.draw(form)
        try:
            self.decide(act, form.cleaned_data["answer"])
        except AlreadyDecided as problem:
            sentence = _("This was already decided: %(state)s. Nothing was done a second time.")
            messages.warning(request, sentence % {"state": problem.decided.get_state_display()})
            return redirect(self.request.path)
        except (NoNewsSection, NoMailbox) as problem:
            messages.error(request, self.sentence(problem))
            return self.draw(form)
        return redirect(f"{reverse(f'{INBOX}:index')}?what={self.tray.name}")

    def sentence(self, problem: Exception) -> str:
        if isinstance(problem, NoNewsSection):
            return _("The portal has no news section in Thai, so that the page has no place to stand.")
        return _("There is no e-mail address on file.")

    def decide(self, act: str, answer: str) -> None:
        raise NotImplementedError

    def draw(self, form: AnswerForm) -> HttpResponse:
        may_decide = self.request.user.has_perm(f"network.change_{self.tray.model._meta.model_name}")
        waits = self.sent.state == Proposal.State.WAITING
        return self.render_to_response(
            self.get_context_data(form=form, sent=self.sent, open=waits and may_decide, **self.more())
        )

    def more(self) -> dict:
        return {}

    def crumbs(self):
        index = {"url": f"{reverse(f'{INBOX}:index')}?what={self.tray.name}", "label": str(self.tray.label)}
        return [index, *super().crumbs()]


class ProposalView(DecisionScreen):
    tray = TRAYS[0]
    template_name = "network/admin/proposal.html"
    page_title = gettext_lazy("Correction")

    def decide(self, act: str, answer: str) -> None:
        taking = act == "accept"
        fields = self.request.POST.getlist("field") if taking else []
        people = {int(number) for number in self.request.POST.getlist("person") if number.isdigit()} if taking else ()
        decided = decide_proposal(
            self.sent, fields, people, answer, user=self.request.user, at=self.now, declined=not taking
        )
        messages.success(
            self.request, _("The decision was written down: %(state)s.") % {"state": decided.get_state_display()}
        )

    def more(self) -> dict:
        return {"rows": profile_rows(self.sent), "people": people_of(self.sent)}


class ContributionView(DecisionScreen):
    tray = TRAYS[1]
    template_name = "network/admin/contribution.html"
    page_title = gettext_lazy("News or event")

    def decide(self, act: str, answer: str) -> None:
        if act == self.declining:
            decline_contribution(self.sent, answer=answer, user=self.request.user, at=self.now)
            messages.success(self.request, _("The contribution was declined; the sender gets your answer."))
            return
        publish = act == "publish"
        if publish and not self.may_publish():
            raise PermissionDenied
        page = accept_contribution(self.sent, publish=publish, answer=answer, user=self.request.user, at=self.now)
        words = _("“%(title)s” is published.") if publish else _("“%(title)s” is a draft for the editors.")
        wagtail_messages.success(self.request, words % {"title": page.title}, buttons=_buttons(page))

    def may_publish(self) -> bool:
        """Leaders and up; and who may publish in the news section anyhow."""
        if self.request.user.has_perm("network.publish_contribution"):
            return True
        try:
            return news_section().permissions_for_user(self.request.user).can_publish_subpage()
        except NoNewsSection:
            return False

    def more(self) -> dict:
        return {"may_publish": self.may_publish()}


def _buttons(page) -> list:
    return [wagtail_messages.button(page.url, _("View live"))] if page.live and page.url else []


class ContributionPictureView(StaffScreen, View):
    """The picture of a contribution, for those who decide about it; it lies where no address leads to."""

    needs = "network.view_contribution"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        sent = get_object_or_404(Contribution.objects.for_user(request.user), pk=self.kwargs["pk"])
        if not sent.picture:
            raise Http404
        try:
            response = FileResponse(sent.picture.open("rb"), content_type="image/jpeg")
        except FileNotFoundError:
            raise Http404 from None
        response["Cache-Control"] = "private, no-store"
        return response


class ApplicationView(DecisionScreen):
    tray = TRAYS[2]
    template_name = "network/admin/application.html"
    page_title = gettext_lazy("Application to join")

    def decide(self, act: str, answer: str) -> None:
        user = self.request.user
        if act == self.declining:
            decline_application(self.sent, answer=answer, user=user, at=self.now)
            messages.success(self.request, _("The application was declined."))
            return
        twin = None
        if chosen := self.request.POST.get("twin", ""):
            if not chosen.isdigit():
                raise Http404
            twin = get_object_or_404(Partner.objects.for_user(user).current(), pk=chosen)
        partner = accept_application(self.sent, twin, answer=answer, user=user, at=self.now)
        messages.success(
            self.request, _("%(name)s is on record; the coordinator gets a personal link.") % {"name": partner.name_th}
        )

    def more(self) -> dict:
        twins = likely_twins(self.sent) if self.sent.state == Proposal.State.WAITING else []
        mine = Partner.objects.for_user(self.request.user)
        return {"twins": [twin for twin in twins if mine.filter(pk=twin.pk).exists()]}
