from datetime import date, timedelta

import pytest

from network.actions.change_partner import Actor
from network.actions.coordinate_visit import name_coordinator
from network.actions.move_visit import CannotMove
from network.actions.note_letter import note_letter
from network.outreach import clock, states
from tests.network.staff import member
from tests.network_factories import contact, partner
from tests.season_factories import NOW, TODAY, season, visit

pytestmark = pytest.mark.django_db


def waiting(**fields):
    return visit(partner(address="1", zip_code="52000", website="http://a.example"), **fields)


def test_a_reply_takes_the_visit_on_that_waited_for_it():
    one = waiting(state=states.LETTER_A_SENT)
    (moved,) = name_coordinator(contact(one.partner, notice_on=TODAY), at=NOW)
    assert (moved.state, moved.reply_channel, moved.reply_at) == (states.COORDINATED, "online", NOW)
    assert one.events.get().actor == "partner"


def test_a_person_nobody_can_reach_is_no_reply():
    one = waiting(state=states.LETTER_A_SENT)
    assert name_coordinator(contact(one.partner, notice_on=TODAY, phone="", email=""), at=NOW) == []
    one.refresh_from_db()
    assert one.state == states.LETTER_A_SENT


def test_visits_of_a_closed_season_and_those_further_on_stay_where_they_are():
    of = waiting(state=states.APPOINTED).partner
    visit(of, season=season(2569, state=clock.CLOSED), state=states.LETTER_A_SENT)
    assert name_coordinator(contact(of, notice_on=TODAY), at=NOW) == []


def test_letter_a_takes_a_chosen_visit_on_and_its_correction_does_not():
    desk = Actor(user=member("admin_section", "north"))
    one = waiting(state=states.SELECTED, expected_from=date(2027, 1, 18), expected_to=date(2027, 1, 22))
    assert note_letter(one, "a", "รง 0305/1", TODAY, actor=desk, at=NOW)
    assert not note_letter(one, "a", "รง 0305/2", TODAY + timedelta(days=1), actor=desk, at=NOW)
    one.refresh_from_db()
    assert (one.state, one.letter_a_number) == (states.LETTER_A_SENT, "รง 0305/2")


def test_letter_b_is_noted_wherever_the_visit_stands_but_not_in_a_closed_season():
    desk = Actor(user=member("admin_section", "north"))
    one = waiting(state=states.APPOINTED)
    assert not note_letter(one, "b", "รง 0305/3", TODAY, actor=desk, at=NOW)
    one.refresh_from_db()
    assert (one.state, one.letter_b_on) == (states.APPOINTED, TODAY)
    with pytest.raises(CannotMove):
        note_letter(waiting(season=season(2568, state=clock.CLOSED)), "b", "1", TODAY, actor=desk, at=NOW)
