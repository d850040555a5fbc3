"""How a page presents itself where it is shared."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from .context import office_of
from .covers import seed_of
from .generation import cached
from .share import Card


def card_of(page: Page) -> Card:
    """The picture of a page, in the page's language. `page` is of its own type."""
    with override(page.locale.language_code):
        return Card(
            title=page.title,
            label=str(getattr(page, "kind_label", "")),
            office=office_of(page.get_site()).name,
            kind=getattr(page, "kind", ""),
            seed=seed_of(page),
        )


def share_image_path(page_id: int, card: Card) -> str:
    return reverse("share_image", args=[page_id, card.digest])


def share_image_url(page: Page) -> str:
    """The full address of a page's picture; no query when warm."""
    root = page.get_url_parts()[1]
    path = cached(f"share:{page.pk}", lambda: share_image_path(page.pk, card_of(page)))
    return f"{root}{path}"


def line_url(address: str) -> str:
    return f"https://social-plugins.line.me/lineit/share?{urlencode({'url': address})}"


def facebook_url(address: str) -> str:
    return f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"
