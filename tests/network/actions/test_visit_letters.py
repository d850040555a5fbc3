"""Letters that begin at a visit or a trip, and what visits and trips hear of them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from network.actions.approve_letter import approve_batch, approve_letter
from network.actions.change_partner import Actor
from network.actions.check_letter import check_batch, check_letter
from network.actions.correct_letter import correct_letter
from network.actions.decide_travel import submit_travel
from network.actions.found_letters import found_letters
from network.actions.issue_letter import issue_letter
from network.actions.make_batch import change_batch
from network.actions.plan_travel import NotOneTrip
from network.actions.prepare_trip import draft_papers, papers_of, prepare_trip
from network.actions.void_letter import void_letter
from network.actions.write_visit_letters import NoReadyText, NothingToWrite, write_visit_letters
from network.letter_content import letter_content
from network.models import Letter, LetterBatch, LetterTemplate, TravelRequest, Visit
from network.outreach import clock, states
from tests.letter_factories import Desk
from tests.network_factories import contact, partner
from tests.season_factories import NOW, TODAY, season, team, visit

pytestmark = pytest.mark.django_db
WINDOW = {"expected_from": date(2027, 1, 18), "expected_to": date(2027, 1, 22)}
TEN = timezone.make_aware(datetime(2027, 1, 20, 10, 0))


@pytest.fixture
def desk():
    found_letters()
    return Desk("north")


def target(**fields):
    known = {"website": "http://a.example", "address": "1 หมู่ 1", "zip_code": "52000", "email": "a@example.invalid"}
    return partner(**known | fields)


def appointed(red, here, **fields):
    of = target()
    person = contact(of, name="ดวงใจ ตัวอย่าง", notice_on=TODAY)
    known = {"team": red, "season": here, "state": states.APPOINTED, "appointment": TEN, "coordinator": person}
    return visit(of, **known | fields)


def issued(desk, letter: Letter) -> Letter:
    if letter.batch_id:
        batch = check_batch(letter.batch, actor=desk.team_leader, at=NOW)
        approve_batch(batch, actor=desk.director, at=NOW)
    else:
        approve_letter(check_letter(letter, actor=desk.team_leader, at=NOW), actor=desk.director, at=NOW)
    return issue_letter(letter, actor=desk.admin_section, at=NOW)


def words_of(letter: Letter) -> str:
    letter = Letter.objects.get(pk=letter.pk)
    return letter_content(letter, TODAY).to_json()


class TestLetterA:
    def test_it_names_the_expected_days_and_its_number_takes_the_visit_on(self, desk):
        here = season()
        able, without_days = (visit(target(), season=here, state=states.SELECTED, **days) for days in (WINDOW, {}))
        batch = write_visit_letters([able, without_days], "a", actor=desk.officer, at=NOW)
        letter = batch.letters.get()
        assert (letter.visit, letter.errand, letter.reply_slip) == (able, "a", True)
        said = words_of(letter)
        assert "ระหว่างวันที่ 18 - 22 มกราคม 2570" in said and "27 มกราคม 2570" in said
        issued(desk, letter)
        letter.refresh_from_db(), able.refresh_from_db()
        assert (able.state, able.letter_a_number, able.letter_a_on) == (
            states.LETTER_A_SENT, letter.number_text, letter.dated_on,
        )  # fmt: skip

    def test_nobody_gets_a_second_one_and_nothing_is_written_twice(self, desk):
        one = visit(target(), state=states.SELECTED, **WINDOW)
        batch = write_visit_letters([one], "a", actor=desk.officer, at=NOW, token=None)
        with pytest.raises(NothingToWrite):
            write_visit_letters([one], "a", actor=desk.officer, at=NOW)
        again = write_visit_letters([one], "a", actor=desk.officer, at=NOW, token=batch.token)
        assert (again, LetterBatch.objects.count()) == (batch, 1)

    def test_a_visit_that_cannot_go_on_keeps_the_number_of_the_letter_that_is_out(self, desk):
        one = visit(target(), state=states.SELECTED, **WINDOW)
        letter = write_visit_letters([one], "a", actor=desk.officer, at=NOW).letters.get()
        Visit.objects.filter(pk=one.pk).update(expected_from=None, expected_to=None)
        issued(desk, letter)
        one.refresh_from_db(), letter.refresh_from_db()
        assert (one.state, one.letter_a_number) == (states.SELECTED, letter.number_text)

    def test_a_correction_is_about_the_same_visit(self, desk):
        one = visit(target(), state=states.SELECTED, **WINDOW)
        first = issued(desk, write_visit_letters([one], "a", actor=desk.officer, at=NOW).letters.get())
        second = issued(desk, correct_letter(first, actor=desk.officer, at=NOW))
        one.refresh_from_db(), second.refresh_from_db()
        assert (second.visit, one.letter_a_number) == (one, second.number_text)
        assert one.letter_a_number != first.number_text

    def test_without_a_ready_text_or_the_right_nothing_is_begun(self, desk):
        one = visit(target(), state=states.SELECTED, **WINDOW)
        with pytest.raises(PermissionDenied):
            write_visit_letters([one], "a", actor=Actor(), at=NOW)
        LetterTemplate.objects.filter(purpose="coordinators").update(active=False)
        with pytest.raises(NoReadyText):
            write_visit_letters([one], "a", actor=desk.officer, at=NOW)
        assert not Letter.objects.exists()


class TestTrip:
    def test_one_click_makes_the_request_and_drafts_of_memo_and_letters_and_orders_the_sheets(
        self, desk, django_capture_on_commit_callbacks
    ):
        here, red = season(), team(members=[desk.officer.user])
        visits = [appointed(red, here), appointed(red, here, appointment=TEN + timedelta(hours=3))]
        with django_capture_on_commit_callbacks(execute=True):
            travel = prepare_trip(visits, actor=desk.officer, at=NOW)
        memo, *letters = papers_of(travel)
        assert (memo.errand, memo.kind, memo.state) == ("memo", "memo", Letter.State.DRAFT)
        assert [(one.visit, one.state, one.number) for one in letters] == [(v, "draft", None) for v in visits]
        said = words_of(letters[1])
        for words in ("วันพุธที่ 20 มกราคม 2570", "13.00 น.", "ดวงใจ ตัวอย่าง"):
            assert words in said
        travel.refresh_from_db()
        assert travel.run_sheets and travel.run_sheets_job.state == "done"
        # Asked again, nothing is written twice.
        draft_papers(travel, actor=desk.officer, at=NOW)
        assert Letter.objects.count() == 3

    def test_it_makes_all_of_it_or_nothing(self, desk):
        here, red = season(), team(members=[desk.officer.user])
        LetterTemplate.objects.filter(purpose="visit").update(active=False)
        with pytest.raises(NoReadyText):
            prepare_trip([appointed(red, here)], actor=desk.officer, at=NOW)
        assert not TravelRequest.objects.exists() and not Letter.objects.exists()
        assert Visit.objects.get().travel is None
        with pytest.raises(NotOneTrip):
            prepare_trip([], actor=desk.officer, at=NOW)

    def test_the_memo_follows_the_estimate_until_it_is_submitted_and_the_trip_knows_its_number(self, desk):
        here, red = season(), team(members=[desk.officer.user])
        travel = prepare_trip([appointed(red, here)], actor=desk.officer, at=NOW)
        travel.lines.create(
            category="transport", description="ค่าน้ำมันเชื้อเพลิง", people=1, units=2, rate=Decimal("400.50")
        )
        memo = papers_of(travel)[0]
        assert "ค่าน้ำมัน" not in words_of(memo)
        submit_travel(travel, actor=desk.officer, at=NOW)
        said = words_of(memo)
        assert "ค่าน้ำมันเชื้อเพลิง" in said and "แปดร้อยเอ็ดบาทถ้วน" in said
        memo.refresh_from_db()
        memo.recipient = "ผู้อำนวยการศูนย์ตัวอย่าง"
        memo.save()
        issued(desk, memo)
        travel.refresh_from_db(), memo.refresh_from_db()
        assert (travel.memo_number, travel.memo_on) == (memo.number_text, memo.dated_on)

    def test_a_letter_b_is_noted_and_forgotten_when_it_is_void(self, desk):
        here, red = season(), team(members=[desk.officer.user])
        one = appointed(red, here)
        travel = prepare_trip([one], actor=desk.officer, at=NOW)
        letter = issued(desk, papers_of(travel)[1])
        one.refresh_from_db(), letter.refresh_from_db()
        assert (one.letter_b_number, one.state) == (letter.number_text, states.APPOINTED)
        void_letter(letter, "พิมพ์ผิด", actor=desk.admin_section, at=NOW)
        one.refresh_from_db()
        assert (one.letter_b_number, one.letter_b_on) == ("", None)

    def test_a_closed_season_hears_of_no_letter_and_the_letter_is_issued_all_the_same(self, desk):
        one = visit(target(), state=states.SELECTED, **WINDOW)
        letter = write_visit_letters([one], "a", actor=desk.officer, at=NOW).letters.get()
        change_batch(letter.batch, {"title": "x"}, actor=desk.officer, at=NOW)
        one.season.state = clock.CLOSED
        one.season.save()
        assert issued(desk, letter).number
        one.refresh_from_db()
        assert (one.state, one.letter_a_number) == (states.SELECTED, "")
