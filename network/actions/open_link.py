"""What a personal link opens, and for whom. Opening one changes nothing but the log."""

from __future__ import annotations

from datetime import datetime

from .. import links
from ..models import Contact, LinkUse


def holder(contact_id: int, version: int) -> Contact:
    """The person a link is for, if that link still holds. Raises links.WrongLink."""
    people = Contact.objects.active().filter(partner__merged_into=None, partner__closed_on=None)
    found = people.select_related("partner__province__centre", "partner__district", "partner__subdistrict")
    contact = found.filter(pk=contact_id, link_version=version).first()
    if contact is None:
        raise links.WrongLink
    return contact


def open_link(token: str, purpose: str, *, at: datetime) -> Contact:
    """The person whose link this is. Raises links.WrongLink."""
    claim = links.read_token(token, purpose)
    contact = holder(claim.contact, claim.version)
    log_use(contact, purpose, "opened", at)
    return contact


def log_use(contact: Contact, purpose: str, act: str, at: datetime) -> LinkUse:
    return LinkUse.objects.create(partner=contact.partner, contact=contact, purpose=purpose, act=act, at=at)
