"""What carries a page elsewhere: the picture of a shared link, and its address as a QR code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from .. import qr, share, stock
from ..sharing import card_of, share_image_path
from .paper import readable_page

_YEAR = 31_536_000
_DAY = 86_400


@require_safe
def share_image(request: HttpRequest, page_id: int, digest: str) -> HttpResponse:
    """The picture of a page. Its address names its content: an outdated one leads to the present one."""
    page = readable_page(page_id)
    card = card_of(page)
    if card.digest != digest:
        return HttpResponseRedirect(share_image_path(page.pk, card))
    name = f"share/{page.pk}/{digest}.png"
    data = stock.fetch(name)
    if data is None:
        data = share.draw(card)
        stock.keep(name, data)
    response = HttpResponse(data, content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


@require_safe
def page_qr(request: HttpRequest, page_id: int, kind: str) -> HttpResponse:
    """The full address of a page as a QR code: "svg" or "png"."""
    page = readable_page(page_id)
    draw, content_type = {"svg": (qr.svg, "image/svg+xml"), "png": (qr.png, "image/png")}[kind]
    response = HttpResponse(draw(page.full_url), content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="qr-{page.slug}.{kind}"'
    response.headers["Cache-Control"] = f"public, max-age={_DAY}"
    return response
