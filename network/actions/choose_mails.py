"""A person stops the news by mail, or starts it again, as often as one likes; a line of history each."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import Change, Contact
from .change_partner import Actor, change_contact
from .open_link import log_use
from .send_in import ROLE


def stop_news(contact: Contact, *, purpose: str, at: datetime) -> Change | None:
    """None where the news was stopped already: the day of the first time stays."""
    return _choose(contact, at, "stopped news", purpose, at) if contact.news_stopped_at is None else None


def start_news(contact: Contact, *, purpose: str, at: datetime) -> Change | None:
    """None where the news was coming anyway."""
    return _choose(contact, None, "started news", purpose, at) if contact.news_stopped_at else None


@transaction.atomic
def _choose(contact: Contact, stopped_at: datetime | None, act: str, purpose: str, at: datetime) -> Change | None:
    log_use(contact, purpose, act, at)
    return change_contact(contact, {"news_stopped_at": stopped_at}, actor=Actor(role=ROLE), at=at)
