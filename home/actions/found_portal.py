"""Found a new site: languages, pages, groups, collections, approval. Run again, it leaves what exists as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Collection, Locale, Page, Site

from ..founding import names
from ..founding.plan import Block, Plan, Words
from ..founding.sections import HOME, SECTIONS
from ..models import HomePage, Province, ProvinceIndexPage
from .found_groups import found_groups
from .name_permissions import name_permissions

ENGLISH = "en"
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Founded:
    """What a run added: pages (in both languages together) and groups. Nothing on a site that is complete."""

    pages: int
    groups: int


@transaction.atomic
def found_portal(provinces: Iterable[Province] | None = None) -> Founded:
    """Give the default site its Thai home page with all sections, their English, and who may write in them.

    `provinces` are those that get a page; all 77 unless told otherwise.
    """
    before = Page.objects.count()
    thai, english = _locales()
    site = _site()
    home = _found_home(site, thai, english)
    for plan in SECTIONS:
        _found(plan, home, english)
    _found_provinces(home, english, Province.objects.order_by("code") if provinces is None else provinces)
    groups = found_groups(home)
    _name_roots()
    name_permissions()
    return Founded(pages=Page.objects.count() - before, groups=groups)


def _locales() -> tuple[Locale, Locale]:
    thai, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    english, _created = Locale.objects.get_or_create(language_code=ENGLISH)
    return thai, english


def _name_roots() -> None:
    """Give the roots of pages and collections a name that editors read; one they chose themselves stays."""
    Page.objects.filter(depth=1, title="Root").update(title=names.ROOT_PAGE, draft_title=names.ROOT_PAGE)
    Collection.objects.filter(depth=1, name="Root").update(name=names.ROOT_COLLECTION)


def _site() -> Site:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site or Site(is_default_site=True, hostname="localhost", port=80)


def _found_home(site: Site, thai: Locale, english: Locale) -> HomePage:
    """The site's Thai home page; it takes the place of the page that Wagtail welcomes with."""
    root_page = site.root_page.specific if site.root_page_id else None
    if isinstance(root_page, HomePage):
        _found_english(HOME, root_page, english)
        return root_page
    home = _publish(_page(HOME, HOME.th, thai), Page.get_first_root_node())
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.root_page = home
    site.site_name = HOME.th.title
    site.hostname = address.hostname or site.hostname
    site.port = address.port or PORTS.get(address.scheme, site.port)
    site.save()
    if root_page and root_page.specific_class is Page and not root_page.get_children().exists():
        root_page.delete()
    _found_english(HOME, home, english)
    return home


def _found(plan: Plan, parent: Page, english: Locale) -> Page:
    page = parent.get_children().filter(slug=plan.slug).specific().first()
    if page is None:
        page = _publish(_page(plan, plan.th, parent.locale), parent)
    _found_english(plan, page, english)
    for child in plan.children:
        _found(child, page, english)
    return page


def _found_english(plan: Plan, page: Page, english: Locale) -> None:
    if plan.en is None or page.has_translation(english):
        return
    parent = page.get_parent()
    translated = _page(plan, plan.en, english)
    translated.translation_key = page.translation_key
    if parent.is_root():
        translated.slug = ENGLISH
    else:
        parent = parent.get_translation(english)
    _publish(translated, parent)


def _page(plan: Plan, words: Words, locale: Locale) -> Page:
    model = apps.get_model("home", plan.model)
    page = model(
        slug=plan.slug,
        title=words.title,
        summary=words.summary,
        show_in_menus=plan.in_menus,
        locale=locale,
        live=False,
    )
    values: dict[str, Any] = {**plan.fields, **words.fields}
    if words.body:
        values["body"] = words.body
    for name, value in values.items():
        setattr(page, name, _raw(value) if isinstance(model._meta.get_field(name), StreamField) else value)
    return page


def _raw(blocks: Iterable[Block]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def _publish(page: Page, parent: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _found_provinces(home: HomePage, english: Locale, provinces: Iterable[Province]) -> None:
    """A page for each of the provinces, in Thai and in English, under the section of provinces."""
    section = ProvinceIndexPage.objects.child_of(home).first()
    if section is None:
        return
    for province in provinces:
        plan = Plan(
            slug=province.slug,
            model="ProvincePage",
            th=Words(province.name_th),
            en=Words(province.name_en) if province.name_en else None,
            fields={"province": province},
        )
        _found(plan, section, english)
