"""The language of an answer is the one its address names. Nothing else has a say: no browser setting, no cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.views import serve

from .generation import cached
from .page_language import language_of
from .visible import is_readable

#: No tree of pages is deeper; an address that is asks for nothing but trouble.
MOST_STEPS = 10


class AddressLanguageMiddleware(LocaleMiddleware):
    """Django's own answers addresses that have no language in the same way, but tells caches that it might not."""

    def process_request(self, request: HttpRequest) -> None:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Find a page's home page in the cache: Wagtail, left alone, asks for the site, the language, the home page's
        translation and the home page again before it takes the first step of its walk."""
        if view is serve:
            find_route(request, args[0] if args else kwargs["path"])


def find_route(request: HttpRequest, path: str) -> None:
    """Leave the site and the route to a path where Wagtail looks for them (Page.route_for_request)."""
    language = translation.get_language()
    site = request._wagtail_site = site_of(request)
    home = cached(f"home-page:{site.pk}:{language}", lambda: home_page_of(site, language)) if site else None
    try:
        steps = [step for step in path.split("/") if step]
        request._wagtail_route_for_request = home.route(request, steps) if home else None
    except Http404:
        request._wagtail_route_for_request = None


def same_path_elsewhere(request: HttpRequest) -> Page | None:
    """The readable page that the path of this request leads to in another language: for those who got lost."""
    here = translation.get_language_from_path(request.path_info)
    steps = [step for step in request.path_info.split("/") if step][1 if here else 0 :]
    site = site_of(request)
    for language, _name in settings.LANGUAGES:
        if site is None or language == (here or settings.LANGUAGE_CODE) or len(steps) > MOST_STEPS:
            continue
        home = home_page_of(site, language)
        try:
            page = home.route(request, steps)[0] if home else None
        except Http404:
            continue
        if page and is_readable(page) and language_of(page) == language:
            return page
    return None


def site_of(request: HttpRequest) -> Site | None:
    """The site that answers a request; no query when warm."""
    return cached(f"site:{request.get_host()}", lambda: Site.find_for_request(request))


def home_page_of(site: Site, language: str) -> Page | None:
    """The live home page of a language as its own type."""
    homes = Page.objects.live().filter(translation_key=site.root_page.translation_key)
    return homes.filter(locale__language_code=language).specific().first()


def refuse_other_languages(page: Page, request: HttpRequest, args, kwargs) -> None:
    """Before a page is served: a page that lies in the wrong tree, or a whole tree that stands in for a missing one, is
    no page of this address's language. Raises Http404."""
    if language_of(page) != translation.get_language():
        raise Http404
