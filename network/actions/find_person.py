"""Everything held on a person: as a contact, a volunteer, an applicant, at an event, and what mentions them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from home.access import for_user, scope_of
from home.models import FileImport
from home.tabular import plain_text

from ..models import (
    Application,
    Attendance,
    Change,
    Contact,
    Contribution,
    LinkUse,
    PartnerImport,
    PartnerNote,
    Proposal,
    Registration,
    StagedRow,
    Volunteer,
)  # fmt: skip
from ..persons import Person, mentions, without

ROW = ("cells", "values", "before", "problems")


@dataclass(frozen=True)
class Held:
    """What is held on one person, as far as who asks may see it."""

    person: Person
    contacts: tuple[Contact, ...] = ()
    volunteers: tuple[Volunteer, ...] = ()
    applications: tuple[Application, ...] = ()
    registrations: tuple[Registration, ...] = ()
    guests: tuple[Attendance, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    notes: tuple[PartnerNote, ...] = ()
    changes: tuple[Change, ...] = ()
    rows: tuple[StagedRow, ...] = ()
    link_uses: tuple[LinkUse, ...] = ()
    files: tuple[FileImport, ...] = ()

    @property
    def partners(self) -> dict[int, Any]:
        """The organisations whose history tells that the person was erased."""
        linked = [*self.contacts, *self.proposals, *self.notes, *self.applications]
        return {row.partner_id: row.partner for row in linked if row.partner_id}


def person_of(row: Contact | Volunteer | Application | Registration) -> Person:
    if isinstance(row, Application):
        return Person(row.contact_name, row.phone, row.email)
    return Person(row.name, row.phone, row.email, getattr(row, "line_id", ""))


def held_on(contact: Contact, user) -> Held:
    """Everything on the person of a contact within the centres of a user; the person may be known at many places."""
    person = person_of(contact)
    same = _same(Contact.objects.for_user(user).filter(erased_at=None).select_related("partner"), person)
    contacts = tuple({contact.pk: contact, **{one.pk: one for one in same}}.values())
    return _held(
        person,
        contacts,
        volunteers=tuple(_same(Volunteer.objects.for_user(user), person)),
        applications=tuple(_same(Application.objects.for_user(user).select_related("partner"), person, "contact_")),
        registrations=tuple(_same(Registration.objects.for_user(user).of_people().select_related("event"), person)),
        guests=_as_guest(person, user),
        **_in_lists(person, user),
    )


def held_as_contact(contact: Contact) -> Held:
    """What hangs on this one contact alone: the person may well be active elsewhere."""
    return _held(person_of(contact), (contact,))


def _held(person: Person, contacts: tuple[Contact, ...], **others) -> Held:
    partners = {contact.partner_id for contact in contacts}
    partners |= {one.partner_id for one in others.get("applications", ()) if one.partner_id}
    of_partners = {"partner__in": partners}
    rows = {row.pk: row for row in _mentioning(StagedRow, ROW, person, **of_partners)}
    rows |= {row.pk: row for row in others.pop("rows", ())}
    return Held(
        person=person,
        contacts=contacts,
        proposals=_mentioning(Proposal, ("profile", "people", "message"), person, contacts, **of_partners),
        contributions=tuple(Contribution.objects.filter(contact__in=contacts).select_related("partner")),
        notes=_mentioning(PartnerNote, ("text",), person, **of_partners),
        changes=_mentioning(Change, ("personal", "fields", "reason"), person, contacts, **of_partners),
        rows=tuple(rows.values()),
        link_uses=tuple(LinkUse.objects.filter(contact__in=contacts)),
        **others,
    )


def _in_lists(person: Person, user) -> dict[str, tuple]:
    """The uploaded lists of the user's centres that speak of the person, and their rows, of whatever organisation.

    The rows keep what the first sheet says; the file as it came says more. Where it is gone the rows are searched.
    """
    lists = PartnerImport.objects.select_related("upload")
    if not scope_of(user).everything:
        mine = {"upload__owner__groups__centre_group__centre__in": scope_of(user).centres}
        lists = lists.filter(**mine).distinct()
    spoken_of = {one.pk: one.upload for one in lists if one.upload.file and _speaks_of(one.upload, person)}
    gone = [one.pk for one in lists if not one.upload.file]
    rows = _mentioning(StagedRow, ROW, person, batch__in=[*spoken_of, *gone])
    return {"files": tuple(spoken_of.values()), "rows": rows}


def _speaks_of(upload: FileImport, person: Person) -> bool:
    try:
        with upload.file.open("rb") as file:
            return mentions(plain_text(file.read()), person.traces)
    except FileNotFoundError:
        return False


def _same(rows, person: Person, prefix: str = "") -> list:
    """Candidates by what an index or a short scan finds, then judged one by one."""
    known = [Q(email__iexact=person.email)] if person.email else []
    if person.line_id and rows.model is Contact:
        known.append(Q(line_id__iexact=person.line_id))
    if person.name:
        known.append(Q(**{f"{prefix}name__icontains": person.name.split()[-1]}))
    if not known:
        return []
    return [row for row in rows.filter(reduce(or_, known)) if person.is_the_same(person_of(row))]


def _as_guest(person: Person, user) -> tuple[Attendance, ...]:
    """Lines of meetings and trainings that name the person: of a guest nothing but the name is kept."""
    guests = for_user(Attendance.objects.filter(user=None, volunteer=None), user, "gathering__centre")
    named = guests.filter(name__icontains=person.name.split()[-1]) if person.name else guests.none()
    return tuple(one for one in named.select_related("gathering") if mentions(one.name, person.traces))


def _mentioning(model, fields: Iterable[str], person: Person, contacts=(), **filters) -> tuple:
    """Rows of the partners concerned that are the person's own or have a trace of the person in one of the fields."""
    keys = {contact.pk for contact in contacts}
    rows = model.objects.filter(**filters).select_related("partner")
    return tuple(
        row
        for row in rows
        if getattr(row, "contact_id", None) in keys
        or any(without(getattr(row, name), person.traces) != getattr(row, name) for name in fields)
    )
