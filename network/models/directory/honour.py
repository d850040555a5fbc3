"""The honour roll: who was a member in a fiscal year, in the order of the dictionary, because all are equal."""

from __future__ import annotations

from datetime import date

from django.db.models import Min, Q

from home import thai
from home.generation import cached

from ..partners import Partner
from .cards import Card, cards, slice_of

PER_PAGE = 120


def first_day(year: int) -> date:
    """The 1 October that begins a Buddhist fiscal year."""
    return date(year - thai.BUDDHIST_OFFSET - 1, 10, 1)


def last_day(year: int) -> date:
    return date(year - thai.BUDDHIST_OFFSET, 9, 30)


def members_in(year: int):
    """Who had joined by the end of a Buddhist fiscal year and had not left before it began.

    Only those whom the directory shows today: who asked to leave is not named any more.
    """
    stayed = Q(left_on=None) | Q(left_on__gte=first_day(year))
    return Partner.objects.public().filter(stayed, joined_on__lte=last_day(year))


def years(today: date) -> tuple[int, ...]:
    """The Buddhist fiscal years from the first member's to the present one, newest first; one query, none when warm."""
    first = cached("honour-first", lambda: Partner.objects.public().aggregate(first=Min("joined_on"))["first"])
    if first is None or first > today:
        return ()
    return tuple(range(thai.fiscal_year(today), thai.fiscal_year(first) - 1, -1))


def count(year: int) -> int:
    return cached(f"honour-count:{year}", lambda: members_in(year).count())


def page_of_roll(year: int, number: int, language: str) -> tuple[Card, ...]:
    """One page of the roll; one query, none when warm."""
    first = (number - 1) * PER_PAGE
    return cached(
        f"honour:{year}:{number}:{language}",
        lambda: cards(slice_of(members_in(year).order_by("order_key", "pk"), first, PER_PAGE)),
    )
