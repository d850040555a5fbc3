"""The published reports of the nation, for everybody: the list, a report, its PDF. No other report is public."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..actions.print_report import mark_of
from ..models import SeasonReport


@require_safe
def published_reports(request: HttpRequest) -> HttpResponse:
    reports = SeasonReport.objects.published().defer("content", "snapshot").select_related("campaign__season")
    return render(request, "surveys/published_list.html", {"reports": reports, "title": _("Season reports")})


@require_safe
def published_report(request: HttpRequest, year: int) -> HttpResponse:
    from ..report.presenting import for_everybody

    one = _presented(year)
    has_pdf = bool(one.record.public_pdf) and one.record.pdf_of == mark_of(one)
    context = {"report": for_everybody(one), "record": one.record, "has_pdf": has_pdf}
    return render(request, "surveys/published.html", context)


@require_safe
def published_pdf(request: HttpRequest, year: int) -> HttpResponse:
    one = _presented(year)
    if not one.record.public_pdf or one.record.pdf_of != mark_of(one):
        raise Http404
    try:
        opened = one.record.public_pdf.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, content_type="application/pdf", filename=f"season-report-{year}.pdf")
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _presented(year: int):
    from ..report.presenting import present

    reports = SeasonReport.objects.published().select_related("campaign__season", "campaign__revision__instrument")
    report = get_object_or_404(reports, campaign__season__fiscal_year=year)
    return present(report, timezone.localdate())
