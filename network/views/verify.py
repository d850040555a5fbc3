"""The page a certificate's QR code leads to: whether it holds, and since when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..certificates import certificate_of, is_ours
from ..models import Partner


@require_safe
def verify(request: HttpRequest, code: str, check: str) -> HttpResponse:
    """A certificate that we never printed has no page; what one of ours is worth stands on the record."""
    partner = Partner.objects.filter(code=code.upper()).first() if is_ours(code.upper(), check) else None
    certificate = certificate_of(partner) if partner else None
    context = {"certificate": certificate, "partner": partner}
    response = render(request, "network/verify.html", context, status=200 if certificate else 404)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
