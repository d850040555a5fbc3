"""Seeing and erasing one's own answer with the code of the counterfoil."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network import form_tokens
from surveys.models import Decision, Response
from tests import survey_factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def code():
    code = make.code(make.campaign())
    make.answer(code, raw={"SEX": "2", "CH_01": "1", "SUGG_T": "<script>ลอง</script>"})
    return code


def own(code, wave=1):
    return reverse("survey_own", args=[wave, code.code, code.signature(wave)])


def test_the_code_leads_to_the_answer_in_words_and_nothing_is_kept_by_browsers(client, code):
    entered = client.post(reverse("survey_mine"), {"code": code.written.lower(), "wave": "1"})
    assert (entered.status_code, entered.url) == (303, own(code))
    answer = client.get(entered.url)
    text = answer.content.decode()
    assert "หญิง" in text
    assert "เว็บไซต์กรมการจัดหางาน" in text
    assert "&lt;script&gt;ลอง" in text
    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex' in text


def test_erasing_needs_the_tick_and_our_own_form_and_then_nothing_is_left(client, code):
    assert client.post(own(code), {"sure": "1"}).status_code == 422
    token = form_tokens.new_token(timezone.now())
    assert client.post(own(code), {"token": token}).status_code == 422
    assert Response.objects.get().answers["SEX"] == 2
    assert client.post(own(code), {"token": token, "sure": "1"}).status_code == 303
    gone = Response.objects.get()
    assert (gone.answers, gone.state) == ({}, Response.State.SET_ASIDE)
    assert set(bytes(gone.codes)) == {0xF7}  # −9 throughout
    assert Decision.objects.get().verb == "erase"
    assert "หญิง" not in client.get(own(code)).content.decode()


def test_another_signature_another_form_and_guesses_lead_nowhere(client, code, settings):
    assert client.get(reverse("survey_own", args=[1, code.code, "AAAAAAAA"])).status_code == 404
    assert client.get(reverse("survey_own", args=[1, code.code, code.signature(2)])).status_code == 404
    assert "หญิง" not in client.get(own(code, 2)).content.decode()
    settings.LMI_SURVEYS_PER_HOUR = (30, 200, 2)
    statuses = [client.post(reverse("survey_mine"), {"code": "AAAA-AAAAA", "wave": "1"}).status_code for _n in range(4)]
    assert statuses == [422, 422, 429, 429]


def test_a_form_without_the_browsers_own_token_is_refused(code):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(own(code), {"token": form_tokens.new_token(timezone.now()), "sure": "1"})
    assert answer.status_code == 403
    assert Response.objects.get().answers["SEX"] == 2


def test_the_answers_of_the_open_address_belong_to_nobody(client, code):
    make.answer(code, 2, raw={"SEX": "1"}, open=True)
    assert "ชาย" not in client.get(own(code, 2)).content.decode()


def test_who_answered_already_is_led_to_the_answer(client, code):
    campaign = code.campaign
    campaign.opens_on, campaign.closes_on = "2020-01-01", "2090-01-01"
    campaign.save()
    assert own(code) in client.get(reverse("survey_answer", args=[1, code.code, code.signature(1)])).content.decode()
