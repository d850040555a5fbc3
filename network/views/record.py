"""Recording a visit from a telephone: a plain form, with or without a script and a connection."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from ..actions.move_visit import AlreadyRecorded, CannotMove, MovedMeanwhile
from ..actions.record_visit import CORRECTABLE, record_visit
from ..forms.record import RecordForm
from ..models import ReadinessCheck, ReadinessItem
from ..outreach import states
from ..words import sentences, state_name
from .board import OutreachScreen
from .visits import VisitScreen

ABLE = (*states.TRANSITIONS["record"].sources, *CORRECTABLE)


class RecordView(VisitScreen, TemplateView):
    needs = "network.change_visit"
    template_name = "network/admin/outreach/record.html"
    page_title = gettext_lazy("Record the visit")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        initial = {"key": secrets.token_urlsafe(24)}
        return self.draw(RecordForm(visit=self.visit, today=self.today, initial=initial))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = RecordForm(request.POST, request.FILES, visit=self.visit, today=self.today)
        if not form.is_valid():
            return self.draw(form, status=422)
        try:
            record_visit(
                self.visit, form.values, actor=self.actor, at=self.now, questions=form.asked, pictures=form.pictures,
                key=form.cleaned_data["key"],
            )  # fmt: skip
        except AlreadyRecorded:
            messages.info(request, _("This was recorded already. Nothing was written a second time."))
        except CannotMove as problem:
            return self.draw(form, missing=sentences(problem.missing), status=422)
        except MovedMeanwhile as problem:
            words = _("The visit is now “%(state)s”.") % {"state": state_name(problem.current.state)}
            return self.draw(form, missing=[words], status=409)
        else:
            messages.success(request, _("The visit is recorded."))
        return redirect("outreach:visit", self.visit.pk)

    def draw(self, form, missing=(), status: int = 200) -> HttpResponse:
        able = self.visit.state in ABLE and not self.visit.season.closed
        context = self.get_context_data(form=form, missing=missing, able=able, state=state_name(self.visit.state))
        return self.render_to_response(context, status=status)


class PhotoView(VisitScreen, View):
    """A photograph of a visit, for those who may see the visit; no address of its own leads to it."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        photo = get_object_or_404(self.visit.photos, pk=self.kwargs["photo"])
        try:
            answer = FileResponse(photo.file.open("rb"), content_type="image/jpeg")
        except FileNotFoundError:
            raise Http404 from None
        answer["Cache-Control"] = "private, no-store"
        return answer


class FieldWorkerView(OutreachScreen, View):
    """The script that keeps the form of a visit at hand without a connection; where it lies says what it may answer."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with open(finders.find("network/admin/field-worker.js"), "rb") as script:  # noqa: PTH123 - a path from finders
            return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")


class ReadinessView(OutreachScreen, TemplateView):
    """What every officer attests for himself before he goes out; nobody does it for another."""

    template_name = "network/admin/outreach/readiness.html"
    page_title = gettext_lazy("My readiness")

    def get_context_data(self, **kwargs):
        items = list(ReadinessItem.objects.filter(season=self.season)) if self.season else []
        mine = dict(ReadinessCheck.objects.filter(item__in=items, officer=self.request.user).values_list("item", "at"))
        return super().get_context_data(items=[(item, mine.get(item.pk)) for item in items], **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.season is None or self.season.closed:
            raise Http404
        wanted = {int(key) for key in request.POST.getlist("item") if key.isdigit() and len(key) < 10}
        for item in ReadinessItem.objects.filter(season=self.season):
            if item.pk in wanted:
                ReadinessCheck.objects.get_or_create(item=item, officer=request.user, defaults={"at": self.now})
            else:
                ReadinessCheck.objects.filter(item=item, officer=request.user).delete()
        messages.success(request, _("Your readiness was written down."))
        return redirect("outreach:readiness")
