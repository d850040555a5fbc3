from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import PortalStreamBlock, QuestionsBlock
from .portal import PortalPage


class StandardPage(PortalPage):
    """A page that is not of a kind of its own: about us, policies, the eight benefits."""

    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("body")]
    search_fields = [*PortalPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"
    kind_label = _("Page")

    class Meta:
        verbose_name = _("page")


class FAQPage(PortalPage):
    questions = StreamField([("group", QuestionsBlock())], verbose_name=_("questions"), blank=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("questions")]
    search_fields = [*PortalPage.search_fields, index.SearchField("questions")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []
    template = "home/faq_page.html"
    kind_label = _("Questions and answers")
    schema_type = "FAQPage"

    class Meta:
        verbose_name = _("questions and answers")
