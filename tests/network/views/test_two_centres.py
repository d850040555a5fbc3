"""Who works for two centres, and a leader among teams: a right counts in its own centre, a leader's in his own team."""

from datetime import date, datetime

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from home.models import Centre, CentreGroup
from network.actions.change_partner import Actor
from network.actions.observe_partners import observe_partners
from network.models import Agreement, BudgetAllocation, PlanMonth, Quota, Responsibility, Visit, Volunteer
from network.outreach import states
from network.visit_calendar import feed_token
from tests.network.staff import member
from tests.network_factories import partner, subdistrict
from tests.season_factories import NOW, TODAY, province, screening, season, team, travel, visit

pytestmark = pytest.mark.django_db
TEN = timezone.make_aware(datetime(2027, 1, 20, 10, 0))
PLACES = {"north": "lampang", "south": "songkhla"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def two(client):
    """two("director", "officer"): a person with the first role in the north and the second in the south, logged in."""

    def log_in(north: str, south: str):
        user = member(north, "north")
        of_south = Group.objects.filter(centre_group__role=south, centre_group__centre__code="south").first()
        user.groups.add(of_south or _editors())
        client.force_login(user)
        return user

    return log_in


def _editors() -> Group:
    group = Group.objects.create(name="ผู้เขียนข่าวภาคใต้")
    CentreGroup.objects.create(group=group, role="editor", centre=Centre.objects.get(code="south"))
    return group


def at(name: str, *args) -> str:
    return reverse(f"outreach:{name}", args=args)


def candidate(centre: str, **fields):
    known = {"status": "prospect", "website": "http://c.example", "address": "1 หมู่ 1", "zip_code": "52000"}
    of = partner(province=province(PLACES[centre]), **known | fields)
    screening(of)
    observe_partners([of.pk], actor=Actor(), at=NOW)
    of.refresh_from_db()
    return of


def in_both(make) -> dict[str, object]:
    return {centre: make(centre) for centre in PLACES}


def test_a_trip_is_approved_and_settled_only_where_one_is_director(client, two):
    two("director", "officer")
    here = season()
    trips = {}
    for centre in PLACES:
        BudgetAllocation.objects.create(season=here, centre=Centre.objects.get(code=centre), amount=1000)
        trips[centre] = travel(team(centre), here, state="submitted")
        trips[centre].lines.create(category="other", description="x", rate=10)
    for act, reached in (("approve", "approved"), ("settle", "settled")):
        for centre, trip in trips.items():
            client.post(at("trip", trip.pk), {"act": act, f"line-{trip.lines.get().pk}": "10"})
            trip.refresh_from_db()
            assert trip.state == (reached if centre == "north" else "submitted")
    page = client.get(at("trip", trips["south"].pk)).content.decode()
    assert 'value="approve"' not in page


def test_a_target_is_confirmed_only_where_one_is_director_one_by_one_and_many_at_once(client, two):
    two("director", "officer")
    here = season()
    for way in ("step", "many"):
        visits = in_both(lambda centre: visit(candidate(centre, name_th=f"ที่ {centre}"), season=here))
        if way == "step":
            for one in visits.values():
                client.post(at("step", one.pk, "select"), {"version": one.version})
        else:
            sent = {"id": [one.pk for one in visits.values()], "act": "select", "confirmed": "1"}
            assert "another team or centre" in client.post(at("many"), sent).content.decode()
        found = {centre: Visit.objects.get(pk=one.pk).state for centre, one in visits.items()}
        assert found == {"north": states.SELECTED, "south": states.SHORTLISTED}


def test_who_only_writes_news_for_a_centre_sees_none_of_its_visits_and_chooses_nobody(client, two):
    two("officer", "editor")
    here = season()
    visits = in_both(lambda centre: visit(candidate(centre), season=here))
    assert client.get(at("visit", visits["north"].pk)).status_code == 200
    assert client.get(at("visit", visits["south"].pk)).status_code == 404
    others = in_both(candidate)
    for centre, of in others.items():
        Quota.objects.create(season=here, province=of.province, target=5)
        client.post(at("screening", of.pk), {"site_works": "no", "banner_room": "no"})
        assert of.screenings.filter(site_works="no").exists() == (centre == "north")
    fresh = in_both(candidate)
    client.post(at("suggestions"), {"act": "fill"})
    chosen = set(Visit.objects.filter(season=here).values_list("partner", flat=True))
    assert fresh["north"].pk in chosen and fresh["south"].pk not in chosen
    client.post(at("suggestions"), {"act": "code", "code": fresh["south"].code})
    assert not Visit.objects.filter(partner=fresh["south"]).exists()


def test_plan_and_quotas_are_written_only_where_one_has_the_right(client, two):
    two("director", "officer")
    right = Permission.objects.get(codename="change_quota")
    Group.objects.get(centre_group__role="director", centre_group__centre__code="north").permissions.add(right)
    here = season()
    for centre, slug in PLACES.items():
        red, there = team(centre), province(slug)
        Responsibility.objects.create(season=here, team=red, province=there)
        client.post(at("plan", here.pk), {"centre": centre, f"p-{red.pk}-{there.pk}-202612": "5"})
        client.post(at("quotas", here.pk), {"centre": centre, f"q-{there.pk}-": "4", f"t-{there.pk}": [red.pk]})
    assert [row.team.centre.code for row in PlanMonth.objects.all()] == ["north"]
    assert [row.province.centre.code for row in Quota.objects.all()] == ["north"]


def test_the_address_of_a_teams_calendar_is_ended_only_where_one_keeps_teams(client, two):
    two("director", "officer")
    for centre in PLACES:
        red = team(centre)
        old = reverse("team_calendar", args=[feed_token(red)])
        client.post(at("feed_renew", red.pk))
        assert client.get(old).status_code == (404 if centre == "north" else 200)


def _agreement(centre):
    return Agreement.objects.create(
        title="x", party="y", scope="dla", signed_on=TODAY, centre=Centre.objects.get(code=centre)
    )


def _volunteer(centre):
    place = subdistrict("520101" if centre == "north" else "900101")
    return Volunteer.objects.create(name="อาสา ตัวอย่าง", district=place.district)


@pytest.mark.parametrize(
    ("space", "make"), [("teams", team), ("agreements", _agreement), ("volunteers", _volunteer)]
)  # fmt: skip
def test_a_register_is_changed_and_cleared_only_where_one_keeps_it(client, two, space, make):
    two("director", "officer")
    records = in_both(make)
    listed = client.get(reverse(f"{space}:index")).content.decode()
    for centre, record in records.items():
        delete = reverse(f"{space}:delete", args=[record.pk])
        assert (delete in listed) == (centre == "north")
        client.post(delete)
        assert type(record).objects.filter(pk=record.pk).exists() == (centre == "south")


def test_a_record_is_not_moved_into_a_centre_where_one_may_not_keep_it(client, two):
    two("director", "officer")
    red, south = team("north", name="สาย 9"), Centre.objects.get(code="south")
    client.post(reverse("teams:edit", args=[red.pk]), {"centre": south.pk, "name": "สาย 9", "active": "on"})
    client.post(reverse("teams:add"), {"centre": south.pk, "name": "สาย 8", "active": "on"})
    assert south.teams.count() == 0


class TestLeader:
    @pytest.fixture
    def leader(self, client):
        user = member("team_leader", "north")
        client.force_login(user)
        return user

    def test_he_confirms_targets_of_his_own_team_and_of_none_only(self, client, leader):
        here, mine, other = season(), team(leader=leader), team(name="สาย 2")
        states_by_team = {}
        for of_team in (mine, other, None):
            one = visit(candidate("north"), season=here, team=of_team)
            client.post(at("step", one.pk, "select"), {"version": one.version})
            states_by_team[of_team] = Visit.objects.get(pk=one.pk).state
        assert list(states_by_team.values()) == [states.SELECTED, states.SHORTLISTED, states.SELECTED]

    def test_he_plans_and_keeps_his_own_team_only(self, client, leader):
        here, mine, other, there = season(), team(leader=leader), team(name="สาย 2"), province()
        for each in (mine, other):
            Responsibility.objects.create(season=here, team=each, province=there)
        months = {f"p-{each.pk}-{there.pk}-202612": "5" for each in (mine, other)}
        client.post(at("plan", here.pk), {"centre": "north", **months})
        assert set(PlanMonth.objects.values_list("team", "month")) == {(mine.pk, date(2026, 12, 1))}
        # Nothing ticked: his own team gives the province up, the other keeps it.
        client.post(at("quotas", here.pk), {"centre": "north"})
        assert [row.team for row in here.responsibilities.all()] == [other]
        for each in (mine, other):
            old = reverse("team_calendar", args=[feed_token(each)])
            client.post(at("feed_renew", each.pk))
            assert client.get(old).status_code == (404 if each is mine else 200)
            edited = {"centre": each.centre_id, "name": f"{each.name} ใหม่", "active": "on", "leader": leader.pk}
            client.post(reverse("teams:edit", args=[each.pk]), edited)
            each.refresh_from_db()
        assert (mine.name, other.name) == ("สาย 1 ใหม่", "สาย 2")
