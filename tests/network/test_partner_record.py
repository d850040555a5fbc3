import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from home.models import Province
from network.actions.change_partner import Actor, change_partner
from network.models import Change, LinkUse, Partner
from network.panels import HOOK, PartnerPanel
from tests import network_factories as make
from tests.network.staff import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = member("officer", "north")
    client.force_login(user)
    return user


def url(name, *keys):
    return reverse(f"partners:{name}", args=keys)


def filled(form, **changed):
    """What a browser sends back of a form: everything it shows, with some fields typed anew."""
    return form.shown() | changed


def edit(client, partner, screen=None, **changed):
    screen = screen or client.get(url("edit", partner.pk))
    data = filled(screen.context["form"], **changed)
    carried = {"version": screen.context["version"], "opened": screen.context["opened"]}
    return client.post(url("edit", partner.pk), data | carried)


def test_the_record_tells_the_whole_story(client, officer):
    partner = make.partner(former_names="ชื่อเดิม", website="http://www.example.go.th")
    make.contact(partner)
    change_partner(partner, {"phone": "0 5400 0000"}, actor=Actor(officer), at=timezone.now())
    page = client.get(url("record", partner.pk)).content.decode()
    for told in ("ชื่อเดิม", "www.example.go.th", "สาธิต ตัวอย่าง", "0 5400 0000", partner.code, officer.username):
        assert told in page


def test_the_record_costs_the_same_queries_however_much_has_happened(client, officer, django_assert_max_num_queries):
    partner = make.partner()
    for number in range(15):
        make.contact(partner, name=f"คน {number}")
        client.post(url("note_add", partner.pk), {"text": f"บันทึก {number}"})
    client.get(url("record", partner.pk))
    with django_assert_max_num_queries(9 + 13):
        client.get(url("record", partner.pk))


def test_upper_features_plug_in_panels_that_may_stay_silent(client, officer):
    partner = make.partner()
    silent = PartnerPanel("silent", "Silent", 10, "network/admin/lines.html", lambda partner, request: None)
    visits = PartnerPanel("visits", "Visits of <all>", 20, "network/admin/lines.html", lambda p, r: {"lines": []})
    with hooks.register_temporarily([(HOOK, lambda: silent), (HOOK, lambda: visits)]):
        page = client.get(url("record", partner.pk)).content.decode()
    assert "Visits of &lt;all&gt;" in page
    assert "Silent" not in page
    assert page.index("panel-visits") < page.index("panel-profile")


def test_what_was_done_through_a_link_is_told_in_words(client, officer):
    contact = make.contact(make.partner())
    LinkUse.objects.create(
        partner=contact.partner, contact=contact, purpose="profile", act="proposal", at=timezone.now()
    )
    assert "sent a correction" in client.get(url("record", contact.partner_id)).content.decode()


def test_a_partner_is_entered_with_its_place_by_name_and_a_first_line_of_history(client, officer):
    province = Province.objects.get(slug="lampang")
    answer = client.post(
        url("add"),
        {
            "kind": "sao",
            "name_th": " องค์การบริหารส่วนตำบล  เวียงเหนือ ",
            "province": province.pk,
            "district_name": "อำเภอเมือง",
            "subdistrict_name": "ต.เวียงเหนือ",
            "website": "www.example.go.th",
            "phone": "๐ ๕๔๒๒ ๑๒๓๔",
            "source": "staff",
        },
    )
    partner = Partner.objects.get()
    assert answer["Location"] == url("record", partner.pk)
    assert (partner.name_th, partner.district.code) == ("องค์การบริหารส่วนตำบล เวียงเหนือ", "5201")
    assert (partner.subdistrict.name_th, partner.zip_code) == ("เวียงเหนือ", "52000")
    assert (partner.website, partner.phone) == ("http://www.example.go.th", "0 5422 1234")
    assert partner.changes.get().verb == Change.Verb.CREATED
    assert partner.changes.get().by == officer


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("website", "ftp://x", "website"),
        ("website", "http://user:secret@example.go.th", "website"),
        ("phone", "โทรมานะ", "telephone"),
        ("phone", "0 5422", "telephone"),
        ("zip_code", "52OOO", "five digits"),
        ("district_name", "เมืองเชียงใหม่", "no “เมืองเชียงใหม่”"),
        ("subdistrict_name", "เวียงเหนอ", "district"),
        ("latitude", "120", "latitudes"),
        ("email", "x", "e-mail"),
    ],
)
def test_what_is_mistyped_is_said_in_words_and_nothing_is_written(client, officer, field, typed, said):
    partner = make.partner()
    answer = edit(client, partner, **{field: typed})
    assert answer.status_code == 200
    errors = str(answer.context["form"].errors)
    assert said in errors or field == "email"
    assert answer.context["form"].errors
    assert not Change.objects.exists()


def test_a_misspelt_place_is_answered_with_names_that_look_like_it(client, officer):
    place = make.subdistrict()
    partner = make.partner(district=place.district, subdistrict=place)
    answer = edit(client, partner, district_name="แม่เมา")
    assert "แม่เมาะ" in str(answer.context["form"].errors["district_name"])


def test_an_organisation_that_is_known_already_is_shown_before_a_second_record_is_made(client, officer):
    twin = make.partner(website="http://www.example.go.th")
    data = {
        "kind": "sao",
        "name_th": "ใหม่",
        "province": twin.province_id,
        "website": "example.go.th",
        "source": "staff",
    }
    answer = client.post(url("add"), data)
    assert twin.code in answer.content.decode()
    assert Partner.objects.count() == 1
    client.post(url("add"), data | {"is_another": "1"})
    assert Partner.objects.count() == 2


def test_the_second_of_two_people_is_told_and_loses_nothing(client, officer):
    partner = make.partner(phone="0 5400 0000", address="1", email="a@example.invalid")
    opened = client.get(url("edit", partner.pk))
    first = member("director", "north")
    other = {"phone": "0 5411 1111", "address": "2"}
    change_partner(partner, other, actor=Actor(first), at=timezone.now())
    answer = edit(client, partner, opened, phone="0 5422 2222", email="b@example.invalid")
    assert answer.status_code == 409
    stored = Partner.objects.get()
    assert (stored.phone, stored.address, stored.email) == ("0 5411 1111", "2", "a@example.invalid")
    both = {one.name: (one.opened, one.stored, one.typed, one.conflict) for one in answer.context["both"]}
    assert both["phone"] == ("0 5400 0000", "0 5411 1111", "0 5422 2222", True)
    assert both["address"] == ("1", "2", "1", False)
    page = answer.content.decode()
    assert first.username in page
    assert "0 5411 1111" in page
    shown = answer.context["form"].shown()
    assert (shown["phone"], shown["address"], shown["email"]) == ("0 5422 2222", "2", "b@example.invalid")
    assert edit(client, partner, answer).status_code == 302
    stored.refresh_from_db()
    assert (stored.phone, stored.address, stored.email) == ("0 5422 2222", "2", "b@example.invalid")


def both_versions(client):
    """A record that two people changed, on the screen of the second one: what its form sends, without the choices."""
    partner = make.partner(phone="0 5400 0000", address="1", email="a@example.invalid")
    opened = client.get(url("edit", partner.pk))
    other = {"phone": "0 5411 1111", "address": "2"}
    change_partner(partner, other, actor=Actor(member("director", "north")), at=timezone.now())
    answer = edit(client, partner, opened, phone="0 5422 2222", email="b@example.invalid")
    kept = {name: answer.context[name] for name in ("version", "opened", "typed")}
    return partner, filled(answer.context["form"]) | kept


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({}, ("0 5422 2222", "2", "b@example.invalid")),
        ({"take-phone": "stored"}, ("0 5411 1111", "2", "b@example.invalid")),
        ({"take-phone": "typed", "take-address": "typed"}, ("0 5422 2222", "1", "b@example.invalid")),
        ({"take-email": "stored", "take-phone": "nonsense"}, ("0 5422 2222", "2", "a@example.invalid")),
    ],
)
def test_each_field_of_the_two_versions_is_chosen_by_itself(client, officer, choices, expected):
    partner, data = both_versions(client)
    assert client.post(url("edit", partner.pk), data | choices).status_code == 302
    partner.refresh_from_db()
    assert (partner.phone, partner.address, partner.email) == expected


def test_what_was_chosen_can_be_edited_before_it_is_saved(client, officer):
    partner, data = both_versions(client)
    answer = client.post(url("edit", partner.pk), data | {"take-phone": "stored", "again": "1"})
    assert answer.status_code == 200
    assert answer.context["form"].shown()["phone"] == "0 5411 1111"
    assert Partner.objects.get().email == "a@example.invalid"
    assert edit(client, partner, answer, address="3").status_code == 302
    assert Partner.objects.get().address == "3"


@pytest.mark.parametrize("opened", ["", "[]", "{", '{"x": 1}', "null"])
def test_a_tampered_memory_of_the_form_overwrites_nothing_unseen(client, officer, opened):
    partner = make.partner()
    data = filled(client.get(url("edit", partner.pk)).context["form"], phone="0 5422 2222")
    answer = client.post(url("edit", partner.pk), data | {"version": "77", "opened": opened})
    assert answer.status_code == 409
    assert Partner.objects.get().phone == ""


def test_a_province_of_another_centre_cannot_be_chosen(client, officer):
    partner = make.partner()
    foreign = Province.objects.get(slug="songkhla").pk
    assert "province" in edit(client, partner, province=foreign).context["form"].errors


def test_the_script_gets_only_places_of_ones_own_centre(client, officer):
    lampang = Province.objects.get(slug="lampang").pk
    names = client.get(url("places"), {"province": lampang, "district": "เมือง"}).json()
    assert len(names["districts"]) == 13
    assert "เวียงเหนือ" in names["subdistricts"]
    foreign = Province.objects.get(slug="songkhla").pk
    assert client.get(url("places"), {"province": foreign}).json() == {"districts": [], "subdistricts": []}
    assert client.get(url("places"), {"province": "x\x00"}).json() == {"districts": [], "subdistricts": []}


CONTACT = {"name": "สมมติ ทดลอง", "role": "coordinator", "function": "website", "phone": "08 1234 5678", "active": "on"}


def test_contacts_come_change_and_leave_with_their_history_apart_from_the_organisations(client, officer):
    partner = make.partner()
    client.post(url("contact_add", partner.pk), CONTACT)
    contact = partner.contacts.get()
    client.post(
        url("contact_edit", partner.pk, contact.pk), CONTACT | {"phone": "08 8888 8888", "notice_on": "2026-05-01"}
    )
    client.post(url("contact_active", partner.pk, contact.pk), {})
    contact.refresh_from_db()
    assert (contact.phone, contact.active, contact.notice_on.isoformat()) == ("08 8888 8888", False, "2026-05-01")
    gone, changed, _added = partner.changes.all()
    assert gone.fields == {"active": ["True", "False"]}
    assert changed.personal == {"phone": ["08 1234 5678", "08 8888 8888"]}
    assert "phone" not in changed.fields
    client.post(url("contact_active", partner.pk, contact.pk), {"active": "1"})
    contact.refresh_from_db()
    assert contact.active


def test_a_contact_that_nobody_could_reach_is_refused(client, officer):
    partner = make.partner()
    answer = client.post(url("contact_add", partner.pk), CONTACT | {"phone": ""})
    assert "LINE" in str(answer.context["form"].errors)
    assert not partner.contacts.exists()


def test_a_contact_of_another_partner_is_not_found_under_this_one(client, officer):
    contact = make.contact(make.partner())
    other = make.partner(name_th="อื่น")
    assert client.get(url("contact_edit", other.pk, contact.pk)).status_code == 404
    assert client.post(url("contact_active", other.pk, contact.pk)).status_code == 404


def test_notes_are_kept_by_the_history_when_they_are_taken_away(client, officer):
    partner = make.partner()
    client.post(url("note_add", partner.pk), {"text": "โทรกลับวันจันทร์"})
    client.post(url("note_add", partner.pk), {"text": " "})
    note = partner.notes.get()
    client.post(url("note_remove", partner.pk, note.pk))
    assert not partner.notes.exists()
    assert [line.personal["note"] for line in partner.changes.all()] == [["โทรกลับวันจันทร์", ""], ["", "โทรกลับวันจันทร์"]]
    assert "โทรกลับวันจันทร์" in client.get(url("history", partner.pk)).content.decode()


def test_a_file_is_handed_out_by_a_view_alone_and_goes_from_the_disk(
    client, officer, django_capture_on_commit_callbacks
):
    partner = make.partner()
    client.post(url("file_add", partner.pk), {"file": SimpleUploadedFile("บันทึก.pdf", b"%PDF-1.7")})
    file = partner.files.get()
    assert file.title == "บันทึก"
    with pytest.raises(ValueError, match="not accessible"):
        file.file.url  # noqa: B018 - asking is what raises
    answer = client.get(url("file", partner.pk, file.pk))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    client.post(url("file_add", partner.pk), {"file": SimpleUploadedFile("x.html", b"<script>")})
    assert partner.files.count() == 1
    stored, name = file.file.storage, file.file.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("file_remove", partner.pk, file.pk))
    assert not stored.exists(name)


def test_hostile_text_stays_text_on_the_record(client, officer):
    evil = '"><script>alert(1)</script>'
    partner = make.partner(name_th=evil, address=evil, former_names=evil, website="javascript:alert(1)")
    make.contact(partner, name=evil, position=evil)
    client.post(url("note_add", partner.pk), {"text": evil})
    for screen in ("record", "history", "edit"):
        page = client.get(url(screen, partner.pk)).content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_what_the_form_carries_along_is_the_record_as_it_was_opened(client, officer):
    partner = make.partner(phone="0 5400 0000")
    screen = client.get(url("edit", partner.pk))
    assert json.loads(screen.context["opened"])["phone"] == "0 5400 0000"
    assert edit(client, partner, screen).status_code == 302
    assert not Change.objects.exists()
