"""A partner on the telephone, without a script: every screen is a form that carries what was answered before."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from surveys.models import Response
from tests import factories
from tests import survey_factories as make
from tests.season_factories import NOW

pytestmark = pytest.mark.django_db
FIRST = {"RTYPE": "3", "SEX": "2"}


@pytest.fixture
def code():
    factories.home_page("th")
    return make.code(make.campaign())


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def reader(code, clock):
    return Reader(f"/s/1/{code.code}/{code.signature(1)}/", clock)


class Reader:
    """Presses buttons; what stands in hidden fields and what was ticked travels along."""

    def __init__(self, address, clock):
        self.client, self.address, self.clock = Client(), address, clock
        self.see(self.client.get(address))

    def see(self, response):
        self.response, self.text = response, response.content.decode()
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.text)
        self.kept = {name: value for name, value in fields if name != "csrfmiddlewaretoken"}
        ticked = re.findall(r'name="(\w+)" value="(-?\d+)" checked', self.text)
        self.kept |= dict(ticked)
        return self

    def press(self, go="on", address=None, **answers):
        self.clock.shift(timedelta(seconds=40))
        return self.see(self.client.post(address or self.address, {**self.kept, "go": go, **answers}))

    def to_the_end(self):
        for _screen in range(12):
            if self.response.status_code != 200 or "survey__form" not in self.text:
                return self
            self.press()
        raise AssertionError("the questionnaire does not end")


def test_a_teacher_answers_form_1_section_by_section(reader, code):
    assert "ส่วนที่ 1 จาก 6" in reader.text, "who answers is not known yet, so the part on banners is not counted"
    reader.press(**FIRST)
    assert "ส่วนที่ 2 จาก 7" in reader.text
    assert "การรู้จัก การใช้บริการ" in reader.text
    reader.press(LV1="4", AW1="1").to_the_end()
    assert (reader.response.status_code, reader.response.url) == (303, f"/s/thanks/?of={code.campaign_id}")
    response = Response.objects.get()
    assert (response.answers["RTYPE"], response.answers["SEX"], response.answers["LV1"]) == (3, 2, 4)
    assert (response.state, response.language, response.pair) == (Response.State.USABLE, 1, code)
    assert response.seconds > 200
    assert response.notice
    code.visit.refresh_from_db()
    assert code.visit.form1_count == 1


def test_the_privacy_notice_stands_above_the_first_question(reader):
    notice, question = reader.text.index("ผู้ควบคุมข้อมูล"), reader.text.index("ท่านตอบแบบสอบถามนี้ในฐานะใด")
    assert notice < question
    reader.press(**FIRST)
    assert "ผู้ควบคุมข้อมูล" not in reader.text


def test_what_is_needed_and_missing_is_said_at_its_place_and_the_rest_is_kept(reader):
    reader.press(SEX="2")
    assert reader.response.status_code == 422
    assert 'href="#q-RTYPE-1"' in reader.text
    assert 'id="q-RTYPE-error"' in reader.text
    assert 'id="q-SEX-2" name="SEX" value="2" checked' in reader.text


@pytest.mark.parametrize(("name", "value"), [("SEX", "77"), ("SEX", "x"), ("RTYPE_X", "ก" * 1_000_000)])
def test_a_wrong_answer_gets_a_sentence_at_its_place(reader, name, value):
    reader.press(RTYPE="8", **{name: value})
    assert reader.response.status_code == 422
    assert f'id="q-{name}-error"' in reader.text
    assert 'id="q-RTYPE-8" name="RTYPE" value="8" checked' in reader.text


def test_back_keeps_what_was_answered_and_asks_for_nothing(reader):
    reader.press(**FIRST).press("back", LV2="5")
    assert "ส่วนที่ 1 จาก 7" in reader.text
    assert reader.kept["LV2"] == "5"
    assert reader.kept["RTYPE"] == "3"


def test_the_other_language_keeps_what_was_answered(reader):
    reader.press(**FIRST).press("language", address=f"/en{reader.address}", LV2="5")
    assert "Part 2 of 7" in reader.text
    assert 'name="LV2" value="5" checked' in reader.text
    reader.address = f"/en{reader.address}"
    reader.to_the_end()
    assert Response.objects.get().language == Response.Language.EN


def test_a_pupil_is_not_asked_about_banners(reader):
    reader.press(RTYPE="4")
    assert "ส่วนที่ 2 จาก 6" in reader.text


def test_a_row_of_a_grid_left_out_is_no_answer(reader):
    reader.press(**FIRST).press(AW1="1", LV1="2").to_the_end()
    answers = Response.objects.get().answers
    assert (answers["AW1"], answers["AW2"], answers["BN1"]) == (1, -9, -9)


def test_never_beside_another_channel_is_pointed_out(reader):
    reader.press(**FIRST).press().press().press(CH_01="1", CH_99="1")
    assert reader.response.status_code == 422
    assert 'id="q-CH_99-error"' in reader.text


def test_a_second_answer_with_one_code_is_told_that_the_first_is_there(reader, code, clock):
    reader.press(**FIRST)
    other = Reader(reader.address, clock)
    other.press(**FIRST).to_the_end()
    reader.to_the_end()
    assert "ได้รับคำตอบไว้แล้ว" in reader.text
    assert Response.objects.count() == 1
    assert "ได้รับคำตอบไว้แล้ว" in Client().get(reader.address).content.decode()


def test_the_last_button_pressed_twice_makes_one_answer(reader):
    reader.press(**FIRST)
    for _screen in range(5):
        reader.press()
    last = dict(reader.kept)
    reader.press()
    again = reader.client.post(reader.address, {**last, "go": "on"})
    assert again.status_code in (200, 303)
    assert Response.objects.count() == 1


@pytest.mark.parametrize("change", ["1/XXXXXXXXX", "2/{code}", "3/{code}", "1/{code}x"])
def test_a_changed_address_says_so(reader, code, change):
    answer = Client().get(f"/s/{change.format(code=code.code)}/{code.signature(1)}/")
    assert answer.status_code == 404
    assert "ที่อยู่นี้" in answer.content.decode()


def test_a_tampered_token_asks_to_send_again_and_loses_nothing(reader):
    reader.press(**FIRST)
    for _screen in range(5):
        reader.press()
    reader.press(token="nonsense")
    assert not Response.objects.exists()
    assert "เปิดไว้นานเกินไป" in reader.text
    reader.press()
    assert Response.objects.get().answers["RTYPE"] == 3


def test_before_and_after_its_days_the_questionnaire_says_so(code, clock):
    address = f"/s/1/{code.code}/{code.signature(1)}/"
    clock.move_to(NOW + timedelta(days=400))
    assert Client().get(address).status_code == 410
    clock.move_to(NOW - timedelta(days=400))
    assert "ยังไม่เปิด" in Client().get(address).content.decode()


def test_the_printed_code_leads_to_its_form(code, clock):
    found = Client().post("/s/", {"code": code.written.lower(), "wave": "2"})
    assert (found.status_code, found.url) == (303, f"/s/2/{code.code}/{code.signature(2)}/")


def test_a_wrong_code_gets_a_sentence_and_guessing_is_stopped(code, clock, settings):
    settings.LMI_SURVEYS_PER_HOUR = (30, 200, 3)
    client = Client()
    for _guess in range(3):
        answer = client.post("/s/", {"code": "TE8T-1FDVX", "wave": "1"})
        assert answer.status_code == 422
        assert "TE8T-1FDVX" in answer.content.decode()
    assert client.post("/s/", {"code": "TE8T-1FDVX", "wave": "1"}).status_code == 429


def test_the_open_address_takes_many_answers_outside_the_pair(code, clock):
    clock.move_to(NOW + timedelta(days=90))
    for _person in range(2):
        Reader(f"/s/o/{code.open_code}/", clock).press(RTYPE="6").to_the_end()
    assert list(Response.objects.values_list("wave", "open", "state")) == [(2, True, "usable")] * 2


def test_what_fills_in_the_trap_is_kept_for_a_person_to_see(reader, code):
    reader.press(**FIRST)
    for _screen in range(5):
        reader.press()
    reader.press(contact_time="noon")
    assert Response.objects.get().state == Response.State.SUSPECT


def test_a_flood_is_stopped_with_all_answers_still_on_the_screen(reader, settings):
    settings.LMI_SURVEYS_PER_HOUR = (0, 0, 30)
    reader.press(**FIRST).to_the_end()
    assert reader.response.status_code == 429
    assert reader.kept["RTYPE"] == "3"


def test_hostile_bytes_are_text(reader):
    reader.press(RTYPE="8", RTYPE_X="\x00<script>")
    assert "<script>alert" not in reader.text
    assert reader.response.status_code == 200
    assert reader.kept["RTYPE_X"] == "&lt;script&gt;"


def test_a_screen_costs_few_queries(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.press(**FIRST)
