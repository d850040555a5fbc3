from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from ..views import inbox, partner_links


class InboxMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("network.view_proposal")


class InboxViewSet(ViewSet):
    """What partners send in and staff decide, and the links that let them in."""

    name = inbox.INBOX
    url_prefix = "network/inbox"
    icon = "mail"
    menu_label = _("From the partners")
    menu_order = 150
    menu_item_class = InboxMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", inbox.InboxView, "index"),
            screen("proposals/<int:pk>/", inbox.ProposalView, "proposals"),
            screen("contributions/<int:pk>/", inbox.ContributionView, "contributions"),
            screen("contributions/<int:pk>/picture/", inbox.ContributionPictureView, "picture"),
            screen("applications/<int:pk>/", inbox.ApplicationView, "applications"),
            screen("links/<int:pk>/<int:contact>/", partner_links.LinkView, "link"),
        ]
