"""Whole pages for readers without a session, ready packed: a hit touches neither the session nor the database.

Correct by its key: generation, day, address (which names the language), preferences, and every parameter that a page
may look at. A request with any other parameter is answered afresh, apart from the marks that advertisements put on
links: those readers get the page that was made without the mark.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, has_vary_header, patch_vary_headers
from django.utils.http import parse_http_date_safe
from django.utils.text import compress_string

from . import display
from .generation import current, keep, kept

SECONDS = 300
PARAMETERS = frozenset(
    {
        *("kind", "topic", "province", "district", "status", "view", "centre", "year", "month", "period", "when"),
        *("page", "only"),
    }
)
_MARK = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid", re.ASCII)
_VALUE = re.compile(r"[\w.-]{0,60}", re.ASCII)
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))")
_PACKABLE = re.compile(
    r"text/|image/svg\+xml|application/(?:(?:feed|geo|ld)\+)?json|application/(?:(?:rss|atom)\+)?xml"
)
#: Of headers: what the answer gets anew each time, and what stands between two machines only.
_OWN = frozenset({"cache-control", "vary", "etag", "content-length", "expires", "connection", "date"})
_MOST_PARAMETERS, _LONGEST_PATH, _WORTH_PACKING, _LARGEST = 6, 300, 500, 1_000_000
_VARY = ("Accept-Encoding", "Cookie")


@dataclass(frozen=True)
class Asked:
    """What a reader asks for. `plain`: the address carries no advertiser's mark, so that the answer may be kept."""

    key: str
    plain: bool


@dataclass(frozen=True)
class Kept:
    content_type: str
    headers: tuple[tuple[str, str], ...]
    etag: str
    packed: bytes


class PageCacheMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = read(request) if getattr(settings, "LMI_PAGE_CACHE", True) else None
        if asked is None:
            return fresh(request, self.get_response(request))
        token = current()
        if found := kept(token, asked.key):
            return answer(request, found[0])
        response = self.get_response(request)
        if not may_be_kept(request, response):
            return fresh(request, response)
        page = pack(response)
        if asked.plain:
            keep(token, asked.key, page, SECONDS)
        return answer(request, page)


def read(request: HttpRequest) -> Asked | None:
    """What is asked for, if it is something that may be kept; None for everything else."""
    if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
        return None
    cookies = request.COOKIES
    if settings.SESSION_COOKIE_NAME in cookies or "messages" in cookies or len(request.path) > _LONGEST_PATH:
        return None
    query, plain = "", True
    if request.META.get("QUERY_STRING"):
        given = [(name, value) for name, values in request.GET.lists() for value in values]
        known = sorted((name, value) for name, value in given if name in PARAMETERS)
        marks = [name for name, _value in given if _MARK.fullmatch(name)]
        plain = not marks
        if len(known) + len(marks) < len(given) or len(known) > _MOST_PARAMETERS:
            return None
        if not all(_VALUE.fullmatch(value) for _name, value in known):
            return None
        query = "&".join(f"{name}={value}" for name, value in known)
    wishes = display.read(cookies.get(display.COOKIE)).code
    address = f"{request.scheme}://{request.get_host()}{request.path}?{query}"
    digest = hashlib.sha256(f"{timezone.localdate()} {wishes} {address}".encode()).hexdigest()
    return Asked(f"page:{digest}", plain)


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole, public answer without anything personal in it."""
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not any(word in control for word in ("private", "no-store", "no-cache"))
        and not response.has_header("Content-Encoding")
        and len(response.content) <= _LARGEST
        and not has_vary_header(response, "Authorization")
        and not any(name.startswith("_csp") for name in vars(response))
        and _PACKABLE.match(response.headers.get("Content-Type", "")) is not None
    )


def pack(response: HttpResponse) -> Kept:
    body = response.content
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in _OWN)
    return Kept(
        content_type=response.headers["Content-Type"],
        headers=headers,
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:24]}"',
        packed=gzip.compress(body, compresslevel=6, mtime=0),
    )


def answer(request: HttpRequest, page: Kept) -> HttpResponse:
    """The kept page as this reader's browser can take it, or 304 where it has it already."""
    packed = _takes_gzip(request)
    response = HttpResponse(page.packed if packed else gzip.decompress(page.packed), content_type=page.content_type)
    for name, value in page.headers:
        response.headers[name] = value
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["ETag"] = page.etag
    response.headers["Vary"] = ", ".join(_VARY)
    # Browsers ask each time, so that a reader sees what was published and the switches he set; a cache in front may
    # answer for a minute, and for a day while the site is down. No stale-while-revalidate here: browsers obey it too.
    edge = getattr(settings, "LMI_EDGE_SECONDS", 60)
    response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={edge}, stale-if-error=86400"
    response.headers["CDN-Cache-Control"] = f"max-age={edge}, stale-while-revalidate=300, stale-if-error=86400"
    if "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META:
        modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
        return get_conditional_response(request, etag=page.etag, last_modified=modified, response=response)
    return response


def fresh(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer for this reader alone: packed where that helps, and never kept on the way."""
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        response.headers.setdefault("Cache-Control", "private, no-cache")
    if response.streaming or response.has_header("Content-Encoding") or not _PACKABLE.match(kind):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    if len(response.content) < _WORTH_PACKING or not _takes_gzip(request):
        return response
    # Padding of random length hides how well a form's secret packs beside what an attacker sent (BREACH).
    response.content = compress_string(response.content, max_random_bytes=100)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    if (etag := response.headers.get("ETag", "")).startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
    return response


def _takes_gzip(request: HttpRequest) -> bool:
    return _GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None
