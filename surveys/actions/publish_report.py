from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from home.generation import bump

from ..models import ReportEvent, SeasonReport
from ..models.reports import WRITTEN
from .move_report import NoReason, locked, move, require
from .submit_report import freeze

State = SeasonReport.State


@transaction.atomic
def publish_report(
    report: SeasonReport, *, by, at: datetime, today: date, version: int | None = None, knowing: bool = False
) -> SeasonReport:
    """The nation's report, made of what is accepted at this moment, is frozen and readable for everybody.

    `knowing` as for submit_report().

    Raises PermissionDenied, WrongState, rollup.NothingAccepted and submit_report.OutdatedParagraphs.
    """
    from ..report.rollup import roll_up

    require(by, "publish_seasonreport", None)
    # While these rows are held no centre's report is returned under our hands.
    list(SeasonReport.objects.select_for_update(of=("self",)).accepted().filter(campaign=report.campaign).only("pk"))
    report = locked(report, WRITTEN, version=version)
    if not report.national:
        raise ValueError("a centre's report is submitted, not published")
    verb = ReportEvent.Verb.PUBLISHED
    done = freeze(report, roll_up(report, today), State.PUBLISHED, verb, by=by, at=at, knowing=knowing)
    bump()
    return done


@transaction.atomic
def take_back_report(
    report: SeasonReport, reason: str, *, by, at: datetime, version: int | None = None
) -> SeasonReport:
    """The published report is no longer readable and may be written again.

    Raises PermissionDenied, WrongState and NoReason.
    """
    require(by, "publish_seasonreport", None)
    if not reason.strip():
        raise NoReason
    report = locked(report, (State.PUBLISHED,), version=version)
    done = move(report, State.RETURNED, ReportEvent.Verb.TAKEN_BACK, by=by, at=at, reason=reason.strip())
    bump()
    return done
