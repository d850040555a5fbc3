"""How the days and hours of an event are written, in the language of the moment."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from home.templatetags.dates import long_date


def hours_of(starts_at: datetime, ends_at: datetime) -> str:
    """09.00–16.00 น., or 09:00–16:00."""
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if get_language() == "th":
        return f"{starts:%H.%M}–{ends:%H.%M} น."
    return f"{starts:%H:%M}–{ends:%H:%M}"


def when_of(starts_at: datetime, ends_at: datetime) -> str:
    """12 ธันวาคม 2569 เวลา 09.00–16.00 น.; of several days the first and the last."""
    first, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
    between = " เวลา " if get_language() == "th" else ", "
    days = long_date(first) if first == last else f"{long_date(first)} – {long_date(last)}"
    return f"{days}{between}{hours_of(starts_at, ends_at)}"
