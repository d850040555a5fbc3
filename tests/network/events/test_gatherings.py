"""The office's own meetings and trainings: planned, pointed out when they double, held, counted."""

import io
from datetime import date

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from home.models import Centre
from network import gathering_plan, topics
from network.actions.keep_roster import put_on_list
from network.models import Attendance, Gathering, Volunteer
from tests import event_factories as make
from tests import network_factories
from tests.network.staff import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(client):
    user = member("team_leader", "north")
    client.force_login(user)
    return user


def typed(**changes):
    speakers = {"speakers-TOTAL_FORMS": "2", "speakers-INITIAL_FORMS": "0"}
    return {
        "centre": Centre.objects.get(code="north").pk,
        "kind": "staff",
        "state": "planned",
        "title": "อบรมการวิเคราะห์ข้อมูล",
        "topic": "การวิเคราะห์ข้อมูล",
        "on": "15/1/2570",
        "hours": "6",
        **speakers,
        "speakers-0-name": "วิทยากรสาธิต",
        "speakers-0-topic": "การใช้สถิติ",
        **changes,
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("เทคนิคการเป็นวิทยากร", "โครงการอบรมเทคนิคการเป็นวิทยากร รุ่นที่ 2", True),
        ("การวิเคราะห์ข้อมูลตลาดแรงงาน", "อบรมเชิงปฏิบัติการ การวิเคราะห์ข้อมูลตลาดแรงงาน ปี ๒๕๗๐", True),
        ("การพูดในที่ชุมชน", "การพูดในที่สาธารณะ", False),
        ("เทคนิคการเป็นวิทยากร", "การคุ้มครองคนหางาน", False),
        ("", "", False),
        ("รุ่นที่ 2", "รุ่นที่ 3", False),
    ],
)
def test_two_topics_are_one_however_they_are_dressed(one, other, same):
    assert topics.are_the_same(one, other) is same
    assert topics.are_the_same(other, one) is same


def test_a_training_is_planned_with_its_speakers(client, leader):
    answer = client.post(reverse("gatherings:add"), typed())
    gathering = Gathering.objects.get()
    assert answer.url == reverse("gatherings:gathering", args=[gathering.pk])
    assert (gathering.on, gathering.by) == (date(2027, 1, 15), leader)
    assert list(gathering.speakers.values_list("name", "topic")) == [("วิทยากรสาธิต", "การใช้สถิติ")]
    page = client.get(f"{reverse('gatherings:index')}?year=2570").content.decode()
    assert "อบรมการวิเคราะห์ข้อมูล" in page
    assert "อบรมการวิเคราะห์ข้อมูล" not in client.get(f"{reverse('gatherings:index')}?year=2571").content.decode()


def test_what_is_wrong_is_said_and_nothing_is_half_done(client, leader):
    answer = client.post(reverse("gatherings:add"), typed(on="30/2/2570", until="1/1/2570"))
    page = answer.content.decode()
    assert "30/2/2570" in page
    assert "วิทยากรสาธิต" in page
    assert not Gathering.objects.exists()
    client.post(reverse("gatherings:add"), typed(until="14/1/2570"))
    assert not Gathering.objects.exists()


def test_a_topic_that_doubles_anothers_is_pointed_out_and_saved_all_the_same(client, leader):
    south = Centre.objects.get(code="south")
    make.gathering(centre=south, title="อบรมสถิติ", topic="การใช้สถิติ", on=date(2027, 3, 1))
    make.gathering(centre=south, title="ปีก่อน", topic="การวิเคราะห์ข้อมูล", on=date(2026, 3, 1))
    make.gathering(centre=south, title="ยกเลิก", topic="การวิเคราะห์ข้อมูล", on=date(2027, 3, 1), state="cancelled")
    page = client.post(reverse("gatherings:add"), typed(), follow=True).content.decode()
    assert "อบรมสถิติ" in page
    assert "ปีก่อน" not in page
    assert "ยกเลิก” " not in page
    assert Gathering.objects.filter(title="อบรมการวิเคราะห์ข้อมูล").exists()


def test_a_staff_meeting_doubles_nothing(db):
    make.gathering(kind="preparation", title="ประชุมชี้แจง")
    again = make.gathering(kind="preparation", title="ประชุมชี้แจง")
    assert gathering_plan.doubles_of(again, 2570) == []


def test_a_preparatory_meeting_has_agenda_and_attendance(client, leader):
    meeting = make.gathering(kind="preparation", title="ประชุมเตรียมการ", agenda="วัตถุประสงค์\n\nกำหนดเป้าหมาย")
    address = reverse("gatherings:gathering", args=[meeting.pk])
    page = client.get(address).content.decode()
    assert "<li>วัตถุประสงค์</li><li>กำหนดเป้าหมาย</li>" in page
    client.post(address, {"act": "list", "who": [f"u{leader.pk}", "u999999", "v1", "x"]})
    client.post(address, {"act": "guest", "name": "ผู้แทนจังหวัด (สาธิต)"})
    mine = meeting.attendances.get(user=leader)
    assert meeting.attendances.count() == 2
    client.post(address, {"act": "presence", "shown": [mine.pk], "present": [mine.pk]})
    meeting.refresh_from_db()
    assert (meeting.state, list(meeting.attendances.filter(present=True))) == ("held", [mine])
    guest = meeting.attendances.get(user=None)
    client.post(address, {"act": "remove", "line": [guest.pk]})
    assert list(meeting.attendances.all()) == [mine]
    assert client.get(reverse("gatherings:certificates", args=[meeting.pk])).status_code == 404


def test_the_same_person_is_on_a_list_once(leader):
    meeting = make.gathering()
    assert put_on_list(meeting, officers=[leader.pk]) == 1
    assert put_on_list(meeting, officers=[leader.pk]) == 0
    assert meeting.attendances.count() == 1


def test_volunteers_are_trained_and_get_certificates(client, leader):
    district = network_factories.subdistrict().district
    volunteer = Volunteer.objects.create(district=district, title="นาย", name="อาสา สาธิต")
    training = make.gathering(kind="volunteers", title="อบรมอาสาสมัครแรงงาน", hours=6)
    address = reverse("gatherings:gathering", args=[training.pk])
    assert f'value="v{volunteer.pk}"' in client.get(address).content.decode()
    client.post(address, {"act": "list", "who": [f"v{volunteer.pk}"]})
    line = training.attendances.get()
    certificates = reverse("gatherings:certificates", args=[training.pk])
    assert client.get(certificates).status_code == 302
    client.post(address, {"shown": [line.pk], "present": [line.pk]})
    text = pypdf.PdfReader(io.BytesIO(client.get(certificates).content)).pages[0].extract_text()
    assert "นายอาสา สาธิต" in text
    assert "อบรมอาสาสมัครแรงงาน" in text


def test_the_roster_adds_up_the_hours_of_each_person(client, leader):
    for hours in (3, 6):
        meeting = make.gathering(hours=hours)
        Attendance.objects.create(gathering=meeting, user=leader, present=True)
    missed = make.gathering(hours=12)
    Attendance.objects.create(gathering=missed, user=leader)
    [row] = gathering_plan.roster_of(leader, 2570)
    assert (row.hours, len(row.gatherings)) == (9, 2)
    answer = client.get(f"{reverse('gatherings:roster_file')}?year=2570")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][2:4] == [2, 9]


def test_the_plan_is_handed_out_as_table_and_paper(client, leader):
    make.gathering(title="อบรมหนึ่ง")
    table = client.get(f"{reverse('gatherings:plan_file', args=['xlsx'])}?year=2570")
    sheet = openpyxl.load_workbook(io.BytesIO(table.content)).active
    assert "อบรมหนึ่ง" in [cell.value for cell in sheet[2]]
    paper = client.get(f"{reverse('gatherings:plan_file', args=['pdf'])}?year=2570")
    assert "อบรมหนึ่ง" in pypdf.PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert client.get(reverse("gatherings:plan_file", args=["exe"])).status_code == 404


def test_other_centres_trainings_are_not_found_nor_planned(client, leader):
    south = Centre.objects.get(code="south")
    theirs = make.gathering(centre=south)
    for name in ("gathering", "edit", "sign_in", "certificates"):
        assert client.get(reverse(f"gatherings:{name}", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("gatherings:add"), typed(centre=south.pk)).status_code == 200
    assert Gathering.objects.count() == 1
