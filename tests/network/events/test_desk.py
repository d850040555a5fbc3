"""Staff and the people of an event: who may see them, who was there, what is printed."""

import io

import icalendar
import openpyxl
import pypdf
import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.models import CentreGroup
from network import registration_links
from network.actions.erase_registration import erase_registration
from network.actions.print_event import parts_of
from network.models import Registration
from tests import event_factories as make
from tests.network.staff import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = member("officer", "north")
    client.force_login(user)
    return user


def on_event(name, event, *more, **values):
    return reverse(f"events:{name}", args=[event.pk, *more], kwargs=values or None)


def words_of(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)


def test_the_list_of_events_counts_people_in_a_steady_number_of_queries(client, officer, section):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("events:index"))
        return len(queries), answer.content.decode()

    event = make.event(section, seats=2)
    for number in range(3):
        make.registered(event, number)
    ask()
    few, page = ask()
    assert "2 / 2" in page
    for number in range(10):
        make.event(section, days=number + 12)
    ask()
    many, _page = ask()
    assert many <= few


def test_other_centres_do_not_find_the_list_and_editors_are_sent_away(client, section):
    event = make.event(section)
    person = make.registered(event)
    addresses = [
        on_event("event", event), on_event("sign_in", event), on_event("people_file", event, "xlsx"),
        on_event("person", event, person.pk),
    ]  # fmt: skip
    client.force_login(member("director", "south"))
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert client.post(on_event("person", event, person.pk), {"act": "cancel"}).status_code == 404
    of_two = member("officer", "south")
    editors = Group.objects.create(name="บรรณาธิการ")
    CentreGroup.objects.create(group=editors, role="editor", centre=event.centre)
    of_two.groups.add(editors)
    client.force_login(of_two)
    assert client.get(addresses[0]).status_code == 404
    person.refresh_from_db()
    assert person.state == "place"


def test_ticks_say_who_was_there_and_only_they_get_a_certificate(client, officer, section):
    event = make.event(section, certificate=True, hours=6, title="ประชุมครูแนะแนวจังหวัดลำปาง")
    first, second = make.registered(event, 1), make.registered(event, 2, organisation="โรงเรียนตัวอย่าง")
    late = make.registered(event, 3)
    assert client.get(on_event("certificates", event)).status_code == 302
    shown = {"act": "attendance", "shown": [first.pk, second.pk], "present": [second.pk]}
    client.post(on_event("event", event), shown)
    assert list(event.registrations.attended()) == [second]
    late.refresh_from_db()
    assert late.attended_at is None
    text = words_of(client.get(on_event("certificates", event)))
    assert "คนที่ 2" in text
    assert "คนที่ 1" not in text
    assert "ประชุมครูแนะแนวจังหวัดลำปาง" in text
    assert "๖ ชั่วโมง" in text
    assert client.get(on_event("certificate", event, first.pk)).status_code == 404
    assert "คนที่ 2" in words_of(client.get(on_event("certificate", event, second.pk)))
    client.post(on_event("event", event), {"act": "attendance", "shown": [second.pk]})
    assert not event.registrations.attended().exists()


def test_many_certificates_are_handed_out_in_files_of_a_size_that_one_waits_for():
    assert parts_of(0) == []
    assert parts_of(40) == [(1, 1, 40)]
    assert parts_of(95) == [(1, 1, 40), (2, 41, 80), (3, 81, 95)]


def test_the_code_on_a_certificate_says_that_it_is_ours_until_the_person_is_erased(client, section):
    event = make.event(section, certificate=True)
    person = make.registered(event)
    address = registration_links.certificate_address(person)
    assert client.get(address).status_code == 404
    Registration.objects.update(attended_at=timezone.now())
    page = client.get(address)
    assert page.status_code == 200
    assert person.name in page.content.decode()
    assert person.email not in page.content.decode()
    person.refresh_from_db()
    erase_registration(person, at=timezone.now())
    assert client.get(address).status_code == 404


def test_the_sheet_to_sign_has_everybody_with_a_place_and_no_telephone(client, officer, section):
    event = make.event(section, seats=1)
    make.registered(event, 1, phone="0 2000 0000")
    make.registered(event, 2)
    text = words_of(client.get(on_event("sign_in", event)))
    assert "คนที่ 1" in text
    assert "คนที่ 2" not in text
    assert "2000" not in text


def test_the_list_is_handed_out_as_a_table(client, officer, section):
    event = make.event(section)
    make.registered(event, 1, organisation="=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(on_event("people_file", event, "xlsx")).content)).active
    assert [cell.value for cell in sheet[2]][:4] == ["นางสาธิต คนที่ 1", "=1+1", None, "person1@example.invalid"]
    csv = b"".join(client.get(on_event("people_file", event, "csv")).streaming_content).decode("utf-8-sig")
    assert "'=1+1" in csv
    assert client.get(on_event("people_file", event, "exe")).status_code == 404


def test_staff_put_on_the_list_who_telephones_or_comes(client, officer, section, django_capture_on_commit_callbacks):
    event = make.event(section, seats=1)
    make.registered(event, 1)
    typed = {"act": "add", "name": "นายสาธิต มาเอง", "present": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(on_event("event", event), typed)
    walked_in = event.registrations.get(name="นายสาธิต มาเอง")
    assert (walked_in.state, bool(walked_in.attended_at), walked_in.by) == ("place", True, officer)
    assert mail.outbox == []
    page = client.post(on_event("event", event), {"act": "add", "name": "x", "email": "person1@example.invalid"})
    assert "มีผู้ใช้อีเมลนี้" in page.content.decode() or "on the list already" in page.content.decode()
    assert event.registrations.count() == 2


def test_staff_cancel_give_places_and_write_again(client, officer, section, django_capture_on_commit_callbacks):
    event = make.event(section, seats=1)
    first, second, third = (make.registered(event, number) for number in (1, 2, 3))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(on_event("person", event, first.pk), {"act": "cancel"})
    assert [letter.to[0][:7] for letter in mail.outbox] == ["person1", "person2"]
    client.post(on_event("person", event, third.pk), {"act": "place"})
    assert set(event.registrations.with_place()) == {second, third}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(on_event("person", event, third.pk), {"act": "write"})
    assert mail.outbox[-1].to == ["person3@example.invalid"]


@pytest.mark.parametrize("cancelled", [False, True])
def test_everybody_on_the_list_is_told_what_has_changed(
    client, officer, section, django_capture_on_commit_callbacks, cancelled
):
    event = make.event(section, seats=1)
    make.registered(event, 1), make.registered(event, 2)
    event.cancelled, event.cancelled_because, event.venue = cancelled, "น้ำท่วม", "สถานที่ใหม่"
    event.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(on_event("event", event), {"act": "tell"})
    assert [letter.to[0][:7] for letter in mail.outbox] == ["person1", "person2"]
    assert ("น้ำท่วม" in mail.outbox[0].body) == cancelled
    assert "สถานที่ใหม่" in mail.outbox[0].body
    [entry] = icalendar.Calendar.from_ical(mail.outbox[0].attachments[0][1]).walk("VEVENT")
    assert str(entry["status"]) == ("CANCELLED" if cancelled else "CONFIRMED")


def test_only_who_leads_erases_and_only_when_sure(client, officer, section):
    event = make.event(section)
    person = make.registered(event)
    address = on_event("person", event, person.pk)
    client.post(address, {"act": "erase", "sure": "1"})
    person.refresh_from_db()
    assert person.name
    client.force_login(member("director", "north"))
    client.post(address, {"act": "erase"})
    person.refresh_from_db()
    assert person.name
    client.post(address, {"act": "erase", "sure": "1"})
    person.refresh_from_db()
    assert (person.name, person.email) == ("", "")
    assert client.get(on_event("event", event)).status_code == 200
