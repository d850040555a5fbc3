"""Indicators and figures in the admin: lists, forms, downloads, and the way in for files."""

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from ..datasets import COLUMNS, observation_rows
from ..models import Indicator, Observation
from ..tabular import Sheet
from ..templatetags.dates import figure, short_date
from ..views import imports
from .listing import RecordIndexView


class ImportableIndexView(RecordIndexView):
    """A list with the way in for files among its buttons, for those who may add and change."""

    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if imports.may_import(self.request.user, self.model):
            url = imports.kind_of(self.model).url("import")
            buttons.append(HeaderButton(_("Import a file"), url=url, icon_name="upload", priority=20))
        return buttons

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if imports.may_import(self.request.user, self.model):
            url = imports.kind_of(self.model).url("import_history")
            buttons.append(Button(_("Imported files"), url=url, icon_name="history", priority=80))
        return buttons


class ImportableModelViewSet(ModelViewSet):
    """A list of records that can also come from a spreadsheet."""

    index_view_class = ImportableIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50

    def get_urlpatterns(self):
        kind = {"kind": imports.kind_of(self.model), "header_icon": self.icon}
        return [
            *super().get_urlpatterns(),
            path("import/", self.construct_view(imports.UploadView, **kind), name="import"),
            path("import/template.xlsx", self.construct_view(imports.ExampleView, **kind), name="import_template"),
            path("import/files/", self.construct_view(imports.HistoryView, **kind), name="import_history"),
            path("import/<slug:token>/", self.construct_view(imports.ReportView, **kind), name="import_report"),
            path(
                "import/<slug:token>/columns/", self.construct_view(imports.ColumnsView, **kind), name="import_columns"
            ),
            path(
                "import/<slug:token>/confirm/", self.construct_view(imports.ConfirmView, **kind), name="import_confirm"
            ),
        ]


class IndicatorViewSet(ImportableModelViewSet):
    model = Indicator
    icon = "list-ol"
    menu_order = 100
    list_display = ["name", "code", "unit", "decimals", BooleanColumn("headline", label=_("on the home page"))]
    list_filter = ["headline"]
    search_fields = ["code", "name_th", "name_en"]
    ordering = ["order", "code"]
    sort_order_field = "order"
    list_export = ["code", "name_th", "name_en", "unit_th", "unit_en", "meaning_th", "meaning_en", "decimals"]
    export_headings = {field: field for field in list_export}
    export_filename = "indicators"
    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("name_th"), FieldPanel("name_en")], heading=_("Name")),
        FieldRowPanel([FieldPanel("unit_th"), FieldPanel("unit_en")], heading=_("Unit")),
        FieldRowPanel([FieldPanel("meaning_th"), FieldPanel("meaning_en")], heading=_("Meaning")),
        FieldRowPanel([FieldPanel("decimals"), FieldPanel("better"), FieldPanel("order")], heading=_("Display")),
        FieldPanel("headline"),
    ]


class ObservationIndexView(ImportableIndexView):
    select_related = ("indicator", "province", "centre")

    def export_sheet(self, queryset) -> Sheet:
        # The same columns as the open data: what leaves here can come in again.
        return Sheet(str(_("figures")), COLUMNS, observation_rows(queryset, get_language()))


class ObservationViewSet(ImportableModelViewSet):
    model = Observation
    icon = "table"
    menu_order = 110
    menu_label = _("Figures")
    add_to_reference_index = False
    index_view_class = ObservationIndexView
    list_display = [
        "indicator",
        Column("place_name", label=_("place")),
        Column(
            "period", label=_("period"), accessor=lambda one: one.period.label(get_language()), sort_key="period_start"
        ),
        NumberColumn("value", label=_("value"), accessor=lambda one: figure(one.value, one.indicator.decimals)),
        Column("source", label=_("source")),
        Column("as_of", label=_("as of"), accessor=lambda one: short_date(one.as_of), sort_key="as_of"),
        BooleanColumn("demonstration", label=_("demonstration data")),
    ]
    list_filter = ["indicator", "period_kind", "centre", "province", "demonstration"]
    search_fields = [
        "indicator__code",
        "indicator__name_th",
        "indicator__name_en",
        "province__name_th",
        "province__name_en",
        "centre__region_th",
        "source",
    ]
    ordering = ["-period_start", "indicator__order", "indicator__code", "pk"]
    list_export = COLUMNS
    export_filename = "figures"
    panels = [
        FieldPanel("indicator"),
        FieldRowPanel(
            [FieldPanel("province"), FieldPanel("centre")],
            heading=_("Place"),
            help_text=_("A province or a centre. Leave both empty for the whole country."),
        ),
        FieldRowPanel([FieldPanel("period_kind"), FieldPanel("period_start")], heading=_("Period")),
        FieldPanel("value"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("source_url"), FieldPanel("as_of"), FieldPanel("demonstration")],
            heading=_("Where it comes from"),
        ),
    ]
