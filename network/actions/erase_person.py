"""Takes a person out of the records (PDPA s.33): the lines stay, the person goes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from home.models import FileImport

from ..models import Change, Contact
from ..persons import without
from .change_partner import PERSONAL, Actor, record
from .erase_registration import erase_registration
from .find_person import ROW, Held


@transaction.atomic
def erase_person(held: Held, *, actor: Actor, at: datetime) -> int:
    """Erases what is held; one line in the history of each organisation concerned. The number of contacts erased."""
    traces = held.person.traces
    for contact in held.contacts:
        _erase_contact(contact, at)
    for volunteer in held.volunteers:
        volunteer.delete()
    for application in held.applications:
        _erase_application(application, traces)
    _erase_from_events(held, at)
    for proposal in held.proposals:
        proposal.profile, proposal.people = without(proposal.profile, traces), without(proposal.people, traces)
        proposal.message = without(proposal.message, traces)
        proposal.save()
    for note in held.notes:
        note.text = without(note.text, traces)
        note.save()
    for row in held.rows:
        for name in ROW:
            setattr(row, name, without(getattr(row, name), traces))
        row.save()
    for upload in held.files:
        forget_file(upload)
    _erase_from_history(held)
    for partner in held.partners.values():
        record(partner, Change.Verb.ERASED, actor, at)
    return len(held.contacts)


def forget_file(upload: FileImport) -> None:
    """Gives up a list as it came: nothing can be taken out of a stranger's file. Its rows are kept by themselves."""
    stored, name = upload.file.storage, upload.file.name
    FileImport.objects.filter(pk=upload.pk).update(file="")
    upload.file = ""
    transaction.on_commit(lambda: stored.delete(name))


def _erase_contact(contact: Contact, at: datetime) -> None:
    """The personal link of the contact ends with it."""
    Contact.objects.filter(pk=contact.pk).update(
        **dict.fromkeys((*PERSONAL, "source"), ""),
        active=False,
        notice_on=None,
        verified_on=None,
        erased_at=at,
        updated_at=at,
        link_version=contact.link_version + 1,
    )


def _erase_from_events(held: Held, at: datetime) -> None:
    for registration in held.registrations:
        erase_registration(registration, at=at)
    for guest in held.guests:
        guest.name, guest.organisation = without(guest.name, held.person.traces), ""
        guest.save()


def _erase_application(application, traces: tuple[str, ...]) -> None:
    application.contact_title = application.contact_name = application.contact_position = ""
    application.phone = application.email = ""
    application.message = without(application.message, traces)
    application.save()


def _erase_from_history(held: Held) -> None:
    own = {contact.pk for contact in held.contacts}
    for change in held.changes:
        line = Change.objects.filter(pk=change.pk)
        personal = {} if change.contact_id in own else without(change.personal, held.person.traces)
        line.forget(
            personal=personal,
            fields=without(change.fields, held.person.traces),
            reason=without(change.reason, held.person.traces),
        )
