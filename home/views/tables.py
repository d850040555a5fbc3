from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .. import figure_tables, tabular
from ..models.figure_blocks import figure_table
from ..visible import readable


@require_safe
def table_csv(request: HttpRequest, page_id: int, block_id: UUID) -> HttpResponse:
    """The table of a figure on a page that anybody may read, as a CSV file that spreadsheets open in Thai."""
    page = get_object_or_404(readable(Page.objects.all()), pk=page_id).specific
    value = figure_table(page, block_id)
    if value is None:
        raise Http404
    table = figure_tables.read(value["table"])
    content = b"".join(tabular.write_csv(table.headings, table.lines))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}-{str(block_id)[:8]}.csv"'
    return response
