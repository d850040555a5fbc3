from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from ..blocks import PortalStreamBlock
from .places import Centre, Province
from .portal import OWNED, PortalPage
from .topics import Topic


class NewsPage(PortalPage):
    class Kind(models.TextChoices):
        MARKET = "market", _("Labour market news")
        FRAUD = "fraud", _("Fraud warning")
        JOB_FAIR = "job-fair", _("Job fair announcement")
        ACTIVITY = "activity", _("Activity")
        NETWORK = "network", _("News from the network")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MARKET, db_index=True)
    date = models.DateField(_("date"), db_index=True)
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="news", verbose_name=_("centre")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="news", verbose_name=_("topics"))
    provinces = ParentalManyToManyField(Province, blank=True, related_name="news", verbose_name=_("provinces"))
    lead_image = models.ForeignKey(
        "home.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead image"),
        help_text=_("Without a picture the list shows a woven pattern of its own."),
    )
    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)
    credit_name = models.CharField(_("credit: name"), max_length=200, blank=True)
    credit_url = models.URLField(_("credit: address"), blank=True)

    content_panels = [
        *PortalPage.content_panels,
        # The names of centres are long: beside them the date would have no room.
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]), FieldPanel("centre")], heading=_("Filing")
        ),
        FieldPanel("topics"),
        FieldPanel("provinces"),
        FieldPanel("lead_image"),
        FieldPanel("body"),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        InlinePanel(
            "related", heading=_("Related pages"), label=_("Page"), help_text=_("Left empty, the site chooses.")
        ),
        MultiFieldPanel([FieldPanel("credit_name"), FieldPanel("credit_url")], _("Credit (news from the network)")),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("date"),
        index.FilterField("centre_id"),
    ]
    override_translatable_fields = [*PortalPage.override_translatable_fields, OWNED]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "home/news_page.html"
    schema_type = "NewsArticle"
    has_pdf = True

    class Meta:
        verbose_name = _("news item")
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="news_newest_first")]

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.NETWORK and not self.credit_name:
            raise ValidationError({"credit_name": _("News from the network names the organisation it comes from.")})

    @property
    def kind_label(self) -> str:
        return self.get_kind_display()


class NewsFile(TranslatableMixin, Orderable):
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "home.PortalDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass


class RelatedPage(TranslatableMixin, Orderable):
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related")
    target = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [PageChooserPanel("target")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass
