"""What is written to who registers for an event: in the language in which he registered, nothing about anybody else."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from wagtail.models import Locale

from . import calendar_entries, registration_links
from .event_times import when_of
from .mail import Mail, NoMailbox, office
from .models import EventPage, Registration

PLACE, WAITING, MOVED_UP, CANCELLED = "place", "waiting", "moved_up", "cancelled"
CHANGED, CALLED_OFF = "changed", "called_off"
SUBJECTS = {
    PLACE: gettext_noop("You have a place: %(event)s"),
    WAITING: gettext_noop("You are on the waiting list: %(event)s"),
    MOVED_UP: gettext_noop("A place has become free for you: %(event)s"),
    CANCELLED: gettext_noop("Your registration was cancelled: %(event)s"),
    CHANGED: gettext_noop("Please note a change: %(event)s"),
    CALLED_OFF: gettext_noop("The event does not take place: %(event)s"),
}


def current_word(registration: Registration) -> str:
    """Which of the mails says how a registration stands."""
    if registration.state == Registration.State.PLACE:
        return MOVED_UP if registration.moved_up_at else PLACE
    return WAITING if registration.state == Registration.State.WAITING else CANCELLED


def in_language(event: EventPage, language: str) -> EventPage:
    """The live page of an event in a language, else the original."""
    if event.locale.language_code == language:
        return event
    locale = Locale.objects.filter(language_code=language).first()
    translated = event.get_translation_or_none(locale) if locale else None
    return translated.specific if translated is not None and translated.live else event


def registration_mail(registration: Registration, word: str) -> Mail:
    """`word` is a key of SUBJECTS. Raises NoMailbox."""
    if not registration.email:
        raise NoMailbox
    with override(registration.language):
        event = in_language(registration.event, registration.language)
        words = {
            "event": event,
            "when": when_of(event.starts_at, event.ends_at),
            "registration": registration,
            "word": word,
            "link": registration_links.own_address(registration),
            "office": office(),
            "until": event.register_until,
        }
        subject = str(_(SUBJECTS[word])) % {"event": event.title}
        return Mail(
            registration.email,
            " ".join(subject.split()),
            render_to_string("network/mail/event.txt", words),
            _attached(event, word),
        )


def _attached(event: EventPage, word: str) -> tuple[tuple[str, bytes, str], ...]:
    """An entry for the calendar, for who has the event in it; of one that was called off it says so."""
    if word in (WAITING, CANCELLED):
        return ()
    entry = calendar_entries.calendar([event.entry()], title=event.title, at=timezone.now())
    return (("event.ics", entry, "text/calendar"),)
