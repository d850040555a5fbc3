"""The release calendar, as the office plans it."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Release
from ..templatetags.dates import short_date
from .listing import RecordIndexView


class ReleaseIndexView(RecordIndexView):
    select_related = ("centre",)


class ReleaseViewSet(ModelViewSet):
    model = Release
    icon = "calendar-alt"
    menu_order = 120
    menu_label = _("Release calendar")
    index_view_class = ReleaseIndexView
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "title",
        Column(
            "period", label=_("period"), accessor=lambda one: one.period.label(get_language()), sort_key="period_start"
        ),
        Column("due_on", label=_("comes out on"), accessor=lambda one: short_date(one.due_on), sort_key="due_on"),
        Column("state", label=_("state"), accessor="get_state_display", sort_key="state"),
        "centre",
    ]
    list_filter = ["state", "centre", "period_kind"]
    search_fields = ["title_th", "title_en", "note_th"]
    ordering = ["-due_on", "pk"]
    list_export = ["title_th", "title_en", "centre.code", "period.code", "due_on", "state", "note_th", "note_en"]
    export_headings = {"centre.code": "centre", "period.code": "period"}
    export_filename = "releases"
    panels = [
        FieldRowPanel([FieldPanel("title_th"), FieldPanel("title_en")], heading=_("Title")),
        FieldPanel("centre"),
        FieldRowPanel([FieldPanel("period_kind"), FieldPanel("period_start")], heading=_("Period")),
        FieldRowPanel([FieldPanel("due_on"), FieldPanel("state")], heading=_("Release")),
        FieldRowPanel([FieldPanel("note_th"), FieldPanel("note_en")], heading=_("Note")),
        FieldPanel("bulletin"),
    ]
