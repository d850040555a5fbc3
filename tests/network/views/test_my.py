from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from wagtail import hooks

from network.models import Contribution, Partner, Proposal
from network.panels import MY_HOOK, PartnerPanel
from tests.drawn_pictures import photograph
from tests.network.links_desk import come_in, form_token, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return person(name="สาธิต ก.", phone="0 2000 0001")


@pytest.fixture
def visitor(client, contact):
    come_in(client, contact)
    return client


def data(contact, **changes):
    names = ("name_th", "name_en", "address", "zip_code", "phone", "email", "website")
    return {name: getattr(contact.partner, name) for name in names} | {"message": "", "token": form_token()} | changes


def words(answer):
    return answer.content.decode()


def test_the_overview_shows_what_is_on_file_within_a_few_queries(visitor, contact, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        page = words(visitor.get(reverse("my_overview")))
    assert contact.partner.phone in page
    assert contact.full_name in page


def test_upper_features_add_to_the_overview_what_is_about_this_partner(visitor, contact):
    """A panel learns which partner asks; who asks is no user; one with nothing to show leaves no heading behind."""
    asked = []

    def context(partner, request):
        asked.append((partner, request.user.is_authenticated))
        return {}

    letters = PartnerPanel("letters", "Letters to <you>", 300, "network/parts/reach_centre.html", context)
    silent = PartnerPanel("silent", "Silent", 100, "network/parts/reach_centre.html", lambda partner, request: None)
    with hooks.register_temporarily([(MY_HOOK, lambda: letters), (MY_HOOK, lambda: silent)]):
        page = words(visitor.get(reverse("my_overview")))
    assert asked == [(contact.partner, False)]
    assert '<h2 id="my-letters">Letters to &lt;you&gt;</h2>' in page
    assert "Silent" not in page
    assert page.index("my-letters") < page.index("my-data")


def test_a_telephone_number_is_corrected_by_a_proposal(visitor, contact):
    answer = visitor.post(reverse("my_profile"), data(contact, phone="๐ ๕๔๑๑ ๑๑๑๑"))
    assert (answer.status_code, answer.url) == (303, reverse("my_sent", args=["profile"]))
    assert visitor.get(answer.url).status_code == 200
    assert Proposal.objects.get().profile == {"phone": ["0 5400 0000", "0 5411 1111"]}
    assert Partner.objects.get().phone == "0 5400 0000"


def test_the_second_press_of_the_button_says_already_done(visitor, contact):
    form = data(contact, phone="0 5411 1111")
    visitor.post(reverse("my_profile"), form)
    answer = visitor.post(reverse("my_profile"), form)
    assert answer.status_code == 200
    assert answer.templates[0].name == "network/my/already_done.html"
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [("phone", "12"), ("website", "ไม่ใช่เว็บ"), ("email", "ที่ไหน"), ("zip_code", "123"), ("name_th", "")],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(visitor, contact, field, typed):
    answer = visitor.post(reverse("my_profile"), data(contact, **{"message": "ข้อความยาว", field: typed}))
    page = words(answer)
    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert "ข้อความยาว" in page
    assert not Proposal.objects.exists()


def test_a_form_that_lay_open_too_long_comes_back_filled_and_works(visitor, contact):
    answer = visitor.post(reverse("my_profile"), data(contact, phone="0 5411 1111", token="stale"))
    page = words(answer)
    assert "0 5411 1111" in page
    token = page.partition('name="token" value="')[2].partition('"')[0]
    assert visitor.post(reverse("my_profile"), data(contact, phone="0 5411 1111", token=token)).status_code == 303


def test_nothing_changed_is_said(visitor, contact):
    answer = visitor.post(reverse("my_profile"), data(contact))
    assert answer.context["nothing_changed"]


def test_a_coordinator_is_added_with_the_notice_on_personal_data(visitor, contact):
    address = reverse("my_new_person")
    assert "24" in words(visitor.get(address))
    form = {"name": "สาธิต ข.", "phone": "0 2000 0002", "token": form_token()}
    assert visitor.post(address, form).context["form"].errors.keys() == {"told"}
    assert visitor.post(address, form | {"told": "on"}).status_code == 303
    assert Proposal.objects.get().people[0]["act"] == "add"


def test_a_coordinator_is_removed_by_a_press_not_by_a_look(visitor, contact):
    address = reverse("my_remove_person", args=[contact.pk])
    visitor.get(address)
    assert not Proposal.objects.exists()
    assert visitor.post(address, {"token": form_token()}).status_code == 303
    assert Proposal.objects.get().people[0]["act"] == "remove"


def test_people_of_another_partner_are_not_there(visitor):
    from tests import network_factories

    stranger = network_factories.contact(network_factories.partner(name_th="อบต.อื่น"))
    for name in ("my_person", "my_remove_person"):
        assert visitor.get(reverse(name, args=[stranger.pk])).status_code == 404
        assert visitor.post(reverse(name, args=[stranger.pk]), {"token": form_token()}).status_code == 404


def test_news_comes_with_a_picture_that_no_longer_says_where_it_was_taken(visitor):
    form = {"title": "อบรมอาชีพ", "text": "รับสมัคร", "token": form_token(), "picture_description": "ผู้อบรม"}
    upload = photograph(turned=True)
    assert b"Telephone" in upload.read()
    upload.seek(0)
    assert visitor.post(reverse("my_contribute", args=["news"]), form | {"picture": upload}).status_code == 303
    sent = Contribution.objects.get()
    with sent.picture.open("rb") as opened:
        kept = opened.read()
    picture = Image.open(BytesIO(kept))
    assert (len(picture.getexif()), picture.size) == (0, (480, 640))
    with pytest.raises(ValueError, match="not accessible"):
        sent.picture.url  # noqa: B018 - no address leads to it before staff have seen it


def test_a_picture_needs_words_and_must_be_one(visitor):
    address, form = reverse("my_contribute", args=["news"]), {"title": "ก", "text": "ข", "token": form_token()}
    answer = visitor.post(address, form | {"picture": photograph()})
    assert answer.context["form"].errors.keys() == {"picture_description"}
    broken = photograph()
    broken.file.truncate(400)
    broken.size = 400
    answer = visitor.post(address, form | {"picture": broken, "picture_description": "ค"})
    assert answer.context["form"].errors.keys() == {"picture"}
    assert not Contribution.objects.exists()


def test_an_event_needs_a_day_to_come_and_a_place(visitor):
    address = reverse("my_contribute", args=["event"])
    form = {"title": "ก", "text": "ข", "token": form_token()}
    assert visitor.post(address, form).context["form"].errors.keys() == {"happens_on", "happens_at"}
    past = form | {"happens_on": "2020-01-01", "happens_at": "ลานวัด"}
    assert visitor.post(address, past).context["form"].errors.keys() == {"happens_on"}
    assert visitor.post(address, past | {"happens_on": timezone.localdate().isoformat()}).status_code == 303
    assert Contribution.objects.get().happens_at == "ลานวัด"
    assert visitor.get(reverse("my_contribute", args=["gossip"])).status_code == 404


def test_leaving_is_confirmed_ends_the_visit_and_is_done_once(visitor):
    address = reverse("my_leave")
    assert "sure" in visitor.post(address, {"reason": "ยุบรวม"}).context["form"].errors
    answer = visitor.post(address, {"reason": "ยุบรวม", "sure": "on"})
    assert (answer.status_code, answer.url) == (303, reverse("my_left"))
    assert visitor.get(answer.url).status_code == 200
    assert visitor.get(reverse("my_overview")).status_code == 410
    again = visitor.post(address, {"reason": "ยุบรวม", "sure": "on"})
    assert again.templates[0].name == "network/my/already_done.html"
    assert Partner.objects.get().status == "opted_out"


def test_logging_out_needs_a_press(visitor):
    assert visitor.get(reverse("my_log_out")).status_code == 405
    visitor.post(reverse("my_log_out"))
    assert visitor.get(reverse("my_overview")).status_code == 410


@pytest.mark.parametrize(
    "name", ["my_overview", "my_profile", "my_people", "my_new_person", "my_leave", "my_certificate"]
)
def test_without_a_link_no_page_opens(client, name):
    for answer in (client.get(reverse(name)), client.post(reverse(name)) if name == "my_leave" else None):
        if answer is not None:
            assert answer.status_code == 410
            assert reverse("partner_door") in words(answer)


def test_every_page_of_a_visit_is_kept_nowhere(visitor):
    for name in ("my_overview", "my_profile", "my_people", "my_new_person", "my_leave"):
        answer = visitor.get(reverse(name))
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert 'name="robots" content="noindex' in words(answer)


def test_the_pages_speak_english_too(visitor):
    with translation.override("th"):
        page = words(visitor.get("/en" + reverse("my_overview")))
    assert "What would you like to do?" in page
