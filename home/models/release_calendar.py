from itertools import groupby

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..facets import query_string
from ..generation import cached
from ..sections import Highlights
from . import bulletin_archive
from .portal import SectionPage
from .releases import Release

PER_PAGE = 30


class ReleaseCalendarPage(SectionPage):
    """What comes out when: by month, and as one calendar to subscribe to."""

    max_count_per_parent = 1
    parent_page_types = ["home.BulletinIndexPage", "home.HomePage"]
    subpage_types: list[str] = []
    template = "home/release_calendar_page.html"

    class Meta:
        verbose_name = _("release calendar")

    def get_context(self, request, *args, **kwargs):
        today = timezone.localdate()
        centres = bulletin_archive.centre_names(get_language())
        chosen = {}
        if (centre := request.GET.get("centre")) in dict(centres):
            chosen["centre"] = centre
        if request.GET.get("when") == "past":
            chosen["when"] = "past"
        releases = Release.objects.announced().of_centre(chosen.get("centre", "")).around(today, past="when" in chosen)
        page = Paginator(releases, PER_PAGE).get_page(request.GET.get("page", "")[:9])
        addresses = bulletin_archive.addresses(self.locale_id)
        rows = [(release, addresses.get(release.bulletin_key, "")) for release in page]
        months = [(month, list(group)) for month, group in groupby(rows, key=lambda row: row[0].due_on.replace(day=1))]
        return super().get_context(request, *args, **kwargs) | {
            "months": months,
            "releases": page,
            "past": "when" in chosen,
            "today": today,
            "query": query_string(chosen),
            "upcoming_query": query_string(chosen, when=None),
            "past_query": query_string(chosen, when="past"),
            "centres": [
                (name, query_string(chosen, centre=None if on else code), on)
                for code, name in centres
                for on in [chosen.get("centre") == code]
            ],
        }

    def highlights(self, at) -> Highlights | None:
        today = timezone.localdate(at)
        items = cached(f"next-releases:{today}", lambda: tuple(Release.objects.next_few(today, 3)))
        if not items:
            return None
        return Highlights(self.title, self.url, "home/highlights/releases.html", items, {"today": today}, order=30)
