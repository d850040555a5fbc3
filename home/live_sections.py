"""The sections of the site that are live, for whoever gathers what they offer: front page, provinces, search, feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page, get_page_models

from .generation import cached
from .visible import readable

if TYPE_CHECKING:
    from .models import SectionPage
    from .sections import Highlights


def live_sections(language: str) -> list[SectionPage]:
    """The live, public section pages of a language in the order of the tree; no query when warm."""
    return cached(f"sections:{language}", lambda: _sections(language))


def _sections(language: str) -> list[SectionPage]:
    # A section is what answers as one: asking for the class would tie this module and the models in a circle.
    kinds = [model for model in get_page_models() if hasattr(model, "about_province")]
    pages = readable(Page.objects.filter(locale__language_code=language).type(*kinds))
    return list(pages.order_by("path").select_related("locale").specific())


def highlights(language: str, at) -> list[Highlights]:
    """What the live sections of a language show of themselves at a moment, in the order they ask for."""
    shown = (section.highlights(at) for section in live_sections(language))
    return sorted((found for found in shown if found), key=lambda found: found.order)


def about_province(language: str, province) -> list[Highlights]:
    """What the live sections of a language have to say of a province, in the order they ask for."""
    shown = (section.about_province(province) for section in live_sections(language))
    return sorted((found for found in shown if found), key=lambda found: found.order)
