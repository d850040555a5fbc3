"""The one way in which reports get from state to state: who may, from where, and the line of the history for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from wagtail.log_actions import log

from home.access import may_do

from ..models import ReportEvent, SeasonReport


class WrongState(Exception):
    """The report is not where it was thought to be; `current` is how it stands now."""

    def __init__(self, current: SeasonReport) -> None:
        super().__init__(str(current.get_state_display()))
        self.current = current


class NoReason(Exception):
    """Whoever returns a report or takes it back says why."""


def require(user, right: str, centre_id: int | None) -> None:
    """Raises PermissionDenied unless the user has the right in that very centre; of no centre: at headquarters."""
    if not may_do(user, f"surveys.{right}", centre_id):
        raise PermissionDenied(right)


def locked(report: SeasonReport, states: Sequence[str], *, version: int | None = None) -> SeasonReport:
    """The report as it is stored, held until the transaction ends. Raises WrongState.

    `version`: what whoever acts has seen.
    """
    found = (
        SeasonReport.objects.select_for_update(of=("self",))
        .select_related("campaign__season", "campaign__revision__instrument", "centre")
        .get(pk=report.pk)
    )
    if found.state not in states or version not in (None, found.version):
        raise WrongState(found)
    return found


def move(report: SeasonReport, to: str, verb: str, *, by, at: datetime, reason: str = "", **fields) -> SeasonReport:
    """Writes the new state with `fields` and the line of the history, within the caller's transaction."""
    for name, value in {"state": to, **fields}.items():
        setattr(report, name, value)
    report.version += 1
    report.save(update_fields=["state", "version", *fields])
    ReportEvent.objects.create(report=report, verb=verb, reason=reason, checksum=report.checksum, by=by, at=at)
    log(instance=report, action="wagtail.edit", user=by, data={"verb": str(verb)})
    return report
