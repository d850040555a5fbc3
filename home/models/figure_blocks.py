"""The figure table blocks of a page, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks import FigureTableBlock


def figure_tables(page: Page) -> Iterator[tuple[str, Any]]:
    """Identity and value of every figure table in the streams of a specific page."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                if isinstance(child.block, FigureTableBlock):
                    yield child.id, child.value


def figure_table(page: Page, block_id: UUID) -> Any | None:
    """The value of one figure table; None where the page has no such block."""
    return next((value for identity, value in figure_tables(page) if identity == str(block_id)), None)
