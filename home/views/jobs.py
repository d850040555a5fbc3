"""Background jobs in the admin: the list, one job with its progress, its end, its result."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .. import jobs
from ..access import scope_of
from ..models import Job, JobItem
from ..templatetags.dates import short_date

MOST_PROBLEMS = 100


class JobsView(generic.IndexView):
    """One's own jobs; headquarters and superusers see everybody's. No permission is needed to see one's own."""

    model = Job
    any_permission_required = None
    page_title = _("Background jobs")
    paginate_by = 50
    default_ordering = ("-created_at", "-pk")
    list_filter = ("state",)

    @cached_property
    def columns(self):
        return [
            TitleColumn("title", label=_("Job"), get_url=lambda job: reverse("jobs:job", args=[job.pk])),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column("progress", label=_("Done"), accessor=lambda job: f"{job.done} / {job.total}"),
            Column("failed", label=_("Failed")),
            *([Column("owner", label=_("Asked for by"))] if scope_of(self.request.user).everything else []),
            Column("created_at", label=_("Asked for"), accessor=_asked_for),
        ]

    def get_base_queryset(self):
        return Job.objects.visible_to(self.request.user).select_related("owner")


def _asked_for(job: Job) -> str:
    return f"{short_date(job.created_at)} {timezone.localtime(job.created_at):%H:%M}"


class JobAccess(WagtailAdminTemplateMixin):
    """A job one may see; whether another exists is not told."""

    index_url_name = ""

    @cached_property
    def job(self) -> Job:
        visible = Job.objects.visible_to(self.request.user).select_related("owner")
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class JobView(JobAccess, TemplateView):
    """One job; asked for with ?fragment it is only the part that changes, for the script that looks again."""

    def get_template_names(self):
        return ["home/admin/job_state.html" if "fragment" in self.request.GET else "home/admin/job.html"]

    def get_page_title(self):
        return self.job.title

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("jobs:index"), "label": str(_("Background jobs"))},
            {"url": "", "label": self.job.title},
        ]

    def get_context_data(self, **kwargs):
        troubled = self.job.items.exclude(error="").order_by("pk")
        return super().get_context_data(
            job=self.job,
            problems=troubled[:MOST_PROBLEMS],
            failed_state=JobItem.State.FAILED,
            **kwargs,
        )


class CancelView(JobAccess, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if jobs.cancel(self.job, now=timezone.now()):
            messages.success(request, _("The job was cancelled. What was done stays done."))
        else:
            messages.warning(request, _("The job had ended already."))
        return redirect("jobs:job", self.job.pk)


class ResultView(JobAccess, View):
    def get(self, request, *args, **kwargs):
        if not self.job.result:
            raise Http404
        return FileResponse(self.job.result.open("rb"), as_attachment=True, filename=Path(self.job.result.name).name)
