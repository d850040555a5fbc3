"""Where the demonstration is written: the founded portal in both languages, and the names its texts use for things."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import PortalDocument, PortalImage

from . import content, markup, quoting

THAI, ENGLISH = "th", "en"
#: Figures are records and have one source for both languages; their `demonstration` flag says the same in English.
SOURCE = "ข้อมูลสาธิต"


def at_nine(day: date) -> datetime:
    """Nine in the morning of a day, in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time(9)))


class Desk:
    def __init__(self) -> None:
        self.home: Page = Site.objects.get(is_default_site=True).root_page.specific
        self.english = Locale.objects.get(language_code=ENGLISH)
        self._pages: dict[str, Page] = {}

    def page(self, path: str, language: str = THAI) -> Page:
        """The page at a path below the home page, in a language. Raises KeyError for none."""
        if path not in self._pages:
            page = Page.objects.filter(url_path=f"{self.home.url_path}{path}/").specific().first()
            if page is None:
                raise KeyError(path)
            self._pages[path] = page
        if language == THAI:
            return self._pages[path]
        translated = self._pages[path].get_translation_or_none(self.english)
        if translated is None:
            raise KeyError(f"{path} in English")
        return translated

    @cached_property
    def images(self) -> dict[str, PortalImage]:
        titles = {facts["title"]: key for key, facts in content.table("pictures.toml").items()}
        return {titles[image.title]: image for image in PortalImage.objects.filter(title__in=titles)}

    @cached_property
    def documents(self) -> dict[str, PortalDocument]:
        titles = {item.facts["title"]: item.slug for item in content.items("documents.md")}
        return {titles[document.title]: document for document in PortalDocument.objects.filter(title__in=titles)}

    def document(self, name: str, language: str) -> PortalDocument:
        """A demonstration file; its English edition where there is one and English is asked for."""
        english = self.documents.get(f"{name}-en") if language == ENGLISH else None
        return english or self.documents[name]

    def references(self, language: str) -> markup.References:
        def image(name: str) -> tuple[int, str]:
            found = self.images[name]
            return found.pk, found.description_en if language == ENGLISH else found.description

        return markup.References(
            page=lambda path: self.page(path, language).pk,
            image=image,
            document=lambda name: self.document(name, language).pk,
        )

    def stream(self, text: str, language: str, seed: str) -> str:
        """The JSON of a StreamField from a content file's text, its figures filled in."""
        return markup.stream(quoting.quote(text, language), self.references(language), f"{seed}/{language}")
