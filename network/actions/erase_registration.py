"""Takes a person out of the list of an event: the line stays and is counted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import Registration
from .register_for_event import cancel_registration

State = Registration.State


@transaction.atomic
def erase_registration(registration: Registration, *, at: datetime) -> None:
    """The line stays and is counted, the person goes; a place that was not used yet goes to who waits."""
    if registration.event.starts_at > at and registration.state != State.CANCELLED:
        Registration.objects.filter(pk=registration.pk).update(email="")
        registration = cancel_registration(registration, at=at)
    forget(Registration.objects.filter(pk=registration.pk), at=at)


def forget(registrations, *, at: datetime) -> int:
    """Blanks the people of a queryset; how many."""
    blank = dict.fromkeys(("name", "position", "organisation", "email", "email_key", "phone"), "")
    return registrations.filter(erased_at=None).update(**blank, erased_at=at)
