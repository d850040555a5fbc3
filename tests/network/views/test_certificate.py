import subprocess
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from network.certificates import check_of, official_date
from network.models import LinkUse, Partner
from tests.network.links_desk import come_in, person

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def address(partner, check=""):
    return reverse("verify_certificate", args=[partner.code, check or check_of(partner.code)])


def member(**fields):
    contact = person()
    Partner.objects.update(**{"status": "member", "joined_on": date(2025, 5, 1)} | fields)
    contact.partner.refresh_from_db()
    return contact


def test_a_member_prints_its_certificate_in_official_thai(client):
    contact = member()
    with time_machine.travel("2026-11-22T12:00:00+07:00", tick=False):
        come_in(client, contact)
        answer = client.get(reverse("my_certificate"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    text = text_of(answer.content)
    assert contact.partner.name_th in text
    assert "๑ พฤษภาคม พุทธศักราช ๒๕๖๘" in text
    assert "ให้ไว้ ณ วันที่ ๒๒ พฤศจิกายน พุทธศักราช ๒๕๖๙" in text
    assert "ตัวอย่างเพื่อการสาธิต" in text
    assert contact.name not in text
    assert LinkUse.objects.filter(act="certificate").count() == 1


@pytest.mark.parametrize("status", ["visited", "lapsed", "prospect"])
def test_who_is_no_member_has_no_certificate(client, status):
    come_in(client, member(status=status))
    assert client.get(reverse("my_certificate")).status_code == 404


def test_anybody_may_see_whether_a_certificate_holds(client):
    contact = member()
    answer = client.get(address(contact.partner))
    assert answer.status_code == 200
    assert answer.context["certificate"].valid
    assert "1 พฤษภาคม 2568" in answer.content.decode()
    assert contact.name not in answer.content.decode()


def test_a_certificate_of_one_who_left_says_since_when_it_is_not_valid(client):
    contact = member(status="opted_out", left_on=date(2026, 6, 30))
    answer = client.get(address(contact.partner))
    assert not answer.context["certificate"].valid
    assert "30 มิถุนายน 2569" in answer.content.decode()


def test_a_code_without_our_check_letters_has_no_page(client):
    contact = member()
    wrong = "A" * 8 if check_of(contact.partner.code) != "A" * 8 else "B" * 8
    for answer in (
        client.get(address(contact.partner, wrong)),
        client.get(reverse("verify_certificate", args=["AAAAAA", wrong])),
    ):
        assert answer.status_code == 404
        assert contact.partner.name_th not in answer.content.decode()


def test_the_address_may_be_typed_in_small_letters(client):
    assert client.get(address(member().partner).lower()).status_code == 200


def test_official_dates():
    assert official_date(date(2026, 11, 2)) == "๒ พฤศจิกายน พุทธศักราช ๒๕๖๙"
