"""Looks at partners' sites and writes down what was seen: one by hand, or all that are due, by as many runs as like."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from ..linkcheck import schedule
from ..linkcheck.fetch import Limits
from ..linkcheck.sweep import WORKERS, Seen, look_at_all
from ..linkcheck.sweep import Site as PartnerSite
from ..models import BannerCheck, Partner
from ..watch import open_door, own_hosts, site_of
from .record_looks import record_looks

CHUNK = 200
LEASE = timedelta(minutes=10)
#: By hand somebody is waiting: a site that takes longer is looked at again by the clock.
BY_HAND = Limits(deadline=8)


class TooSoon(Exception):
    """The site was looked at by hand less than a minute ago."""


class NoWebsite(Exception):
    """No address of a website is on record."""


@dataclass
class Swept:
    """What a run did: how many sites, and how many of each verdict as {(reach, banner): number}."""

    looks: int = 0
    turned: int = 0
    outages: int = 0
    verdicts: dict[tuple[str, str], int] = field(default_factory=dict)

    def count(self, seen: Seen) -> None:
        key = (seen.answer.reach.value, seen.finding.banner.value)
        self.verdicts[key] = self.verdicts.get(key, 0) + 1


def begin_watching(now: datetime) -> int:
    """Gives every partner with a website a watch, due at once. How many were new."""
    unwatched = Partner.objects.current().exclude(website="").filter(banner_check=None)
    standings = unwatched.values_list("pk", "banner_state")
    made = BannerCheck.objects.bulk_create(
        (BannerCheck(partner_id=pk, standing=state, next_at=now) for pk, state in standings),
        batch_size=1000,
        ignore_conflicts=True,
    )
    return len(made)


def check_one(partner: Partner, *, now: datetime) -> BannerCheck:
    """One site, by hand and at once. Raises NoWebsite and TooSoon."""
    if not partner.website:
        raise NoWebsite
    free = BannerCheck.objects.filter(pk=partner.pk)
    if not free.exists():
        begin_watching(now)
    last = free.values_list("by_hand_at", flat=True).first()
    if not schedule.may_look_by_hand(last, now) or not free.filter(by_hand_at=last).update(by_hand_at=now):
        raise TooSoon
    check = free.select_related("partner").get()
    site = site_of(check, own_hosts(), robots_of(check, now))
    seen = list(look_at_all(iter([site]), lambda: open_door(BY_HAND), workers=1))
    record_looks(seen, at=now, by_hand=True)
    return BannerCheck.objects.select_related("partner").get(pk=partner.pk)


def sweep(
    partners=None,
    *,
    now: datetime,
    force: bool = False,
    dry_run: bool = False,
    workers: int = WORKERS,
    seen_one: Callable[[Seen], None] = lambda seen: None,
) -> Swept:
    """Looks at every site that is due (`force`: at every one) among the partners of a queryset, all unless told.

    Runs side by side share the work: each takes sites under a lease, and a killed run's sites are free again when it
    has run out. `seen_one` is told of every look as it comes in. A dry run writes nothing at all.
    """
    if not dry_run:
        begin_watching(now)
    done, waiting = Swept(), []
    sites = _all(partners, now, force) if dry_run else _leased(partners, now, force, done)
    for seen in look_at_all(sites, open_door, workers=workers):
        done.looks += 1
        done.count(seen)
        seen_one(seen)
        waiting.append(seen)
        if len(waiting) >= CHUNK:
            _keep(waiting, done, dry_run)
            waiting = []
    _keep(waiting, done, dry_run)
    return done


def _keep(waiting: list[Seen], done: Swept, dry_run: bool) -> None:
    if dry_run or not waiting:
        return
    recorded = record_looks(waiting, at=timezone.now())
    done.turned += recorded.turned
    done.outages += recorded.outage


def _chosen(partners, now: datetime, force: bool):
    checks = BannerCheck.objects.watched() if force else BannerCheck.objects.due(now)
    return checks if partners is None else checks.filter(partner__in=partners)


def _leased(partners, now: datetime, force: bool, done: Swept) -> Iterator[PartnerSite]:
    """Sites, the worst first, so that those that do not answer are waited for side by side; taken a chunk at a time."""
    hosts, token = own_hosts(), secrets.token_hex(16)
    # While our own line is down there is nothing to be seen.
    while not done.outages:
        mine = _chosen(partners, now, force).exclude(lease_token=token).free(timezone.now())
        # What this run has looked at already is not due any more; told to look at everything, it looks once.
        mine = mine.exclude(checked_at__gte=now)
        keys = list(mine.order_by("-failures", "next_at", "pk").values_list("pk", flat=True)[:CHUNK])
        if not keys:
            return
        until = timezone.now() + LEASE
        BannerCheck.objects.free(timezone.now()).filter(pk__in=keys).update(lease_token=token, lease_until=until)
        taken = BannerCheck.objects.filter(pk__in=keys, lease_token=token).select_related("partner")
        for check in taken.order_by(F("failures").desc(), "pk"):
            yield site_of(check, hosts, robots_of(check, now))


def _all(partners, now: datetime, force: bool) -> Iterator[PartnerSite]:
    hosts = own_hosts()
    for check in _chosen(partners, now, force).select_related("partner").order_by("-failures", "pk"):
        yield site_of(check, hosts, robots_of(check, now))


def robots_of(check: BannerCheck, now: datetime) -> bool | None:
    """What robots.txt said, as long as it is remembered."""
    if check.robots_at is None or now - check.robots_at > schedule.ROBOTS_HOLD:
        return None
    return check.robots
