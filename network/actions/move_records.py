"""What hangs on a record that goes into another moves there, and back again. What both have once stays with each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from ..models import HitCount, LinkSpan, Partner

#: These move whole. The history stays where it was written.
MOVING = ("contacts", "notes", "files", "proposals", "contributions", "applications", "letters", "screenings")
#: Once in each season: where both records have one, the one of the record that goes stays with it.
ONCE_A_SEASON = ("visits", "skips")
#: Keys of what is kept beside {relation: [primary keys]}.
SUMMED, ENDED = "hits_summed", "spans_ended"


def move_records(gone: Partner, kept: Partner) -> dict[str, list[Any]]:
    """What was moved, as Merge.moved keeps it for move_back."""
    moved: dict[str, list[Any]] = {name: _move(getattr(gone, name).all(), kept) for name in MOVING}
    for name in ONCE_A_SEASON:
        known = list(getattr(kept, name).values_list("season", flat=True))
        moved[name] = _move(getattr(gone, name).exclude(season__in=known), kept)
    return moved | _move_hits(gone, kept) | _move_spans(gone, kept)


def move_back(moved: dict[str, list[Any]], kept: Partner, gone: Partner) -> None:
    """Everything that still hangs on the record kept goes back to the other."""
    for relation in moved.keys() - {SUMMED, ENDED}:
        getattr(kept, relation).filter(pk__in=moved[relation]).update(partner=gone)
    for own, others, number in moved.get(SUMMED, ()):
        HitCount.objects.filter(pk=others, n__gte=number).update(n=F("n") - number)
        HitCount.objects.filter(pk=own).update(n=F("n") + number)
    if not gone.link_spans.filter(current=True).exists():
        LinkSpan.objects.filter(pk__in=moved.get(ENDED, ())[:1], partner=gone).update(current=True)


def _move(rows, kept: Partner) -> list[int]:
    keys = list(rows.values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=keys).update(partner=kept)
    return keys


def _move_hits(gone: Partner, kept: Partner) -> dict[str, list[Any]]:
    """A day that both were seen on is added up; the row that goes keeps its day with nothing in it."""
    known = {_what(row): row.pk for row in kept.hits.all()}
    same = [row for row in gone.hits.filter(n__gt=0) if _what(row) in known]
    summed = [[row.pk, known[_what(row)], row.n] for row in same]
    for own, others, number in summed:
        HitCount.objects.filter(pk=others).update(n=F("n") + number)
        HitCount.objects.filter(pk=own).update(n=0)
    apart = _without(gone.hits.all(), (row.pk for row in gone.hits.all() if _what(row) in known))
    return {"hits": _move(apart, kept), SUMMED: summed}


def _what(row: HitCount) -> tuple:
    return row.day, row.kind, row.verified


def _without(rows, keys: Iterable[int]):
    return rows.exclude(pk__in=list(keys))


def _move_spans(gone: Partner, kept: Partner) -> dict[str, list[Any]]:
    """Only one span is the current one: that of the record kept, where it has one."""
    ended: list[int] = []
    if kept.link_spans.filter(current=True).exists():
        ended = list(gone.link_spans.filter(current=True).values_list("pk", flat=True))
        LinkSpan.objects.filter(pk__in=ended).update(current=False)
    return {"link_spans": _move(gone.link_spans.all(), kept), ENDED: ended}
