"""Writes pages once: what exists, in either language, is left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from .desk import ENGLISH, THAI, Desk

#: The values of a page's fields in a language ("th" or "en").
Values = Callable[[str], dict[str, Any]]


def write(desk: Desk, path: str, model: type[Page], values: Values, *, english: bool, at: datetime) -> int:
    """Create and publish the page at a path below the home page, and its English if wanted. How many were written."""
    parent_path, _, slug = path.rpartition("/")
    try:
        page, written = desk.page(path), 0
    except KeyError:
        with transaction.atomic(), _indexing_once() as indexed:
            page = model(slug=slug, live=False)
            _set(page, values(THAI))
            desk.page(parent_path).add_child(instance=page)
            _publish(page, at)
            indexed.append(page)
        written = 1
    if english and not page.has_translation(desk.english):
        _write_english(desk, page, values, at)
        written += 1
    return written


def fill(desk: Desk, path: str, values: Values, *, english: bool, at: datetime) -> int:
    """Give a founded page its demonstration content, unless somebody has edited it since. How many were written."""
    page = desk.page(path)
    written = _fill(page, values, THAI, at)
    if english:
        translated = page.get_translation_or_none(desk.english)
        if translated is None:
            _write_english(desk, page, values, at)
            written += 1
        else:
            written += _fill(translated.specific, values, ENGLISH, at)
    return written


def _fill(page: Page, values: Values, language: str, at: datetime) -> int:
    # Founding left one revision; a second one is somebody's work.
    if page.revisions.count() > 1:
        return 0
    with transaction.atomic(), _indexing_once() as indexed:
        _set(page, values(language))
        _publish(page, at)
        indexed.append(page)
    return 1


def _write_english(desk: Desk, page: Page, values: Values, at: datetime) -> None:
    with transaction.atomic(), _indexing_once() as indexed:
        translated = page.copy_for_translation(desk.english)
        _set(translated, values(ENGLISH))
        _publish(translated, at)
        indexed.append(translated)


@contextmanager
def _indexing_once() -> Iterator[list[Page]]:
    """Keep account of what the pages in the list refer to once at the end, instead of at each of their many saves."""
    pages: list[Page] = []
    with disable_reference_index_auto_update():
        yield pages
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)


def _set(page: Page, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    # Editing the tree makes it from the title; nothing else does.
    page.draft_title = page.title


def _publish(page: Page, at: datetime) -> None:
    page.first_published_at = at
    page.save_revision().publish()
    # Publishing stamps the present moment; the demonstration's news are of their own days.
    Page.objects.filter(pk=page.pk).update(last_published_at=at)
