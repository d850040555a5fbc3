"""When a campaign's time is up, nothing leads from an answer to a partner any more, and no free text is left."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..instrument.items import Form, Kind
from ..instrument.pair_codes import new_pair_code
from ..models import Campaign, Decision, KeyedSheet, PairCode, Response

CHUNK = 500
#: Texts may say anything, and an address of a website says whose it is.
TELLING = (Kind.TEXT, Kind.URL)


@dataclass(frozen=True)
class Purged:
    """What went (or would go): codes cut from their visits, answers with texts or days, sheets as they were keyed."""

    campaign: Campaign
    codes: int
    answers: int
    sheets: int


def kept_until(campaign: Campaign) -> date:
    """The first day on which the links and texts are due to go."""
    months = campaign.closes_on.month - 1 + campaign.keep_months
    year, month = campaign.closes_on.year + months // 12, months % 12 + 1
    return date(year, month, min(campaign.closes_on.day, calendar.monthrange(year, month)[1]))


def purge_campaigns(*, now: datetime, dry_run: bool) -> list[Purged]:
    """Every campaign whose months are over and that was not purged yet. A dry run counts and writes nothing."""
    today = timezone.localdate(now)
    waiting = Campaign.objects.filter(erased_at=None).select_related("season", "revision").order_by("pk")
    return [_purge(one, now, dry_run) for one in waiting if kept_until(one) <= today]


@transaction.atomic
def _purge(campaign: Campaign, now: datetime, dry_run: bool) -> Purged:
    answers = Response.objects.filter(campaign=campaign).order_by("pk")
    codes, sheets = campaign.pair_codes.all(), KeyedSheet.objects.filter(response__campaign=campaign)
    found = Purged(campaign, codes.count(), answers.count(), sheets.count())
    if dry_run:
        return found
    sheets.delete()
    Decision.objects.filter(response__campaign=campaign).update(reason="", by=None)
    _blank(campaign, answers)
    _cut(list(codes))
    Campaign.objects.filter(pk=campaign.pk).update(erased_at=now)
    counts = {"codes": found.codes, "answers": found.answers, "sheets": found.sheets}
    log(instance=campaign, action="surveys.purge", data=counts)
    return found


def _blank(campaign: Campaign, answers) -> None:
    """Texts go, days become months: with the day of a visit an answer could be traced to its partner."""
    forms = {wave: campaign.form(wave) for wave in (1, 2)}
    changed = []
    for response in answers.iterator(chunk_size=CHUNK):
        response.answers = _without(forms[response.wave], response.answers)
        response.answered_on = response.answered_on.replace(day=1)
        response.keyed_by = None
        response.notice = ""
        changed.append(response)
    Response.objects.bulk_update(changed, ["answers", "answered_on", "keyed_by", "notice"], batch_size=CHUNK)


def _without(form: Form, answers):
    kept = {}
    for name, answer in answers.items():
        item = form.by_name.get(name)
        if item is None or item.kind in TELLING:
            continue
        kept[name] = f"{str(answer)[:8]}01" if item.kind is Kind.DATE else answer
    return kept


def _cut(codes: list[PairCode]) -> None:
    """A code becomes another one that stands on no sheet: it still says which two answers are one pair."""
    for code in codes:
        code.visit, code.printed_at = None, None
        code.code, code.open_code = new_pair_code(), new_pair_code()
    PairCode.objects.bulk_update(codes, ["visit", "printed_at", "code", "open_code"], batch_size=CHUNK)
