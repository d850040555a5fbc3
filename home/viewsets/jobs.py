from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from ..views import jobs


class JobViewSet(ViewSet):
    """What runs in the background: everybody sees his own, headquarters all."""

    name = "jobs"
    icon = "tasks"
    menu_label = _("Background jobs")
    menu_hook = "register_reports_menu_item"
    menu_order = 900

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            header_icon=self.icon,
            **kwargs,
        )

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(jobs.JobsView), name="index"),
            path("results/", self.construct_view(jobs.JobsView, results_only=True), name="index_results"),
            path("<int:pk>/", self.construct_view(jobs.JobView), name="job"),
            path("<int:pk>/cancel/", self.construct_view(jobs.CancelView), name="cancel"),
            path("<int:pk>/result/", self.construct_view(jobs.ResultView), name="result"),
        ]
