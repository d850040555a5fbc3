"""The reports of the demonstration season: every centre's accepted, the nation's published, themes given to texts."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from home.models import Centre
from network.models import Quota, Visit

from ..actions.found_themes import found_themes
from ..actions.move_report import move
from ..actions.submit_report import freeze
from ..models import Campaign, ReportEvent, Response, SeasonReport, TextTheme, Theme
from ..report.building import build
from ..report.rollup import roll_up

State, Verb = SeasonReport.State, ReportEvent.Verb
#: What the demonstration's texts are about, by a word in them.
ABOUT = {"ตำแหน่งงานว่าง": "vacancies", "อาชีพอิสระ": "self-employment", "ต่างประเทศ": "abroad"}
#: Every so many texts are left for whoever tries the screen.
LEFT = 6
SIGNER = ("ผู้ลงนามสมมติ", "ผู้อำนวยการศูนย์บริหารข้อมูลตลาดแรงงาน (ข้อมูลสาธิต)")


def load_reports(campaign: Campaign, today: date, at: datetime) -> int:
    """How many rows were written."""
    made = found_themes() + _quotas(campaign) + _give_themes(campaign, at)
    for centre in Centre.objects.filter(provinces__in=Response.objects.values("province")).distinct():
        report = _begun(campaign, centre, at)
        report = freeze(report, build(report, today), State.SUBMITTED, Verb.SUBMITTED, by=None, at=at, knowing=True)
        move(report, State.ACCEPTED, Verb.ACCEPTED, by=None, at=at)
        made += 1
    nation = _begun(campaign, None, at)
    freeze(nation, roll_up(nation, today), State.PUBLISHED, Verb.PUBLISHED, by=None, at=at, knowing=True)
    return made + 1


def _begun(campaign: Campaign, centre: Centre | None, at: datetime) -> SeasonReport:
    report = SeasonReport.objects.create(
        campaign=campaign, centre=centre, signer_name=SIGNER[0], signer_position=SIGNER[1] if centre else ""
    )
    ReportEvent.objects.create(report=report, verb=Verb.BEGUN, at=at)
    return report


def _quotas(campaign: Campaign) -> int:
    """A few more than were visited, as in life."""
    if Quota.objects.filter(season=campaign.season).exists():
        return 0
    visits = Counter(Visit.objects.filter(season=campaign.season).values_list("partner__province", flat=True))
    quotas = [Quota(season=campaign.season, province_id=pk, target=n + n // 8 + 1) for pk, n in visits.items()]
    return len(Quota.objects.bulk_create(quotas))


def _give_themes(campaign: Campaign, at: datetime) -> int:
    themes = {theme.code: theme for theme in Theme.objects.all()}
    texts = Response.objects.filter(campaign=campaign).values_list("pk", "answers__SUGG_T").order_by("pk")
    written = [(pk, text) for pk, text in texts if text]
    given = [
        TextTheme(response_id=pk, variable="SUGG_T", theme=themes[code], at=at)
        for place, (pk, text) in enumerate(written)
        for word, code in ABOUT.items()
        if word in text and place % LEFT
    ]
    return len(TextTheme.objects.bulk_create(given))
