from django import template
from django.utils import timezone

from .. import event_times
from ..models.events import seats

register = template.Library()


@register.simple_tag
def event_standing(event) -> seats.Standing:
    """Whether one can register for an event at this moment, and how many places are left."""
    return seats.standing_of(event.original, timezone.now())


@register.filter
def event_when(event) -> str:
    """The days and hours of an event."""
    return event_times.when_of(event.starts_at, event.ends_at)


@register.filter
def event_hours(event) -> str:
    return event_times.hours_of(event.starts_at, event.ends_at)
