"""What every template may ask for. Everything is made when it is first used, and from the cache when it is warm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page, Site

from . import display
from .address_language import home_page_of, same_path_elsewhere, site_of
from .bearings import Link, bearings_of
from .generation import cached_in, current
from .language_switch import LanguageLink, OnlyPage, only_page, switch
from .models import Centre, Office
from .visible import is_readable, readable


@dataclass(frozen=True)
class Footer:
    """`pages`: the home page's children outside the menu (policies, about us). `updated_on`: the last publication."""

    pages: tuple[Link, ...]
    centres: tuple[Centre, ...]
    updated_on: date | None


class Portal:
    """One request's view of the site around the page."""

    def __init__(self, request: HttpRequest):
        self.request = request
        self.language = get_language() or settings.LANGUAGE_CODE

    @cached_property
    def token(self) -> str:
        return current()

    @cached_property
    def site(self) -> Site | None:
        return site_of(self.request)

    @cached_property
    def page(self) -> Page | None:
        """The page that answers this request, if it is a page."""
        route = getattr(self.request, "_wagtail_route_for_request", None)
        return route[0] if route else None

    @cached_property
    def office(self) -> Office:
        if self.site is None:
            return Office()
        return cached_in(self.token, f"office:{self.site.pk}", lambda: office_of(self.site))

    @cached_property
    def home(self) -> Link | None:
        """The live home page of the reader's language."""
        if self.site is None:
            return None
        return cached_in(self.token, f"home:{self.site.pk}:{self.language}", lambda: _home(self.site, self.language))

    @cached_property
    def _children(self) -> tuple[tuple[str, str, bool], ...]:
        if self.site is None:
            return ()
        key = f"children:{self.site.pk}:{self.language}"
        return cached_in(self.token, key, lambda: _home_children(self.site, self.language))

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """The main menu; `current` on the entry the reader is under."""
        path = self.request.path
        return tuple(Link(title, url, path.startswith(url)) for title, url, in_menu in self._children if in_menu)

    @cached_property
    def footer(self) -> Footer:
        centres, updated_on = cached_in(self.token, "footer", _centres_and_update)
        return Footer(tuple(Link(t, url) for t, url, in_menu in self._children if not in_menu), centres, updated_on)

    @cached_property
    def languages(self) -> tuple[LanguageLink, ...]:
        return switch(self.request, self.page, self.language)

    @cached_property
    def only_page(self) -> OnlyPage | None:
        return only_page(self.request, self.language)

    @cached_property
    def other_language(self) -> Link | None:
        """For the 404 page: what stands at the same address in the other language."""
        page = None if self.page else same_path_elsewhere(self.request)
        return Link(page.title, page.get_url(self.request)) if page else None

    @cached_property
    def breadcrumbs(self) -> tuple[Link, ...]:
        """From the home page to this one; empty on the home page and where no page answers."""
        trail = bearings_of(self.page).trail if self.page else ()
        return trail if len(trail) > 1 else ()


def portal(request: HttpRequest) -> dict:
    """The context processor: `portal`, `display`, and lazily the properties of Portal that templates use most."""
    view = Portal(request)
    lazy = ("office", "home", "navigation", "footer", "breadcrumbs", "languages", "only_page", "other_language")
    return {
        "portal": view,
        "display": display.read(request.COOKIES.get(display.COOKIE)),
        **{name: SimpleLazyObject(lambda name=name: getattr(view, name)) for name in lazy},
    }


def office_of(site: Site) -> Office:
    """Whose site it is, with its emblem; the defaults where nobody has filled anything in yet."""
    return Office.objects.filter(site=site).select_related("emblem").first() or Office(site=site)


def _home(site: Site, language: str) -> Link | None:
    home = home_page_of(site, language)
    return Link(home.title, home.get_url()) if home and is_readable(home) else None


def _home_children(site: Site, language: str) -> tuple[tuple[str, str, bool], ...]:
    home = home_page_of(site, language)
    if home is None:
        return ()
    children = readable(home.get_children()).order_by("path")
    return tuple((child.title, child.get_url(), child.show_in_menus) for child in children)


def _centres_and_update() -> tuple[tuple[Centre, ...], date | None]:
    at = Page.objects.live().aggregate(at=Max("last_published_at"))["at"]
    return tuple(Centre.objects.all()), timezone.localdate(at) if at else None
