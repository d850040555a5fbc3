"""Everything held on a person can be handed out, and taken away without a trace."""

import io
import json
from datetime import datetime, timedelta

import openpyxl
import pytest
from django.core import serializers
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from home.models import FileImport, Province
from home.storage import private_storage
from home.tabular import Sheet, write_xlsx
from network.actions.change_partner import Actor, change_contact
from network.actions.purge_contacts import forget_old_lists, months_before, purge_contacts
from network.actions.write_note import remove_note, write_note
from network.models import (
    Application,
    Attendance,
    Change,
    Contact,
    Partner,
    Proposal,
    Registration,
    StagedRow,
    Volunteer,
)
from network.persons import Person, mentions, without
from tests import event_factories, factories
from tests import network_factories as make
from tests.network.imports import lists
from tests.network.staff import member

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ACTOR = Actor(role="test")
NAME, PHONE, EMAIL, LINE = "สมมติ ทดลองระบบ", "08 1234 5678", "somebody@example.invalid", "line-somebody"


@pytest.fixture
def contact():
    partner = make.partner()
    contact = Contact(partner=partner)
    values = {"name": NAME, "phone": PHONE, "email": EMAIL, "line_id": LINE, "position": "ครูแนะแนว", "title": "นาย"}
    change_contact(contact, values, actor=ACTOR, at=NOW)
    change_contact(contact, {"phone": "08 9999 9999"}, actor=ACTOR, at=NOW)
    change_contact(contact, {"phone": PHONE}, actor=ACTOR, at=NOW)
    write_note(partner, f"โทรหา{NAME}ที่ {PHONE} แล้ว", actor=ACTOR, at=NOW)
    remove_note(write_note(partner, f"{EMAIL} ไม่ตอบ", actor=ACTOR, at=NOW), actor=ACTOR, at=NOW)
    people = [{"name": ["", NAME], "email": ["", EMAIL]}]
    Proposal.objects.create(partner=partner, contact=contact, people=people, message=f"จาก {NAME}", form_token="a")
    Application.objects.create(
        name="รร.ตัวอย่าง", kind="school", province=partner.province, phone=PHONE, email=EMAIL, contact_name=NAME,
        consented_at=NOW, form_token="b", partner=partner,
    )  # fmt: skip
    Volunteer.objects.create(district=make.subdistrict().district, name=NAME, phone=PHONE)
    section = event_factories.section(factories.home_page())
    registered = {"registered_at": NOW, "name": NAME, "phone": PHONE, "email_key": "x"}
    event_factories.event(section, days=-3).registrations.create(**registered)
    event_factories.gathering().attendances.create(name=f"นาย{NAME}", organisation="รร.ตัวอย่าง", present=True)
    make.contact(make.partner(name_th="ที่ทำงานเก่า"), name=NAME, phone=PHONE, email="")
    make.contact(partner, name="อีกคน หนึ่ง", phone="08 0000 0000", email="other@example.invalid")
    return contact


def everything_stored() -> str:
    models = (Partner, Contact, Change, Proposal, Application, Volunteer, Registration, Attendance)
    rows = [row for model in models for row in model.objects.all()]
    rows += [note for partner in Partner.objects.all() for note in partner.notes.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def director(client, centre="north"):
    client.force_login(member("director", centre))


def test_an_erased_person_is_nowhere_and_everybody_else_stays(client, contact):
    director(client)
    assert NAME in everything_stored()
    client.post(reverse("partners:person", args=[contact.pk]), {"sure": "1"})
    stored = everything_stored()
    for trace in (NAME, PHONE, EMAIL, LINE, "08 9999 9999", "ครูแนะแนว"):
        assert trace not in stored, trace
    assert "อีกคน หนึ่ง" in stored
    assert "รร.ตัวอย่าง" in stored
    contact.refresh_from_db()
    assert contact.erased_at
    assert not contact.active
    assert contact.link_version == 2


def test_one_line_of_history_says_so_and_the_other_lines_stay(client, contact):
    director(client)
    before = Change.objects.filter(partner=contact.partner).count()
    client.post(reverse("partners:person", args=[contact.pk]), {"sure": "1"})
    lines = Change.objects.filter(partner=contact.partner)
    assert lines.count() == before + 1
    assert lines.filter(verb="erased").count() == 1
    assert Change.objects.filter(verb="erased").count() == 2


def test_nothing_is_erased_without_the_tick_nor_by_looking(client, contact):
    director(client)
    client.get(reverse("partners:person", args=[contact.pk]))
    client.post(reverse("partners:person", args=[contact.pk]))
    assert Contact.objects.filter(erased_at=None).count() == 3


def test_what_is_held_is_handed_out_as_json_and_xlsx(client, contact):
    director(client)
    held = client.get(reverse("partners:person_export", args=[contact.pk, "json"])).json()
    assert [len(held[part]) for part in ("contacts", "volunteers", "applications", "proposals", "notes")] == [
        2, 1, 1, 1, 1,
    ]  # fmt: skip
    assert held["contacts"][0]["email"] == EMAIL
    assert any(line["personal"].get("phone") for line in held["changes"])
    answer = client.get(reverse("partners:person_export", args=[contact.pk, "xlsx"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert {"contacts", "applications", "changes"} <= set(book.sheetnames)
    assert "no-store" in answer["Cache-Control"]
    assert client.get(reverse("partners:person_export", args=[contact.pk, "pdf"])).status_code == 404


def test_a_centre_neither_sees_nor_erases_what_another_holds(client, contact):
    songkhla = make.partner(name_th="ใต้", province=Province.objects.get(slug="songkhla"))
    theirs = make.contact(songkhla, name=NAME, phone=PHONE, email=EMAIL)
    director(client)
    assert len(client.get(reverse("partners:people"), {"q": "ทดลองระบบ"}).context["found"]) == 2
    assert client.get(reverse("partners:person", args=[theirs.pk])).status_code == 404
    client.post(reverse("partners:person", args=[contact.pk]), {"sure": "1"})
    theirs.refresh_from_db()
    assert theirs.name == NAME


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("โทร 081-234-5678 ค่ะ", "โทร … ค่ะ"),
        ("(08) 1234 5678", "(…"),
        ("๐๘๑๒๓๔๕๖๗๘", "…"),
        ("สมมติ   ทดลองระบบ", "…"),
        ("SOMEBODY@example.invalid", "…"),
        ("08 1234 567", "08 1234 567"),
        ("สมมติ", "สมมติ"),
    ],
)
def test_a_trace_is_found_however_it_is_written(text, rest):
    traces = Person(NAME, PHONE, EMAIL).traces
    assert without({"a": [text]}, traces) == {"a": [rest]}
    assert mentions(text, traces) is (text != rest)


def test_uploaded_lists_that_name_the_person_are_found_and_given_up_with_their_rows_kept(
    client, contact, django_capture_on_commit_callbacks
):
    director(client)
    clerk = lists.officer("clerk")
    sheets = [Sheet("รายชื่อ", lists.HEADER, [("โรงเรียนหนึ่ง", "โรงเรียน", "ลำปาง")]), Sheet("ลับ", ["ชื่อ"], [[NAME]])]
    hidden = lists.received(write_xlsx(*sheets), clerk)
    named = lists.received(lists.csv((f"โรงเรียนของ{NAME}", "โรงเรียน", "ลำปาง")), clerk)
    other = lists.received(lists.csv(("โรงเรียนสาม", "โรงเรียน", "ลำปาง")), clerk)
    page = client.get(reverse("partners:person", args=[contact.pk]))
    assert {upload.pk for upload in page.context["held"].files} == {hidden.upload_id, named.upload_id}
    stored = {batch: batch.upload.file.name for batch in (hidden, named, other)}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("partners:person", args=[contact.pk]), {"sure": "1"})
    assert [private_storage().exists(name) for name in stored.values()] == [False, False, True]
    assert [batch.rows.count() for batch in stored] == [1, 1, 1]
    assert NAME not in json.dumps([row.cells for row in StagedRow.objects.all()], ensure_ascii=False)
    named.upload.refresh_from_db()
    assert not named.upload.file


def test_lists_of_other_centres_are_neither_read_nor_touched(client, contact):
    director(client)
    theirs = lists.received(lists.csv((NAME, "โรงเรียน", "สงขลา")), lists.officer("south", "south"))
    assert client.get(reverse("partners:person", args=[contact.pk])).context["held"].files == ()
    client.post(reverse("partners:person", args=[contact.pk]), {"sure": "1"})
    theirs.upload.refresh_from_db()
    assert private_storage().exists(theirs.upload.file.name)


def test_lists_as_they_came_are_deleted_after_two_years():
    old, new = (lists.received(lists.csv(("โรงเรียนสาม", "โรงเรียน", "ลำปาง")), lists.officer(n)) for n in "ab")
    FileImport.objects.filter(pk=old.upload_id).update(created_at=NOW - timedelta(days=800))
    assert forget_old_lists(at=NOW) == 1
    assert FileImport.objects.exclude(file="").get() == new.upload
    assert forget_old_lists(at=NOW) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Person("ก ข", email="A@x.th"), Person("ค", email="a@x.th"), True),
        (Person("สมมติ  ทดลอง", "08-1234-5678"), Person("สมมติ ทดลอง", "0812345678"), True),
        (Person("สมมติ ทดลอง", "08 1234 5678"), Person("สมมติ ทดลอง", "08 0000 0000"), False),
        (Person("สมมติ ทดลอง"), Person("สมมติ ทดลอง"), False),
        (Person("ก", line_id="abc"), Person("ข", line_id="ABC"), True),
        (Person("ก"), Person("ข"), False),
    ],
)
def test_a_person_is_the_same_by_address_or_by_name_and_number(one, other, same):
    assert one.is_the_same(other) is same


def test_people_who_ceased_to_be_contacts_two_years_ago_are_forgotten(capsys):
    partner = make.partner()
    old, recent, active = (make.contact(partner, name=f"คนที่ {n}", email=f"{n}@example.invalid") for n in range(3))
    Contact.objects.filter(pk__in=[old.pk, recent.pk]).update(active=False)
    Contact.objects.filter(pk__in=[old.pk, active.pk]).update(updated_at=NOW - timedelta(days=800))
    call_command("network", "purge", "--dry-run")
    assert "contacts=1" in capsys.readouterr().out
    assert Contact.objects.filter(erased_at=None).count() == 3
    assert purge_contacts(at=NOW) == 1
    assert set(Contact.objects.filter(erased_at=None)) == {recent, active}
    assert purge_contacts(at=NOW) == 0


def test_months_are_counted_by_the_calendar():
    assert months_before(datetime(2026, 2, 28, 12), 24) == datetime(2024, 2, 28, 12)
    assert months_before(datetime(2024, 3, 31), 1) == datetime(2024, 2, 29)
    assert months_before(datetime(2026, 1, 15), 1) == datetime(2025, 12, 15)
