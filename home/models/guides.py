from itertools import groupby

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import PortalStreamBlock
from ..visible import readable
from .portal import PortalPage, SectionPage
from .topics import Topic

#: By the manual's order of topics; what is written for staff comes after what is written for everybody.
SHELF = ("topic__order", "topic_id", "for_staff", "title")
#: A short guide is read, not navigated.
LEAST_HEADINGS = 3


class GuideIndexPage(SectionPage):
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.GuidePage"]
    template = "home/guide_index_page.html"

    class Meta:
        verbose_name = _("knowledge section")

    def get_context(self, request, *args, **kwargs):
        guides = readable(GuidePage.objects.child_of(self)).select_related("topic").defer_streamfields()
        shelves = [
            (topic, list(found)) for topic, found in groupby(guides.order_by(*SHELF), key=lambda each: each.topic)
        ]
        return super().get_context(request, *args, **kwargs) | {"shelves": shelves}


class GuidePage(PortalPage):
    """What the office knows about one of its eight topics, written down."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="guides", verbose_name=_("topic"))
    for_staff = models.BooleanField(_("written for staff"), default=False)
    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("topic"), FieldPanel("for_staff"), FieldPanel("body")]
    search_fields = [*PortalPage.search_fields, index.SearchField("body"), index.FilterField("topic_id")]
    parent_page_types = ["home.GuideIndexPage"]
    subpage_types: list[str] = []
    template = "home/guide_page.html"
    kind_label = _("Guide")
    schema_type = "Article"
    has_pdf = True

    class Meta:
        verbose_name = _("guide")

    @property
    def contents(self) -> list[str]:
        """The main headings of a guide that is long enough to need a list of them."""
        headings = [
            block.value["text"] for block in self.body if block.block_type == "heading" and block.value["level"] == "h2"
        ]
        return headings if len(headings) >= LEAST_HEADINGS else []

    def get_context(self, request, *args, **kwargs):
        same = readable(GuidePage.objects.filter(locale_id=self.locale_id, topic_id=self.topic_id)).exclude(pk=self.pk)
        return super().get_context(request, *args, **kwargs) | {
            "others": list(same.defer_streamfields().order_by("for_staff", "title")[:5])
        }
