from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks import PortalStreamBlock
from ..live_sections import highlights, live_sections
from ..page_language import language_of
from .portal import PortalPage


class HomePage(PortalPage):
    """The front page: one sentence of what this is, and whatever the live sections want to show today."""

    promise = models.CharField(_("what this site is, in one sentence"), max_length=160, blank=True)
    body = StreamField(PortalStreamBlock(), verbose_name=_("closing blocks"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("promise"), FieldPanel("summary"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    schema_type = "WebSite"

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        """Wagtail's walk down the tree, but the first step, to a live section, costs no query when warm."""
        if path_components:
            for section in live_sections(language_of(self)):
                if section.slug == path_components[0] and section.path[: -section.steplen] == self.path:
                    section._cached_parent_obj = self
                    return section.route(request, path_components[1:])
        return super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        """`highlights`: what the live sections show of themselves, in the order they ask for."""
        shown = highlights(language_of(self), timezone.now())
        return super().get_context(request, *args, **kwargs) | {"highlights": shown}
