"""Stopping the news by mail, behind the link under every mail."""

import pytest
from django.urls import reverse

from network import links
from network.models import Contact, LinkUse
from tests.network.links_desk import come_in, entry, person

pytestmark = pytest.mark.django_db
PAGE = reverse("my_mails")


@pytest.fixture
def contact():
    return person(name="สาธิต ก.", phone="0 2000 0001")


def wants_news(contact) -> bool:
    return Contact.objects.wanting_news().filter(pk=contact.pk).exists()


def test_the_link_under_a_mail_leads_to_a_page_that_only_shows(client, contact):
    answer = come_in(client, contact, links.UNSUBSCRIBE)
    assert answer.url == PAGE
    page = client.get(PAGE)
    assert page.status_code == 200
    assert 'value="stop"' in page.content.decode()
    assert wants_news(contact)


def test_a_button_stops_the_news_and_another_starts_it_again(client, contact):
    come_in(client, contact, links.UNSUBSCRIBE)
    answer = client.post(PAGE, {"act": "stop"}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?told=done", 303)]
    assert 'value="start"' in answer.content.decode()
    assert not wants_news(contact)
    client.post(PAGE, {"act": "start"})
    assert wants_news(contact)
    assert [list(change.fields) for change in contact.partner.changes.all()] == [["news_stopped_at"]] * 2
    assert set(LinkUse.objects.values_list("act", flat=True)) == {"opened", "stopped news", "started news"}


def test_what_was_done_already_is_told_and_the_first_day_stays(client, contact):
    come_in(client, contact, links.UNSUBSCRIBE)
    client.post(PAGE, {"act": "stop"})
    contact.refresh_from_db()
    answer = client.post(PAGE, {"act": "stop"}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?told=already", 303)]
    before = contact.news_stopped_at
    contact.refresh_from_db()
    assert contact.news_stopped_at == before
    assert contact.partner.changes.count() == 1


def test_an_act_that_is_none_only_shows(client, contact):
    come_in(client, contact, links.UNSUBSCRIBE)
    assert client.post(PAGE, {"act": "everything"}).status_code == 200
    assert wants_news(contact)


def test_the_link_opens_nothing_else(client, contact):
    come_in(client, contact, links.UNSUBSCRIBE)
    for name in ("my_overview", "my_profile", "my_people"):
        assert client.get(reverse(name)).status_code == 410
    assert client.get(reverse("my_leave")).status_code == 410


@pytest.mark.parametrize("purpose", [links.PROFILE, links.COORDINATOR])
def test_the_other_links_lead_there_as_well(client, contact, purpose):
    come_in(client, contact, purpose)
    client.post(PAGE, {"act": "stop"})
    assert not wants_news(contact)


def test_the_button_of_a_mail_program_needs_no_cookie_and_no_second_step(client, contact):
    for _again in range(2):
        answer = client.post(entry(contact, links.UNSUBSCRIBE), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not wants_news(contact)
    assert client.get(PAGE).status_code == 410  # it opened nothing


def test_posting_to_another_link_or_a_wrong_one_does_nothing(client, contact):
    assert client.post(entry(contact, links.PROFILE)).status_code == 405
    wrong = entry(contact, links.UNSUBSCRIBE, token=links.make_token(contact.pk, 1, links.PROFILE))
    assert client.post(wrong).status_code == 410
    assert wants_news(contact)


def test_mailings_leave_out_the_people_of_an_organisation_that_left(contact):
    contact.partner.opted_out_at = contact.created_at
    contact.partner.save()
    assert not wants_news(contact)
