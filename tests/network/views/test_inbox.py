import pytest
from django.urls import reverse

from network.models import Application, Change, Contribution, LinkUse, Partner, Proposal
from tests import factories, network_factories
from tests.drawn_pictures import photograph
from tests.network.links_desk import person
from tests.network.staff import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return person(email="sender@example.invalid")


@pytest.fixture
def sent(contact):
    how = {"partner": contact.partner, "contact": contact}
    place = contact.partner.subdistrict
    application = Application.objects.create(
        name="อบต.ตัวอย่างใหม่",
        kind="sao",
        province=contact.partner.province,
        district=place.district,
        subdistrict=place,
        phone="0 2000 0003",
        email="new@example.invalid",
        contact_name="สาธิต ข.",
        consented_at=contact.created_at,
        form_token="a",
    )
    return {
        "proposals": Proposal.objects.create(
            **how, profile={"phone": ["0 5400 0000", "0 5411 1111"], "email": ["", "o@example.invalid"]}, form_token="p"
        ),
        "contributions": Contribution.objects.create(**how, title="อบรมอาชีพ", text="รับสมัคร", form_token="c"),
        "applications": application,
    }


def url(what, record):
    return reverse(f"partner_inbox:{what}", args=[record.pk])


@pytest.fixture
def officer(client):
    client.force_login(member("officer", "north"))
    return client


def test_the_inbox_lists_what_waits_and_its_price_does_not_grow(officer, sent, django_assert_max_num_queries):
    for what, words in (("proposals", "ตัวอย่าง"), ("contributions", "อบรมอาชีพ"), ("applications", "ตัวอย่างใหม่")):
        officer.get(reverse("partner_inbox:index"), {"what": what})
        with django_assert_max_num_queries(20):
            page = officer.get(reverse("partner_inbox:index"), {"what": what})
        assert words in page.content.decode()


@pytest.mark.parametrize("what", ["proposals", "contributions", "applications"])
def test_another_centre_does_not_learn_that_it_exists(client, sent, what):
    client.force_login(member("officer", "south"))
    assert client.get(url(what, sent[what])).status_code == 404
    assert client.post(url(what, sent[what]), {"act": "accept"}).status_code == 404
    sent[what].refresh_from_db()
    assert sent[what].state == "waiting"


@pytest.mark.parametrize("what", ["proposals", "contributions", "applications"])
def test_a_stranger_is_sent_to_the_log_in(client, sent, what):
    assert client.get(url(what, sent[what])).status_code == 302


def test_some_fields_are_taken_and_the_others_are_not(officer, sent, contact):
    page = officer.get(url("proposals", sent["proposals"])).content.decode()
    assert "0 5411 1111" in page
    officer.post(url("proposals", sent["proposals"]), {"act": "accept", "field": ["phone"], "answer": ""})
    partner = Partner.objects.get()
    assert (partner.phone, partner.email) == ("0 5411 1111", "")


def test_declining_needs_a_reason(officer, sent):
    address = url("proposals", sent["proposals"])
    answer = officer.post(address, {"act": "decline", "answer": " "})
    assert "answer" in answer.context["form"].errors
    officer.post(address, {"act": "decline", "answer": "โปรดแจ้งเบอร์กลาง"})
    sent["proposals"].refresh_from_db()
    assert (sent["proposals"].state, sent["proposals"].answer) == ("declined", "โปรดแจ้งเบอร์กลาง")


def test_the_second_decision_is_told_that_there_was_a_first(officer, sent):
    address = url("proposals", sent["proposals"])
    for _ in range(2):
        answer = officer.post(address, {"act": "accept", "field": ["phone"]}, follow=True)
    assert Change.objects.filter(verb="proposal").count() == 1
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]


def test_an_officer_makes_a_draft_and_a_leader_publishes(client, sent):
    factories.news_section(factories.home_page())
    address = url("contributions", sent["contributions"])
    client.force_login(member("officer", "north"))
    assert client.post(address, {"act": "publish"}).status_code in (302, 403)
    sent["contributions"].refresh_from_db()
    assert sent["contributions"].state == "waiting"
    client.force_login(member("team_leader", "north"))
    client.post(address, {"act": "publish"})
    sent["contributions"].refresh_from_db()
    assert sent["contributions"].page.live


def test_without_a_news_section_staff_read_why(officer, sent):
    answer = officer.post(url("contributions", sent["contributions"]), {"act": "draft"})
    assert answer.status_code == 200
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_the_picture_is_shown_to_the_centre_only(client, sent):
    sent["contributions"].picture.save("one.jpg", photograph())
    address = reverse("partner_inbox:picture", args=[sent["contributions"].pk])
    client.force_login(member("officer", "south"))
    assert client.get(address).status_code == 404
    client.force_login(member("officer", "north"))
    assert client.get(address).headers["Content-Type"] == "image/jpeg"


def test_an_application_is_shown_beside_its_likely_twin_and_joined_to_it(officer, sent, contact):
    twin = network_factories.partner(name_th="อบต.ตัวอย่างใหม่", subdistrict=contact.partner.subdistrict)
    address = url("applications", sent["applications"])
    assert twin.code in officer.get(address).content.decode()
    officer.post(address, {"act": "accept", "twin": str(twin.pk)})
    assert (Partner.objects.count(), twin.contacts.get().name) == (2, "สาธิต ข.")


def test_a_twin_of_another_centre_cannot_be_chosen(officer, sent):
    from home.models import Province

    far = network_factories.partner(name_th="อบต.ไกล", province=Province.objects.get(slug="songkhla"))
    answer = officer.post(url("applications", sent["applications"]), {"act": "accept", "twin": str(far.pk)})
    assert answer.status_code == 404
    assert not far.contacts.exists()


def test_staff_send_show_and_end_links(officer, contact):
    address = reverse("partner_inbox:link", args=[contact.partner.pk, contact.pk])
    assert officer.get(address).status_code == 405
    officer.post(address, {"act": "send"})
    shown = officer.post(address, {"act": "show"})
    assert "/network/in/profile/" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    officer.post(address, {"act": "revoke"})
    contact.refresh_from_db()
    assert contact.link_version == 2
    lines = Change.objects.filter(verb="link").order_by("pk")
    assert [next(iter(line.fields)) for line in lines] == ["sent", "shown", "revoked"]
    assert not LinkUse.objects.exists()
    assert officer.post(address, {"act": "explode"}).status_code == 404


def test_links_of_another_centre_are_not_for_sending(client, contact):
    client.force_login(member("officer", "south"))
    address = reverse("partner_inbox:link", args=[contact.partner.pk, contact.pk])
    assert client.post(address, {"act": "show"}).status_code == 404


def test_the_record_shows_the_links_panel(officer, contact):
    page = officer.get(reverse("partners:record", args=[contact.partner.pk])).content.decode()
    assert reverse("partner_inbox:link", args=[contact.partner.pk, contact.pk]) in page
