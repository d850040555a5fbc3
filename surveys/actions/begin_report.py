from __future__ import annotations

from datetime import datetime

from django.db import transaction

from home.models import Centre

from ..models import Campaign, ReportEvent, SeasonReport
from .move_report import require


@transaction.atomic
def begin_report(campaign: Campaign, centre: Centre | None, *, by, at: datetime) -> SeasonReport:
    """The report of a centre, or of the nation, as it is or just begun. Raises PermissionDenied."""
    require(by, "change_seasonreport", centre.pk if centre else None)
    signer = centre.signatories.active().first() if centre else None
    words = {"signer_name": signer.name, "signer_position": " ".join(signer.position.split())} if signer else {}
    report, made = SeasonReport.objects.get_or_create(campaign=campaign, centre=centre, defaults=words)
    if made:
        ReportEvent.objects.create(report=report, verb=ReportEvent.Verb.BEGUN, by=by, at=at)
    return report
