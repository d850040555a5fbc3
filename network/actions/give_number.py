"""The next number of a register: unique and without gaps, whoever else asks at the same moment."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from home.access import may_do

from ..models import LetterBook, LetterEvent
from .change_partner import Actor
from .write_letter_log import Said, write_letter_log


class BookInUse(Exception):
    """The register has given numbers already; another beginning would leave a gap or give numbers twice."""


def give_number(centre, series: str, year: int) -> LetterBook:
    """The book after counting up; its `last` is the number. Within the caller's transaction only.

    One UPDATE counts up and holds the row until the transaction ends: on PostgreSQL the row lock makes the next one
    wait and read what was committed; on SQLite transactions begin IMMEDIATE, so there is one writer at a time. Rolled
    back, the number was never given.
    """
    book, _made = LetterBook.objects.get_or_create(centre=centre, series=series, year=year)
    LetterBook.objects.filter(pk=book.pk).update(last=F("last") + 1)
    book.refresh_from_db(fields=["first", "last"])
    return book


@transaction.atomic
def begin_book(centre, series: str, year: int, first: int, *, actor: Actor, at: datetime) -> LetterBook:
    """Sets the first number of a register that has given none, for an office that moves in during the year.

    Raises PermissionDenied, BookInUse.
    """
    if actor.user is None or not may_do(actor.user, "network.change_letterbook", centre.pk):
        raise PermissionDenied
    book, _made = LetterBook.objects.get_or_create(centre=centre, series=series, year=year)
    unused = LetterBook.objects.filter(pk=book.pk, last=F("first") - 1)
    if not unused.update(first=first, last=first - 1):
        raise BookInUse
    details = {"series": series, "year": year, "first": first}
    write_letter_log(centre, [Said(LetterEvent.Verb.BOOK, details=details)], actor=actor, at=at)
    book.refresh_from_db()
    return book
