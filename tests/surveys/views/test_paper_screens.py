"""The staff's screens of kits and of keying."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from home.models import Job
from network import form_tokens
from surveys.actions.found_surveys import found_rights
from surveys.models import KeyedSheet, PairCode, ReplyAddress, Response
from tests import survey_factories as make
from tests.network.staff import member
from tests.network_factories import partner
from tests.season_factories import province, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make.campaign()


@pytest.fixture
def officer(client):
    user = member("officer", "north")
    found_rights()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def at(name, campaign, *more):
    return reverse(f"campaigns:{name}", args=[campaign.pk, *more])


def row(code, keyed):
    head = {"code": code.written, "on": "2026-11-20", "mode": "3", "token": form_tokens.new_token(timezone.now())}
    return head | keyed


def test_a_sheet_is_keyed_then_again_by_a_colleague_and_the_difference_decided(officer, client, campaign):
    code = make.code(campaign)
    here = at("key", campaign, 1)
    assert officer.post(here, row(code, {"RTYPE": "3", "SEX": "1"})).status_code == 302
    own = officer.post(here, row(code, {"RTYPE": "3", "SEX": "1"}))
    assert own.status_code == 422
    assert "You keyed this sheet yourself" in own.content.decode()
    client.force_login(member("team_leader", "north"))
    found_rights()
    answer = client.post(here, row(code, {"RTYPE": "3", "SEX": "2"}))
    sheet = KeyedSheet.objects.get()
    assert answer.url == at("settle", campaign, sheet.pk)
    text = client.get(answer.url).content.decode()
    assert "1 = ชาย" in text or "1 = Man" in text
    undecided = client.post(answer.url, {})
    assert undecided.status_code == 422
    client.post(answer.url, {"pick-SEX": "2"})
    assert Response.objects.get().answers["SEX"] == 2


def test_a_wrong_digit_is_named_at_its_cell_and_the_rest_of_the_row_stays(officer, campaign):
    code = make.code(campaign)
    answer = officer.post(at("key", campaign, 1), row(code, {"SEX": "7", "EDU": "5", "SUGG_T": "<b>ดี"}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#k-SEX"' in text
    assert 'name="EDU" value="5"' in text
    assert 'value="&lt;b&gt;ดี"' in text
    assert not Response.objects.exists()


def test_a_reader_of_square_codes_may_type_the_address_and_the_other_form_is_noticed(officer, campaign):
    code = make.code(campaign)
    address = f"https://lmi.example/s/1/{code.code}/{code.signature(1)}/"
    other = officer.post(at("key", campaign, 2), row(code, {"SEX": "1", "code": address}))
    assert other.status_code == 422
    assert officer.post(at("key", campaign, 1), row(code, {"SEX": "1", "code": address})).status_code == 302


def test_another_centres_codes_kits_and_sheets_do_not_exist(officer, campaign):
    away = make.code(campaign, partner=partner(province=province("songkhla")))
    assert officer.post(at("key", campaign, 1), row(away, {"SEX": "1"})).status_code == 422
    assert officer.get(at("kit", campaign, away.visit_id)).status_code == 404
    assert officer.get(at("kit_picture", campaign, away.visit_id, 1, "svg")).status_code == 404
    assert not Response.objects.exists()


def test_the_kits_show_codes_and_cost_the_same_for_many(officer, campaign, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    code = make.code(campaign)
    visit(partner(province=province("songkhla"), name_th="ไกลออกไป"), season=campaign.season)
    officer.get(at("kits", campaign))
    with CaptureQueriesContext(connection) as few:
        text = officer.get(at("kits", campaign)).content.decode()
    assert code.written in text
    assert "ไกลออกไป" not in text
    for _one in range(4):
        make.code(campaign)
    with django_assert_max_num_queries(len(few)):
        officer.get(at("kits", campaign))


def test_a_kit_without_a_code_gets_one_and_shows_its_three_addresses(officer, campaign):
    kit = visit(partner(), season=campaign.season)
    here = at("kit", campaign, kit.pk)
    assert "no pair code yet" in officer.get(here).content.decode()
    officer.post(here, {"act": "give"})
    code = PairCode.objects.get()
    text = officer.get(here).content.decode()
    assert f"/s/1/{code.code}/{code.signature(1)}/" in text
    assert f"/s/2/{code.code}/{code.signature(2)}/" in text
    assert f"/s/o/{code.open_code}/" in text
    picture = officer.get(at("kit_picture", campaign, kit.pk, 0, "png"))
    assert picture.content.startswith(b"\x89PNG")


def test_many_kits_are_printed_as_a_job_of_whoever_asked(officer, campaign):
    visits = [visit(partner(), season=campaign.season) for _one in range(3)]
    away = visit(partner(province=province("songkhla")), season=campaign.season)
    answer = officer.post(at("kits", campaign), {"which": "ticked", "visit": [one.pk for one in (*visits, away)]})
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job", args=[job.pk])
    assert job.items.count() == PairCode.objects.count() == 3


def test_a_centre_writes_where_its_forms_come_back_to_and_for_no_other(client, campaign):
    client.force_login(member("admin_section", "north"))
    found_rights()
    here = at("reply", campaign)
    assert "North" in client.get(here).content.decode()
    client.post(here, {"centre": "north", "north-licence": "1/2570", "north-address": "ที่นี่"})
    assert ReplyAddress.objects.get().licence == "1/2570"
    assert client.post(here, {"centre": "south", "south-licence": "2/2570"}).status_code in (302, 403)
    assert ReplyAddress.objects.count() == 1
