from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import imports


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return imports.may_import(request.user)


class PartnerImportViewSet(ViewSet):
    """The way in for lists of partners."""

    name = "partner_imports"
    url_prefix = "network/imports"
    icon = "upload"
    menu_label = _("Import a list")
    menu_order = 110
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", imports.UploadView, "index"),
            screen("template.xlsx", imports.TemplateFileView, "template"),
            screen("<slug:token>/", imports.ReportView, "report"),
            screen("<slug:token>/columns/", imports.ColumnsView, "columns"),
            screen("<slug:token>/check/", imports.CheckView, "check"),
            screen("<slug:token>/decide/", imports.DecideView, "decide"),
            screen("<slug:token>/apply/", imports.ApplyView, "apply"),
            screen("<slug:token>/undo/", imports.UndoView, "undo"),
            screen("<slug:token>/to-correct.xlsx", imports.ErrorsView, "errors"),
        ]
