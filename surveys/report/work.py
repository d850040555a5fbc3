"""What the season's work came to, from the features that count it: visits, money, banners. Plain values."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from home.models import Centre
from network.banner_figures import figures_of
from network.kpi import Narrow, progress_of
from network.models import Partner

from ..dataset import Dataset
from ..instrument.items import AFTER
from ..models import Campaign

#: Of these the parts add up to the whole; a median or a cost per visit does not.
ADDED = (
    "visited", "new", "again", "letters", "replied", "kept", "moved", "given_up", "ready_in_time", "form1", "form2",
    "banner", "staff", "teachers", "pupils", "public", "spent", "bound",
)  # fmt: skip
SUMMED_BANNERS = ("visited", "installed", "watched_lives", "repairs", "shown", "verified", "clicks")
SINGLE_BANNERS = ("survival_half_year", "survival_year", "repair_days")
Standing = Partner.BannerState


class _Clerk:
    """Who adds up a centre's report sees the whole of that centre, whoever asked for it."""

    is_authenticated = is_active = is_superuser = True


def kpi(campaign: Campaign, centre: Centre) -> dict[str, Any]:
    """The figures of network.kpi for a centre."""
    found = progress_of(campaign.season, _Clerk(), Narrow(centre=centre.pk))
    return {
        "figures": {
            one.name: {"value": _plain(one.value), "of": _plain(one.of), "unit": one.unit} for one in found.figures
        },
        "months": [
            {"month": one.month.isoformat(), "planned": one.planned_so_far, "visited": one.visited_so_far}
            for one in found.months
        ],
    }


def _plain(number: float | Decimal | None) -> float | None:
    return float(number) if isinstance(number, Decimal) else number


def banners(campaign: Campaign, centre: Centre, today: date) -> dict[str, Any]:
    """The figures of the watch over a centre's partners, from the beginning of the field work until `today`."""
    partners = Partner.objects.filter(province__centre=centre).current()
    until = min(today, campaign.season.report_deadline)
    one = figures_of(partners, campaign.season.field_start, max(until, campaign.season.field_start))
    return {name: getattr(one, name) for name in (*SUMMED_BANNERS, *SINGLE_BANNERS)}


def told_and_seen(dataset: Dataset) -> dict[str, Any] | None:
    """What Form 2 says of the banner against what the watch sees now, of each organisation once. One query."""
    item = dataset.waves[AFTER].form.by_name.get("BNLINK")
    if item is None:
        return None
    told: dict[int, int] = {}
    for row, code in zip(dataset.waves[AFTER].rows, dataset.waves[AFTER].codes["BNLINK"].tolist(), strict=True):
        if row.partner and code >= 0:
            told.setdefault(row.partner, code)
    seen = dict(Partner.objects.filter(pk__in=told).values_list("pk", "banner_state"))
    counted = Counter((code, seen.get(partner)) for partner, code in told.items())
    states = (Standing.LIVE, Standing.LOST, Standing.NEVER, Standing.UNKNOWN)
    return {
        "rows": [{"th": option.words.th, "en": option.words.en} for option in item.options],
        "columns": [{"th": STATES[state][0], "en": STATES[state][1]} for state in states],
        "counts": [[counted[option.code, state] for state in states] for option in item.options],
    }


#: As a report calls them; the catalogue translates screens, and a report keeps both languages.
STATES = {
    Standing.LIVE: ("พบแบนเนอร์บนเว็บไซต์", "On the site"),
    Standing.LOST: ("เคยพบ ปัจจุบันไม่พบ", "Was there, is gone"),
    Standing.NEVER: ("ไม่เคยพบ", "Never seen"),
    Standing.UNKNOWN: ("ยังไม่ได้ตรวจ", "Not looked at"),
}
