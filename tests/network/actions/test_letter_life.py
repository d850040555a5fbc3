"""A letter from draft to reply: who may, from where, and what is written down of it."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from network.actions.approve_letter import approve_letter
from network.actions.change_partner import Actor
from network.actions.check_letter import LetterNotReady, check_letter
from network.actions.correct_letter import correct_letter
from network.actions.draft_letter import change_letter, draft_letter
from network.actions.issue_letter import issue_letter
from network.actions.merge_partners import merge_partners
from network.actions.move_letter import WrongState
from network.actions.record_reply import record_reply
from network.actions.return_letter import return_letter
from network.actions.send_letter import send_letter
from network.actions.verify_letters import verify_letters
from network.actions.void_letter import NoReason, void_letter
from network.letters.compose import Letter as Words
from network.models import Letter, LetterEvent, LetterTemplate
from network.models.letters.letters import LetterIsKept
from tests import network_factories
from tests.letter_factories import Desk
from tests.network.staff import member

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def desk():
    return Desk()


def verbs(letter):
    return list(letter.events.order_by("sequence").values_list("verb", flat=True))


def test_a_letter_goes_from_draft_to_reply_and_each_step_is_written_down(desk, django_capture_on_commit_callbacks):
    letter = desk.approved()
    with django_capture_on_commit_callbacks(execute=True):
        letter = desk.issue(letter)
    send_letter(letter, "posted", actor=desk.admin_section, at=NOW(), tracking="EX000000000TH")
    letter = record_reply(letter, date(2026, 11, 30), "โทรศัพท์แจ้งชื่อแล้ว", actor=desk.officer, at=NOW())
    assert verbs(letter) == ["drafted", "checked", "approved", "issued", "printed", "sent", "replied"]
    assert (letter.state, letter.reply) == ("replied", "โทรศัพท์แจ้งชื่อแล้ว")
    assert [line.tracking for line in letter.deliveries.all()] == ["EX000000000TH"]
    who = dict(letter.events.values_list("verb", "actor"))
    assert (who["approved"], who["issued"]) == ("director-north", "admin_section-north")
    assert verify_letters().wrong == ()


def test_what_is_issued_is_frozen_with_its_number_date_and_names(desk):
    partner = network_factories.partner(
        name_th="องค์การบริหารส่วนตำบลบ้านตัวอย่าง", subdistrict=network_factories.subdistrict()
    )
    letter = desk.issued(partner=partner)
    words = Words.from_json(letter.content)
    year = timezone.localdate().year + 543
    assert (letter.number, letter.number_text) == (1, "รง 0300.9/1")
    assert (words.number, words.date) == ("รง 0300.9/1", timezone.localdate())
    assert letter.book.year == year
    assert words.recipient.title == "นายกองค์การบริหารส่วนตำบลบ้านตัวอย่าง"
    assert "องค์การบริหารส่วนตำบลบ้านตัวอย่าง" in words.body[0].text
    assert words.signer.name == "นายสาธิต ตัวอย่าง"
    assert words.qr.endswith(f"/network/letters/{letter.verify_token}/")


def test_issuing_twice_gives_the_same_letter_and_one_number(desk):
    letter = desk.approved()
    first, second = desk.issue(letter), desk.issue(letter)
    assert (first.pk, first.number) == (second.pk, second.number)
    first.book.refresh_from_db()
    assert first.book.last == 1


#: Who may do what to a letter in which state; everybody else is refused.
ACTS = {
    "check": (check_letter, "draft", {"officer", "team_leader", "director", "admin_section"}),
    "approve": (approve_letter, "checked", {"director"}),
    "issue": (issue_letter, "approved", {"admin_section"}),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("role", ["officer", "team_leader", "director", "admin_section", "hq", "elsewhere"])
def test_only_the_director_approves_and_only_the_administration_section_issues(desk, name, role):
    act, state, allowed = ACTS[name]
    letter = {"draft": desk.draft, "checked": desk.checked, "approved": desk.approved}[state]()
    outsiders = {"hq": ("hq", None), "elsewhere": ("admin_section", "south")}
    actor = Actor(user=member(*outsiders[role])) if role in outsiders else getattr(desk, role)
    may = role in allowed or (role == "hq" and name == "check")
    if may:
        assert act(letter, actor=actor, at=NOW()).state != state
    else:
        with pytest.raises(PermissionDenied):
            act(letter, actor=actor, at=NOW())
        letter.refresh_from_db()
        assert letter.state == state


def test_the_rights_of_one_centre_are_worth_nothing_in_another(desk):
    letter = desk.approved()
    clerk = member("admin_section", "south")
    clerk.groups.add(desk.officer.user.groups.get())
    assert clerk.has_perm("network.issue_letter")
    with pytest.raises(PermissionDenied):
        issue_letter(letter, actor=Actor(user=clerk), at=NOW())


WRONG = [
    ("check", "checked"), ("check", "approved"), ("check", "issued"),
    ("approve", "draft"), ("approve", "approved"), ("approve", "issued"),
    ("issue", "draft"), ("issue", "checked"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "state"), WRONG)
def test_no_step_is_left_out_or_done_from_the_wrong_place(desk, name, state):
    letter = getattr(desk, state)()
    act = ACTS[name][0]
    actor = {"check": desk.officer, "approve": desk.director, "issue": desk.admin_section}[name]
    with pytest.raises(WrongState) as problem:
        act(letter, actor=actor, at=NOW())
    assert problem.value.current.state == state


def test_a_checked_letter_is_not_written_on_until_it_is_returned(desk):
    letter = desk.checked()
    with pytest.raises(WrongState):
        change_letter(letter, {"subject": "อื่น"}, actor=desk.officer, at=NOW())
    letter = return_letter(letter, "แก้วันที่", actor=desk.director, at=NOW())
    assert (letter.state, letter.checked_by) == ("draft", None)
    letter = change_letter(letter, {"subject": "ขอความอนุเคราะห์ใหม่"}, actor=desk.officer, at=NOW())
    assert letter.subject == "ขอความอนุเคราะห์ใหม่"
    assert LetterEvent.objects.filter(letter=letter, verb="returned").get().details == {"reason": "แก้วันที่"}


def test_whoever_read_an_older_text_approves_nothing(desk):
    letter = desk.draft()
    seen = letter.version
    change_letter(letter, {"subject": "เปลี่ยนแล้ว"}, actor=desk.officer, at=NOW())
    with pytest.raises(WrongState):
        check_letter(letter, actor=desk.team_leader, at=NOW(), version=seen)


def test_a_void_letter_keeps_its_number_and_the_next_one_takes_the_next(desk):
    first = void_letter(desk.issued(), "พิมพ์ผิด", actor=desk.admin_section, at=NOW())
    assert (first.state, first.number, first.void_reason) == ("void", 1, "พิมพ์ผิด")
    assert desk.issued().number == 2
    with pytest.raises(WrongState):
        desk.issue(first)


def test_voiding_takes_a_reason_and_what_is_out_is_the_sections_to_void(desk):
    letter = desk.issued()
    with pytest.raises(NoReason):
        void_letter(letter, "  ", actor=desk.admin_section, at=NOW())
    with pytest.raises(PermissionDenied):
        void_letter(letter, "พิมพ์ผิด", actor=desk.officer, at=NOW())
    assert void_letter(desk.draft(), "ไม่ใช้แล้ว", actor=desk.officer, at=NOW()).state == "void"


def test_a_correction_is_a_new_letter_that_refers_to_the_old(desk):
    old = desk.issued()
    new = correct_letter(old, actor=desk.officer, at=NOW())
    new = desk.issue(approve_letter(check_letter(new, actor=desk.officer, at=NOW()), actor=desk.director, at=NOW()))
    [reference] = Words.from_json(new.content).references
    assert (reference.number, reference.date) == (old.number_text, old.dated_on)
    assert (new.number, new.corrects) == (2, old)
    assert verbs(old)[-1] == "corrected"
    old.refresh_from_db()
    assert old.state == "issued"


def test_a_draft_asked_for_twice_with_one_token_is_one_draft(desk):
    token = uuid.uuid4()
    values = {"subject": "เรื่อง", "body": "ข้อความ"}
    made = [draft_letter(desk.centre, values, actor=desk.officer, at=NOW(), token=token) for _ in range(2)]
    assert made[0].pk == made[1].pk
    assert Letter.objects.count() == 1


def test_a_draft_takes_words_and_enclosures_from_its_text_and_the_address_from_the_partner(desk):
    text = LetterTemplate.objects.create(
        name="ก", subject="เรื่อง {หน่วยงาน}", body="ข้อความ", enclosures=[{"title": "คู่มือ", "count": 2, "unit": "เล่ม"}]
    )
    place = network_factories.subdistrict()
    partner = network_factories.partner(
        name_th="เทศบาลตำบลตัวอย่าง",
        kind="subdistrict_municipality",
        address="เลขที่ 9",
        subdistrict=place,
        district=place.district,
        zip_code="52000",
        email="town@example.invalid",
    )
    letter = draft_letter(desk.centre, {"template": text, "partner": partner}, actor=desk.officer, at=NOW())
    assert letter.subject == "เรื่อง {หน่วยงาน}"
    assert letter.recipient == "นายกเทศมนตรีตำบลตัวอย่าง"
    assert letter.recipient_address.splitlines() == [
        "เลขที่ 9", f"ตำบล{place.name_th} อำเภอ{place.district.name_th}", "จังหวัดลำปาง",
    ]  # fmt: skip
    assert letter.recipient_email == "town@example.invalid"
    assert [(each.title, each.count, each.unit) for each in letter.enclosures.all()] == [("คู่มือ", 2, "เล่ม")]


BAD = {
    "subject": ["", "x" * 5000, "<b>เรื่อง</b>", "เรื่อง 🎉", "เรื่อง {ไม่รู้จัก}"],
    "body": ["", "ดู file:///etc/passwd", "ดู http://example.invalid/a"],
    "recipient": ["", "<script>alert(1)</script>"],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in BAD.items() for value in values])
def test_bad_words_are_a_sentence_beside_their_field_and_nothing_goes_on(desk, field, value):
    letter = desk.draft()
    Letter.objects.filter(pk=letter.pk).update(**{field: value[:300] if field == "subject" else value})
    with pytest.raises(LetterNotReady) as problem:
        check_letter(letter, actor=desk.officer, at=NOW())
    assert field in {trouble.field for trouble in problem.value.troubles}
    assert all(trouble.words for trouble in problem.value.troubles)


@pytest.mark.parametrize("gap", ["emblem", "code", "agency", "address", "signatory"])
def test_an_office_that_is_not_set_up_issues_nothing_and_is_told_what_is_missing(desk, gap):
    letter = desk.approved()
    if gap == "signatory":
        desk.centre.signatories.update(active=False)
    else:
        setattr(desk.office, gap, "")
        desk.office.save()
    with pytest.raises(LetterNotReady) as problem:
        desk.issue(letter)
    assert [trouble.field for trouble in problem.value.troubles] == [f"office.{gap}"]
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("approved", None)


def test_the_letters_of_an_organisation_go_along_when_two_records_become_one(desk):
    kept = network_factories.partner(name_th="องค์การบริหารส่วนตำบลเวียงเหนือ")
    gone = network_factories.partner(name_th="อบต.เวียงเหนือ")
    letter = desk.issued(partner=gone)
    merge_partners(kept, gone, {}, actor=desk.officer, at=NOW())
    letter.refresh_from_db()
    assert letter.partner == kept
    assert "อบต.เวียงเหนือ" in letter.content


def test_a_letter_is_never_deleted(desk):
    letter = desk.draft()
    with pytest.raises(LetterIsKept):
        letter.delete()
    with pytest.raises(LetterIsKept):
        Letter.objects.all().delete()
