from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from ..access import CentrePageForm, CentrePagePermissionTester
from ..sections import FeedItem, Highlights, Hit
from ..slugs import romanise
from ..visible import private_paths

#: A translation belongs to the centre of its original; nobody overrides it in the translation editor.
OWNED = SynchronizedField("centre", overridable=False)


class PortalPage(Page):
    """What every page of the portal has: a summary in two sentences and the day somebody last checked it."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: shown in lists, in search results and where the page is shared."),
    )
    last_checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")], _("Search engines")
        ),
        MultiFieldPanel([FieldPanel("show_in_menus"), FieldPanel("last_checked_on")], _("On this site")),
    ]
    settings_panels = [PublishingPanel()]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]
    # One address in both languages, so that a reader who changes /en/ by hand arrives.
    override_translatable_fields = [SynchronizedField("slug")]
    base_form_class = CentrePageForm

    #: What the page is called in search results and in structured data.
    kind_label = ""
    schema_type = "WebPage"
    #: Pages that are worth a PDF of their own offer one.
    has_pdf = False

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return CentrePagePermissionTester(user, self)

    def full_clean(self, *args, **kwargs):
        # Wagtail's own slug of a Thai title is empty: it drops every letter that is not Latin.
        if not self.slug and self.path and (slug := romanise(self.title)):
            self.slug = find_available_slug(self.get_parent(), slug, ignore_page_id=self.pk)
        super().full_clean(*args, **kwargs)

    def get_view_restrictions(self):
        """Wagtail's own two queries only where the site keeps anything private at all."""
        return super().get_view_restrictions() if private_paths() else PageViewRestriction.objects.none()

    @property
    def description(self) -> str:
        """For lists, search engines and shared links."""
        return self.search_description or self.summary


class SectionPage(PortalPage):
    """A section of the site: it answers for what lies below it, so that nobody has to look inside."""

    class Meta:
        abstract = True

    def highlights(self, at) -> Highlights | None:
        """What the home page shows of the section at a moment; None for nothing."""
        return None

    def about_province(self, province) -> Highlights | None:
        """What a province's page shows of the section; None for nothing."""
        return None

    def search(self, query: str) -> list[Hit]:
        """What the site search finds here beside pages; records of upper rooms, for example."""
        return []

    def feed_items(self) -> list[FeedItem]:
        """What the feed of the whole site carries, newest first, at most 30."""
        return []
