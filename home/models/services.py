from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import PortalStreamBlock
from ..generation import cached
from ..sections import Highlights
from ..visible import readable
from .portal import PortalPage, SectionPage


class ServiceIndexPage(SectionPage):
    """The six services of the department as a plain list."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ServicePage"]
    template = "home/service_index_page.html"

    class Meta:
        verbose_name = _("service section")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"services": service_list(get_language())}

    def highlights(self, at) -> Highlights | None:
        items = service_list(get_language())
        return Highlights(self.title, self.url, "home/highlights/services.html", items, order=40) if items else None


class ServicePage(PortalPage):
    """One of the six services that the manual's step 6(1) names, with its owner and its address."""

    number = models.PositiveSmallIntegerField(
        _("number"),
        validators=[MinValueValidator(1), MaxValueValidator(6)],
        help_text=_("Its place in the manual, 1 to 6."),
    )
    owner_division = models.CharField(_("division in charge"), max_length=200)
    service_url = models.URLField(_("address of the service"))
    audience = models.CharField(_("who it is for"), max_length=250)
    bring = StreamField(
        [("item", blocks.CharBlock(label=_("What to bring"), max_length=200))],
        verbose_name=_("what to bring"),
        blank=True,
    )
    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("owner_division")], heading=_("Service")),
        FieldPanel("service_url"),
        FieldPanel("audience"),
        FieldPanel("bring"),
        FieldPanel("body"),
    ]
    search_fields = [*PortalPage.search_fields, index.SearchField("audience"), index.SearchField("body")]
    parent_page_types = ["home.ServiceIndexPage"]
    subpage_types: list[str] = []
    template = "home/service_page.html"
    kind_label = _("Service")
    schema_type = "GovernmentService"

    class Meta:
        verbose_name = _("service")

    def get_context(self, request, *args, **kwargs):
        others = [service for service in service_list(get_language()) if service.id != self.pk]
        return super().get_context(request, *args, **kwargs) | {"others": others}


@dataclass(frozen=True)
class Service:
    """A service as lists show it."""

    id: int
    number: int
    title: str
    url: str
    summary: str
    owner_division: str
    service_url: str


def service_list(language: str) -> tuple[Service, ...]:
    """The readable services of a language in the manual's order; no query when warm."""
    return cached(f"services:{language}", lambda: _services(language))


def _services(language: str) -> tuple[Service, ...]:
    pages = readable(ServicePage.objects.filter(locale__language_code=language)).defer_streamfields()
    return tuple(
        Service(page.pk, page.number, page.title, page.url, page.summary, page.owner_division, page.service_url)
        for page in pages.order_by("number", "path")
    )
