from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.live_sections import live_sections
from home.tabular import write_csv

from ..models import NetworkIndexPage
from ..models.directory import asking, files


@require_safe
def directory_csv(request: HttpRequest) -> StreamingHttpResponse:
    """What the directory shows under the same filters, as a table that spreadsheets open in Thai."""
    base, chosen = _base(request), asking.chosen_from(request.GET)
    rows = write_csv(files.headers(), files.rows(chosen, base))
    return _file(rows, "text/csv; charset=utf-8", "network.csv")


@require_safe
def directory_geojson(request: HttpRequest) -> StreamingHttpResponse:
    """The same as points on a map (RFC 7946)."""
    base, chosen = _base(request), asking.chosen_from(request.GET)
    return _file(files.geojson(chosen, base), "application/geo+json", "network.geojson")


def _base(request: HttpRequest) -> str:
    """The absolute address of the directory in the language of the address. Raises Http404 where there is none."""
    for section in live_sections(get_language()):
        if isinstance(section, NetworkIndexPage):
            return request.build_absolute_uri(section.url)
    raise Http404


def _file(pieces, content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
