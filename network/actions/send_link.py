"""Personal links on their way to their people, and taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from .. import links, mail
from ..models import Change, Contact
from .change_partner import Actor, record
from .write_to_partner import write_links

#: One mailbox may serve a whole town hall; more people than this behind one address is no mailbox of ours.
MOST = 10


@transaction.atomic
def send_link(contact: Contact, purpose: str, *, actor: Actor, at: datetime) -> None:
    """Mails a person its link. Raises mail.NoMailbox."""
    mail.mailbox(contact)
    record(contact.partner, Change.Verb.LINK, actor, at, fields={"sent": ["", purpose]}, contact=contact)
    write_links([contact.pk], purpose, owner=actor.user)


@transaction.atomic
def show_link(contact: Contact, purpose: str, *, actor: Actor, at: datetime) -> str:
    """The address of a link for telling it in another way; the history says who has seen it."""
    record(contact.partner, Change.Verb.LINK, actor, at, fields={"shown": ["", purpose]}, contact=contact)
    return mail.link_address(contact, purpose)


@transaction.atomic
def revoke_links(contact: Contact, *, actor: Actor, at: datetime, reason: str = "") -> None:
    """Ends every link this person ever got, and every visit that one of them opened."""
    Contact.objects.filter(pk=contact.pk).update(link_version=F("link_version") + 1)
    contact.refresh_from_db(fields=["link_version"])
    record(
        contact.partner, Change.Verb.LINK, actor, at, fields={"revoked": ["", "all"]}, contact=contact, reason=reason
    )


@transaction.atomic
def ask_for_link(email: str, *, at: datetime) -> None:
    """Sends the people behind an address on file their links; to anybody else nothing happens, as slowly."""
    people = Contact.objects.active().filter(
        Q(email__iexact=email) | Q(email="", partner__email__iexact=email),
        partner__merged_into=None,
        partner__closed_on=None,
        partner__opted_out_at=None,
    )
    found = list(people.select_related("partner")[:MOST])
    for contact in found:
        fields = {"sent": ["", links.PROFILE]}
        record(contact.partner, Change.Verb.LINK, Actor(role="partner"), at, fields=fields, contact=contact)
    write_links([contact.pk for contact in found], links.PROFILE)
