"""What the portal files things by: centres, provinces, topics."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Centre, Province, Topic
from .listing import RecordIndexView


class CentreViewSet(ModelViewSet):
    model = Centre
    icon = "home"
    menu_order = 200
    index_view_class = RecordIndexView
    copy_view_enabled = False
    search_backend_name = None
    list_display = ["region", "name", "phone", "email"]
    search_fields = ["code", "name_th", "name_en", "region_th", "region_en"]
    ordering = ["order", "code"]
    list_export = [
        "code", "name_th", "name_en", "region_th", "region_en", "address_th", "address_en", "phone", "email", "website",
    ]  # fmt: skip
    export_filename = "centres"
    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")], heading=_("Name")),
        FieldRowPanel([FieldPanel("region_th"), FieldPanel("region_en")], heading=_("Region")),
        FieldRowPanel([FieldPanel("address_th"), FieldPanel("address_en")], heading=_("Address")),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], heading=_("Contact")),
        FieldPanel("order"),
    ]


class ProvinceIndexView(RecordIndexView):
    select_related = ("centre",)


class ProvinceViewSet(ModelViewSet):
    model = Province
    icon = "globe"
    menu_order = 210
    index_view_class = ProvinceIndexView
    copy_view_enabled = False
    search_backend_name = None
    list_per_page = 100
    list_display = ["name_th", "name_en", "abbr_th", "code", "centre"]
    list_filter = ["centre"]
    search_fields = ["code", "name_th", "name_en", "abbr_th"]
    ordering = ["name_th"]
    list_export = ["code", "name_th", "name_en", "abbr_th", "centre.code", "latitude", "longitude"]
    export_headings = {"centre.code": "centre"}
    export_filename = "provinces"
    panels = [
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en"), FieldPanel("abbr_th")], heading=_("Name")),
        FieldRowPanel([FieldPanel("code"), FieldPanel("slug")], heading=_("Code")),
        FieldPanel("centre"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Position")),
    ]


class TopicViewSet(ModelViewSet):
    model = Topic
    icon = "tag"
    menu_order = 220
    index_view_class = RecordIndexView
    copy_view_enabled = False
    list_display = ["name", "code"]
    search_fields = ["code", "name_th", "name_en"]
    ordering = ["order"]
    sort_order_field = "order"
    list_export = ["code", "name_th", "name_en"]
    export_filename = "topics"
    panels = [
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")], heading=_("Name")),
        FieldRowPanel([FieldPanel("code"), FieldPanel("order")], heading=_("Display")),
    ]
