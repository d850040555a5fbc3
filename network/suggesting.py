"""Suggests candidates for the places that a season's quotas leave open: one window query over all partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import BooleanField, Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber

from . import standing
from .models import Partner, Quota, Season, Skip, Visit
from .outreach import ranking, states

_COLUMNS = (
    "pk", "province_id", "kind", "district_id", "tier", "has_site", "screened_on", "last_visited_on", "order_key",
)  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """A partner, where it stands in the order of the rules, and why; `near` another target of the season."""

    partner: Partner
    tier: int
    reason: str
    near: bool

    @property
    def rule(self) -> str:
        """The rule of the manual, such as 2(5)."""
        return ranking.RULE[self.reason]


@dataclass(frozen=True)
class Standing:
    """Quotas of a season and what fills them, by (province, kind); `districts` hold targets already, `done` counts
    those of a province that were visited."""

    targets: dict[tuple[int, str], int]
    chosen: dict[tuple[int, str], int]
    districts: frozenset[int]
    done: dict[int, int] = field(default_factory=dict)

    @property
    def places(self) -> dict[tuple[int, str], int]:
        return ranking.open_places(self.targets, self.chosen)

    def of_province(self, province: int) -> tuple[int, int]:
        """(targets, chosen) of a province, all kinds together."""
        return (
            sum(number for (where, _kind), number in self.targets.items() if where == province),
            sum(number for (where, _kind), number in self.chosen.items() if where == province),
        )


def standing_of(season: Season, provinces: Iterable[int] | None = None) -> Standing:
    """Two queries. Whatever is on the short list is spoken for already, so that it is not suggested twice over."""
    quotas = Quota.objects.filter(season=season)
    visits = Visit.objects.alive().filter(season=season)
    if provinces is not None:
        provinces = list(provinces)
        quotas, visits = quotas.filter(province__in=provinces), visits.filter(partner__province__in=provinces)
    chosen: Counter[tuple[int, str]] = Counter()
    done: Counter[int] = Counter()
    districts = set()
    rows = visits.values("partner__province", "partner__kind", "partner__district").annotate(
        number=Count("pk"), visited=Count("pk", filter=Q(state__in=states.DONE))
    )
    for row in rows.order_by():
        chosen[row["partner__province"], row["partner__kind"]] += row["number"]
        done[row["partner__province"]] += row["visited"]
        districts.add(row["partner__district"])
    targets = {(row.province_id, row.kind): row.target for row in quotas}
    return Standing(targets, dict(chosen), frozenset(districts - {None}), dict(done))


def suggest(season: Season, today: date, provinces: Iterable[int] | None = None) -> list[Suggestion]:
    """Fills the open places of the quotas as far as there are candidates; four queries, however many rows."""
    now = standing_of(season, provinces)
    places = {where: number for where, number in now.places.items() if number}
    if not places:
        return []
    # Twice as many as are wanted: the choice among them also looks at districts.
    rows = eligible(season, today, {province for province, _kind in places}, now.districts)
    ranked = rows.filter(place__lte=2 * max(places.values())).values_list(*_COLUMNS)
    candidates = map(ranking.Candidate._make, ranked)
    picks = ranking.fill(candidates, places, now.districts)
    # Not in_bulk, which asks once for every 999 of them; and no more of their places than is shown.
    keys = [pick.candidate.partner for pick in picks]
    chosen = Partner.objects.select_related("province", "district").filter(pk__in=keys)
    partners = {partner.pk: partner for partner in chosen}
    return [
        Suggestion(partners[pick.candidate.partner], pick.candidate.tier, pick.candidate.reason, pick.near)
        for pick in picks
    ]


def next_candidate(season: Season, today: date, province: int, kind: str = "") -> Suggestion | None:
    """Who would take the place of a target that falls out: of the same kind if there is one."""
    now = standing_of(season, [province])
    rows = eligible(season, today, {province}, now.districts).filter(place__lte=2).values_list(*_COLUMNS)
    candidates = [ranking.Candidate(*row) for row in rows]
    for wanted in (kind, ranking.ANY):
        if picks := ranking.fill(candidates, {(province, wanted): 1}, now.districts):
            best = picks[0]
            partner = Partner.objects.with_places().get(pk=best.candidate.partner)
            return Suggestion(partner, best.candidate.tier, best.candidate.reason, best.near)
    return None


def eligible(season: Season, today: date, provinces: set[int], districts: Iterable[int]):
    """Partners that may become targets, with `tier`, `has_site` and their `place` within province and kind.

    Active, not opted out, not in this season, not passed over in it, the site not known bad, the banner not live.
    """
    near = list(districts)
    young = today - timedelta(days=season.screening_days)
    partners = Partner.objects.exclude(status__in=[standing.OPTED_OUT, standing.CLOSED, standing.MERGED])
    return (
        partners.filter(province__in=provinces)
        .exclude(banner_state=Partner.BannerState.LIVE)
        .exclude(site_state=Partner.SiteState.DOWN)
        .exclude(suitable=False, last_visited_on=None)
        .exclude(pk__in=Visit.objects.filter(season=season).values("partner"))
        .exclude(pk__in=Skip.objects.filter(season=season).values("partner"))
        .annotate(
            tier=Case(
                When(last_visited_on__isnull=False, then=Value(ranking.AGAIN)),
                When(suitable=True, screened_on__gte=young, then=Value(ranking.NEW)),
                default=Value(ranking.TO_SCREEN),
                output_field=IntegerField(),
            ),
            has_site=Case(When(website="", then=Value(False)), default=Value(True), output_field=BooleanField()),
            far=Case(When(Q(district__in=near), then=Value(0)), default=Value(1), output_field=IntegerField()),
        )
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("province_id"), F("kind")],
                order_by=[
                    F("tier").asc(), F("far").asc(), F("has_site").desc(), F("screened_on").desc(nulls_last=True),
                    F("last_visited_on").asc(nulls_first=True), F("order_key").asc(), F("pk").asc(),
                ],
            )
        )
    )  # fmt: skip
