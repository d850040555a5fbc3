"""Keeps an event one thing in all its languages, and its waiting list in step with its places."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import EventPage
from .register_for_event import fill_places


@transaction.atomic
def keep_event(page: EventPage, *, at: datetime) -> None:
    """After a publication: translations get the original's facts, and people move up where places were added."""
    original = EventPage.objects.filter(translation_key=page.translation_key).order_by("pk").first()
    if original is None:
        return
    facts = {name: getattr(original, name) for name in EventPage.FACTS}
    EventPage.objects.filter(translation_key=page.translation_key).exclude(pk=original.pk).update(**facts)
    fill_places(original, at=at)
