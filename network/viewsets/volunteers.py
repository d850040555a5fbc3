from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column

from ..models import Volunteer
from .scoped import NamelessAddView, NamelessDeleteView, NamelessEditView, ScopedIndexView, ScopedViewSet


class VolunteerIndexView(ScopedIndexView):
    select_related = ("district__province", "subdistrict", "office")


class VolunteerViewSet(ScopedViewSet):
    """Labour volunteers by district. Personal data: the centre's own only."""

    model = Volunteer
    icon = "user"
    name = "volunteers"
    url_prefix = "network/volunteers"
    menu_order = 200
    index_view_class = VolunteerIndexView
    add_view_class = NamelessAddView
    edit_view_class = NamelessEditView
    delete_view_class = NamelessDeleteView
    list_display = [
        "name",
        Column("district", label=_("district"), sort_key="district__name_th"),
        Column("province", label=_("province"), accessor="district.province", sort_key="district__province__name_th"),
        Column("office", label=_("provincial labour office")),
        "phone",
        BooleanColumn("active", label=_("active"), sort_key="active"),
        Column("notice_on", label=_("privacy notice given on")),
    ]
    list_filter = ["active", "district__province"]
    search_fields = ["name", "phone", "district__name_th", "district__province__name_th"]
    ordering = ["district__province__name_th", "district__name_th", "name"]
    list_export = [
        "title", "name", "phone", "email", "district.code", "district.name_th", "district.province.name_th",
        "subdistrict", "office", "active", "since_on", "notice_on", "note",
    ]  # fmt: skip
    export_headings = {
        "district.code": _("official code"),
        "district.name_th": _("district"),
        "district.province.name_th": _("province"),
    }
    export_filename = "volunteers"
    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("name")], heading=_("Name")),
        FieldRowPanel([FieldPanel("district"), FieldPanel("subdistrict")], heading=_("Place")),
        FieldPanel("office"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Contact")),
        FieldRowPanel([FieldPanel("since_on"), FieldPanel("notice_on"), FieldPanel("active")]),
        FieldPanel("note"),
    ]
