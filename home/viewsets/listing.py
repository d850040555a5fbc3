from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.coreutils import multigetattr

from .. import tabular


class RecordIndexView(generic.IndexView):
    """A list whose downloads leave through the one door to spreadsheets, and whose relations cost no queries."""

    select_related: tuple[str, ...] = ()
    #: What the properties that speak the reader's language are called; a property has no verbose name.
    spoken = {"name": _("Name"), "title": _("Title"), "region": _("Region"), "unit": _("Unit")}

    @cached_property
    def columns(self):
        columns = super().columns
        for column in columns:
            column.label = self.spoken.get(column.accessor, column.label)
        return columns

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.select_related)

    def export_sheet(self, queryset) -> tabular.Sheet:
        headers = [capfirst(str(self.get_heading(queryset, field))) for field in self.list_export]
        rows = ([multigetattr(item, field) for field in self.list_export] for item in queryset)
        return tabular.Sheet(capfirst(str(queryset.model._meta.verbose_name_plural)), headers, rows)

    def stream_csv(self, queryset):
        sheet = self.export_sheet(queryset)
        return tabular.write_csv(sheet.headers, sheet.rows)

    def write_xlsx(self, queryset, output) -> None:
        output.write(tabular.write_xlsx(self.export_sheet(queryset)))
