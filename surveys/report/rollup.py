"""The nation's report from what was accepted: statistics from the snapshots, counts added up, nothing read anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from home.models import Centre

from ..models import SeasonReport
from . import themes, work
from .building import SCHEMA, Built, parts, scope, settled
from .comparing import compared
from .facts import facts
from .funnel import PARTS
from .snapshot import read_snapshots, take_snapshot
from .suppression import hidden_facts
from .tables import tables


class NothingAccepted(Exception):
    """No centre's report of this season is accepted yet."""


def accepted_of(report: SeasonReport) -> list[SeasonReport]:
    accepted = SeasonReport.objects.accepted().filter(campaign=report.campaign)
    return list(accepted.select_related("centre").order_by("centre__order", "centre__code"))


def roll_up(report: SeasonReport, today: date) -> Built:
    """Raises NothingAccepted."""
    accepted = accepted_of(report)
    if not accepted:
        raise NothingAccepted
    campaign = report.campaign
    contents = [one.content for one in accepted]
    snapshots = [bytes(one.snapshot) for one in accepted]
    dataset = read_snapshots(campaign.revision.questionnaire, campaign.season.fiscal_year, snapshots)
    snapshot = take_snapshot(dataset)
    content = {
        "schema": SCHEMA,
        "scope": scope(campaign, None, today),
        "centres": [_line_of(one) for one in contents],
        "missing": _missing(accepted),
        "funnel": _funnel(contents),
        **tables(dataset, campaign.bands),
        "told_and_seen": _crossed(contents),
        "kpi": _kpi(contents),
        "banners": _banners(contents),
        "themes": themes.added([one["themes"] for one in contents]),
        "checksum": sha256("\n".join(one.checksum for one in accepted).encode()).hexdigest(),
    }
    content["facts"] = facts(content)
    content["parts"] = parts(content, snapshot)
    content["last_year"] = compared(report, content["facts"])
    return settled(content, snapshot)


def _line_of(content: dict[str, Any]) -> dict[str, Any]:
    here = content["scope"]
    return {
        "centre": here["centre"], "words": here["region"], "on": here["on"], "checksum": content["checksum"],
        "facts": content["facts"], "hidden": hidden_facts(content),
        **{part: content["funnel"]["total"][part] for part in PARTS},
    }  # fmt: skip


def _missing(accepted: Sequence[SeasonReport]) -> list[dict[str, str]]:
    rest = Centre.objects.exclude(pk__in=[one.centre_id for one in accepted])
    return [{"th": one.region_th, "en": one.region_en} for one in rest]


def _funnel(contents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """By region: a province's line is its centre's."""
    totals = [one["funnel"]["total"] for one in contents]
    places = [
        {"key": one["scope"]["centre"], "words": one["scope"]["region"], **one["funnel"]["total"]} for one in contents
    ]
    tables = {name: _merged(line for one in contents for line in one["funnel"][name]) for name in ("kinds", "modes")}
    return {"places": places, **tables, "total": {part: sum(one[part] for one in totals) for part in PARTS}}


def _merged(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[Any, dict[str, Any]] = {}
    for line in lines:
        one = found.setdefault(line["key"], {**line, **dict.fromkeys(PARTS, 0)})
        for part in PARTS:
            one[part] += line[part]
    return [found[key] for key in sorted(found)]


def _crossed(contents: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    crosses = [one["told_and_seen"] for one in contents if one["told_and_seen"]]
    if not crosses:
        return None
    together = zip(*(one["counts"] for one in crosses), strict=True)
    counts = [[sum(cells) for cells in zip(*rows, strict=True)] for rows in together]
    return {**crosses[0], "counts": counts}


def _kpi(contents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Sums; costs are computed from them, and a median of medians would be none."""
    figures: dict[str, Any] = {}
    for name in work.ADDED:
        parts = [one["kpi"]["figures"][name] for one in contents if name in one["kpi"]["figures"]]
        if parts:
            of = _added(part["of"] for part in parts)
            figures[name] = {"value": _added(part["value"] for part in parts), "of": of, "unit": parts[0]["unit"]}
    spent = figures.get("spent", {}).get("value")
    for name, per in (("cost_per_visit", "visited"), ("cost_per_banner", "banner")):
        number = figures.get(per, {}).get("value")
        figures[name] = {"value": spent / number if spent and number else None, "of": None, "unit": "baht"}
    return {"figures": figures, "months": _months(contents)}


def _months(contents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    months: dict[str, dict[str, Any]] = {}
    for line in (line for one in contents for line in one["kpi"]["months"]):
        one = months.setdefault(line["month"], {"month": line["month"], "planned": 0, "visited": 0})
        one["planned"] += line["planned"]
        one["visited"] += line["visited"]
    return [months[month] for month in sorted(months)]


def _added(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _banners(contents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What can be added; how long banners last is told centre by centre."""
    many = [one["banners"] for one in contents]
    found: dict[str, Any] = {name: sum(one[name] for one in many) for name in work.SUMMED_BANNERS}
    return found | dict.fromkeys(work.SINGLE_BANNERS)
