"""An organisation that asked to join becomes a partner, is found to be one already, or is declined: once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .. import links, websites
from ..matching import name_key
from ..models import Application, Contact, Partner
from .change_partner import Actor, change_contact, create_partner
from .decide_proposal import close, waiting
from .send_link import send_link
from .write_to_partner import write_answer

ROLE = "application"
MOST_TWINS = 10
_COPIED = ("kind", "province", "district", "subdistrict", "website", "phone", "email")


def likely_twins(application: Application):
    """Partners that could be this organisation: the same website, or the same bare name and kind in the province."""
    same = Q(name_key__startswith=name_key(application.kind, application.name, ""), province=application.province)
    if host := websites.host_key(application.website):
        same |= Q(host_key=host)
    return Partner.objects.current().filter(same).with_places()[:MOST_TWINS]


@transaction.atomic
def accept_application(application: Application, twin: Partner | None, *, answer: str, user, at: datetime) -> Partner:
    """A new partner with its coordinator, or the coordinator for a `twin`; the coordinator gets its link by mail.

    Raises AlreadyDecided.
    """
    application = waiting(Application, application.pk)
    actor = Actor(user=user, role=ROLE)
    partner = twin or create_partner(_values(application), actor=actor, at=at)
    contact = Contact(partner=partner)
    change_contact(contact, _person(application), actor=actor, at=at)
    application.partner = partner
    close(application, Application.State.ACCEPTED, answer, user=user, at=at)
    Partner.objects.filter(pk=partner.pk).update(last_heard_on=timezone.localdate(application.sent_at))
    send_link(contact, links.PROFILE, actor=actor, at=at)
    return partner


@transaction.atomic
def decline_application(application: Application, *, answer: str, user, at: datetime) -> Application:
    """Tells the sender, unless it looks like a robot's: robots write in other people's names. Raises AlreadyDecided."""
    application = waiting(Application, application.pk)
    close(application, Application.State.DECLINED, answer, user=user, at=at)
    if not application.suspect:
        write_answer("application", application, owner=user)
    return application


def _values(application: Application) -> dict[str, object]:
    values = {name: getattr(application, name) for name in _COPIED}
    return values | {"name_th": application.name, "source": Partner.Source.APPLICATION}


def _person(application: Application) -> dict[str, object]:
    told_on = timezone.localdate(application.consented_at)
    return {
        "title": application.contact_title,
        "name": application.contact_name,
        "position": application.contact_position,
        "phone": application.phone,
        "email": application.email,
        "source": ROLE,
        "notice_on": told_on,
        "verified_on": told_on,
    }
