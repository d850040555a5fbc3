"""What the codes on a letter lead to, seen by somebody with a telephone and no log-in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from network.actions.correct_letter import correct_letter
from network.actions.decide_proposal import decide_proposal
from network.actions.print_issued import print_issued
from network.actions.void_letter import void_letter
from network.models import Proposal
from network.views import letters as views
from tests import factories, network_factories
from tests.letter_factories import Desk
from tests.network.links_desk import form_token

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def desk():
    factories.home_page()
    return Desk()


def address(letter, name="verify_letter"):
    return reverse(name, args=[letter.verify_token])


def test_the_page_tells_six_things_and_nothing_else(client, desk):
    letter = desk.issued(recipient_email="secret@example.invalid", note="บันทึกภายใน")
    answer = client.get(address(letter), headers={"Accept-Language": "th"})
    page = answer.content.decode()
    for told in ("รง 0300.9/1", "ขอความอนุเคราะห์", "นายกองค์การบริหารส่วนตำบลตัวอย่าง", desk.centre.name_th):
        assert told in page
    for kept in ("secret@example.invalid", "บันทึกภายใน", "จึงเรียนมา", "นายสาธิต", "officer-north", "เลขที่ 1 ถนน"):
        assert kept not in page
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_page_of_a_letter_costs_a_fixed_number_of_queries(client, desk, django_assert_max_num_queries):
    letter = desk.issued()
    client.get(address(letter))
    with django_assert_max_num_queries(8):
        client.get(address(letter))


@pytest.mark.parametrize("made", ["draft", "approved"])
def test_a_letter_without_a_number_has_no_page(client, desk, made):
    letter = getattr(desk, made)()
    assert client.get(address(letter)).status_code == 404
    assert client.get(reverse("verify_letter", args=["A" * 22])).status_code == 404


def test_a_void_and_a_corrected_letter_say_so(client, desk):
    old = desk.issued()
    new = correct_letter(old, actor=desk.officer, at=NOW())
    assert "รง 0300.9/2" not in client.get(address(old)).content.decode()
    from network.actions.approve_letter import approve_letter
    from network.actions.check_letter import check_letter

    desk.issue(approve_letter(check_letter(new, actor=desk.officer, at=NOW()), actor=desk.director, at=NOW()))
    assert "รง 0300.9/2" in client.get(address(old)).content.decode()
    void_letter(old, "ผิดคน", actor=desk.admin_section, at=NOW())
    page = client.get(address(old)).content.decode()
    assert "status--problem" in page
    assert "ผิดคน" not in page


def upload(data: bytes):
    return {"file": SimpleUploadedFile("letter.pdf", data, "application/pdf")}


def test_the_file_that_was_issued_is_known_from_every_other(client, desk):
    letter = print_issued(desk.issued())
    with letter.pdf.open("rb") as opened:
        data = opened.read()
    same = client.post(address(letter), upload(data))
    other = client.post(address(letter), upload(data + b" "))
    assert "callout--done" in same.content.decode()
    assert "callout--done" not in other.content.decode()
    assert "callout--warning" in other.content.decode()
    assert client.post(address(letter)).status_code == 200


def test_whoever_looks_too_often_waits(client, desk, monkeypatch):
    letter = desk.issued()
    monkeypatch.setattr(views, "LOOKS", 2)
    answers = [client.get(address(letter)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) <= views.WINDOW


@pytest.fixture
def letter_a(desk):
    partner = network_factories.partner(subdistrict=network_factories.subdistrict())
    return desk.issued(partner=partner, reply_slip=True)


def answer_form(**values):
    given = {"token": form_token(), "name": "สาธิต ตัวอย่าง", "phone": "0 5400 0000", "consent": "on"}
    return given | values


def test_letter_a_is_answered_online_and_staff_take_the_coordinator_over(client, desk, letter_a):
    answer = client.post(address(letter_a, "answer_letter"), answer_form(message="เว็บไซต์มีที่ว่าง"))
    assert answer.status_code == 303
    assert client.get(answer.url).status_code == 200
    letter_a.refresh_from_db()
    assert (letter_a.state, letter_a.replied_on) == ("replied", timezone.localdate())
    assert not letter_a.partner.contacts.exists()
    decide_proposal(Proposal.objects.get(), (), [0], "", user=desk.officer.user, at=NOW())
    person = letter_a.partner.contacts.get()
    assert (person.name, person.phone, person.role) == ("สาธิต ตัวอย่าง", "0 5400 0000", "coordinator")


def test_one_form_sent_twice_is_one_answer(client, letter_a):
    form = answer_form()
    for _again in range(2):
        assert client.post(address(letter_a, "answer_letter"), form).status_code == 303
    assert Proposal.objects.count() == 1


def test_an_answer_without_name_or_consent_is_asked_again(client, letter_a):
    page = client.post(address(letter_a, "answer_letter"), {"token": form_token(), "phone": "12"}).content.decode()
    assert page.count("field__error") == 3
    assert not Proposal.objects.exists()


def test_a_letter_without_slip_or_that_is_void_has_no_form(client, desk, letter_a):
    assert client.get(address(desk.issued(), "answer_letter")).status_code == 404
    assert client.get(address(letter_a, "answer_letter")).status_code == 200
    void_letter(letter_a, "ผิดคน", actor=desk.admin_section, at=NOW())
    assert client.get(address(letter_a, "answer_letter")).status_code == 404
