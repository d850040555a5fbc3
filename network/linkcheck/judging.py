"""From single looks to a judgement that does not flicker: when a banner counts as live, and when as lost. Pure.

Rules: back to live at once; lost only after three failures in a row over at least 48 hours; a hit that our own server
counted from the partner's site within 8 days outweighs a look that could not see the banner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from .detect import SILENT, Banner, Finding, Flag
from .fetch import ANSWERED, Answer, Reach

FAILURES_TO_LOSE = 3
TIME_TO_LOSE = timedelta(hours=48)
PASSIVE = timedelta(days=8)
TLS_SOON_DAYS = 14
#: Days without the banner after which a membership has ended; a later return begins a new one.
DAYS_TO_END = 30


class Standing(StrEnum):
    """How the banner stands; the values are those of Partner.BannerState."""

    UNKNOWN = "unknown"
    NEVER = "never"
    LIVE = "live"
    LOST = "lost"


class Look(StrEnum):
    """What one look at a site says about the banner."""

    HOLDS = "holds"
    FAILS = "fails"
    SAYS_NOTHING = "says_nothing"


@dataclass(frozen=True)
class Memory:
    """What is remembered between looks: the judgement, and the failures in a row with the time of the first."""

    standing: Standing = Standing.UNKNOWN
    failures: int = 0
    failing_since: datetime | None = None


def what_it_says(reach: Reach, banner: Banner, flags: frozenset[Flag]) -> Look:
    """A page that shows the banner holds; one that cannot be judged, or that we may not read, says nothing."""
    if reach in (Reach.ROBOTS, Reach.NOT_CHECKED):
        return Look.SAYS_NOTHING
    if reach not in ANSWERED:
        return Look.FAILS
    if Flag.PARKED in flags:
        return Look.FAILS
    if banner in SILENT:
        return Look.SAYS_NOTHING
    return Look.HOLDS if Finding(banner).holds else Look.FAILS


def outweighed(look: Look, reach: Reach, banner: Banner, hit_on: date | None, at: datetime) -> Look:
    """The look, or what a hit from the partner's own site says instead: its visitors see what we could not."""
    if hit_on is None or look == Look.HOLDS or at.date() - hit_on > PASSIVE:
        return look
    unseen = reach == Reach.ROBOTS or (reach in ANSWERED and banner in (Banner.ABSENT, *SILENT))
    return Look.HOLDS if unseen else look


def judge(memory: Memory, look: Look, at: datetime) -> Memory:
    """The judgement after one more look."""
    if look == Look.SAYS_NOTHING:
        return memory
    if look == Look.HOLDS:
        return Memory(Standing.LIVE)
    since = memory.failing_since or at
    failed = replace(memory, failures=memory.failures + 1, failing_since=since)
    if memory.standing == Standing.UNKNOWN:
        # Of a site that never answered we do not know that it has no banner; the caller tells with `never`.
        return failed
    if memory.standing == Standing.LIVE and failed.failures >= FAILURES_TO_LOSE and at - since >= TIME_TO_LOSE:
        return replace(failed, standing=Standing.LOST)
    return failed


def first_judgement(memory: Memory, reach: Reach, look: Look) -> Memory:
    """A page that was read and shows no banner turns "not looked at" into "never seen"."""
    if memory.standing == Standing.UNKNOWN and look == Look.FAILS and reach in ANSWERED:
        return replace(memory, standing=Standing.NEVER)
    return memory


def flags_of(answer: Answer, finding: Finding) -> frozenset[Flag]:
    """What the page and the way to it should be told about together."""
    also = set()
    if answer.tls_days is not None and answer.tls_days <= TLS_SOON_DAYS:
        also.add(Flag.TLS_SOON)
    if answer.reach == Reach.MOVED_AWAY:
        also.add(Flag.MOVED)
    return finding.flags | also


@dataclass(frozen=True)
class Membership:
    """The days of a partner's record that follow from its banner; None for never."""

    joined_on: date | None = None
    left_on: date | None = None
    seen_on: date | None = None
    lost_on: date | None = None


def membership(before: Membership, memory: Memory, held: bool, today: date) -> Membership:
    """The days after a judgement; `held`: today's evidence showed the banner."""
    if memory.standing == Standing.LIVE:
        ended = before.lost_on is not None and today - before.lost_on >= timedelta(days=DAYS_TO_END)
        joined = today if before.joined_on is None or ended else before.joined_on
        return Membership(joined, None, today if held else before.seen_on, None)
    if memory.standing != Standing.LOST:
        return before
    lost_on = before.lost_on or (memory.failing_since.date() if memory.failing_since else today)
    ended = today - lost_on >= timedelta(days=DAYS_TO_END)
    left_on = before.left_on or lost_on + timedelta(days=DAYS_TO_END) if ended else None
    return replace(before, lost_on=lost_on, left_on=left_on)


def our_own_outage(reaches: list[Reach]) -> bool:
    """Whether so many of at least twenty sites cannot be reached that the fault is more likely ours than theirs."""
    far = [reach for reach in reaches if reach in (Reach.DNS, Reach.TIMEOUT, Reach.UNREACHABLE)]
    return len(reaches) >= 20 and len(far) >= 0.8 * len(reaches)
