"""Writes down what looks at partners' sites have shown: the verdict, its span, and what follows for the partner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import random

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from ..linkcheck import judging, schedule
from ..linkcheck.detect import SILENT, Flag
from ..linkcheck.fetch import ANSWERED, Reach
from ..linkcheck.sweep import Seen
from ..models import BannerCheck, Change, HitCount, LinkSpan, Partner, Visit
from ..outreach import clock, states
from .change_partner import Actor
from .recompute_standings import recompute_standings
from .write_about_banner import write_loss

OUTAGE_PAUSE = timedelta(hours=1)
BETWEEN_MAILS = timedelta(days=30)
_SHOWN = (
    "reach",
    "banner",
    "tls",
    "flags",
    "kind",
    "http_status",
    "evidence_url",
    "where",
    "position",
    "alt",
    "excerpt",
)
_OBSERVED = ("site_state", "banner_state", "banner_seen_on", "banner_lost_on", "joined_on", "left_on")
_WRITTEN = [field.name for field in BannerCheck._meta.concrete_fields if field.name != "partner"]


@dataclass(frozen=True)
class Recorded:
    """How many looks were written down; `outage`: none, because the fault was ours. `turned` counts new standings."""

    looks: int
    outage: bool = False
    turned: int = 0


@transaction.atomic
def record_looks(seen: list[Seen], *, at: datetime, by_hand: bool = False) -> Recorded:
    """Writes down looks at different partners, in a number of queries that does not grow with them."""
    keys = [one.site.key for one in seen]
    if not by_hand and judging.our_own_outage([one.answer.reach for one in seen]):
        BannerCheck.objects.filter(pk__in=keys).update(next_at=at + OUTAGE_PAUSE, lease_until=None, lease_token="")
        return Recorded(0, outage=True)
    checks = {
        check.pk: check
        for check in BannerCheck.objects.select_for_update(of=("self",)).select_related("partner").filter(pk__in=keys)
    }
    hits = _hits(keys, at)
    known = [(checks[one.site.key], one) for one in seen if one.site.key in checks]
    before = {check.pk: _observed(check.partner) for check, _one in known}
    for check, one in known:
        _take_down(check, one, hits.get(check.pk), at)
        if by_hand:
            check.by_hand_at = at
    BannerCheck.objects.bulk_create(
        [check for check, _one in known], update_conflicts=True, unique_fields=["partner"], update_fields=_WRITTEN
    )
    _write_spans([check for check, _one in known], at)
    _tell_visits([one for _check, one in known], at)
    turned = _write_partners([check.partner for check, _one in known], before, at)
    _tell([check for check, _one in known], at)
    return Recorded(len(known), turned=turned)


def _hits(keys: list[int], at: datetime):
    since = timezone.localdate(at) - judging.PASSIVE
    counts = HitCount.objects.filter(partner__in=keys, verified=True, day__gte=since, n__gt=0)
    return dict(counts.values_list("partner").annotate(day=Max("day")).values_list("partner", "day"))


def _take_down(check: BannerCheck, one: Seen, hit_on, at: datetime) -> None:
    """Everything that one look changes in the watch and in the partner, in memory."""
    answer, finding = one.answer, one.finding
    flags = judging.flags_of(answer, finding)
    look = judging.what_it_says(answer.reach, finding.banner, flags)
    look = judging.outweighed(look, answer.reach, finding.banner, hit_on, timezone.localtime(at))
    memory = judging.Memory(judging.Standing(check.standing), check.failures, check.failing_since)
    memory = judging.first_judgement(judging.judge(memory, look, at), answer.reach, look)
    check.standing, check.failures, check.failing_since = memory.standing.value, memory.failures, memory.failing_since
    check.reach, check.banner, check.tls = answer.reach.value, finding.banner.value, answer.tls.value
    check.flags = sorted(flag.value for flag in flags)
    check.kind, check.http_status = finding.kind, answer.status
    check.evidence_url = (answer.final or answer.address)[:500]
    check.where, check.position, check.alt = finding.landmark, finding.position, finding.alt
    check.excerpt, check.problem, check.seconds = finding.excerpt, answer.problem, round(answer.seconds, 2)
    check.tls_days, check.hit_on = answer.tls_days, hit_on or check.hit_on
    if answer.robots is not None and one.site.robots is None:
        check.robots, check.robots_at = answer.robots, at
    check.checked_at, check.looks = at, check.looks + 1
    check.lease_token, check.lease_until = "", None
    check.next_at = schedule.next_look(
        at,
        looks=check.looks,
        failures=check.failures,
        standing_live=check.standing in (Partner.BannerState.LIVE, Partner.BannerState.LOST),
        chance=random(),  # noqa: S311 - spreads the load, guards nothing
    )
    _suspect(check, flags, list(finding.words), at)
    _observe(check, memory, look == judging.Look.HOLDS, at)


def _suspect(check: BannerCheck, flags, words: list[str], at: datetime) -> None:
    """A page that looks taken over waits for a person; a false alarm stays one until it says something new."""
    if not flags & {Flag.HIJACKED, Flag.PARKED}:
        if check.suspicion != BannerCheck.Suspicion.DISMISSED:
            check.suspicion, check.words = BannerCheck.Suspicion.NONE, []
        return
    says_something_new = set(words[:-1]) - set(check.words[:-1])
    if check.suspicion == "" or (check.suspicion == BannerCheck.Suspicion.DISMISSED and says_something_new):
        check.suspicion, check.suspected_at, check.decided_at = BannerCheck.Suspicion.WAITING, at, None
    if check.suspicion != BannerCheck.Suspicion.DISMISSED:
        check.words = words


def _observe(check: BannerCheck, memory: judging.Memory, held: bool, at: datetime) -> None:
    partner = check.partner
    before = judging.Membership(partner.joined_on, partner.left_on, partner.banner_seen_on, partner.banner_lost_on)
    days = judging.membership(before, memory, held, timezone.localdate(at))
    partner.joined_on, partner.left_on = days.joined_on, days.left_on
    partner.banner_seen_on, partner.banner_lost_on = days.seen_on, days.lost_on
    partner.banner_state = check.standing
    answers = check.reach in ANSWERED or check.reach == Reach.ROBOTS
    partner.site_state = Partner.SiteState.UP if answers else Partner.SiteState.DOWN


def _same(span: LinkSpan, check: BannerCheck) -> bool:
    """Whether a look showed what the span says. A slow answer is an answer, and a place moves when news are added."""

    def gist(one):
        reach = Reach.OK if one.reach == Reach.SLOW else one.reach
        return one.standing, reach, one.banner, one.tls, one.flags, one.kind, one.evidence_url

    return gist(span) == gist(check)


def _write_spans(checks: list[BannerCheck], at: datetime) -> None:
    spans = {
        span.partner_id: span for span in LinkSpan.objects.filter(partner__in=[c.pk for c in checks], current=True)
    }
    same, over, new = [], [], []
    for check in checks:
        span = spans.get(check.pk)
        if span and _same(span, check):
            same.append(span.pk)
            continue
        if span:
            over.append(span.pk)
        shown = {name: getattr(check, name) for name in _SHOWN}
        new.append(LinkSpan(partner=check.partner, standing=check.standing, first_seen=at, last_seen=at, **shown))
    LinkSpan.objects.filter(pk__in=same).update(last_seen=at, looks=F("looks") + 1)
    LinkSpan.objects.filter(pk__in=over).update(current=False)
    LinkSpan.objects.bulk_create(new, batch_size=500)


def _observed(partner: Partner) -> tuple:
    return tuple(getattr(partner, name) for name in _OBSERVED)


def _write_partners(partners: list[Partner], before: dict[int, tuple], at: datetime) -> int:
    changed = [partner for partner in partners if before[partner.pk] != _observed(partner)]
    if not changed:
        return 0
    Partner.objects.bulk_update(changed, _OBSERVED, batch_size=200)
    banner = _OBSERVED.index("banner_state")
    turned = [partner for partner in changed if before[partner.pk][banner] != partner.banner_state]
    Change.objects.bulk_create(
        Change(
            partner=partner,
            verb=Change.Verb.OBSERVED,
            actor="verifier",
            at=at,
            fields={"banner_state": [before[partner.pk][banner], partner.banner_state]},
        )
        for partner in turned
    )
    recompute_standings(
        Partner.objects.filter(pk__in=[partner.pk for partner in changed]), actor=Actor(role="verifier"), at=at
    )
    return len(turned)


def _tell_visits(seen: list[Seen], at: datetime) -> None:
    """Visits that are followed up know how fresh the verdict on the banner is; a site that did not answer has none."""
    said = [one.site.key for one in seen if one.answer.reach in ANSWERED and one.finding.banner not in SILENT]
    if said:
        followed = Visit.objects.filter(partner__in=said, state__in=(states.VISITED, states.FOLLOWING_UP))
        followed.exclude(season__state=clock.CLOSED).update(banner_checked_on=timezone.localdate(at))


def _tell(checks: Iterable[BannerCheck], at: datetime) -> None:
    """One polite mail to who has just lost the banner, and not again within a month. Suspicions wait for a person."""
    lost = [
        check.pk
        for check in checks
        if check.standing == Partner.BannerState.LOST
        and check.failing_since is not None
        and not check.suspicion
        and check.partner.opted_out_at is None
        and (check.told_lost_at is None or at - check.told_lost_at >= BETWEEN_MAILS)
    ]
    if lost:
        BannerCheck.objects.filter(pk__in=lost).update(told_lost_at=at)
        transaction.on_commit(partial(write_loss, lost))
