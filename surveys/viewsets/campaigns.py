from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import instruments, keying, kits, opening, staff


class CampaignMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("surveys.view_response")


class CampaignViewSet(ViewSet):
    """The staff's screens of the campaigns. What they show and write is in the views."""

    name = "campaigns"
    url_prefix = "surveys"
    icon = "clipboard-list"
    menu_label = _("Questionnaires")
    menu_order = 207
    menu_item_class = CampaignMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", staff.CampaignsView, "index"),
            screen("open/", opening.OpenView, "open"),
            screen("instruments/", instruments.InstrumentsView, "instruments"),
            screen("instruments/new/", instruments.NewView, "instrument_new"),
            screen("instruments/<int:instrument>/", instruments.EditView, "instrument"),
            screen("instruments/<int:instrument>/preview/", instruments.PreviewView, "preview"),
            screen("instruments/revisions/<int:revision>.yaml", instruments.SourceView, "source"),
            screen("<int:pk>/", staff.CampaignView, "campaign"),
            screen("<int:pk>/days/", opening.DaysView, "days"),
            screen("<int:pk>/doubts/", staff.DoubtsView, "doubts"),
            screen("<int:pk>/doubts/<int:answer>/", staff.DecideView, "decide"),
            screen("<int:pk>/export/", staff.ExportView, "export"),
            screen("<int:pk>/import/", staff.ImportView, "import"),
            screen("<int:pk>/odk/<int:wave>.xlsx", staff.FieldFormView, "odk"),
            screen("<int:pk>/kits/", kits.KitsView, "kits"),
            screen("<int:pk>/kits/<int:visit>/", kits.KitView, "kit"),
            screen("<int:pk>/kits/<int:visit>/<int:wave>.<slug:kind>", kits.KitPictureView, "kit_picture"),
            screen("<int:pk>/reply/", kits.ReplyView, "reply"),
            screen("<int:pk>/key/<int:wave>/", keying.KeyView, "key"),
            screen("<int:pk>/key/sheets/<int:sheet>/", keying.SettleView, "settle"),
        ]
