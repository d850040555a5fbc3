from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..address_language import home_page_of, site_of
from ..generation import cached
from ..site_map import branches, entries, parts

XML = "application/xml; charset=utf-8"


def sitemap(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """sitemap.xml: the addresses themselves, or the list of files where there are too many for one."""
    site = _site(request)
    files = parts(entries(site, _origin(request)))
    if number is None and len(files) > 1:
        urls = [request.build_absolute_uri(reverse("sitemap_part", args=[i])) for i in range(1, len(files) + 1)]
        return render(request, "home/sitemap_index.xml", {"urls": urls}, content_type=XML)
    if number is not None and not 1 <= number <= len(files):
        raise Http404
    return render(request, "home/sitemap.xml", {"entries": files[(number or 1) - 1]}, content_type=XML)


def sitemap_page(request: HttpRequest) -> HttpResponse:
    """The same for people, in the language of the address."""
    language, site = get_language(), _site(request)

    def make():
        home = home_page_of(site, language)
        return branches(home) if home else ()

    found = cached(f"site-map:{site.pk}:{language}", make)
    return render(request, "home/site_map.html", {"title": _("Site map"), "branches": found})


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not read: the office's desk, searches, and copies of pages on paper."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _closed())]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _closed() -> list[str]:
    found = [reverse("wagtailadmin_home")]
    for language, _name in settings.LANGUAGES:
        with override(language):
            found += [reverse("search"), reverse("page_pdf", args=[0]).removesuffix("0/")]
    return found


def _site(request: HttpRequest) -> Site:
    if (site := site_of(request)) is None:
        raise Http404
    return site


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
