"""What follows when something is published or taken back: the one place that listens to Wagtail's signals.

Every change of what readers see ends the generation (home.generation), and no translation outlives its Thai source.
"""

from __future__ import annotations

from django.apps import apps
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .actions.unpublish_translations import unpublish_translations
from .generation import bump

RECORDS = (
    "Office",
    "Centre",
    "Province",
    "Topic",
    "Indicator",
    "Observation",
    "Release",
    "PortalImage",
    "PortalDocument",
)
PAGE_SIGNALS = (page_published, page_unpublished, page_slug_changed, post_page_move)
#: What Wagtail writes on the page row while somebody only works on a draft.
DRAFT_FIELDS = frozenset(
    {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "go_live_at", "locked"}
)


def listen() -> None:
    """Connect, once, when the apps are ready."""
    for signal in PAGE_SIGNALS:
        signal.connect(bump, dispatch_uid="home-generation")
    page_unpublished.connect(_page_unpublished, dispatch_uid="home-unpublish-translations")
    post_save.connect(_page_saved, dispatch_uid="home-generation-page-saved")
    post_delete.connect(_page_deleted, dispatch_uid="home-generation-page-deleted")
    m2m_changed.connect(_filing_changed, dispatch_uid="home-generation-filing")
    for model in (*(apps.get_model("home", name) for name in RECORDS), Site, Locale, Redirect, PageViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(bump, sender=model, dispatch_uid=f"home-generation-{model.__name__}")


def _page_unpublished(sender, instance, **_signal) -> None:
    unpublish_translations(instance)


def _page_saved(sender, instance, update_fields=None, **_signal) -> None:
    """A live page written without being published: by a command, an import, a test."""
    if issubclass(sender, Page) and instance.live and not (update_fields and set(update_fields) <= DRAFT_FIELDS):
        bump()


def _page_deleted(sender, instance, **_signal) -> None:
    if issubclass(sender, Page):
        bump()
    if sender is Page:
        unpublish_translations(instance)


def _filing_changed(sender, instance, action, **_signal) -> None:
    """Topics, provinces and indicators are filed by rows of their own."""
    if isinstance(instance, Page) and action.startswith("post_"):
        bump()
