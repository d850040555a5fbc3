"""What follows when an event is published: the one place of the network that listens to Wagtail's signals."""

from __future__ import annotations

from django.utils import timezone
from wagtail.signals import page_published

from .actions.keep_event import keep_event
from .models import EventPage


def listen() -> None:
    """Connect, once, when the apps are ready."""
    page_published.connect(_published, sender=EventPage, dispatch_uid="network-event-published")


def _published(sender, instance, **_signal) -> None:
    keep_event(instance, at=timezone.now())
