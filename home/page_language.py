"""Which language a page speaks."""

from __future__ import annotations

from wagtail.models import Locale, Page

from .generation import cached


def language_of(page: Page) -> str:
    """The language code of a page; no query when warm."""
    codes = cached("locales", lambda: dict(Locale.objects.values_list("pk", "language_code")))
    return codes.get(page.locale_id, "")
