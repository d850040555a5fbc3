"""The list of partners as an address asks for it: what is searched, filtered, sorted, and which columns are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.access import scope_of
from home.generation import cached
from home.models import Centre, Province
from home.templatetags.dates import short_date

from . import standing
from .models import Partner
from .searching import matching

Pairs = list[tuple[str, str]]


def _places() -> tuple[list[tuple[str, str, int]], list[tuple[str, str]]]:
    """Provinces (key, name, centre) and centres (key, region), for the filters; no query when warm."""

    def read():
        provinces = [(str(p.pk), p.name, p.centre_id) for p in Province.objects.order_by("name_th")]
        return provinces, [(str(c.pk), c.region) for c in Centre.objects.all()]

    return cached(f"network-filter-places:{get_language()}", read)


def province_choices(user) -> Pairs:
    scope = scope_of(user)
    return [(key, name) for key, name, centre in _places()[0] if scope.covers(centre)]


def centre_choices(user) -> Pairs:
    scope = scope_of(user)
    found = [(key, name) for key, name in _places()[1] if scope.covers(int(key))]
    return found if len(found) > 1 else []


def _statuses(_user) -> Pairs:
    english = get_language() == "en"
    return [(value, in_english if english else in_thai) for value, in_thai, in_english in standing.STANDINGS]


def _kinds(_user) -> Pairs:
    return [(value, str(label)) for value, label in Partner.KIND_CHOICES]


@dataclass(frozen=True)
class Filter:
    """A filter of the list; without choices for a user it is not offered."""

    name: str
    label: str
    choices: Callable[[Any], Pairs]
    narrow: Callable[[Any, str], Any]


def _by(lookup: str) -> Callable[[Any, str], Any]:
    return lambda partners, value: partners.filter(**{lookup: value})


def _by_website(partners, value: str):
    return partners.exclude(website="") if value == "yes" else partners.filter(website="")


FILTERS = (
    Filter("centre", _("centre"), centre_choices, _by("province__centre")),
    Filter("province", _("province"), province_choices, _by("province")),
    Filter("kind", _("kind"), _kinds, _by("kind")),
    Filter("status", _("status"), _statuses, _by("status")),
    Filter("website", _("has website"), lambda _user: [("yes", _("yes")), ("no", _("no"))], _by_website),
    Filter("banner", _("banner"), lambda _user: list(Partner.BannerState.choices), _by("banner_state")),
)


@dataclass(frozen=True)
class ListColumn:
    """`read` gives the plain value for a file, `show` the text for the screen; `sort` are fields in rising order, and
    `place` is the record beside the partner that `read` needs.
    """

    name: str
    label: str
    read: Callable[[Partner], Any]
    sort: tuple[str, ...] = ()
    show: Callable[[Any], Any] = lambda value: "" if value is None else value
    place: str = ""


def _place(name: str, label, sort: tuple[str, ...] = ()) -> ListColumn:
    return ListColumn(name, label, lambda partner: it.name if (it := getattr(partner, name)) else "", sort, place=name)


def _day(name: str) -> Callable[[Partner], Any]:
    return lambda partner: getattr(partner, name)


COLUMNS = (
    ListColumn("name", _("name"), lambda p: p.name, ("order_key", "pk")),
    ListColumn("code", _("code"), lambda p: p.code, ("code",)),
    ListColumn("kind", _("kind"), lambda p: p.kind_name, ("kind", "order_key")),
    ListColumn("centre", _("centre"), lambda p: p.province.centre.region, place="province__centre"),
    _place("province", _("province"), ("province__name_th", "order_key")),
    _place("district", _("district")),
    _place("subdistrict", _("sub-district")),
    ListColumn("address", _("address"), lambda p: p.address),
    ListColumn("zip_code", _("postcode"), lambda p: p.zip_code),
    ListColumn("status", _("status"), lambda p: p.status_name, ("status", "order_key")),
    ListColumn(
        "website", _("website"), lambda p: p.website, show=lambda address: address.partition("://")[2].rstrip("/")
    ),
    ListColumn(
        "banner", _("banner"), lambda p: str(Partner.BannerState(p.banner_state).label), ("banner_state", "order_key")
    ),
    ListColumn("phone", _("telephone"), lambda p: p.phone),
    ListColumn("email", _("e-mail"), lambda p: p.email),
    ListColumn("source", _("where we know it from"), lambda p: p.get_source_display()),
    ListColumn("visited", _("last visited on"), _day("last_visited_on"), ("last_visited_on", "order_key"), short_date),
    ListColumn("joined", _("joined on"), _day("joined_on"), ("joined_on", "order_key"), short_date),
    ListColumn("updated", _("changed at"), _day("updated_at"), ("updated_at", "pk"), short_date),
)
BY_NAME = {column.name: column for column in COLUMNS}
USUAL = ("name", "code", "kind", "province", "district", "status", "website", "banner")


def known_columns(names) -> tuple[ListColumn, ...]:
    """The columns of these names in the order of COLUMNS, the name always first; the usual ones for none."""
    wanted = {name for name in names if name in BY_NAME} or set(USUAL)
    return tuple(column for column in COLUMNS if column.name in wanted | {"name"})


def with_places_of(partners, columns: tuple[ListColumn, ...]):
    """The partners with the places that these columns read, and no others."""
    return partners.select_related(*{column.place for column in columns if column.place})


@dataclass(frozen=True)
class Asked:
    """What an address asks the list for. Everything it does not understand is left out."""

    query: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = "name"
    falling: bool = False

    @property
    def parameters(self) -> dict[str, str]:
        """For the addresses of the same list."""
        parts = {"q": self.query, **self.chosen}
        if self.sort != "name" or self.falling:
            parts["sort"] = f"-{self.sort}" if self.falling else self.sort
        return {name: value for name, value in parts.items() if value}


def asked_for(query: Mapping[str, str], user) -> Asked:
    chosen = {}
    for one in FILTERS:
        value = query.get(one.name, "")
        if value and value in dict(one.choices(user)):
            chosen[one.name] = value
    sort = query.get("sort", "")
    name = sort.removeprefix("-")
    sortable = name in BY_NAME and BY_NAME[name].sort
    typed = query.get("q", "").replace("\0", " ").strip()[:200]
    return Asked(typed, chosen, name if sortable else "name", bool(sortable) and sort.startswith("-"))


def partners_for(asked: Asked, user):
    """The partners that are asked for, of those the user may see, in order. Merged records only when asked for."""
    partners = Partner.objects.for_user(user)
    for one in FILTERS:
        if value := asked.chosen.get(one.name):
            partners = one.narrow(partners, value)
    if asked.chosen.get("status") != standing.MERGED:
        partners = partners.exclude(status=standing.MERGED)
    order = [f"-{name}" if asked.falling else name for name in BY_NAME[asked.sort].sort]
    return matching(partners, asked.query).order_by(*order)


def counted_page(partners, asked: str | None, size: int) -> Page:
    """The primary keys of one page, with how many there are, from one query: to search is the dear part of a list.

    `asked` is the page's number as the address has it. What is no such number stands for the first page, a number
    beyond the end for the last one, which costs two queries more.
    """
    number = int(asked) if asked and asked.isdecimal() and 0 < len(asked.lstrip("0")) < 7 else 1
    counted = partners.annotate(_all=Window(Count("*"))).values_list("pk", "_all")
    rows = list(counted[(number - 1) * size : number * size])
    if rows or number == 1:
        pages = Paginator(range(rows[0][1] if rows else 0), size)
    else:
        pages = Paginator(range(partners.count()), size)
        number = pages.num_pages
        rows = list(counted[(number - 1) * size : number * size])
    return Page([key for key, _all in rows], number, pages)
