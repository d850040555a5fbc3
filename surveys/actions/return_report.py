from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import ReportEvent, SeasonReport
from .move_report import NoReason, locked, move, require

State = SeasonReport.State


class LinksErased(Exception):
    """The answers’ links to their codes are erased: no figures before and after could be made any more."""


class CountedInPublished(Exception):
    """The nation's report counts it and is published; that one is taken back first."""


@transaction.atomic
def return_report(report: SeasonReport, reason: str, *, by, at: datetime, version: int | None = None) -> SeasonReport:
    """Headquarters sends a centre's report back, accepted or not: it is written again, from the figures of that day.

    Raises PermissionDenied, WrongState, NoReason, LinksErased and CountedInPublished.
    """
    require(by, "decide_seasonreport", None)
    if not reason.strip():
        raise NoReason
    report = locked(report, (State.SUBMITTED, State.ACCEPTED), version=version)
    if report.campaign.erased_at:
        raise LinksErased
    if report.state == State.ACCEPTED and SeasonReport.objects.published().filter(campaign=report.campaign).exists():
        raise CountedInPublished
    return move(report, State.RETURNED, ReportEvent.Verb.RETURNED, by=by, at=at, reason=reason.strip())
