from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import ReportEvent, SeasonReport
from .move_report import locked, move, require

State = SeasonReport.State


@transaction.atomic
def accept_report(report: SeasonReport, *, by, at: datetime, version: int | None = None) -> SeasonReport:
    """Headquarters accepts a centre's report: the nation's is made of it. Raises PermissionDenied and WrongState."""
    require(by, "decide_seasonreport", None)
    report = locked(report, (State.SUBMITTED,), version=version)
    return move(report, State.ACCEPTED, ReportEvent.Verb.ACCEPTED, by=by, at=at)
