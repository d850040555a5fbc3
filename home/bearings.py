"""Where a page stands: the trail that leads to it, and its counterparts in the other languages. Kept per generation."""

from __future__ import annotations

from dataclasses import dataclass, field

from wagtail.models import Page

from .generation import cached
from .visible import readable


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Bearings:
    """`trail`: from the home page to the page itself. `translations`: language code to address, live pages only.

    `nearest`: for languages the page does not speak, the address of the nearest ancestor that does.
    """

    language: str
    trail: tuple[Link, ...] = ()
    translations: dict[str, str] = field(default_factory=dict)
    nearest: dict[str, str] = field(default_factory=dict)


def bearings_of(page: Page) -> Bearings:
    """At most three queries, none when warm."""
    return cached(f"bearings:{page.pk}", lambda: _bearings(page))


def _bearings(page: Page) -> Bearings:
    line = list(
        Page.objects.ancestor_of(page, inclusive=True).filter(depth__gt=1).select_related("locale").order_by("path")
    )
    keys = [step.translation_key for step in line]
    others = readable(Page.objects.filter(translation_key__in=keys).exclude(locale_id=page.locale_id))
    counterparts: dict[str, dict] = {}
    for other in others.select_related("locale"):
        counterparts.setdefault(other.locale.language_code, {})[other.translation_key] = other.get_url()
    exact = {code: urls[page.translation_key] for code, urls in counterparts.items() if page.translation_key in urls}
    nearest = {
        code: next(urls[step.translation_key] for step in reversed(line) if step.translation_key in urls)
        for code, urls in counterparts.items()
        if code not in exact
    }
    return Bearings(
        language=line[-1].locale.language_code if line else "",
        trail=tuple(Link(step.title, step.get_url() or "", step.pk == page.pk) for step in line if step.live),
        translations={code: url for code, url in exact.items() if url},
        nearest={code: url for code, url in nearest.items() if url},
    )
