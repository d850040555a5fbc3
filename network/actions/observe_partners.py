"""Brings what is observed of partners up to date with their visits and screenings; a handful of queries a thousand.

Visits before this register was kept have no row: a day on record is widened by visits, never taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from ..models import Partner, Screening, Visit
from ..outreach import states
from .change_partner import Actor
from .recompute_standings import CHUNK, recompute_standings

_COLUMNS = ("first_visited_on", "last_visited_on", "open_visit", "suitable", "screened_on")


@transaction.atomic
def observe_partners(keys: Iterable[int] | None = None, *, actor: Actor, at: datetime, dry_run: bool = False) -> int:
    """Recomputes the observations of the partners with these keys, of all when there are none; how many changed.

    Those that changed get their status as well.
    """
    partners = Partner.objects.all() if keys is None else Partner.objects.filter(pk__in=list(keys))
    changed: list[int] = []
    after = 0
    while chunk := list(_seen(partners.filter(pk__gt=after))[:CHUNK]):
        after = chunk[-1].pk
        screened = _screenings(chunk)
        moved = [partner for partner in chunk if _brought_up_to_date(partner, screened.get(partner.pk))]
        if not dry_run:
            Partner.objects.bulk_update(moved, _COLUMNS, batch_size=CHUNK)
        changed += [partner.pk for partner in moved]
    if changed and not dry_run:
        recompute_standings(Partner.objects.filter(pk__in=changed[:CHUNK]), actor=actor, at=at)
        for start in range(CHUNK, len(changed), CHUNK):
            recompute_standings(Partner.objects.filter(pk__in=changed[start : start + CHUNK]), actor=actor, at=at)
    return len(changed)


def _seen(partners):
    done = Q(visits__state__in=states.DONE)
    return (
        partners.annotate(
            first=Min("visits__visited_on", filter=done),
            last=Max("visits__visited_on", filter=done),
            engaged=Exists(Visit.objects.filter(partner=OuterRef("pk"), state__in=states.ENGAGED)),
        )
        .order_by("pk")
        .only("pk", *_COLUMNS)
    )


def _screenings(chunk: list[Partner]) -> dict[int, Screening]:
    """The youngest screening of each partner that says anything; one by a person outweighs one by the machine."""
    rows = Screening.objects.filter(partner__in=chunk).order_by("automatic", "-at", "-pk")
    youngest: dict[int, Screening] = {}
    for row in rows:
        youngest.setdefault(row.partner_id, row)
    return youngest


def _brought_up_to_date(partner: Partner, screening: Screening | None) -> bool:
    before = [getattr(partner, name) for name in _COLUMNS]
    partner.first_visited_on = min(filter(None, (partner.first_visited_on, partner.first)), default=None)
    partner.last_visited_on = max(filter(None, (partner.last_visited_on, partner.last)), default=None)
    partner.open_visit = partner.engaged
    if screening is not None:
        partner.suitable = screening.suitable
        partner.screened_on = timezone.localdate(screening.at)
    return before != [getattr(partner, name) for name in _COLUMNS]
