"""What a process does once, before its first work."""

from __future__ import annotations

import gc

from django.urls import get_resolver


def keep_what_is_loaded() -> None:
    """Loads every screen now, not in the first reader's request, and takes all of it out of the collector's sight.

    Models, screens and hooks of Wagtail are two thirds of a million objects that never go; looking through them takes a
    fifth of a second, in the middle of whichever request makes many objects.
    """
    get_resolver().url_patterns  # noqa: B018 - reading it is what loads them
    gc.collect()
    gc.freeze()
