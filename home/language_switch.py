"""The language switch: it keeps the page, or leads to the nearest ancestor that speaks the language, with a notice."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, translate_url
from wagtail.models import Page

from .bearings import Bearings, bearings_of
from .generation import cached
from .models import HomePage
from .visible import readable

#: The parameter that names the page which the reader came from and which does not speak the language.
ONLY = "only"
LONGEST_QUERY = 500


@dataclass(frozen=True)
class LanguageLink:
    """`exact`: the same page in that language, not its nearest ancestor."""

    code: str
    name: str
    url: str
    current: bool = False
    exact: bool = True


@dataclass(frozen=True)
class OnlyPage:
    """A page that exists in another language only."""

    title: str
    url: str
    language: str


def switch(request: HttpRequest, page: Page | None, language: str) -> tuple[LanguageLink, ...]:
    """A link for each language that has somewhere to go; the current one first among equals in settings' order."""
    links = (_link(request, page, code, str(name), language) for code, name in settings.LANGUAGES)
    return tuple(link for link in links if link)


def _link(request: HttpRequest, page: Page | None, code: str, name: str, language: str) -> LanguageLink | None:
    if code == language:
        return LanguageLink(code, name, request.path + _query(request), current=True)
    if page is None:
        url = _same_view(request, code)
        return LanguageLink(code, name, url or home_url(code), exact=bool(url)) if url or home_url(code) else None
    found = bearings_of(page)
    if url := found.translations.get(code):
        return LanguageLink(code, name, url + _below(request, found) + _query(request))
    if url := found.nearest.get(code):
        return LanguageLink(code, name, f"{url}?{ONLY}={page.pk}", exact=False)
    return None


def _below(request: HttpRequest, found: Bearings) -> str:
    """The rest of the address where a page answers for addresses below its own (a routable page)."""
    own = found.trail[-1].url if found.trail else ""
    if own and hasattr(request, "routable_resolver_match") and request.path.startswith(own):
        return request.path[len(own) :]
    return ""


def home_url(code: str) -> str:
    """The address of the language's live home page, or "" where there is none."""
    return cached(f"home-url:{code}", lambda: _home_url(code))


def _home_url(code: str) -> str:
    home = readable(HomePage.objects.filter(locale__language_code=code)).order_by("path").first()
    return (home.get_url() or "") if home else ""


def _same_view(request: HttpRequest, code: str) -> str:
    """The address of the view that answers this request, in another language; "" where it has none of its own."""
    try:
        if resolve(request.path_info).url_name == "wagtail_serve":
            return ""
    except Resolver404:
        return ""
    url = translate_url(request.path, code)
    return "" if url == request.path else url + _query(request)


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(ONLY, None)
    text = query.urlencode()
    return f"?{text}" if text and len(text) <= LONGEST_QUERY else ""


def only_page(request: HttpRequest, language: str) -> OnlyPage | None:
    """The page that ?only= names, if it is live, public and speaks another language."""
    number = request.GET.get(ONLY, "")
    if not (number.isascii() and number.isdigit() and len(number) <= 9):
        return None
    found = cached(f"only:{int(number)}", lambda: _only_page(int(number)))
    return found if found and found.language != language else None


def _only_page(pk: int) -> OnlyPage | None:
    page = readable(Page.objects.filter(pk=pk, depth__gt=1)).select_related("locale").first()
    if page is None or not (url := page.get_url()):
        return None
    return OnlyPage(page.title, url, page.locale.language_code)
