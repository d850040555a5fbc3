"""Rebuilds the status of partners from what was observed: a handful of queries for each thousand of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from home.generation import bump

from .. import standing
from ..models import Change, Partner
from .change_partner import Actor

CHUNK = 1000
SEEN = (
    "merged_into", "closed_on", "opted_out_at", "joined_on", "banner_seen_on", "banner_lost_on",
    "open_visit", "last_visited_on", "last_heard_on", "suitable", "status",
)  # fmt: skip


@dataclass(frozen=True)
class Recomputed:
    """How many partners were looked at, and how many stand differently now: {(before, after): number}."""

    partners: int
    moves: dict[tuple[str, str], int]

    @property
    def changed(self) -> int:
        return sum(self.moves.values())


def recompute_standings(partners=None, *, actor: Actor, at: datetime, dry_run: bool = False) -> Recomputed:
    """Brings the status of a queryset of partners, all unless told otherwise, up to date on the day of `at`."""
    partners = Partner.objects.all() if partners is None else partners
    looked_at, moves = 0, {}
    for chunk in _chunks(partners.order_by("pk").only("pk", *SEEN)):
        looked_at += len(chunk)
        changed = _changed(chunk, timezone.localdate(at))
        for partner, before in changed:
            moves[before, partner.status] = moves.get((before, partner.status), 0) + 1
        if changed and not dry_run:
            _write(changed, actor, at)
    if moves and not dry_run:
        bump()
    return Recomputed(looked_at, moves)


def _chunks(partners) -> Iterator[list[Partner]]:
    after = 0
    while chunk := list(partners.filter(pk__gt=after)[:CHUNK]):
        yield chunk
        after = chunk[-1].pk


def _changed(chunk: list[Partner], today) -> list[tuple[Partner, str]]:
    changed = []
    for partner in chunk:
        before, partner.status = partner.status, standing.standing(partner.seen(), today)
        if before != partner.status:
            changed.append((partner, before))
    return changed


@transaction.atomic
def _write(changed: list[tuple[Partner, str]], actor: Actor, at: datetime) -> None:
    Partner.objects.bulk_update([partner for partner, _before in changed], ["status"], batch_size=CHUNK)
    Change.objects.bulk_create(
        Change(
            partner=partner,
            verb=Change.Verb.OBSERVED,
            by=actor.user,
            actor=actor.role,
            at=at,
            fields={"status": [before, partner.status]},
        )
        for partner, before in changed
    )
