"""Events, people who register, and gatherings for tests: each function makes one with as little as its type allows."""

from datetime import datetime, timedelta

from django.utils import timezone

from home.models import Centre, Province
from network.actions.register_for_event import register
from network.models import EventIndexPage, EventPage, Gathering, Registration
from tests import factories


def section(home, **fields) -> EventIndexPage:
    return factories.child(home, EventIndexPage, **({"slug": "events", "title": "กิจกรรม"} | fields))


def in_days(days: int, hour: int = 9) -> datetime:
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def event(of_section, *, days: int = 10, **fields) -> EventPage:
    """A briefing of the northern centre in Lampang, ten days ahead from nine to twelve, for whoever comes."""
    defaults = {
        "title": "ประชุมชี้แจงภารกิจ",
        "kind": EventPage.Kind.BRIEFING,
        "starts_at": in_days(days),
        "ends_at": in_days(days, 12),
        "venue": "หอประชุมตัวอย่าง",
        "centre": Centre.objects.get(code="north"),
        "province": Province.objects.get(slug="lampang"),
    }
    return factories.child(of_section, EventPage, **defaults | fields)


def person(number: int = 1, **fields) -> dict[str, str]:
    """What somebody types into the form."""
    defaults = {"name": f"นางสาธิต คนที่ {number}", "email": f"person{number}@example.invalid"}
    return {"organisation": "", "position": "", "phone": "", **defaults, **fields}


def registered(of_event: EventPage, number: int = 1, *, at: datetime | None = None, **fields) -> Registration:
    """Somebody who registered by the form."""
    at = at or timezone.now()
    return register(of_event, person(number, **fields), form=None, language="th", at=at)


def gathering(**fields) -> Gathering:
    """A training of the northern staff on 15 January 2570."""
    defaults = {
        "centre": Centre.objects.get(code="north"),
        "title": "อบรมเทคนิคการเป็นวิทยากร",
        "topic": "เทคนิคการเป็นวิทยากร",
        "on": datetime(2027, 1, 15).date(),
    }
    return Gathering.objects.create(**defaults | fields)
