from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from home.blocks import PortalStreamBlock
from home.models import PortalPage

from .campaigns import Campaign


class SurveyPageQuerySet(PageQuerySet):
    def of(self, campaign: Campaign, language: str):
        """The page that speaks of a campaign in a language, None where there is none."""
        return self.live().filter(campaign=campaign, locale__language_code=language).first()


class SurveyPage(PortalPage):
    """What is said about a campaign: why it asks, the privacy notice, and the thanks at the end.

    The questions are the campaign's; each language has a page of its own and both collect into one set of answers.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pages", verbose_name=_("campaign"))
    body = StreamField(PortalStreamBlock(), verbose_name=_("introduction"), blank=True)
    notice = StreamField(
        PortalStreamBlock(),
        verbose_name=_("privacy notice"),
        blank=True,
        help_text=_("Empty: the notice that the project brings along, with the centre’s name and the months."),
    )
    thanks = StreamField(PortalStreamBlock(), verbose_name=_("thanks"), blank=True)

    objects = PageManager.from_queryset(SurveyPageQuerySet)()

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("campaign"),
        FieldPanel("body"),
        FieldPanel("notice"),
        FieldPanel("thanks"),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []
    template = "surveys/survey_page.html"
    kind_label = _("Questionnaire")

    class Meta:
        verbose_name = _("questionnaire page")
        verbose_name_plural = _("questionnaire pages")
