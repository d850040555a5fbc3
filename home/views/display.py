from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ..display import COOKIE, read

YEAR = 365 * 24 * 60 * 60
LONGEST_ADDRESS = 2000


# Without a token, so that pages with the switches stay the same for everybody and can be cached. What a stranger's page
# could do here is refused by the origin, and would be harmless.
@csrf_exempt
@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Grant the wish in `set` (see Display.changed) and lead back to the local address in `next`."""
    if not came_from_here(request):
        raise PermissionDenied(_("The reading aids can only be set from this website."))
    display = read(request.COOKIES.get(COOKIE)).changed(request.POST.get("set", ""))
    response = HttpResponseRedirect(local_address(request, request.POST.get("next", "")), status=303)
    if display.code:
        response.set_cookie(
            COOKIE, display.code, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the request; one that says nothing is not believed."""
    here = f"{request.scheme}://{request.get_host()}"
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    if origin := request.headers.get("Origin"):
        return origin == here
    referrer = urlsplit(request.headers.get("Referer", ""))
    return f"{referrer.scheme}://{referrer.netloc}" == here


def local_address(request: HttpRequest, wanted: str) -> str:
    """The path and query of an address of this site; "/" for every other."""
    allowed = len(wanted) <= LONGEST_ADDRESS and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not allowed:
        return "/"
    parts = urlsplit(wanted)
    if not parts.path.startswith("/") or parts.path.startswith(("//", "/\\")):
        return "/"
    return iri_to_uri(f"{parts.path}?{parts.query}" if parts.query else parts.path)
