from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now

LASTS = timedelta(days=180)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole in the site (RFC 9116). 404 where LMI_SECURITY_CONTACT names nobody."""
    if not (contact := getattr(settings, "LMI_SECURITY_CONTACT", "")):
        raise Http404
    return HttpResponse(
        text(contact, request.build_absolute_uri(request.path), now()), content_type="text/plain; charset=utf-8"
    )


def text(contact: str, canonical: str, at: datetime) -> str:
    """The file's lines. A contact without a scheme is an e-mail address."""
    address = contact if ":" in contact else f"mailto:{contact}"
    ends = (at + LASTS).astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return f"Contact: {address}\nExpires: {ends}\nPreferred-Languages: th, en\nCanonical: {canonical}\n"
