from itertools import groupby

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.search import index

from .. import citation
from ..blocks import PortalStreamBlock
from ..generation import cached
from ..visible import readable
from .figures import Indicator, Observation
from .portal import PortalPage, SectionPage

PER_PAGE = 20
#: How much of a dataset its page shows before one takes the file.
PREVIEW = 10


class PublicationIndexPage(SectionPage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PublicationPage"]
    template = "home/publication_index_page.html"

    class Meta:
        verbose_name = _("research section")

    def get_context(self, request, *args, **kwargs):
        publications = readable(PublicationPage.objects.child_of(self)).defer_streamfields().order_by("-year", "title")
        page = Paginator(publications, PER_PAGE).get_page(request.GET.get("page", "")[:9])
        years = [(year, list(found)) for year, found in groupby(page, key=lambda each: each.year)]
        return super().get_context(request, *args, **kwargs) | {"years": years, "publications": page}


class PublicationPage(PortalPage):
    """A piece of research: who, when, what it found, the file, and how to cite it."""

    authors = models.TextField(_("authors"), help_text=_("One name per line."))
    year = models.PositiveSmallIntegerField(
        _("year of publication"), help_text=_("As a Christian year; shown as พ.ศ. in Thai.")
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    abstract = models.TextField(_("abstract"))
    document = models.ForeignKey(
        "home.PortalDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("authors"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("publisher")], heading=_("Publication")),
        FieldPanel("abstract"),
        FieldPanel("document"),
        FieldPanel("body"),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("authors"),
        index.SearchField("abstract"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.PublicationIndexPage"]
    subpage_types: list[str] = []
    template = "home/publication_page.html"
    kind_label = _("Research")
    schema_type = "ScholarlyArticle"

    class Meta:
        verbose_name = _("publication")

    @property
    def author_names(self) -> list[str]:
        return citation.names(self.authors)

    def get_context(self, request, *args, **kwargs):
        address = self.get_full_url(request) or ""
        source = (self.authors, self.year, self.title, self.publisher, address)
        return super().get_context(request, *args, **kwargs) | {
            "citation_th": citation.thai(*source),
            "citation_en": citation.english(*source),
        }


class DatasetIndexPage(SectionPage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.DatasetPage"]
    template = "home/dataset_index_page.html"

    class Meta:
        verbose_name = _("open data section")

    def get_context(self, request, *args, **kwargs):
        datasets = readable(DatasetPage.objects.child_of(self)).defer_streamfields().order_by("title")
        return super().get_context(request, *args, **kwargs) | {"datasets": datasets.prefetch_related("indicators")}


class DatasetPage(PortalPage):
    """Open data: the observations of some indicators as CSV and XLSX, made when asked for."""

    indicators = ParentalManyToManyField(Indicator, related_name="datasets", verbose_name=_("indicators"))
    licence = models.CharField(_("licence"), max_length=200, default="Creative Commons Attribution 4.0 International")
    licence_url = models.URLField(
        _("address of the licence"), blank=True, default="https://creativecommons.org/licenses/by/4.0/"
    )
    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("indicators"),
        FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_url")], heading=_("Licence")),
        FieldPanel("body"),
    ]
    search_fields = [*PortalPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.DatasetIndexPage"]
    subpage_types: list[str] = []
    template = "home/dataset_page.html"
    kind_label = _("Dataset")
    schema_type = "Dataset"

    class Meta:
        verbose_name = _("dataset")

    def get_context(self, request, *args, **kwargs):
        indicators = list(self.indicators.all())
        rows = Observation.objects.filter(indicator__in=indicators)
        key = "-".join(str(indicator.pk) for indicator in indicators)
        extent = cached(f"dataset-extent:{key}", lambda: rows.aggregate(count=Count("pk"), as_of=Max("as_of")))
        preview = rows.select_related("indicator", "province", "centre").order_by("-period_start", "pk")[:PREVIEW]
        return super().get_context(request, *args, **kwargs) | {
            "indicators": indicators,
            "extent": extent,
            "preview": list(preview),
        }


class DownloadGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Group"), max_length=120)
    text = blocks.TextBlock(label=_("What it is for"), required=False)
    files = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("document", DocumentChooserBlock(label=_("File"))),
                ("text", blocks.CharBlock(label=_("What is in it"), required=False, max_length=250)),
            ]
        ),
        label=_("Files"),
        min_num=1,
    )

    class Meta:
        icon = "download"
        label = _("Group of files")


class DownloadsPage(PortalPage):
    """The service manual, posters, leaflets, the banner guide: what used to travel on a CD."""

    groups = StreamField([("group", DownloadGroupBlock())], verbose_name=_("files"), blank=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("groups")]
    search_fields = [*PortalPage.search_fields, index.SearchField("groups")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/downloads_page.html"
    kind_label = _("Downloads")

    class Meta:
        verbose_name = _("downloads page")
