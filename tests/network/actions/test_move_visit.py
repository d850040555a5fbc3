from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from network.actions.change_partner import Actor
from network.actions.choose_targets import replace_visit
from network.actions.move_visit import AlreadyRecorded, CannotMove, MovedMeanwhile, move_visit
from network.actions.observe_partners import observe_partners
from network.models import Holiday, KitItem, Quota, ReadinessCheck, ReadinessItem, Visit, VisitEvent
from network.models.history import HistoryIsKept
from network.outreach import clock, states
from tests.network.staff import member
from tests.network_factories import contact, partner
from tests.season_factories import NOW, TODAY, province, screening, season, team, travel, visit

pytestmark = pytest.mark.django_db

WINDOW = (date(2027, 1, 18), date(2027, 1, 22))
TEN = timezone.make_aware(datetime(2027, 1, 20, 10, 0))


def role(name: str) -> Actor:
    return Actor(user=member(name, "north" if name != "hq" else None))


def go(one: Visit, name: str, actor: Actor, **how) -> VisitEvent:
    return move_visit(one, name, actor=actor, at=how.pop("at", NOW), **how)


def refused(one: Visit, name: str, actor: Actor, **how) -> list[str]:
    with pytest.raises(CannotMove) as problem:
        go(one, name, actor, **how)
    return [missing.code for missing in problem.value.missing]


def screened(**fields):
    of = partner(website="http://a.example", address="1 หมู่ 1", zip_code="52000", status="prospect", **fields)
    screening(of)
    observe_partners([of.pk], actor=Actor(), at=NOW)
    of.refresh_from_db()
    return of


def test_a_visit_goes_all_the_way_and_every_step_leaves_a_line_and_a_stamp():
    officer, leader, director, desk = map(role, ("officer", "team_leader", "director", "admin_section"))
    of = screened()
    one = visit(of, team=team(members=[officer.user], leader=leader.user))
    person = contact(of, notice_on=TODAY)
    go(one, "select", leader)
    go(one, "set_window", officer, window=WINDOW)
    go(one, "send_letter_a", desk, values={"letter_a_number": "รง 0305/1", "letter_a_on": TODAY})
    go(one, "coordinate", officer, values={"coordinator": person, "reply_channel": "phone"})
    go(one, "appoint", officer, values={"appointment": TEN, "format": "staff"})
    trip = travel(one.team, one.season, state="approved")
    Visit.objects.filter(pk=one.pk).update(travel=trip)
    go(one, "approve_travel", director)
    one.letter_b_on = one.reconfirmed_on = date(2027, 1, 18)
    go(one, "make_ready", officer, values={"letter_b_on": date(2027, 1, 18), "reconfirmed_on": date(2027, 1, 18)})
    there = NOW + timedelta(days=7)
    steps = {f"step{number}_at": there.time() for number in range(1, 6)}
    go(one, "record", officer, at=there, values={"visited_on": date(2027, 1, 20), "form1_on": TODAY, **steps})
    go(one, "follow_up", Actor(role="clock"), at=there)
    late = {"form2_on": TODAY, "banner_checked_on": date(2027, 1, 20), "outcome": "linked"}
    go(one, "close", officer, at=there, values=late)
    one.refresh_from_db()
    lines = list(one.events.order_by("pk").values_list("verb", "before", "after"))
    assert [verb for verb, _before, _after in lines] == [
        "select", "set_window", "send_letter_a", "coordinate", "appoint", "approve_travel", "make_ready", "record",
        "follow_up", "close",
    ]  # fmt: skip
    assert all(after == before for (_v, _b, after), (_w, before, _a) in pairwise(lines))
    assert one.state == states.CLOSED
    stamps = ("selected_at", "reply_at", "appointed_at", "approved_at")
    assert [getattr(one, stamp) for stamp in stamps] == [NOW] * 4
    assert (one.visited_at, one.closed_at, one.sequence) == (there, there, 1)
    of.refresh_from_db()
    assert (of.first_visited_on, of.last_visited_on, of.open_visit, of.status) == (
        date(2027, 1, 20), date(2027, 1, 20), False, "visited",
    )  # fmt: skip


def test_an_engaged_partner_stands_so():
    one = visit(screened())
    go(one, "select", role("team_leader"))
    one.partner.refresh_from_db()
    assert (one.partner.open_visit, one.partner.status) == (True, "engaged")


def test_what_is_missing_is_said_and_nothing_is_written():
    one = visit(partner(status="prospect"))
    assert refused(one, "select", role("team_leader")) == ["not_screened"]
    one.refresh_from_db()
    assert (one.state, one.version, one.events.count()) == ("shortlisted", 1, 0)


def test_the_quota_holds_for_a_leader_and_not_for_headquarters():
    first, second = screened(), screened()
    here = season()
    Quota.objects.create(season=here, province=province(), kind="", target=1)
    visit(first, season=here, state=states.SELECTED)
    one = visit(second, season=here)
    assert refused(one, "select", role("team_leader")) == ["quota_full"]
    go(one, "select", role("hq"))
    assert one.state == states.SELECTED


@pytest.mark.parametrize(
    ("name", "who", "state"),
    [
        ("select", "officer", states.SHORTLISTED),
        ("send_letter_a", "officer", states.SELECTED),
        ("approve_travel", "team_leader", states.APPOINTED),
        ("approve_travel", "admin_section", states.APPOINTED),
        ("follow_up", "director", states.VISITED),
        ("cancel", "officer", states.SELECTED),
    ],
)
def test_who_may_not_take_a_step_is_refused_whatever_the_address(name, who, state):
    with pytest.raises(PermissionDenied):
        go(visit(state=state), name, role(who), reason="x")


def test_a_partner_behind_its_link_may_name_a_coordinator_and_decline_and_nothing_else():
    of = screened()
    one = visit(of, state=states.LETTER_A_SENT)
    go(one, "coordinate", Actor(role="partner"), values={"coordinator": contact(of, notice_on=TODAY)})
    assert one.state == states.COORDINATED
    with pytest.raises(PermissionDenied):
        go(one, "appoint", Actor(role="partner"), values={"appointment": TEN})


def test_the_team_cannot_be_in_two_places_at_once():
    officer, red = role("officer"), team()
    here = season()
    known = {"season": here, "team": red, "state": states.COORDINATED}
    visit(screened(), season=here, team=red, state=states.APPOINTED, appointment=TEN, minutes=90)
    of = screened()
    one = visit(of, coordinator=contact(of, notice_on=TODAY), **known)
    at_eleven = TEN + timedelta(minutes=60)
    assert refused(one, "appoint", officer, values={"appointment": at_eleven}) == ["team_busy"]
    go(one, "appoint", officer, values={"appointment": TEN + timedelta(minutes=90)})
    assert one.state == states.APPOINTED


def test_nobody_is_visited_on_a_holiday_or_a_weekend():
    of = screened()
    one = visit(of, team=team(), state=states.COORDINATED, coordinator=contact(of, notice_on=TODAY))
    Holiday.objects.create(on=date(2027, 1, 20), name="วันหยุดตัวอย่าง")
    officer = role("officer")
    assert refused(one, "appoint", officer, values={"appointment": TEN}) == ["holiday"]
    assert refused(one, "appoint", officer, values={"appointment": TEN + timedelta(days=3)}) == ["weekend"]


def test_ready_is_who_has_the_kit_the_knowledge_the_call_and_the_letter():
    officer = role("officer")
    here, red = season(), team(members=[officer.user])
    item = KitItem.objects.create(season=here, number=1, name="กระเป๋า")
    known = ReadinessItem.objects.create(season=here, number=1, name="ศึกษาโครงการ")
    one = visit(screened(), season=here, team=red, state=states.TRAVEL_APPROVED, appointment=TEN)
    assert refused(one, "make_ready", officer) == ["kit", "readiness", "not_reconfirmed", "no_letter_b"]
    one.kit.create(item=item, quantity=1, at=NOW, by=officer.user)
    ReadinessCheck.objects.create(item=known, officer=officer.user, at=NOW)
    go(one, "make_ready", officer, values={"letter_b_on": TODAY, "reconfirmed_on": date(2027, 1, 18)})
    assert one.state == states.READY


def test_moving_an_appointment_takes_back_what_hung_on_the_day():
    officer = role("officer")
    one = visit(screened(), team=team(), state=states.READY, appointment=TEN, reconfirmed_on=TODAY, ready_at=NOW)
    go(one, "move", officer, values={"appointment": TEN + timedelta(days=1)})
    one.refresh_from_db()
    assert (one.state, one.reconfirmed_on, one.ready_at, one.sequence, one.moved_times) == (
        states.APPOINTED, None, None, 1, 1,
    )  # fmt: skip


def test_putting_off_gives_the_day_back_and_asks_for_a_reason():
    officer = role("officer")
    one = visit(screened(), team=team(), state=states.APPOINTED, appointment=TEN)
    new = (date(2027, 2, 1), date(2027, 2, 5))
    assert refused(one, "postpone", officer, window=new) == ["no_reason"]
    go(one, "postpone", officer, window=new, reason="หน่วยงานติดประชุม")
    one.refresh_from_db()
    assert (one.state, one.appointment, one.expected_from, one.expected_to) == (states.COORDINATED, None, *new)


def test_of_two_who_move_the_same_visit_the_second_is_told():
    leader = role("team_leader")
    one = visit(screened())
    seen = one.version
    go(one, "select", leader, expected_version=seen)
    with pytest.raises(MovedMeanwhile) as problem:
        go(one, "cancel", leader, reason="ซ้ำ", expected_version=seen)
    assert problem.value.current.state == states.SELECTED


def test_what_is_sent_twice_from_a_telephone_is_written_down_once():
    officer = role("officer")
    one = visit(screened(), team=team(), state=states.READY, appointment=NOW - timedelta(days=1))
    sent = {"values": {"visited_on": date(2027, 1, 12), "steps_reason": "ฝนตก", "form1_reason": "ไม่สะดวก"}}
    go(one, "record", officer, key="abc", **sent)
    with pytest.raises(AlreadyRecorded):
        go(one, "record", officer, key="abc", **sent)
    assert one.events.filter(verb="record").count() == 1


def test_a_visit_is_replaced_by_the_next_candidate_of_its_kind():
    leader = role("team_leader")
    here, red = season(), team(leader=leader.user)
    one = visit(screened(kind="school"), season=here, team=red, state=states.LETTER_A_SENT)
    screened(kind="sao")
    school = screened(kind="school")
    substitute = replace_visit(one, "ไม่ตอบหนังสือ", actor=leader, at=NOW)
    one.refresh_from_db()
    assert (one.state, one.replaced_by, one.end_reason) == (states.REPLACED, substitute, "ไม่ตอบหนังสือ")
    assert (substitute.partner, substitute.team, substitute.state) == (school, red, states.SHORTLISTED)


def test_without_a_candidate_nothing_is_replaced():
    one = visit(screened(), state=states.SELECTED)
    with pytest.raises(CannotMove):
        replace_visit(one, "เหตุผล", actor=role("team_leader"), at=NOW)
    one.refresh_from_db()
    assert one.state == states.SELECTED


def test_a_closed_season_is_read_only():
    one = visit(screened(), season=season(state=clock.CLOSED))
    assert refused(one, "select", role("hq")) == ["season_closed"]


def test_the_history_of_a_visit_is_only_added_to():
    one = visit(screened())
    go(one, "select", role("team_leader"))
    event = one.events.get()
    with pytest.raises(HistoryIsKept):
        event.save()
    with pytest.raises(HistoryIsKept):
        one.events.all().delete()
