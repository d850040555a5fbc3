from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from network.models import Season

from ..models import Campaign, Revision
from .freeze_revision import freeze_revision


@transaction.atomic
def open_campaign(season: Season, revision: Revision, *, opens_on: date, closes_on: date, now: datetime, **more):
    """The asking of a season begins; its wording is frozen."""
    campaign = Campaign.objects.create(season=season, revision=revision, opens_on=opens_on, closes_on=closes_on, **more)
    freeze_revision(revision, Revision.Reason.OPENED, now=now)
    return campaign
