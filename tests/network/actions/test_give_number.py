"""Registers: one per centre, series and calendar year; where they begin, and what they look like."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from network.actions.give_number import BookInUse, begin_book
from network.actions.issue_letter import issue_letter
from network.models import Letter, LetterBook
from tests.letter_factories import Desk

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def desk():
    return Desk()


def year():
    return timezone.localdate().year + 543


def test_an_office_that_moves_in_during_the_year_goes_on_from_its_old_register(desk):
    begin_book(desk.centre, "ordinary", year(), 481, actor=desk.admin_section, at=NOW())
    assert [desk.issued().number_text for _ in range(2)] == ["รง 0300.9/481", "รง 0300.9/482"]
    with pytest.raises(BookInUse):
        begin_book(desk.centre, "ordinary", year(), 900, actor=desk.admin_section, at=NOW())
    with pytest.raises(PermissionDenied):
        begin_book(desk.centre, "circular", year(), 5, actor=desk.officer, at=NOW())


#: Settings of the office and kind of letter, and how its first letter is numbered (regulation, 11, 13, 32).
NUMBERS = [
    ({}, "external", "ordinary", "รง 0300.9/1"),
    ({}, "memo", "ordinary", "รง 0300.9/1"),
    ({}, "circular", "circular", "รง 0300.9/ว 1"),
    ({"circulars_apart": False}, "circular", "ordinary", "รง 0300.9/ว 1"),
    ({"own_series": True, "own_mark": "คข "}, "external", "own", "รง 0300.9/คข 1"),
]


@pytest.mark.parametrize(("settings", "kind", "series", "number"), NUMBERS)
def test_each_kind_is_numbered_in_its_series(desk, settings, kind, series, number):
    for name, value in settings.items():
        setattr(desk.office, name, value)
    desk.office.save()
    letter = desk.issued(kind=kind)
    assert (letter.book.series, letter.number_text) == (series, number)


def test_series_and_centres_are_counted_apart(desk):
    south = Desk("south", code="รง 0300.8")
    assert [desk.issued().number, desk.issued(kind="circular").number, south.issued().number] == [1, 1, 1]
    assert desk.issued().number == 2


def test_the_year_changes_at_midnight_in_bangkok(desk):
    last_second = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)
    first_second = datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC)
    old, new = (issue_letter(desk.approved(), actor=desk.admin_section, at=at) for at in (last_second, first_second))
    assert (old.book.year, old.number, old.dated_on.isoformat()) == (2569, 1, "2026-12-31")
    assert (new.book.year, new.number, new.dated_on.isoformat()) == (2570, 1, "2027-01-01")


def test_a_step_that_fails_after_the_number_gives_the_number_back(desk):
    letter, _clerk = desk.approved(), desk.admin_section
    with pytest.raises(RuntimeError), transaction.atomic():
        desk.issue(letter)
        raise RuntimeError
    assert desk.issue(Letter.objects.get(pk=letter.pk)).number == 1


def test_the_database_itself_refuses_a_number_twice_and_a_number_without_a_letter(desk):
    first, second = desk.issued(), desk.issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(number=first.number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(number=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(state="draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterBook.objects.create(centre=desk.centre, series="ordinary", year=year())
