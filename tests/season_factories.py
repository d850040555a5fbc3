"""Seasons, teams and visits for tests: each function makes one with as little as its type allows."""

from datetime import date, datetime

from django.utils import timezone

from home.models import Centre, Province
from network.models import Screening, Season, Team, TravelRequest, Visit
from network.outreach import clock, states
from tests.network_factories import partner

NOW = timezone.make_aware(datetime(2027, 1, 13, 9, 0))
TODAY = date(2027, 1, 13)


def season(year: int = 2570, **fields) -> Season:
    dates = clock.dates_of(year)
    defaults = {
        "project_title": "โครงการขยายเครือข่ายข้อมูลข่าวสารตลาดแรงงานสู่ตำบล หมู่บ้าน",
        "state": clock.OPEN,
        **{name: getattr(dates, name) for name in ("field_start", "field_end", "form2_deadline", "report_deadline")},
    }
    return Season.objects.create(fiscal_year=year, **defaults | fields)


def team(centre: str = "north", *, members=(), **fields) -> Team:
    made = Team.objects.create(centre=Centre.objects.get(code=centre), **{"name": "สาย 1"} | fields)
    made.members.set(members)
    return made


def province(slug: str = "lampang") -> Province:
    return Province.objects.select_related("centre").get(slug=slug)


def screening(of, *, at=NOW, works: str = "yes", room: str = "yes", **fields) -> Screening:
    return Screening.objects.create(partner=of, at=at, site_works=works, banner_room=room, **fields)


def visit(of=None, **fields) -> Visit:
    """On the short list, unless the fields say otherwise; those of later states get the days these ask for."""
    of = of or partner(website="http://partner.example")
    if "season" not in fields:
        fields["season"] = Season.objects.first() or season()
    state = fields.get("state", states.SHORTLISTED)
    if state in (states.APPOINTED, states.TRAVEL_APPROVED, states.READY):
        fields.setdefault("appointment", timezone.make_aware(datetime(2027, 1, 20, 10, 0)))
    if state in states.DONE:
        fields.setdefault("visited_on", date(2027, 1, 12))
    return Visit.objects.create(partner=of, **fields)


def travel(of_team: Team, of_season: Season, **fields) -> TravelRequest:
    days = {"starts_on": date(2027, 1, 20), "ends_on": date(2027, 1, 21)}
    return TravelRequest.objects.create(team=of_team, season=of_season, **days | fields)
