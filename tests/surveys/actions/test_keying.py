"""Sheets of paper: typed by one, typed again by another, decided where they differ."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from surveys.actions.key_sheet import NotWaiting, OwnSheet, key_sheet, settle_sheet
from surveys.actions.save_answer import AnswersWrong
from surveys.models import KeyedSheet, Response
from tests import survey_factories as make
from tests.season_factories import NOW

pytestmark = pytest.mark.django_db
SHEET = {"RTYPE": "3", "SEX": "2", "BN1": "8", "CH_01": "1", "SUGG_T": "ขอให้มาอีก"}


@pytest.fixture
def code():
    return make.code(make.campaign())


@pytest.fixture
def one():
    return User.objects.create_user("one")


@pytest.fixture
def two():
    return User.objects.create_user("two")


def key(code, by, name, keyed=SHEET, wave=1, **more):
    facts = {"on": date(2027, 1, 13), "mode": Response.Mode.PAPER, "form_name": name, "now": NOW}
    return key_sheet(code, wave, keyed, by=by, **facts | more)


def test_the_first_keying_is_an_answer_that_counts_and_the_visit_knows(code, one):
    made = key(code, one, "a")
    answer = Response.objects.get()
    assert (answer.answers["SEX"], answer.answers["BN1"], answer.answers["CH_01"]) == (2, -8, 1)
    assert (answer.mode, answer.keyed_by, made.again) == (Response.Mode.PAPER, one, False)
    code.visit.refresh_from_db()
    assert code.visit.form1_on is not None


def test_the_second_keying_makes_no_second_answer_and_alike_is_settled(code, one, two):
    key(code, one, "a")
    made = key(code, two, "b")
    assert (made.again, made.differing, made.sheet.settled_at) == (True, (), NOW)
    assert Response.objects.count() == 1
    code.visit.refresh_from_db()
    assert code.visit.form1_count == 1


def test_who_keyed_it_cannot_key_it_again_and_a_row_sent_twice_is_one(code, one):
    key(code, one, "a")
    key(code, one, "a")
    with pytest.raises(OwnSheet):
        key(code, one, "b")
    assert KeyedSheet.objects.count() == 1


def test_one_more_sheet_with_the_code_is_a_second_answer_for_a_person_to_decide(code, one):
    key(code, one, "a")
    assert key(code, one, "b", another=True).sheet.response.state == Response.State.DOUBLE


def test_where_they_differ_the_answer_stays_until_somebody_decides_and_history_says_who(code, one, two):
    key(code, one, "a")
    made = key(code, two, "b", SHEET | {"SEX": "1", "BN1": "4"})
    assert made.differing == ("SEX", "BN1")
    assert Response.objects.get().answers["SEX"] == 2
    answer = settle_sheet(made.sheet, {"SEX": "1", "BN1": "8"}, by=two, now=NOW)
    answer.refresh_from_db()
    assert (answer.answers["SEX"], answer.answers["BN1"], answer.answers["SUGG_T"]) == (1, -8, "ขอให้มาอีก")
    decision = answer.decisions.get()
    assert (decision.verb, decision.by, decision.reason) == ("correct", two, "SEX")
    with pytest.raises(NotWaiting):
        settle_sheet(made.sheet, {"SEX": "2", "BN1": "8"}, by=one, now=NOW)


def test_what_no_box_says_is_refused_and_nothing_is_kept(code, one, two):
    with pytest.raises(AnswersWrong) as problem:
        key(code, one, "a", SHEET | {"SEX": "7"})
    assert [wrong.name for wrong in problem.value.settled.wrong] == ["SEX"]
    assert not Response.objects.exists()
    key(code, one, "a")
    sheet = key(code, two, "b", SHEET | {"SEX": "1"}).sheet
    with pytest.raises(AnswersWrong):
        settle_sheet(sheet, {"SEX": "6"}, by=two, now=NOW)
    assert Response.objects.get().answers["SEX"] == 2


def test_paper_may_leave_blank_what_a_screen_asks_for(code, one):
    assert key(code, one, "a", {"SEX": "1"}).sheet.response.answers["RTYPE"] == -9
