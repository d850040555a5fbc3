from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from ..models import ShortLink
from ..views import banner_fleet
from .partners import PartnerMenuItem
from .scoped import ScopedViewSet


class BannerViewSet(ViewSet):
    """The watch over partners' sites. What the screens show and do is in the views."""

    name = "banners"
    url_prefix = "network/banners"
    icon = "link"
    menu_label = _("Banners")
    menu_order = 150
    menu_item_class = PartnerMenuItem

    def get_urlpatterns(self):
        def screen(address: str, view, name: str):
            return path(address, self.construct_view(view), name=name)

        return [
            screen("", banner_fleet.FleetView, "index"),
            screen("check/", banner_fleet.CheckManyView, "check_list"),
            screen("suspects/", banner_fleet.SuspectsView, "suspects"),
            screen("figures/", banner_fleet.FiguresView, "figures"),
            screen("links/", banner_fleet.HealthView, "health"),
        ]


class ShortLinkViewSet(ScopedViewSet):
    """Short addresses that are handed out on several channels, each counted by itself."""

    model = ShortLink
    name = "short_links"
    url_prefix = "network/short-links"
    icon = "link-external"
    menu_label = _("Short links")
    menu_order = 160
    form_fields = ["title", "target", "centre"]
    list_display = ["title", "address", "target", "centre"]
    search_fields = ["title", "target"]
