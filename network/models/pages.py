from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from home import dotmap, thai
from home.bearings import Link, bearings_of
from home.blocks import PortalStreamBlock
from home.facets import query_string
from home.models import SectionPage, province_directory
from home.models.news_section import CountedPaginator
from home.sections import FeedItem, Highlights, Hit
from home.structured import trail_of

from .. import codes, standing
from .directory import addresses, asking, cards, counts, honour, offers, places, profile, spots
from .partners import Partner


class NetworkIndexPage(RoutablePageMixin, SectionPage):
    """The public directory of the network. Partners, centres and provinces are routes of this page, not pages."""

    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*SectionPage.content_panels, FieldPanel("body")]
    search_fields = [*SectionPage.search_fields, index.SearchField("body")]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "network/network_index_page.html"

    class Meta:
        verbose_name = _("network section")

    @path("")
    def show_directory(self, request: HttpRequest) -> HttpResponse:
        """The list, or the map, of what the address asks for."""
        chosen = asking.chosen_from(request.GET)
        view = "map" if request.GET.get("view") == "map" else ""
        count = counts.count(chosen)
        shown = {"view": view} if view else {}
        context = {
            "chosen": chosen | shown,
            "asked": chosen,
            "facets": counts.facets(chosen, **shown),
            "count": count,
            "any_partners": bool(count or counts.whole_country()),
            "view": view,
            "list_query": query_string(chosen),
            "map_query": query_string(chosen, view="map"),
            "noindex": "q" in chosen,
        }
        more = self._map(chosen) if view else self._list(chosen, count, request.GET.get("page", "")[:9])
        return self._answer(request, self.template, context | more)

    def _list(self, chosen: dict[str, str], count: int, number: str) -> dict:
        page = CountedPaginator(count, cards.PER_PAGE).get_page(number)
        return {"partners": page, "cards": cards.page_of_cards(chosen, page.number)}

    def _map(self, chosen: dict[str, str]) -> dict:
        in_each = counts.by_province(chosen)
        return {
            "spots": spots.spots(in_each),
            "groups": spots.grouped(in_each),
            "spot_query": query_string(chosen, province=None, district=None),
            "map": dotmap,
        }

    @path("province/")
    @path("centre/", name="show_centres")
    def show_all_places(self, request: HttpRequest) -> HttpResponse:
        """Nothing stands there; the map leads to all of them."""
        return HttpResponseRedirect(f"{self.url}?view=map")

    @path("province/<slug:slug>/")
    def show_province(self, request: HttpRequest, slug: str) -> HttpResponse:
        area = next((each for each in asking.areas() if each.slug == slug), None)
        if area is None:
            return self.show_nothing(request)
        centre = next(each for each in asking.centres() if each.code == area.centre)
        title = gettext("Partners in %(place)s") % {"place": area.name}
        regions = province_directory.regions(self.locale_id)
        context = {
            "title": title,
            "area": area,
            "centre": centre,
            "found": places.in_province(area),
            "dots": province_directory.map_dots(regions, near=centre.code, here=area.id),
            "here": province_directory.map_dot(area),
            "map": dotmap,
            "portal_url": places.pages_of_provinces(self.locale_id).get(slug, ""),
        }
        return self._answer(request, "network/province.html", context, Link(title, request.path))

    @path("centre/<slug:code>/")
    def show_centre(self, request: HttpRequest, code: str) -> HttpResponse:
        centre = next((each for each in asking.centres() if each.code == code), None)
        if centre is None:
            return self.show_nothing(request)
        found = places.in_centre(code)
        in_each = {tally.value: tally.count for tally in found.provinces}
        context = {
            "title": centre.name,
            "centre": centre,
            "found": found,
            "spots": spots.spots(in_each, near=frozenset(in_each)),
            "map": dotmap,
        }
        return self._answer(request, "network/centre.html", context, Link(centre.name, request.path))

    @path("honour/")
    def show_honour_rolls(self, request: HttpRequest) -> HttpResponse:
        """The newest roll."""
        years = honour.years(timezone.localdate())
        if years:
            return HttpResponseRedirect(f"{self.url}honour/{years[0]}/")
        title = gettext("Honour roll")
        context = {"title": title, "years": (), "count": 0, "year": ""}
        return self._answer(request, "network/honour.html", context, Link(title, request.path))

    @re_path(r"^honour/(?P<year>[0-9]{4})/$")
    def show_honour_roll(self, request: HttpRequest, year: str) -> HttpResponse:
        """Everybody who was a member in a Buddhist fiscal year."""
        years, number = honour.years(timezone.localdate()), int(year)
        if number not in years:
            return self.show_nothing(request)
        offset = 0 if get_language() == "th" else thai.BUDDHIST_OFFSET
        title = gettext("Honour roll of fiscal year %(year)s") % {"year": number - offset}
        count = honour.count(number)
        page = CountedPaginator(count, honour.PER_PAGE).get_page(request.GET.get("page", "")[:9])
        context = {
            "title": title,
            "year": year,
            "years": tuple((str(each), str(each - offset)) for each in years),
            "count": count,
            "page_of_roll": page,
            "cards": honour.page_of_roll(number, page.number, get_language()),
            "first_day": honour.first_day(number),
            "last_day": honour.last_day(number),
        }
        return self._answer(request, "network/honour.html", context, Link(title, request.path))

    @re_path(r"^(?P<code>[0-9A-Za-z-]{1,20})/$")
    def show_partner(self, request: HttpRequest, code: str) -> HttpResponse:
        """The page of a partner, at the one spelling of its code; a merged record leads to the one it went into."""
        try:
            partner = Partner.objects.with_places().by_code(code)
        except Partner.DoesNotExist:
            return self.show_nothing(request)
        if partner.status not in standing.PUBLIC:
            return self.show_nothing(request)
        address = f"{self.url}{partner.code}/"
        if code != partner.code:
            # A merge can be undone, the spelling of a code cannot.
            same = codes.read_code(code) == partner.code
            return HttpResponsePermanentRedirect(address) if same else HttpResponseRedirect(address)
        found = profile.profile_of(partner, self.locale_id)
        area = next(each for each in asking.areas() if each.id == partner.province_id)
        trail = (
            *bearings_of(self).trail,
            Link(gettext("Partners in %(place)s") % {"place": area.name}, f"{self.url}province/{area.slug}/"),
            Link(found.card.name, request.path),
        )
        origin = f"{request.scheme}://{request.get_host()}"
        regions = province_directory.regions(self.locale_id)
        context = {
            "title": found.card.name,
            "description": f"{found.card.kind} · {found.card.place}",
            "partner": partner,
            "profile": found,
            "area": area,
            "centre": partner.province.centre,
            "dots": province_directory.map_dots(regions, near=area.centre, here=area.id),
            "here": found.here,
            "map": dotmap,
            "breadcrumbs": trail,
            "structured": (
                trail_of(trail, origin),
                profile.organisation(partner, found.card, origin + address),
            ),
        }
        return self._answer(request, "network/partner.html", context)

    def show_nothing(self, request: HttpRequest) -> HttpResponse:
        """No such partner, place or year; whether one exists that is not public is not said."""
        context = {"title": gettext("This is not in the directory"), "noindex": True}
        response = self._answer(request, "network/missing.html", context)
        response.status_code = 404
        return response

    def _answer(self, request: HttpRequest, template: str, context: dict, last: Link | None = None) -> HttpResponse:
        if last is not None:
            trail = (*bearings_of(self).trail, last)
            origin = f"{request.scheme}://{request.get_host()}"
            context = {"breadcrumbs": trail, "structured": (trail_of(trail, origin),)} | context
        return self.render(request, template=template, context_overrides={"base": self.url or "", **context})

    def highlights(self, at) -> Highlights:
        return offers.highlights(self.title, self.url)

    def about_province(self, province) -> Highlights | None:
        return offers.about_province(self.title, self.url, province)

    def search(self, query: str) -> list[Hit]:
        return offers.hits(query, self.url)

    def feed_items(self) -> list[FeedItem]:
        return offers.feed_items(self.full_url)

    def get_sitemap_urls(self, request=None) -> list[dict]:
        """The addresses below the section too; without a request as paths, which fit whatever host is asked."""
        base = self.get_full_url(request) if request else self.url
        return super().get_sitemap_urls(request) + addresses.all_below(base, timezone.localdate())
