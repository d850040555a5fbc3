"""What django-axes asks of a site: who is asking, and what to say to somebody who has guessed too often."""

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def address_of(request: HttpRequest) -> str | None:
    """The reader's address; ProxyMiddleware has put it right where proxies stand before the site."""
    return request.META.get("REMOTE_ADDR")


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict | None) -> HttpResponse:
    """Status 429 and a sentence. It does not say whether the user exists, nor whether the password was right."""
    minutes = int(get_cool_off(request).total_seconds() // 60)
    answer = render(request, "home/locked_out.html", {"minutes": minutes}, status=429)
    answer.headers["Retry-After"] = str(minutes * 60)
    return answer
