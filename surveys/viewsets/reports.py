from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import reports, themes


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("surveys.view_seasonreport")


class SeasonReportViewSet(ViewSet):
    """The staff's screens of the season's reports."""

    name = "season_reports"
    url_prefix = "season-reports"
    icon = "doc-full"
    menu_label = _("Season reports")
    menu_order = 208
    menu_item_class = ReportsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", reports.ReportsView, "index"),
            screen("seasons/<int:campaign>/begin/", reports.BeginView, "begin"),
            screen("seasons/<int:campaign>/themes/", themes.ThemesView, "themes"),
            screen("<int:pk>/", reports.ReportView, "report"),
            screen("<int:pk>/public/", reports.PublicView, "public"),
            screen("<int:pk>/write/", reports.WriteView, "write"),
            screen("<int:pk>/act/", reports.ActView, "act"),
            screen("<int:pk>/print/", reports.PrintView, "print"),
            screen("<int:pk>/report.pdf", reports.PdfView, "pdf"),
        ]
