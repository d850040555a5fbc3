from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ..models import ReportEvent, SeasonReport
from ..models.reports import WRITTEN
from .move_report import locked, move, require


class NothingReturned(Exception):
    """No usable answer has come: there is nothing to report yet."""


class OutdatedParagraphs(Exception):
    """Paragraphs were written from other figures than today's; `titles` names them."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(", ".join(titles))
        self.titles = titles


@transaction.atomic
def submit_report(
    report: SeasonReport, *, by, at: datetime, today: date, version: int | None = None, knowing: bool = False
) -> SeasonReport:
    """A centre hands its report in: its figures are frozen with the checksum of the data, and so are its words.

    `knowing`: whoever submits has seen that some paragraphs were written from other figures.
    Raises PermissionDenied, WrongState, NothingReturned and OutdatedParagraphs.
    """
    from ..report.building import build

    require(by, "submit_seasonreport", report.centre_id)
    report = locked(report, WRITTEN, version=version)
    if report.national:
        raise ValueError("the nation's report is published, not submitted")
    built = build(report, today)
    if not built.content["facts"]["returned"]:
        raise NothingReturned
    return freeze(
        report, built, SeasonReport.State.SUBMITTED, ReportEvent.Verb.SUBMITTED, by=by, at=at, knowing=knowing
    )


def freeze(report: SeasonReport, built, to: str, verb: str, *, by, at: datetime, knowing: bool) -> SeasonReport:
    """Within the caller's transaction. Raises OutdatedParagraphs."""
    from ..report.paragraphs import paragraphs

    written = paragraphs(built.content, report.paragraphs)
    outdated = [one.title for one in written if one.outdated]
    if outdated and not knowing:
        raise OutdatedParagraphs(outdated)
    texts = [{"key": one.key, "title": one.title, "text": one.text, "edited": one.edited} for one in written]
    return move(
        report, to, verb, by=by, at=at,
        content=built.content | {"paragraphs": texts}, snapshot=built.snapshot, checksum=built.content["checksum"],
        frozen_at=at,
    )  # fmt: skip
