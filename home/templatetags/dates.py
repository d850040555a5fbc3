from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language

from .. import cells, thai

register = template.Library()


def _day(value: date) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def long_date(value: date | None) -> str:
    """1 พฤษภาคม 2569, or 1 May 2026; empty for no date."""
    if not value:
        return ""
    day = _day(value)
    return thai.long_date(day) if get_language() == "th" else f"{day.day} {day:%B %Y}"


@register.filter
def spelled_out(written: str | None) -> str:
    """The long date, with its hour if there is one, of what stands in a field; empty for what is no day."""
    try:
        moment = cells.moment(written)
    except cells.NotADay:
        return ""
    hour = f" {moment:%H:%M}" if ":" in str(written) else ""
    return long_date(moment) + hour


@register.filter
def short_date(value: date | None) -> str:
    """1 พ.ค. 2569, or 1 May 2026 with a short month; empty for no date."""
    if not value:
        return ""
    day = _day(value)
    return thai.short_date(day) if get_language() == "th" else f"{day.day} {day:%b %Y}"


@register.filter
def year(value: int | date | None) -> str:
    """A year as the reader counts it: พ.ศ. in Thai."""
    if not value:
        return ""
    number = value if isinstance(value, int) else _day(value).year
    return str(number + thai.BUDDHIST_OFFSET if get_language() == "th" else number)


@register.filter
def figure(value: Decimal | float | None, decimals: int = 0) -> str:
    """A number with grouped thousands and a fixed number of decimals; empty for none."""
    if value is None or value == "":
        return ""
    return formats.number_format(value, decimal_pos=int(decimals), use_l10n=True, force_grouping=True)
