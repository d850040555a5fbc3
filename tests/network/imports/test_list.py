"""A list on its way: what is recognised in it, what is asked, what is written, what can be taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from home.models import FileImport, Province
from network.actions.change_partner import Actor, change_partner
from network.imports import steps
from network.models import Change, Partner
from tests import network_factories

from . import faulty
from .lists import HEADER, applied, csv, officer, reasons, received, verdicts

pytestmark = pytest.mark.django_db
SAO = ("องค์การบริหารส่วนตำบลสาธิต", "", "ลำปาง", "เมืองลำปาง", "บ้านเป้า", "www.satit.example", "054-000-001")
SCHOOL = ("โรงเรียนสาธิต", "", "ลำปาง", "แจ้ห่ม", "บ้านสา", "", "")


@pytest.fixture
def user():
    return officer()


def changed(row, **parts):
    names = ("name", "kind", "province", "district", "subdistrict", "website", "phone")
    return tuple(parts.get(name, cell) for name, cell in zip(names, row, strict=True))


def undo(batch, user):
    steps.start_undo(batch, user=user, now=timezone.now())
    batch.refresh_from_db()


def test_checking_writes_nothing_and_importing_writes_all_with_a_line_of_history_each(user):
    batch = received(csv(SAO, SCHOOL), user, source="pao")
    assert verdicts(batch) == {2: "new", 3: "new"}
    assert not Partner.objects.exists()
    applied(batch)
    partner = Partner.objects.get(kind="sao")
    assert (partner.subdistrict.code, partner.district.code, partner.province.code) == ("520114", "5201", "52")
    assert (partner.website, partner.phone, partner.source) == ("http://www.satit.example", "0 5400 0001", "pao")
    assert (partner.host_key, partner.name_key) == ("satit.example", "sao:สาธิต:520114")
    assert (partner.status, partner.version, len(partner.code)) == ("prospect", 1, 6)
    line = partner.changes.get()
    assert (line.verb, line.by, line.fields["phone"]) == ("imported", user, ["", "0 5400 0001"])
    assert "list.csv" in line.reason


def test_the_imported_are_found_by_search(user):
    applied(received(csv(SAO), user))
    assert [one.kind for one in get_search_backend().search("สาธิต", Partner)] == ["sao"]


def test_the_same_list_again_changes_nothing(user):
    applied(received(csv(SAO, SCHOOL), user))
    before = list(Partner.objects.order_by("pk").values())
    again = received(csv(SAO, SCHOOL), user)
    assert verdicts(again) == {2: "unchanged", 3: "unchanged"}
    applied(again)
    assert list(Partner.objects.order_by("pk").values()) == before
    assert Change.objects.count() == 2


def test_a_changed_row_shows_field_by_field_and_an_empty_cell_erases_nothing(user):
    applied(received(csv(SAO), user))
    batch = received(csv(changed(SAO, website="", phone="054000009")), user)
    row = batch.rows.get()
    assert (row.verdict, row.values["differences"]) == ("changed", {"phone": ["0 5400 0001", "0 5400 0009"]})
    applied(batch)
    partner = Partner.objects.get()
    assert (partner.phone, partner.website, partner.version) == ("0 5400 0009", "http://www.satit.example", 2)
    assert partner.changes.first().fields == {"phone": ["0 5400 0001", "0 5400 0009"]}


def test_another_spelling_is_asked_about_and_the_decision_is_kept_for_the_next_time(user):
    applied(received(csv(SAO), user))
    content = csv(changed(SAO, name="อบต.สาธิต", website="", phone="054000009"))
    batch = received(content, user)
    row = batch.rows.get()
    assert (row.verdict, row.twin, row.values["why"]) == ("duplicate", Partner.objects.get(), "name")
    with pytest.raises(steps.NotNow):
        applied(batch)
    assert steps.decide(batch, {row.pk: "same"}) == 1
    applied(batch)
    partner = Partner.objects.get()
    assert (partner.name_th, partner.former_names, partner.phone) == (SAO[0], "อบต.สาธิต", "0 5400 0009")
    assert verdicts(received(content, user)) == {2: "unchanged"}


def test_the_same_website_is_asked_about_and_another_organisation_stays_another(user):
    applied(received(csv(SAO), user))
    content = csv(changed(SCHOOL, website="https://satit.example/school/"))
    batch = received(content, user)
    assert batch.rows.get().values["why"] == "host"
    steps.decide_rest(batch, "new")
    applied(batch)
    assert Partner.objects.count() == 2
    assert verdicts(received(content, user)) == {2: "unchanged"}


def test_undecided_rows_can_be_left_out(user):
    applied(received(csv(SAO), user))
    batch = received(csv(SCHOOL, changed(SAO, name="อบต.สาธิต")), user)
    applied(batch, leave_out=True)
    assert sorted(Partner.objects.values_list("kind", flat=True)) == ["sao", "school"]
    assert batch.counts["written_left_out"] == 1


@pytest.mark.parametrize(("decision", "phone", "count"), [("same", "0 5400 0001", 1), ("skip", "0 5400 0001", 1)])
def test_an_organisation_twice_in_the_list_is_asked_about_and_the_first_counts(user, decision, phone, count):
    second = changed(SAO, phone="054-000-002")
    batch = received(csv(SAO, second), user)
    assert verdicts(batch) == {2: "new", 3: "duplicate"}
    assert batch.rows.get(line=3).values["twin_line"] == 2
    steps.decide_rest(batch, decision)
    applied(batch)
    assert Partner.objects.count() == count
    assert Partner.objects.get().phone == phone
    assert verdicts(received(csv(SAO, second), user)) == {2: "unchanged", 3: "unchanged"}


def test_the_same_twice_fills_what_the_first_left_open(user):
    first, second = changed(SAO, phone="", website=""), changed(SAO, name="อบต.สาธิต", website="")
    batch = received(csv(first, second), user)
    steps.decide_rest(batch, "same")
    applied(batch)
    partner = Partner.objects.get()
    assert (partner.phone, partner.former_names) == ("0 5400 0001", "อบต.สาธิต")
    assert set(verdicts(received(csv(first, second), user)).values()) == {"unchanged"}


def test_a_local_government_that_was_raised_is_renamed_and_keeps_its_old_name(user):
    applied(received(csv(SAO), user))
    batch = received(csv(changed(SAO, name="เทศบาลตำบลสาธิต")), user)
    steps.decide_rest(batch, "same")
    applied(batch)
    partner = Partner.objects.get()
    assert (partner.kind, partner.name_th) == ("subdistrict_municipality", "เทศบาลตำบลสาธิต")
    assert partner.former_names == SAO[0]


def test_schools_of_one_name_are_apart_by_district_and_asked_about_when_the_district_is_missing(user):
    applied(received(csv(SCHOOL), user))
    batch = received(
        csv(changed(SCHOOL, district="เถิน", subdistrict=""), changed(SCHOOL, district="", subdistrict="")), user
    )
    assert verdicts(batch) == {2: "new", 3: "duplicate"}


def test_a_list_names_a_partner_by_its_code(user):
    partner = network_factories.partner(name_th="อบต.เดิม")
    header = (*HEADER, "รหัสเครือข่าย")
    good, bad = (*changed(SAO, name="อบต.ใหม่", website=""), partner.code), (*SCHOOL, "ZZZZZZ")
    batch = received(csv(good, bad, header=header), user)
    assert verdicts(batch) == {2: "changed", 3: "error"}
    applied(batch)
    partner.refresh_from_db()
    assert partner.name_th == "อบต.ใหม่"


def test_rows_of_another_centre_are_errors_and_headquarters_may_import_them(user):
    khon_kaen = changed(SAO, province="ขอนแก่น", district="", subdistrict="")
    batch = received(csv(khon_kaen, SCHOOL), user)
    assert verdicts(batch) == {2: "error", 3: "new"}
    assert "ขอนแก่น" in reasons(batch, 2)["province"]
    assert verdicts(received(csv(khon_kaen), officer("hq", centre=None))) == {2: "new"}


def test_a_partner_of_another_centre_is_never_shown_as_a_twin(user):
    elsewhere = Province.objects.get(slug="khon-kaen")
    network_factories.partner(province=elsewhere, website="http://www.satit.example", name_th="อบต.อื่น")
    assert verdicts(received(csv(SAO), user)) == {2: "new"}


def test_a_list_checked_before_somebody_changed_the_record_is_not_written(user):
    applied(received(csv(SAO), user))
    batch = received(csv(changed(SAO, phone="054000009"), SCHOOL), user)
    change_partner(Partner.objects.get(), {"email": "a@satit.example"}, actor=Actor(user), at=timezone.now())
    with pytest.raises(steps.NotNow):
        applied(batch)
    assert Partner.objects.count() == 1
    batch.refresh_from_db()
    assert (batch.upload.state, bool(batch.upload.report["refusal"])) == (FileImport.State.CHECKED, True)
    steps.start_check(batch, batch.upload.mapping)
    assert applied(batch).upload.state == FileImport.State.IMPORTED


def test_a_list_checked_before_the_same_was_entered_is_not_written(user):
    batch = received(csv(SAO), user)
    applied(received(csv(SAO), user))
    with pytest.raises(steps.NotNow):
        applied(batch)
    assert Partner.objects.count() == 1


def test_an_import_is_written_once_and_in_time_and_by_who_uploaded_it(user):
    batch = applied(received(csv(SAO), user))
    with pytest.raises(steps.NotNow):
        applied(batch)
    late = received(csv(SCHOOL), user)
    FileImport.objects.filter(pk=late.upload_id).update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(steps.NotNow):
        applied(late)
    with pytest.raises(steps.NotNow):
        steps.start_apply(
            received(csv(SCHOOL), user), user=officer("hq", centre=None), now=timezone.now(), leave_out=False
        )
    assert Partner.objects.count() == 1


def test_taken_back_new_records_go_and_changed_ones_get_back_what_they_held(user):
    applied(received(csv(SAO), user))
    batch = applied(received(csv(changed(SAO, phone="054000009"), SCHOOL), user))
    undo(batch, user)
    partner = Partner.objects.get()
    assert (partner.kind, partner.phone, partner.version) == ("sao", "0 5400 0001", 3)
    assert partner.changes.first().fields == {"phone": ["0 5400 0009", "0 5400 0001"]}
    assert not steps.not_taken_back(batch).exists()
    assert not get_search_backend().search("โรงเรียน", Partner)
    with pytest.raises(steps.NotNow):
        undo(batch, user)


def test_what_somebody_touched_since_stays_and_says_why(user):
    applied(received(csv(SAO), user))
    other = changed(SCHOOL, name="โรงเรียนสาธิตสอง")
    batch = applied(received(csv(changed(SAO, phone="054000009", website="satit-new.example"), SCHOOL, other), user))
    change_partner(Partner.objects.get(kind="sao"), {"phone": "1694"}, actor=Actor(user), at=timezone.now())
    network_factories.contact(Partner.objects.get(name_th="โรงเรียนสาธิต"))
    undo(batch, user)
    partner = Partner.objects.get(kind="sao")
    assert (partner.phone, partner.website) == ("1694", "http://www.satit.example")
    assert list(Partner.objects.filter(kind="school").values_list("name_th", flat=True)) == ["โรงเรียนสาธิต"]
    kept = list(steps.not_taken_back(batch))
    assert [row.line for row in kept] == [2, 3]
    assert all(row.before["kept"] for row in kept)


def test_writing_a_list_costs_a_query_for_many_rows_not_one_for_each(user):
    costs = []
    for number, size in enumerate((3, 63)):
        batch = received(csv(*(changed(SCHOOL, name=f"โรงเรียนสาธิต{number} {one}") for one in range(size))), user)
        with CaptureQueriesContext(connection) as queries:
            applied(batch)
        costs.append(len(queries))
    # SQLite takes 999 values in a query: some two dozen partners.
    assert costs[1] - costs[0] <= 60 // 20


def test_the_faulty_example_says_what_is_wrong_with_each_row(user):
    batch = received((faulty.DATA / "faulty-partners.xlsx").read_bytes(), user)
    found = verdicts(batch)
    wrong = {line: set(reasons(batch, line)) for line, verdict in found.items() if verdict == "error"}
    assert wrong == {
        7: {"district"}, 11: {"name_th"}, 12: {"province"}, 13: {"website"}, 14: {"email"}, 15: {"kind"}, 16: {"kind"},
        24: {"zip_code"}, 25: {"subdistrict"}, 27: {"subdistrict"}, 28: {"district"}, 29: {"zip_code"}, 30: {"phone"},
        31: {"latitude", "longitude"}, 32: {"latitude"}, 33: {"kind"}, 37: {"province"}, 38: {"kind"}, 39: {"name_th"},
    }  # fmt: skip
    assert [line for line, verdict in found.items() if verdict == "duplicate"] == [17, 18, 19]
    assert set(range(4, 41)) - set(found) == {20, 21, 22, 40}
    assert batch.rows.get(line=10).values["fields"]["name_th"] == "โรงเรียนสาธิตเจ็ด"
    assert batch.rows.get(line=34).values["fields"]["address"] == "=1+1"


def test_the_faulty_example_in_windows_874_reads_as_the_workbook_does(user):
    workbook = received((faulty.DATA / "faulty-partners.xlsx").read_bytes(), user)
    text = received((faulty.DATA / "faulty-partners.csv").read_bytes(), user)
    assert verdicts(text) == verdicts(workbook)


def test_the_example_is_what_its_builder_makes_and_what_the_screen_offers():
    assert faulty.SERVED.read_bytes() == (faulty.DATA / "faulty-partners.xlsx").read_bytes()
    assert (faulty.DATA / "faulty-partners.csv").read_bytes() == faulty.windows_874()
