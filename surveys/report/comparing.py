"""This year's figures beside those of the last report of the same centre, or of the nation, that was accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..models import SeasonReport
from .facts import NAMES
from .suppression import hidden_facts

State = SeasonReport.State


def report_of_last_year(report: SeasonReport) -> SeasonReport | None:
    """The newest of an earlier season that was accepted, or published for the nation. One query."""
    earlier = SeasonReport.objects.filter(
        centre=report.centre_id,
        state__in=(State.ACCEPTED, State.PUBLISHED),
        campaign__season__fiscal_year__lt=report.campaign.season.fiscal_year,
    )
    return earlier.select_related("campaign__season").order_by("-campaign__season__fiscal_year").first()


def compared(report: SeasonReport, now: Mapping[str, float | None]) -> dict[str, Any] | None:
    """None where there is nothing to compare with."""
    if (earlier := report_of_last_year(report)) is None:
        return None
    before = earlier.content["facts"]
    lines = [
        {"name": name, "before": before.get(name), "after": now.get(name), "change": _change(before, now, name)}
        for name in NAMES
    ]
    return {
        "year": earlier.campaign.season.fiscal_year,
        "lines": lines,
        "hidden": hidden_facts(earlier.content),
    }


def _change(before: Mapping[str, float | None], now: Mapping[str, float | None], name: str) -> float | None:
    first, second = before.get(name), now.get(name)
    return None if first is None or second is None else second - first
