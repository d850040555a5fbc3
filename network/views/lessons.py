"""A lesson learned is made a guide: the topic is chosen, the page is a draft for the editors."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.access import may_do
from home.models import Topic

from ..actions.promote_lesson import AlreadyPromoted, NoGuides, promote_lesson
from ..models import LessonLearned
from .staff import StaffScreen


class TopicForm(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.all(), label=capfirst(gettext_lazy("topic")))


class PromoteView(StaffScreen, TemplateView):
    needs = "network.promote_lessonlearned"
    template_name = "network/admin/outreach/promote.html"
    page_title = gettext_lazy("Make a guide of it")
    header_icon = "openquote"

    def get_breadcrumbs_items(self):
        items = WagtailAdminTemplateMixin.get_breadcrumbs_items(self)
        lessons = {"url": reverse("lessons:index"), "label": str(_("Lessons learned"))}
        return [*items, lessons, {"url": "", "label": str(self.page_title)}]

    @cached_property
    def lesson(self) -> LessonLearned:
        lesson = get_object_or_404(LessonLearned.objects.kept_by(self.request.user), pk=self.kwargs["pk"])
        if not may_do(self.request.user, self.needs, lesson.centre_id):
            raise PermissionDenied
        return lesson

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(TopicForm())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        lesson, form = self.lesson, TopicForm(request.POST)
        if not form.is_valid():
            return self.draw(form)
        try:
            promote_lesson(lesson, form.cleaned_data["topic"], user=request.user)
        except AlreadyPromoted:
            messages.info(request, _("The lesson has its guide already."))
        except NoGuides:
            messages.error(request, _("The site has no section of guides to put the page into."))
            return self.draw(form)
        else:
            messages.success(request, _("The guide is a draft. The editors go on from here."))
        return redirect("lessons:index")

    def draw(self, form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(lesson=self.lesson, form=form))
