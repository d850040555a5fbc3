"""Entries of a calendar as a file (RFC 5545): a stable UID, a SEQUENCE that grows, and CANCELLED instead of gone.

Pure but for the library, which folds lines at 75 octets without splitting a letter; it is loaded when first needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

#: What the identities end with: it must outlive the address of the site.
HOST = "outreach.lmi"


@dataclass(frozen=True)
class Entry:
    """`name` makes the identity and never changes. `ends_at` None: no length. `geo`: latitude, longitude."""

    name: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime | None = None
    cancelled: bool = False
    place: str = ""
    description: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""


def calendar(entries: Iterable[Entry], *, title: str, at: datetime) -> bytes:
    """The file; `at` is when it is written."""
    from icalendar import Calendar, vText

    found = Calendar()
    found.add("prodid", "-//LMI//outreach//TH")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("name", title)
    found["x-wr-calname"] = vText(title)
    for entry in entries:
        found.add_component(_event(entry, at))
    return bytes(found.to_ical())


def _event(entry: Entry, at: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.name}@{HOST}")
    event.add("dtstamp", at)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.summary)
    # Without a zone of its own an entry stands in UTC, which every calendar shows in the reader's time.
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    if entry.ends_at:
        event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("location", entry.place)
    if entry.geo:
        event.add("geo", entry.geo)
    event.add("description", entry.description)
    if entry.url:
        event.add("url", entry.url)
    return event
