from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from .. import tabular
from ..datasets import observations_table
from ..models import DatasetPage
from ..visible import readable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def dataset(request: HttpRequest, page_id: int, form: str) -> HttpResponseBase:
    """The figures of a dataset that anybody may read, as CSV (sent while it is made) or XLSX."""
    page = get_object_or_404(readable(DatasetPage.objects.select_related("locale")), pk=page_id)
    sheet = observations_table(page.indicators.all(), page.locale.language_code)
    response: HttpResponseBase
    if form == "xlsx":
        response = HttpResponse(tabular.write_xlsx(sheet), content_type=XLSX)
    else:
        stream = tabular.write_csv(sheet.headers, sheet.rows)
        response = StreamingHttpResponse(stream, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.{form}"'
    return response
