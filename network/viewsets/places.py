"""The places below the provinces, and the offices in them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column

from home.models import District, ProvincialOffice, Subdistrict

from .scoped import ScopedIndexView, ScopedViewSet


class OfficeIndexView(ScopedIndexView):
    select_related = ("province",)


class OfficeViewSet(ScopedViewSet):
    model = ProvincialOffice
    icon = "home"
    name = "offices"
    url_prefix = "network/offices"
    menu_order = 400
    index_view_class = OfficeIndexView
    list_display = ["name", "kind", Column("province", label=_("province"), sort_key="province__name_th"), "phone"]
    list_filter = ["kind", "province"]
    search_fields = ["name_th", "name_en", "province__name_th"]
    ordering = ["province__name_th", "kind"]
    list_export = ["name_th", "name_en", "get_kind_display", "province", "address_th", "phone", "email", "website"]
    export_headings = {"get_kind_display": _("kind")}
    export_filename = "offices"
    panels = [
        FieldRowPanel([FieldPanel("province"), FieldPanel("kind")], heading=_("Office")),
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")], heading=_("Name")),
        FieldRowPanel([FieldPanel("address_th"), FieldPanel("address_en")], heading=_("Address")),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], heading=_("Contact")),
    ]


class DistrictIndexView(ScopedIndexView):
    select_related = ("province",)


class DistrictViewSet(ScopedViewSet):
    model = District
    icon = "globe"
    name = "districts"
    url_prefix = "network/districts"
    menu_order = 500
    index_view_class = DistrictIndexView
    list_display = ["name_th", "name_en", "code", Column("province", label=_("province"), sort_key="province__name_th")]
    list_filter = ["province"]
    search_fields = ["code", "name_th", "name_en"]
    ordering = ["name_th", "pk"]
    list_export = ["code", "name_th", "name_en"]
    export_headings = {"code": "code", "name_th": "th", "name_en": "en"}
    export_filename = "districts"
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("province")], heading=_("Place")),
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")], heading=_("Name")),
    ]


class SubdistrictIndexView(ScopedIndexView):
    select_related = ("district__province",)


class SubdistrictViewSet(ScopedViewSet):
    model = Subdistrict
    icon = "globe"
    name = "subdistricts"
    url_prefix = "network/subdistricts"
    menu_order = 510
    index_view_class = SubdistrictIndexView
    list_display = [
        "name_th",
        "name_en",
        "code",
        "zip_code",
        Column("district", label=_("district"), sort_key="district__name_th"),
        Column("province", label=_("province"), accessor="district.province"),
    ]
    list_filter = ["district__province"]
    search_fields = ["code", "name_th", "name_en", "zip_code"]
    ordering = ["name_th", "pk"]
    list_export = ["code", "name_th", "name_en", "zip_code"]
    export_headings = {"code": "code", "name_th": "th", "name_en": "en", "zip_code": "zip"}
    export_filename = "subdistricts"
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("zip_code")], heading=_("Code")),
        FieldPanel("district"),
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")], heading=_("Name")),
    ]
