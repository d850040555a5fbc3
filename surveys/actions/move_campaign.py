from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Min

from ..models import Campaign


class AnsweredBefore(Exception):
    """`day` is the first day of an answer; a campaign cannot begin after it."""

    def __init__(self, day: date):
        super().__init__(day)
        self.day = day


class TimeIsUp(Exception):
    """The links and texts of the campaign are erased: its dates say when, and stay."""


@transaction.atomic
def move_campaign(campaign: Campaign, *, opens_on: date, closes_on: date, keep_months: int) -> Campaign:
    """Other days for the asking of a season, and for how long answers stay linked.

    Raises AnsweredBefore or TimeIsUp; nothing is changed then.
    """
    stored = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if stored.erased_at:
        raise TimeIsUp
    first = stored.responses.aggregate(day=Min("answered_on"))["day"]
    if first and first < opens_on and opens_on > stored.opens_on:
        raise AnsweredBefore(first)
    stored.opens_on, stored.closes_on, stored.keep_months = opens_on, closes_on, keep_months
    stored.save(update_fields=["opens_on", "closes_on", "keep_months"])
    return stored
