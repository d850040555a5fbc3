"""Pages on paper: the PDF of a page, printed when somebody first asks for it."""

from __future__ import annotations

import time
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .. import limits, pdf, qr, stock
from ..actions.print_page import BeingPrinted, being_printed, name_of, print_page
from ..context import Portal
from ..generation import cached
from ..visible import readable

PRINTS, WINDOW = 30, 600
_WAIT = 3


def readable_page(page_id: int) -> Page:
    """A page anybody may read, as its own type. Raises Http404."""
    page = get_object_or_404(readable(Page.objects.filter(pk=page_id)).select_related("locale")).specific
    if page.get_url_parts() is None:
        raise Http404
    return page


@require_safe
def page_pdf(request: HttpRequest, page_id: int) -> HttpResponse:
    """The PDF of a page that offers one, in the page's own language."""
    page = readable_page(page_id)
    if not getattr(page, "has_pdf", False):
        raise Http404
    language = page.locale.language_code
    if language != get_language():
        with override(language):
            return HttpResponseRedirect(reverse("page_pdf", args=[page.pk]))
    name = cached(f"pdf:{page.pk}:{pdf.edition()}", lambda: name_of(page, body_of(page, request)))
    etag = f'"{PurePosixPath(name).stem}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    data = stock.fetch(name)
    if data is None:
        try:
            data = _printed(request, page)
        except limits.TooOften as problem:
            return _later(request, page, 429, problem.retry_after)
        except BeingPrinted:
            return _later(request, page, 503, _WAIT)
    return _pdf(page, data, etag)


def _printed(request: HttpRequest, page: Page) -> bytes:
    """Raises limits.TooOften and BeingPrinted; who waits for another reader's print spends nothing."""
    if being_printed(page):
        raise BeingPrinted
    most = getattr(settings, "LMI_PRINTS_PER_READER", PRINTS)
    limits.spend("print", limits.client(request), most=most, seconds=WINDOW, now=time.time())
    body = body_of(page, request)
    root = page.get_url_parts(request)[1]
    code = reverse("page_qr", args=[page.pk, "svg"])
    return print_page(
        page,
        name_of(page, body),
        body,
        base_url=f"{root}/",
        author=Portal(request).office.name,
        drawings={f"{root}{code}": qr.svg(page.full_url)},
    )


def body_of(page: Page, request: HttpRequest) -> str:
    """What is printed, as HTML. The same for every reader."""
    template = PurePosixPath(page.template)
    own = str(template.parent / "pdf" / template.name)
    return render_to_string([own, "home/pdf/page.html"], page.get_context(request), request)


def _pdf(page: Page, data: bytes, etag: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    # Search engines list the page itself.
    response.headers["Link"] = f'<{page.full_url}>; rel="canonical"'
    return response


def _later(request: HttpRequest, page: Page, status: int, seconds: int) -> HttpResponse:
    context = {"page_title": page.title, "page_url": page.url, "busy": status == 503, "minutes": -(-seconds // 60)}
    response = render(request, "home/pdf/later.html", context, status=status)
    response.headers["Retry-After"] = str(seconds)
    if status == 503:
        response.headers["Refresh"] = str(seconds)
    return response
