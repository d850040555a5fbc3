from datetime import date

from django import template
from django.utils.translation import get_language

from .. import figure_tables, thai
from ..benefits import BENEFITS
from ..generation import cached
from ..key_figures import Change, KeyFigure
from ..models.services import service_list
from ..periods import MONTH, Period
from ..visible import readable

register = template.Library()


@register.filter
def period_label(period: Period | None) -> str:
    """ไตรมาส 2 ปี 2569, or Q2 2026; empty for no period."""
    return period.label(get_language() or "th") if period else ""


@register.simple_tag
def figure_table(table) -> figure_tables.FigureTable:
    """A typed table read once, for its chart and its rows."""
    return figure_tables.read(table)


@register.simple_tag
def figure_id(block_id: str | None) -> str:
    """What other parts of the page call a figure; a block without an identity is a preview."""
    return f"figure-{block_id or 'preview'}"


@register.simple_tag
def block_figure(value) -> KeyFigure:
    """A headline figure an editor typed in."""
    previous = value.get("previous")
    return KeyFigure(
        label=value["label"],
        value=value["value"],
        unit=value["unit"],
        decimals=value["decimals"] or 0,
        source=value["source"],
        as_of=value["as_of"],
        change=Change(value["value"], previous) if previous is not None and value["value"] is not None else None,
    )


@register.filter
def month_label(day: date) -> str:
    """The month of a day: พฤศจิกายน 2569, or November 2026."""
    return Period(MONTH, day.replace(day=1)).label(get_language() or "th")


@register.filter
def weekday(day: date) -> str:
    """จันทร์, or Monday."""
    return thai.WEEKDAYS[day.weekday()] if get_language() == "th" else f"{day:%A}"


@register.simple_tag
def services() -> tuple:
    """The six services in the reader's language; no query when warm."""
    return service_list(get_language())


@register.simple_tag
def benefits() -> list[str]:
    """The eight benefits of the manual in the reader's language."""
    return [thai_text if get_language() == "th" else english for thai_text, english in BENEFITS]


@register.simple_tag
def pages_below(page) -> list:
    """The readable children of a page in their order; no query when warm."""
    return cached(f"pages-below:{page.pk}", lambda: list(readable(page.get_children()))) if page.pk else []
