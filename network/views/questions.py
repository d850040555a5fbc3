"""Questions from visits: looked at, answered, and chosen for the questions and answers that editors write."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from ..models import QuestionAsked
from ..team_rights import centres_with
from .board import OutreachScreen

PER_PAGE = 30


class QuestionsView(OutreachScreen, TemplateView):
    needs = "network.view_questionasked"
    template_name = "network/admin/outreach/questions.html"
    page_title = gettext_lazy("Questions from visits")

    def get_context_data(self, **kwargs):
        state = self.request.GET.get("state", QuestionAsked.State.WAITING)
        rows = QuestionAsked.objects.for_user(self.request.user).filter(state=state)
        rows = rows.select_related("visit__partner__province").order_by("-at", "pk")
        return super().get_context_data(
            page_obj=Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p")),
            states=QuestionAsked.State.choices,
            state=state,
            parameters=f"state={state}",
            may_change=self.request.user.has_perm("network.change_questionasked"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("network.change_questionasked"):
            raise PermissionDenied
        key, act = request.POST.get("question", ""), request.POST.get("act", "")
        centres = centres_with(request.user, "change_questionasked")
        mine = QuestionAsked.objects.filter(visit__partner__province__centre__in=centres)
        question = get_object_or_404(mine, pk=key if key.isdigit() and len(key) < 19 else 0)
        if act in QuestionAsked.State.values:
            question.state, question.answer = act, request.POST.get("answer", "").strip()[:4000]
            question.save(update_fields=["state", "answer"])
            messages.success(
                request, _("The decision was written down: %(state)s.") % {"state": question.get_state_display()}
            )
        return redirect("outreach:questions")
