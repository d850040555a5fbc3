"""Pages and records for tests: each function makes one, live, with as little as its type allows."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import HomePage, NewsIndexPage, NewsPage


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def home_page(language: str = "th", source: Page | None = None, **fields) -> HomePage:
    """The home page of a language. The first one becomes the site's; `source` is the one it translates."""
    root = Page.objects.get(depth=1)
    fields = {"title": f"Home {language}", "slug": f"home-{language}", "locale": locale(language)} | fields
    if source is not None:
        fields["translation_key"] = source.translation_key
    home = root.add_child(instance=HomePage(**fields))
    if source is None:
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": Page.objects.get(pk=home.pk)},
        )
        _clear_welcome_page(root)
    return home


def _clear_welcome_page(root: Page) -> None:
    """Takes away the page Wagtail's own migration left. Nothing but the site ever pointed to it, so its row goes
    without the search for what depends on it, which costs as much as the rest of a small test."""
    welcome = Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page))
    gone = welcome._raw_delete(welcome.db)
    Page.objects.filter(pk=root.pk).update(numchild=F("numchild") - gone)


def child(parent: Page, model: type[Page], source: Page | None = None, **fields) -> Page:
    """A live page of a type below a parent, in the parent's language; `source` is the page it translates."""
    number = parent.numchild + 1
    name = model.__name__.lower()
    fields = {
        "title": f"{name} {number}",
        "slug": source.slug if source else f"{name}-{number}",
        "locale": parent.locale,
        "first_published_at": timezone.now(),
        "last_published_at": timezone.now(),
    } | fields
    if source is not None:
        fields["translation_key"] = source.translation_key
    return parent.add_child(instance=model(**fields))


def news_section(home: Page, **fields) -> NewsIndexPage:
    return child(home, NewsIndexPage, **({"slug": "news", "show_in_menus": True} | fields))


def news(section: Page, **fields) -> NewsPage:
    return child(section, NewsPage, **({"date": date(2026, 5, 1)} | fields))
