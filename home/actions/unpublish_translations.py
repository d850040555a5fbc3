from __future__ import annotations

from django.conf import settings
from wagtail.models import Page

from ..page_language import language_of


def unpublish_translations(source: Page) -> int:
    """Take back the live translations of a page in the site's first language; how many there were.

    wagtail-localize leaves them live when their source is unpublished or deleted, and nobody would look after them.
    LMI_UNPUBLISH_TRANSLATIONS = False leaves that to the editors.
    """
    if not getattr(settings, "LMI_UNPUBLISH_TRANSLATIONS", True) or language_of(source) != settings.LANGUAGE_CODE:
        return 0
    translations = Page.objects.filter(translation_key=source.translation_key, live=True)
    taken_back = 0
    for page in translations.exclude(locale_id=source.locale_id).specific():
        page.unpublish()
        taken_back += 1
    return taken_back
