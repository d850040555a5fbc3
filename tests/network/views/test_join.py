from datetime import timedelta

import pytest
from django.urls import reverse

from network.models import Application
from tests import network_factories
from tests.network.links_desk import form_token

pytestmark = pytest.mark.django_db


def place():
    return network_factories.subdistrict()


def address():
    return f"{reverse('join')}?province=lampang&district={place().district.code}"


def filled(**changes):
    typed = {
        "name": "องค์การบริหารส่วนตำบลตัวอย่างใหม่",
        "kind": "sao",
        "subdistrict": place().code,
        "website": "www.example.go.th",
        "contact_name": "สาธิต ข.",
        "phone": "0 2000 0002",
        "email": "new@example.invalid",
        "consent": "on",
        "token": form_token(),
    }
    return typed | changes


def test_three_steps_lead_to_the_form_without_a_script(client):
    first = client.get(reverse("join"))
    assert 'value="lampang"' in first.content.decode()
    second = client.get(reverse("join"), {"province": "lampang"})
    assert f'value="{place().district.code}"' in second.content.decode()
    third = client.get(address())
    assert f'value="{place().code}"' in third.content.decode()


@pytest.mark.parametrize(
    "query", [{"province": "atlantis"}, {"province": "lampang", "district": "9"}, {"district": "\0"}]
)
def test_a_place_that_does_not_exist_leads_back_to_the_step(client, query):
    answer = client.get(reverse("join"), query)
    assert (answer.status_code, answer.templates[0].name) == (200, "network/join/step.html")


def test_an_application_is_kept_for_the_centre_of_its_province(client):
    answer = client.post(address(), filled())
    assert (answer.status_code, answer.url) == (303, reverse("join_sent"))
    assert client.get(answer.url).status_code == 200
    sent = Application.objects.get()
    assert (sent.subdistrict, sent.district, sent.province.slug) == (place(), place().district, "lampang")
    assert (sent.website, sent.suspect, sent.state) == ("http://www.example.go.th", False, "waiting")
    assert sent.consented_at


def test_the_same_form_twice_is_one_application(client):
    form = filled()
    client.post(address(), form)
    assert client.post(address(), form).templates[0].name == "network/my/already_done.html"
    assert Application.objects.count() == 1


@pytest.mark.parametrize("how", [{"fax_number": "1"}, {"token": None}])
def test_what_looks_like_a_robots_is_kept_and_marked(client, how):
    if "token" in how:
        how = {"token": form_token(age=timedelta(seconds=1))}
    assert client.post(address(), filled(**how)).status_code == 303
    assert Application.objects.get().suspect


def test_the_sixth_in_an_hour_is_marked_and_a_flood_is_stopped(client, settings):
    settings.LMI_JOINS_PER_HOUR = (2, 3)
    statuses = [client.post(address(), filled()).status_code for _ in range(4)]
    assert statuses == [303, 303, 303, 429]
    assert sorted(Application.objects.values_list("suspect", flat=True)) == [False, False, True]


def test_mistakes_lose_nothing(client):
    page = client.post(address(), filled(email="ที่ไหน", consent="")).content.decode()
    assert 'id="id_email_error"' in page
    assert "สาธิต ข." in page
    assert 'id="id_consent_error"' in page
    assert not Application.objects.exists()


def test_a_forged_form_comes_back_with_a_token_that_works(client):
    answer = client.post(address(), filled(token="forged"))
    assert answer.context["stale"]
    assert not Application.objects.exists()


def test_a_sub_district_of_elsewhere_is_refused(client):
    answer = client.post(address(), filled(subdistrict="500101"))
    assert answer.context["form"].errors.keys() == {"subdistrict"}
