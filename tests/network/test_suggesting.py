"""The rules 2(2) to 2(5) of the manual, asked of real rows."""

from datetime import date, timedelta

import pytest

from network.actions.change_partner import Actor
from network.actions.choose_targets import (
    NotATarget,
    SeasonClosed,
    accept_suggestions,
    shortlist_partner,
    skip_suggestion,
)
from network.models import Quota, Responsibility, Visit
from network.outreach import clock, states
from network.suggesting import suggest
from tests.network_factories import partner, subdistrict
from tests.season_factories import NOW, TODAY, province, season, team, visit

pytestmark = pytest.mark.django_db

FRESH = {"suitable": True, "screened_on": TODAY - timedelta(days=5), "website": "http://a.example"}
VISITED = {"first_visited_on": date(2024, 1, 1), "last_visited_on": date(2024, 1, 1), "website": "http://b.example"}


def quota(here, number: int, kind: str = "", slug: str = "lampang") -> Quota:
    return Quota.objects.create(season=here, province=province(slug), kind=kind, target=number)


def prospect(**fields):
    return partner(**{"status": "prospect", "website": "http://c.example"} | fields)


def names(here, **how) -> list[str]:
    return [one.partner.name_th for one in suggest(here, TODAY, **how)]


def test_the_three_tiers_come_in_the_order_of_the_manual_and_say_why():
    here = season()
    quota(here, 9)
    prospect(name_th="เคยไป", **VISITED)
    prospect(name_th="ยังไม่คัดกรอง")
    prospect(name_th="ไม่มีเว็บไซต์", website="")
    prospect(name_th="คัดกรองนานแล้ว", suitable=True, screened_on=TODAY - timedelta(days=91))
    prospect(name_th="พร้อม", **FRESH)
    found = [(one.partner.name_th, one.tier, one.rule, one.reason) for one in suggest(here, TODAY)]
    assert found == [
        ("พร้อม", 1, "2(2)–2(3)", "screened"),
        ("คัดกรองนานแล้ว", 2, "2(3)", "screen_again"),
        ("ยังไม่คัดกรอง", 2, "2(3)", "screen_first"),
        ("ไม่มีเว็บไซต์", 2, "2(1)", "find_site"),
        ("เคยไป", 3, "2(5)", "no_banner_yet"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"banner_state": "live"},
        {"site_state": "down"},
        {"suitable": False},
        {"status": "opted_out"},
        {"status": "closed"},
        {"status": "merged"},
    ],
)
def test_who_is_never_suggested(fields):
    here = season()
    quota(here, 5)
    prospect(**fields)
    assert names(here) == []


def test_who_is_in_the_season_or_was_passed_over_in_it_is_not_suggested_again():
    here, last = season(), season(2569, state=clock.CLOSED)
    quota(here, 5)
    taken, skipped, earlier = (prospect(name_th=name) for name in ("อยู่แล้ว", "ข้าม", "ปีก่อน"))
    visit(taken, season=here, state=states.DECLINED)
    skip_suggestion(here, skipped, "far", actor=Actor(), at=NOW)
    visit(earlier, season=last, state=states.CANCELLED)
    assert names(here) == ["ปีก่อน"]


def test_only_open_places_are_filled_kind_by_kind_and_province_by_province():
    here = season()
    quota(here, 2, kind="school")
    quota(here, 1, slug="phrae")
    visit(prospect(kind="school", name_th="เลือกแล้ว"), season=here, state=states.SELECTED)
    for number in range(3):
        prospect(kind="school", name_th=f"โรงเรียน {number}")
        prospect(kind="sao", name_th=f"อบต. {number}")
        prospect(kind="sao", name_th=f"แพร่ {number}", province=province("phrae"))
    assert sorted(names(here)) == ["แพร่ 0", "โรงเรียน 0"]
    assert names(here, provinces=[province("phrae").pk]) == ["แพร่ 0"]


def test_neighbours_of_targets_come_first():
    here = season()
    quota(here, 2)
    near, far = subdistrict("520201"), subdistrict("520301")
    there = {"province": province(), "district": near.district}
    visit(prospect(**there), season=here, state=states.SELECTED)
    prospect(name_th="ก ไกล", district=far.district)
    prospect(name_th="ข ใกล้", **there)
    (one,) = suggest(here, TODAY)
    assert (one.partner.name_th, one.near) == ("ข ใกล้", True)


def test_without_a_quota_nothing_is_suggested():
    prospect()
    assert names(season()) == []


def test_four_queries_however_many_rows(django_assert_max_num_queries):
    here = season()
    for slug in ("lampang", "phrae", "nan"):
        quota(here, 10, slug=slug)
        for number in range(15):
            prospect(name_th=f"{slug} {number}", province=province(slug))
    with django_assert_max_num_queries(4):
        assert len(suggest(here, TODAY)) == 30


def test_accepting_shares_the_targets_out_among_the_teams_of_the_province():
    here = season()
    quota(here, 5)
    teams = [team(name="สาย 1"), team(name="สาย 2")]
    for one in teams:
        Responsibility.objects.create(season=here, team=one, province=province())
    for number in range(5):
        prospect(name_th=f"ที่ {number}")
    done = accept_suggestions(here, suggest(here, TODAY), actor=Actor(role="test"), at=NOW)
    assert (done.added, done.taken) == (5, 0)
    assert sorted(Visit.objects.filter(team=one).count() for one in teams) == [2, 3]
    assert all(one.events.get().verb == "shortlist" for one in Visit.objects.all())


def test_accepting_twice_adds_nothing():
    here = season()
    quota(here, 1)
    prospect()
    offered = suggest(here, TODAY)
    accept_suggestions(here, offered, actor=Actor(), at=NOW)
    again = accept_suggestions(here, offered, actor=Actor(), at=NOW)
    assert (again.added, again.taken, Visit.objects.count()) == (0, 1, 1)


def test_a_partner_that_somebody_looked_up_stands_at_the_tier_of_the_rules():
    here = season()
    one = shortlist_partner(here, prospect(**VISITED), actor=Actor(), at=NOW)
    assert (one.tier, one.rule, one.chosen_because) == (3, "2(5)", "no_banner_yet")
    with pytest.raises(NotATarget):
        shortlist_partner(here, one.partner, actor=Actor(), at=NOW)
    with pytest.raises(NotATarget):
        shortlist_partner(here, prospect(status="opted_out"), actor=Actor(), at=NOW)


def test_a_closed_season_takes_no_targets():
    with pytest.raises(SeasonClosed):
        shortlist_partner(season(state=clock.CLOSED), prospect(), actor=Actor(), at=NOW)
