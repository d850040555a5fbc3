"""The figures of the watch: how many banners were put up, how long they last, what they bring. Queries and a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from .linkcheck.lifetimes import (
    Life,
    Span,
    installed_within,
    lives,
    median,
    repair_times,
    share_after,
    survival,
)  # fmt: skip
from .models import BannerCheck, ChannelHit, HitCount, LinkSpan, Partner
from .models.banners import FLAG_NAMES, REACHES

INSTALL_DAYS = 30
HALF_YEAR, YEAR = 182, 365
TOP = 10


@dataclass(frozen=True)
class Figures:
    """Shares between 0 and 1, days, and numbers; None where nothing can be said yet."""

    visited: int
    installed: int
    survival_half_year: float | None
    survival_year: float | None
    watched_lives: int
    repair_days: float | None
    repairs: int
    shown: int
    verified: int
    clicks: int
    top: tuple[tuple[str, str, int, int], ...]
    causes: tuple[tuple[str, int], ...]
    channels: tuple[tuple[str, int], ...]

    @property
    def install_rate(self) -> float | None:
        return self.installed / self.visited if self.visited else None

    @property
    def click_rate(self) -> float | None:
        return self.clicks / self.shown if self.shown else None


def figures_of(partners, since: date, until: date) -> Figures:
    """The figures of a queryset of partners; hits and visits of the days from `since` to `until`, both counted.

    A fixed number of queries, however many partners.
    """
    all_lives = lives_of(partners)
    visited = _visited(partners, since, until)
    observed = [(life.days(until), life.ended is not None) for of_one in all_lives.values() for life in of_one]
    steps, longest = survival(observed), max((days for days, _lost in observed), default=0)
    repairs = repair_times(all_lives.values())
    hits = _hits(partners, since, until)
    return Figures(
        visited=len(visited),
        installed=sum(installed_within(day, all_lives.get(pk, ()), INSTALL_DAYS) for pk, day in visited),
        survival_half_year=share_after(steps, HALF_YEAR, longest),
        survival_year=share_after(steps, YEAR, longest),
        watched_lives=len(observed),
        repair_days=median(repairs),
        repairs=len(repairs),
        shown=hits["shown"] or 0,
        verified=hits["verified"] or 0,
        clicks=hits["clicks"] or 0,
        top=_top(partners, since, until),
        causes=_causes(partners),
        channels=_channels(partners, since, until),
    )


def lives_of(partners) -> dict[int, list[Life]]:
    """The lives of the banners of some partners."""
    spans: dict[int, list[Span]] = defaultdict(list)
    rows = LinkSpan.objects.filter(partner__in=partners.values("pk")).order_by("partner_id", "first_seen", "pk")
    for span in rows.only("partner_id", "standing", "banner", "first_seen", "last_seen").iterator(2000):
        first, last = timezone.localdate(span.first_seen), timezone.localdate(span.last_seen)
        spans[span.partner_id].append(Span(span.standing, span.holds, first, last))
    return {pk: lives(of_one) for pk, of_one in spans.items()}


def _visited(partners, since: date, until: date) -> list[tuple[int, date]]:
    """Partners with a website whose last visit is long enough ago to be judged by."""
    ripe = until - timedelta(days=INSTALL_DAYS)
    visited = partners.exclude(website="").filter(last_visited_on__gte=since, last_visited_on__lte=ripe)
    return list(visited.values_list("pk", "last_visited_on"))


_CLICK = Q(kind=HitCount.Kind.CLICK)


def _of_days(partners, since: date, until: date):
    return HitCount.objects.filter(partner__in=partners.values("pk"), day__gte=since, day__lte=until)


def _hits(partners, since: date, until: date) -> dict:
    return _of_days(partners, since, until).aggregate(
        shown=Sum("n", filter=~_CLICK),
        verified=Sum("n", filter=~_CLICK & Q(verified=True)),
        clicks=Sum("n", filter=_CLICK),
    )


def _top(partners, since: date, until: date) -> tuple[tuple[str, str, int, int], ...]:
    """The partners whose readers come most: code, name, shown, clicks."""
    sums = (
        _of_days(partners, since, until)
        .values("partner__code", "partner__name_th")
        .annotate(clicks=Sum("n", filter=_CLICK, default=0), shown=Sum("n", filter=~_CLICK, default=0))
        .order_by("-clicks", "-shown", "partner__name_th")
    )
    return tuple((one["partner__code"], one["partner__name_th"], one["shown"], one["clicks"]) for one in sums[:TOP])


def _causes(partners) -> tuple[tuple[str, int], ...]:
    """Why sites are in trouble now, the commonest first."""
    names = {reach.value: str(name) for reach, name in REACHES}
    found: Counter[str] = Counter()
    checks = BannerCheck.objects.watched().filter(partner__in=partners.values("pk")).exclude(checked_at=None)
    for reach, standing, banner, flags, number in _grouped(checks):
        if reach not in ("ok", "slow", "too_large", "blocked_by_robots"):
            found[names[reach]] += number
        elif standing == Partner.BannerState.LOST and banner in ("absent", "hidden", "image"):
            found[_("banner taken away")] += number
        for flag in flags:
            if flag in ("hijacked", "parked", "tls_soon"):
                found[str(FLAG_NAMES[flag])] += number
    return tuple(found.most_common())


def _grouped(checks):
    counted: Counter = Counter()
    for reach, standing, banner, flags in checks.values_list("reach", "standing", "banner", "flags").iterator(2000):
        counted[reach, standing, banner, tuple(flags)] += 1
    return [(*key, number) for key, number in counted.items()]


def _channels(partners, since: date, until: date) -> tuple[tuple[str, int], ...]:
    """Clicks by channel, of these partners' codes and of the office's short links."""
    mine = ChannelHit.objects.filter(day__gte=since, day__lte=until)
    others = Partner.objects.exclude(pk__in=partners.values("pk"))
    sums = mine.exclude(code__in=others.values("code")).values("channel").annotate(n=Sum("n")).order_by("-n")
    labels = dict(ChannelHit.Channel.choices)
    return tuple((str(labels[one["channel"]]), one["n"]) for one in sums)
