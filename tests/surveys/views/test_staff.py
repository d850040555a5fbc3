import io
import zipfile

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from home import jobs
from home.models import Centre, CentreGroup, Job
from surveys.models import Response
from tests import survey_factories as make
from tests.network_factories import partner
from tests.season_factories import province

pytestmark = pytest.mark.django_db
RIGHTS = ("view_response", "add_response", "export_response", "decide_response")


@pytest.fixture
def campaign():
    return make.campaign()


@pytest.fixture
def officer(client, django_user_model):
    """Of the northern centre, with all rights of the questionnaires."""
    group = CentreGroup.objects.create(
        role=CentreGroup.Role.OFFICER, centre=Centre.objects.get(code="north"), group=_group()
    )
    user = django_user_model.objects.create_user("officer", password="secret-of-a-test")
    user.groups.add(group.group)
    client.force_login(user)
    return client


def _group():
    from django.contrib.auth.models import Group

    group = Group.objects.create(name="แบบสอบถามภาคเหนือ")
    wanted = Permission.objects.filter(content_type__app_label="surveys", codename__in=RIGHTS)
    group.permissions.set([*wanted, Permission.objects.get(codename="access_admin")])
    return group


def screen(name, campaign, *more):
    return reverse(f"campaigns:{name}", args=[campaign.pk, *more])


def test_the_campaign_shows_what_was_sent_and_came_back_and_only_of_ones_own_provinces(officer, campaign):
    here, away = make.code(campaign), make.code(campaign, partner=partner(province=province("songkhla")))
    for code in (here, away):
        make.answer(code)
    make.answer(here, 2)
    text = officer.get(screen("campaign", campaign)).content.decode()
    assert "ลำปาง" in text
    assert "สงขลา" not in text
    assert "100 %" in text


def test_the_screen_costs_the_same_for_many_answers(officer, campaign, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make.answer(make.code(campaign))
    officer.get(screen("campaign", campaign))
    with CaptureQueriesContext(connection) as few:
        officer.get(screen("campaign", campaign))
    for _one in range(5):
        code = make.code(campaign)
        make.answer(code)
        make.answer(code, 2)
    with django_assert_num_queries(len(few)):
        officer.get(screen("campaign", campaign))


def test_a_doubtful_answer_is_decided_on_its_screen(officer, campaign):
    suspect = make.answer(make.code(campaign), bot=True)
    assert "คล้ายโปรแกรมอัตโนมัติ" in officer.get(screen("doubts", campaign)).content.decode()
    officer.post(screen("decide", campaign, suspect.pk), {"verb": "accept", "reason": "ตรวจแล้ว"})
    suspect.refresh_from_db()
    assert suspect.state == Response.State.USABLE
    assert suspect.decisions.get().reason == "ตรวจแล้ว"


def test_an_answer_of_another_centre_does_not_exist(officer, campaign):
    away = make.answer(make.code(campaign, partner=partner(province=province("songkhla"))), bot=True)
    assert officer.post(screen("decide", campaign, away.pk), {"verb": "accept"}).status_code == 404


def test_the_bundle_holds_ones_own_answers_and_is_logged(officer, campaign):
    make.answer(make.code(campaign), raw={"SEX": "1"})
    make.answer(make.code(campaign, partner=partner(province=province("songkhla"))))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(officer.post(screen("export", campaign)).streaming_content)))
    lines = packed.read("answers.csv").decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    from wagtail.models import ModelLogEntry

    assert ModelLogEntry.objects.filter(action="surveys.export").count() == 1


def test_many_answers_are_packed_as_a_job_and_only_ones_own(officer, campaign, monkeypatch):
    monkeypatch.setattr("surveys.views.staff.AT_ONCE", 0)
    make.answer(make.code(campaign), raw={"SEX": "1"})
    make.answer(make.code(campaign, partner=partner(province=province("songkhla"))))
    answer = officer.post(screen("export", campaign))
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job", args=[job.pk])
    assert not jobs.work(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    lines = zipfile.ZipFile(io.BytesIO(job.result.read())).read("answers.csv").decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    job.result.delete(save=False)


def test_a_file_is_checked_before_it_is_taken(officer, campaign):
    code = make.code(campaign)
    body = f"FORM,PAIRKEY,RTYPE,SEX\n1,{code.written},3,1\n1,{code.written},3,9\n".encode()

    def send(go):
        file = SimpleUploadedFile("keyed.csv", body)
        return officer.post(screen("import", campaign), {"file": file, "go": go}).content.decode()

    assert "SEX: " in send("check")
    assert not Response.objects.exists()
    send("write")
    assert Response.objects.get().answers["SEX"] == 1


def test_who_has_no_right_sees_nothing(client, campaign, django_user_model):
    user = django_user_model.objects.create_user("editor", password="secret-of-a-test")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("campaigns:index")).status_code == 302
