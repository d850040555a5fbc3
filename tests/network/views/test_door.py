import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from network import links
from network.actions.change_partner import Actor
from network.actions.send_link import revoke_links, send_link
from network.models import Change, LinkUse
from tests.network.links_desk import come_in, entry, person

pytestmark = pytest.mark.django_db


def ask(client, email, capture):
    with capture(execute=True):
        return client.post(reverse("partner_door"), {"email": email}, HTTP_ACCEPT_LANGUAGE="en")


def words(answer):
    return answer.content.decode()


def test_a_link_is_exchanged_for_a_visit_at_a_clean_address(client):
    contact = person()
    answer = come_in(client, contact)
    assert answer.url == reverse("my_overview")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    page = client.get(answer.url)
    assert contact.partner.name_th in words(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert [use.act for use in LinkUse.objects.all()] == ["opened"]


def test_a_machine_that_looks_ahead_changes_nothing_but_the_log(client):
    contact = person()
    before = contact.partner.version, contact.link_version
    for method in (client.get, client.head):
        method(entry(contact), HTTP_PURPOSE="prefetch", HTTP_USER_AGENT="facebookexternalhit/1.1")
    contact.refresh_from_db()
    contact.partner.refresh_from_db()
    assert (contact.partner.version, contact.link_version) == before
    assert not Change.objects.exists()
    assert client.post(entry(contact)).status_code == 405


def main_of(answer):
    return words(answer).partition("<main")[2].partition("</main>")[0]


def spoilt(contact):
    return entry(contact, token=links.make_token(contact.pk, 1, links.PROFILE)[:-2])


def foreign(contact):
    return entry(contact, token=links.make_token(contact.pk, 1, links.COORDINATOR))


def revoked(contact):
    address = entry(contact)
    revoke_links(contact, actor=Actor(), at=timezone.now())
    return address


def of_nobody(contact):
    return entry(contact, token=links.make_token(contact.pk + 999, 1, links.PROFILE))


def of_someone_who_left(contact):
    contact.active = False
    contact.save()
    return entry(contact)


def of_an_unknown_purpose(contact):
    return reverse("partner_entry", args=["form9", links.make_token(contact.pk, contact.link_version, links.PROFILE)])


@pytest.mark.parametrize("make", [spoilt, foreign, revoked, of_nobody, of_someone_who_left, of_an_unknown_purpose])
def test_whatever_is_wrong_with_a_link_the_page_is_the_same(client, make):
    contact = person()
    usual = client.get(reverse("partner_entry", args=["profile", "nonsense"]))
    answer = client.get(make(contact))
    assert (answer.status_code, main_of(answer)) == (410, main_of(usual))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert client.get(reverse("my_overview")).status_code == 410


def test_an_expired_link_offers_a_new_one(client):
    contact = person()
    with time_machine.travel("2026-11-01T12:00:00+07:00", tick=False):
        address = entry(contact)
    with time_machine.travel("2026-11-09T12:00:00+07:00", tick=False):
        answer = client.get(address)
    assert answer.status_code == 410
    assert reverse("partner_door") in words(answer)


def test_a_visit_ends_after_two_hours(client):
    contact = person()
    with time_machine.travel("2026-11-22T12:00:00+07:00", tick=False) as clock:
        come_in(client, contact)
        clock.shift(2 * 3600 - 1)
        assert client.get(reverse("my_overview")).status_code == 200
        clock.shift(1)
        assert client.get(reverse("my_overview")).status_code == 410


def test_taking_a_link_back_ends_the_visit_it_opened(client):
    contact = person()
    come_in(client, contact)
    revoke_links(contact, actor=Actor(), at=timezone.now())
    assert client.get(reverse("my_overview")).status_code == 410


def test_a_link_for_the_coordinators_opens_nothing_else(client):
    come_in(client, person(), links.COORDINATOR)
    assert client.get(reverse("my_people")).status_code == 200
    for name in ("my_overview", "my_profile", "my_leave"):
        assert client.get(reverse(name)).status_code == 410


def test_the_door_mails_a_link_to_the_address_on_file(client, django_capture_on_commit_callbacks):
    contact = person(email="somchai@example.invalid")
    answer = ask(client, "Somchai@example.invalid", django_capture_on_commit_callbacks)
    assert answer.status_code == 200
    [sent] = mail.outbox
    assert sent.to == ["somchai@example.invalid"]
    assert contact.partner.name_th in sent.body
    [address] = [line for line in sent.body.splitlines() if line.startswith("http")]
    assert client.get(address.partition("localhost:8000")[2]).url == reverse("my_overview")


def test_the_door_says_the_same_to_a_stranger(client, django_capture_on_commit_callbacks):
    person(email="somchai@example.invalid")
    known = ask(client, "somchai@example.invalid", django_capture_on_commit_callbacks)
    stranger = ask(client, "nobody@example.invalid", django_capture_on_commit_callbacks)
    assert (known.status_code, words(known)) == (stranger.status_code, words(stranger))
    assert len(mail.outbox) == 1


def test_a_mail_speaks_of_nobody_else(client, django_capture_on_commit_callbacks):
    contact = person(email="one@example.invalid", name="หนึ่ง ตัวอย่าง")
    other = contact.partner.contacts.create(name="สอง ตัวอย่าง", phone="0 2000 0099", email="two@example.invalid")
    ask(client, "one@example.invalid", django_capture_on_commit_callbacks)
    [sent] = mail.outbox
    assert not [trace for trace in (other.name, other.phone, other.email) if trace in f"{sent.subject}{sent.body}"]


def test_one_address_is_written_to_three_times_an_hour_and_the_limit_tells_nothing(
    client, django_capture_on_commit_callbacks
):
    person(email="somchai@example.invalid")
    for email in ("somchai@example.invalid", "nobody@example.invalid"):
        statuses = [ask(client, email, django_capture_on_commit_callbacks).status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
    assert len(mail.outbox) == 3


def test_the_door_needs_an_address_that_is_one(client):
    answer = client.post(reverse("partner_door"), {"email": "not one"})
    assert answer.status_code == 200
    assert "id_email_error" in words(answer)


def test_staff_send_a_link_and_history_says_so_without_naming_the_person(django_capture_on_commit_callbacks):
    contact = person(email="somchai@example.invalid")
    with django_capture_on_commit_callbacks(execute=True):
        send_link(contact, links.COORDINATOR, actor=Actor(role="staff"), at=timezone.now())
    [sent] = mail.outbox
    assert "/network/in/coordinator/" in sent.body
    [line] = Change.objects.all()
    assert (line.verb, line.contact, line.fields) == ("link", contact, {"sent": ["", "coordinator"]})
