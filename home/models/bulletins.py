from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from .. import periods
from ..blocks import KeyFigureBlock, PortalStreamBlock
from .figures import Observation
from .places import Centre
from .portal import OWNED, PortalPage
from .releases import Release


class BulletinPage(PortalPage):
    """The statistical bulletin of a centre for a period, in the five chapters the office has always used."""

    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bulletins",
        verbose_name=_("centre"),
        help_text=_("Empty for a bulletin of the whole country."),
    )
    period_kind = models.CharField(
        _("period"), max_length=10, choices=Observation.PeriodKind, default=Observation.PeriodKind.QUARTER
    )
    period_start = models.DateField(_("first day of the period"), db_index=True)
    volume = models.CharField(_("volume and issue"), max_length=60, blank=True)
    released_on = models.DateField(_("released on"), null=True)
    next_release_on = models.DateField(_("next release on"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
        help_text=_("Left empty, a newer bulletin of the same centre and kind of period takes its place."),
    )
    contact_name = models.CharField(_("contact: section"), max_length=200, blank=True)
    contact_phone = models.CharField(_("contact: telephone"), max_length=100, blank=True)
    contact_email = models.EmailField(_("contact: e-mail"), blank=True)

    headline_figures = StreamField(
        [("figure", KeyFigureBlock())], verbose_name=_("headline figures"), blank=True, max_num=6
    )
    demand = StreamField(PortalStreamBlock(), verbose_name=_("1. Labour demand through the department"), blank=True)
    overseas = StreamField(PortalStreamBlock(), verbose_name=_("2. Working abroad"), blank=True)
    foreign_workers = StreamField(PortalStreamBlock(), verbose_name=_("3. Foreign workers"), blank=True)
    population = StreamField(PortalStreamBlock(), verbose_name=_("4. Employment of the population"), blank=True)
    unemployment = StreamField(
        PortalStreamBlock(), verbose_name=_("5. Unemployment through the department"), blank=True
    )
    notes = StreamField(PortalStreamBlock(), verbose_name=_("Notes and method"), blank=True)

    CHAPTERS = ("demand", "overseas", "foreign_workers", "population", "unemployment")

    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("centre"), FieldRowPanel([FieldPanel("period_kind"), FieldPanel("period_start")])],
            heading=_("Period"),
        ),
        FieldRowPanel(
            [FieldPanel("released_on"), FieldPanel("next_release_on"), FieldPanel("volume")], heading=_("Release")
        ),
        FieldPanel("headline_figures"),
        FieldPanel("demand"),
        FieldPanel("overseas"),
        FieldPanel("foreign_workers"),
        FieldPanel("population"),
        FieldPanel("unemployment"),
        FieldPanel("notes"),
        InlinePanel("corrections", heading=_("Corrections"), label=_("Correction")),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        FieldPanel("superseded_by"),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_phone"), FieldPanel("contact_email")], heading=_("Contact")
        ),
    ]
    search_fields = [
        *PortalPage.search_fields,
        *(index.SearchField(chapter) for chapter in CHAPTERS),
        index.FilterField("centre_id"),
    ]
    override_translatable_fields = [*PortalPage.override_translatable_fields, OWNED]
    parent_page_types = ["home.BulletinIndexPage"]
    subpage_types: list[str] = []
    template = "home/bulletin_page.html"
    kind_label = _("Bulletin")
    schema_type = "Report"
    has_pdf = True

    class Meta:
        verbose_name = _("bulletin")

    @property
    def period(self) -> periods.Period:
        return periods.Period(self.period_kind, self.period_start)

    @property
    def line_name(self) -> str:
        """Whose bulletin it is, as readers say it."""
        return self.centre.name if self.centre else _("Whole country")

    @property
    def chapters(self) -> list[tuple[str, str, Any]]:
        """Code, title and content of the chapters that have any, the notes last; the code is the fragment, too."""
        named = ((code, self._meta.get_field(code).verbose_name) for code in (*self.CHAPTERS, "notes"))
        return [(code.replace("_", "-"), title, getattr(self, code)) for code, title in named if getattr(self, code)]

    def get_context(self, request, *args, **kwargs):
        # The archive stands on this model.
        from . import bulletin_archive

        successor = bulletin_archive.successor(self)
        planned = None
        if not successor and not self.next_release_on:
            planned = Release.objects.following(self, timezone.localdate()).first()
        return super().get_context(request, *args, **kwargs) | {
            "successor": successor,
            "superseded": bool(self.superseded_by_id and successor),
            "planned": planned,
        }

    def clean(self) -> None:
        super().clean()
        if self.period_start and self.period_kind:
            try:
                _period = self.period
            except periods.UnknownPeriod:
                raise ValidationError(
                    {"period_start": _("The first day of the period does not fit its kind.")}
                ) from None


class BulletinCorrection(TranslatableMixin, Orderable):
    page = ParentalKey(BulletinPage, on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField(_("corrected on"))
    text = models.TextField(_("what was corrected"), max_length=500)

    panels = [FieldPanel("corrected_on"), FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass


class BulletinFile(TranslatableMixin, Orderable):
    page = ParentalKey(BulletinPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "home.PortalDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass
