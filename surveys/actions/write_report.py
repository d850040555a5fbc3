"""Somebody writes a report's paragraphs: what differs from what its figures say is kept as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ..models import ReportEvent, SeasonReport
from ..models.reports import WRITTEN
from .move_report import locked, move, require


@transaction.atomic
def write_report(
    report: SeasonReport,
    texts: Mapping[str, str],
    *,
    shown: Mapping[str, str],
    by,
    at: datetime,
    signer: tuple[str, str] | None = None,
    version: int | None = None,
) -> SeasonReport:
    """`texts`: key to what was written; empty means "as its figures say". `shown`: the basis() of what those said then.

    A text that was not touched keeps what it was written from, so that a warning about changed figures stays until
    somebody has looked. Raises PermissionDenied and WrongState (with `version`, also when somebody else wrote since).
    """
    from ..report.paragraphs import basis, keys

    require(by, "change_seasonreport", report.centre_id)
    report = locked(report, WRITTEN, version=version)
    kept = dict(report.paragraphs)
    for key in keys():
        if key not in texts:
            continue
        text, of = _plain(texts[key]), shown.get(key, "")
        if not text or basis(text) == of:
            kept.pop(key, None)
        elif kept.get(key, {}).get("text") != text:
            kept[key] = {"text": text, "basis": of}
    fields = {"paragraphs": kept}
    if signer is not None:
        fields |= {"signer_name": signer[0], "signer_position": signer[1]}
    return move(report, report.state, ReportEvent.Verb.WRITTEN, by=by, at=at, **fields)


@transaction.atomic
def generate_again(report: SeasonReport, key: str, *, by, at: datetime, version: int | None = None) -> SeasonReport:
    """The paragraph says again what its figures say. Raises as write_report()."""
    return write_report(report, {key: ""}, shown={}, by=by, at=at, version=version)


@transaction.atomic
def keep_paragraph(report: SeasonReport, key: str, *, shown: str, by, at: datetime, version: int | None = None):
    """Somebody has looked: what was written holds for today's figures too. Raises as write_report()."""
    require(by, "change_seasonreport", report.centre_id)
    report = locked(report, WRITTEN, version=version)
    kept = dict(report.paragraphs)
    if key in kept:
        kept[key] = {**kept[key], "basis": shown}
    return move(report, report.state, ReportEvent.Verb.WRITTEN, by=by, at=at, paragraphs=kept)


def _plain(text: str) -> str:
    """As a browser sends it, with the line ends that we keep."""
    return text.replace("\r\n", "\n").strip()
