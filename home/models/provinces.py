from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from .. import dotmap, latest_figures, live_sections, thai
from ..blocks import PortalStreamBlock
from ..generation import cached
from . import province_directory
from .figures import Observation
from .places import Province
from .portal import PortalPage, SectionPage

#: Three places, a dozen indicators and the eight quarters of a trend: older rows change nothing that is shown.
NEWEST_ROWS = 600


class ProvinceIndexPage(SectionPage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ProvincePage"]
    template = "home/province_index_page.html"

    class Meta:
        verbose_name = _("province section")

    def get_context(self, request, *args, **kwargs):
        regions = province_directory.regions(self.locale_id)
        centre = request.GET.get("centre", "")
        if centre not in {region.centre.code for region in regions}:
            centre = ""
        wanted = thai.clean(request.GET.get("q", "")[:100])
        found = [
            (region, [place for place in region.places if place.matches(thai.fold(wanted))])
            for region in regions
            if centre in ("", region.centre.code)
        ]
        return super().get_context(request, *args, **kwargs) | {
            "regions": regions,
            "found": [(region, places) for region, places in found if places],
            "count": sum(len(places) for _region, places in found),
            "centre": centre,
            "wanted": wanted,
            "dots": province_directory.map_dots(regions, near=centre),
            "map": dotmap,
        }


class ProvincePage(PortalPage):
    """A province: its centre, its figures beside the centre's and the country's, and what the sections say of it."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="pages", verbose_name=_("province"))
    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("province"), FieldPanel("body")]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("body"),
        index.RelatedFields("province", [index.SearchField("name_th"), index.SearchField("name_en")]),
        index.FilterField("province_id"),
    ]
    parent_page_types = ["home.ProvinceIndexPage"]
    subpage_types: list[str] = []
    template = "home/province_page.html"
    kind_label = _("Province")
    schema_type = "AdministrativeArea"

    class Meta:
        verbose_name = _("province page")

    def get_context(self, request, *args, **kwargs):
        language = get_language()
        regions = province_directory.regions(self.locale_id)
        mine = next(region for region in regions if region.centre.pk == self.province.centre_id)
        province = self.province
        # The centre is in the list already, and everybody below asks the province for it.
        province.centre = mine.centre
        compared, table = cached(
            f"province-figures:{province.pk}:{language}", lambda: province_figures(province, language)
        )
        return super().get_context(request, *args, **kwargs) | {
            "centre": mine.centre,
            "comparisons": compared,
            "over_time": table,
            "about": live_sections.about_province(language, province),
            "neighbours": [place for place in mine.places if place.id != province.pk],
            "dots": province_directory.map_dots(regions, near=mine.centre.code, here=province.pk),
            "here": province_directory.map_dot(province),
            "map": dotmap,
        }


def province_figures(province: Province, language: str):
    """The comparisons of a province and its table over time; one query."""
    rows = list(Observation.objects.around(province).order_by("-period_start")[:NEWEST_ROWS])
    rows.sort(key=lambda each: (each.indicator.order, each.indicator.code))
    table = latest_figures.over_time(rows, province.pk, str(_("Period")), lambda period: period.label(language))
    return latest_figures.compare(rows, province.pk), table
