"""Gives people places at an event, one after the other: who comes when it is full waits, and moves up in order.

Every change of places locks the event first, so that of two people who ask for the last place at once one waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from home.generation import bump

from ..event_mail import CANCELLED, MOVED_UP, current_word
from ..form_tokens import AlreadyDone, FormToken
from ..models import EventPage, Registration
from ..models.events.seats import closed_because, free_places
from .write_to_attendee import write_to_attendees

State = Registration.State
PERSON = ("name", "position", "organisation", "email", "phone")


class RegistrationClosed(Exception):
    """Nobody can register now; the text is a word of `seats`, or FULL where there is no waiting list."""


class AlreadyRegistered(Exception):
    """The address is on the list already; `registration` is that line."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(registration.pk)
        self.registration = registration


def lock(event: EventPage) -> EventPage:
    """The event's row, held until the transaction ends."""
    return EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)


def email_key(address: str) -> str:
    return address.strip().lower()


@transaction.atomic
def register(
    event: EventPage,
    values: Mapping[str, str],
    *,
    form: FormToken | None,
    language: str,
    suspect: bool = False,
    at: datetime,
) -> Registration:
    """By the public form. Raises RegistrationClosed, AlreadyRegistered, AlreadyDone.

    What looks like a robot's is kept, takes no place, and nobody is written to before staff have looked.
    """
    event = lock(event)
    if form and Registration.objects.filter(form_token=form.name).exists():
        raise AlreadyDone
    if reason := closed_because(event, at):
        raise RegistrationClosed(reason)
    _refuse_twice(event, values["email"])
    free = free_places(event)
    full = free == 0
    if full and not event.waiting_list:
        raise RegistrationClosed("full")
    registration = Registration.objects.create(
        event=event,
        state=State.WAITING if full or suspect else State.PLACE,
        email_key=email_key(values["email"]),
        language=language,
        suspect=suspect,
        form_token=form.name if form else None,
        registered_at=at,
        consented_at=at,
        **{name: values.get(name, "") for name in PERSON},
    )
    if not suspect:
        write_to_attendees([registration], current_word(registration))
    _show_if_turned(event, free)
    return registration


@transaction.atomic
def add_person(event: EventPage, values: Mapping[str, str], *, present: bool, user, at: datetime) -> Registration:
    """By staff: who telephones, or comes without being registered. Beyond the number of places it is staff's own word.

    Raises AlreadyRegistered.
    """
    event = lock(event)
    if values.get("email"):
        _refuse_twice(event, values["email"])
    free = free_places(event)
    registration = Registration.objects.create(
        event=event,
        email_key=email_key(values.get("email", "")),
        by=user,
        registered_at=at,
        attended_at=at if present else None,
        attended_by=user if present else None,
        **{name: values.get(name, "") for name in PERSON},
    )
    if not present:
        write_to_attendees([registration], current_word(registration), owner=user)
    _show_if_turned(event, free)
    return registration


@transaction.atomic
def cancel_registration(registration: Registration, *, at: datetime, user=None) -> Registration:
    """Gives the place up and hands it to who waits longest, who is written to. Cancelled before: nothing happens."""
    event = lock(registration.event)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state == State.CANCELLED:
        return registration
    free = free_places(event)
    registration.state, registration.cancelled_at = State.CANCELLED, at
    registration.attended_at = registration.attended_by = None
    registration.save(update_fields=["state", "cancelled_at", "attended_at", "attended_by"])
    if not registration.suspect:
        write_to_attendees([registration], CANCELLED, owner=user)
    _move_up(event, at)
    _show_if_turned(event, free)
    return registration


@transaction.atomic
def give_place(registration: Registration, *, at: datetime, user) -> Registration:
    """Staff give somebody who waits, or who was taken for a robot, a place, even beyond the number of places."""
    event = lock(registration.event)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state != State.WAITING:
        return registration
    free = free_places(event)
    registration.state, registration.suspect, registration.moved_up_at = State.PLACE, False, at
    registration.save(update_fields=["state", "suspect", "moved_up_at"])
    write_to_attendees([registration], MOVED_UP, owner=user)
    _show_if_turned(event, free)
    return registration


@transaction.atomic
def fill_places(event: EventPage, *, at: datetime) -> int:
    """Moves people up where there are places, after an event was given more of them. How many moved up."""
    return _move_up(lock(event), at)


def _move_up(event: EventPage, at: datetime) -> int:
    """Also after registration has closed: who waits has registered in time."""
    if event.cancelled or at >= event.starts_at:
        return 0
    free = free_places(event)
    waiting = Registration.objects.waiting().filter(event=event)
    moved = list(waiting if free is None else waiting[:free])
    for registration in moved:
        registration.state, registration.moved_up_at = State.PLACE, at
        registration.save(update_fields=["state", "moved_up_at"])
    write_to_attendees(moved, MOVED_UP)
    return len(moved)


def _refuse_twice(event: EventPage, address: str) -> None:
    known = Registration.objects.filter(event=event, email_key=email_key(address)).exclude(state=State.CANCELLED)
    if found := known.first():
        raise AlreadyRegistered(found)


def _show_if_turned(event: EventPage, before: int | None) -> None:
    """Pages are kept ready; what they say of places is made anew when the last one goes or the first is back."""
    after = free_places(event)
    if (before == 0) != (after == 0):
        bump()
