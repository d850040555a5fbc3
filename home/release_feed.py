"""The release calendar as a calendar file that people subscribe to (RFC 5545). Pure but for the library,
which is loaded when first needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

#: A calendar shows a cancelled release as cancelled: leaving it out would leave it standing where it was.
STATUS = {
    "planned": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "postponed": "TENTATIVE",
    "released": "CONFIRMED",
    "cancelled": "CANCELLED",
}


@dataclass(frozen=True)
class Entry:
    """A release as a calendar needs it; `number` never changes, `sequence` grows with every change."""

    number: int
    title: str
    due_on: date
    state: str
    state_label: str
    sequence: int
    changed_at: datetime
    url: str
    note: str = ""
    place: str = ""


def calendar(entries: Iterable[Entry], *, name: str, language: str, domain: str) -> bytes:
    """The calendar as UTF-8, CRLF, folded at 75 octets between characters.

    `domain` makes the identities unique; it must outlive the address of the site.
    """
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", f"-//{domain}//release calendar//{language.upper()}")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", "Asia/Bangkok")
    found.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    found.add("x-published-ttl", "PT12H")
    for entry in entries:
        found.add_component(_event(entry, domain))
    return bytes(found.to_ical())


def _event(entry: Entry, domain: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"release-{entry.number}@{domain}")
    event.add("sequence", entry.sequence)
    # Without a method that negotiates, DTSTAMP is the last revision (3.8.7.2): the same file for the same facts.
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("dtstart", entry.due_on)
    event.add("dtend", entry.due_on + timedelta(days=1))
    event.add("status", STATUS[entry.state])
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(part for part in (entry.state_label, entry.place, entry.note) if part))
    event.add("url", entry.url)
    return event
