"""Registering for an event, from the form to the last place and back."""

import re
from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from home.models import Job
from network import registration_links
from network.actions.erase_registration import erase_registration
from network.actions.forget_registrations import forget_old_registrations
from network.actions.register_for_event import cancel_registration, give_place
from network.models import Registration
from tests import event_factories as make
from tests.network.links_desk import form_token

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, as the worker does, and hands back the mails."""

    def run(act):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return run


def typed(**changes):
    return {**make.person(1), "consent": "on", "token": form_token()} | changes


def form_of(event):
    return reverse("event_register", args=[event.pk])


def states(event):
    return list(event.registrations.order_by("registered_at", "pk").values_list("state", flat=True))


def test_the_form_leads_to_a_place_a_mail_and_an_entry_for_the_calendar(client, section, sent):
    event = make.event(section, seats=1, title="ประชุมครูแนะแนว", map_url="https://maps.example/x")
    assert 'method="post"' in client.get(form_of(event)).content.decode()
    answers = []
    mails = sent(lambda: answers.append(client.post(form_of(event), typed(email="Person@Example.invalid"))))
    assert (answers[0].status_code, answers[0].url) == (303, reverse("event_registered", args=[event.pk]))
    assert client.get(answers[0].url).status_code == 200
    registration = event.registrations.get()
    assert (registration.state, registration.suspect, bool(registration.consented_at)) == ("place", False, True)
    [letter] = mails
    assert letter.to == ["Person@Example.invalid"]
    assert "ประชุมครูแนะแนว" in letter.subject
    assert "https://maps.example/x" in letter.body
    [(name, content, kind)] = letter.attachments
    [entry] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (name, kind, entry["dtstart"].dt, entry["dtend"].dt) == (
        "event.ics",
        "text/calendar",
        event.starts_at,
        event.ends_at,
    )


def test_whoever_comes_when_it_is_full_waits_and_moves_up_when_somebody_cancels_by_the_link(client, section, sent):
    event = make.event(section, seats=1)
    first = make.registered(event, 1)
    assert "รายชื่อสำรอง" in client.get(form_of(event)).content.decode()
    waiting = sent(lambda: make.registered(event, 2))
    make.registered(event, 3)
    assert states(event) == ["place", "waiting", "waiting"]
    assert [letter.attachments for letter in waiting] == [[]]
    link = registration_links.own_address(first)
    shown = client.get(link)
    assert shown.status_code == 200
    assert shown["Referrer-Policy"] == "no-referrer"
    assert states(event) == ["place", "waiting", "waiting"], "looking changes nothing"
    mails = sent(lambda: client.post(link))
    assert states(event) == ["cancelled", "place", "waiting"]
    assert [letter.to for letter in mails] == [["person1@example.invalid"], ["person2@example.invalid"]]
    assert mails[1].attachments
    assert sent(lambda: client.post(link)) == []
    assert states(event) == ["cancelled", "place", "waiting"]
    third = event.registrations.get(email="person3@example.invalid")
    assert "ลำดับที่ 1" in client.get(registration_links.own_address(third)).content.decode()


def test_an_address_is_on_the_list_once_and_only_its_owner_is_told(client, section, sent):
    event = make.event(section)
    make.registered(event, 1)
    answers = []
    mails = sent(lambda: answers.append(client.post(form_of(event), typed(email="PERSON1@example.invalid"))))
    stranger = client.post(form_of(event), typed(email="new@example.invalid"))
    assert (answers[0].status_code, answers[0].url) == (stranger.status_code, stranger.url)
    assert event.registrations.count() == 2
    assert [letter.to for letter in mails] == [["person1@example.invalid"]]
    cancel_registration(event.registrations.first(), at=timezone.now())
    client.post(form_of(event), typed())
    assert event.registrations.exclude(state="cancelled").filter(email_key="person1@example.invalid").count() == 1


def test_the_same_form_sent_twice_is_one_registration(client, section):
    event, once = make.event(section), typed()
    for _time in range(2):
        assert client.post(form_of(event), once).status_code == 303
    assert event.registrations.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "name"),
        ({"email": "nobody"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"consent": ""}, "consent"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, section, changes, sentence):
    event = make.event(section)
    answer = client.post(form_of(event), typed(organisation="โรงเรียนตัวอย่าง", **changes))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="id_{sentence}_error"' in page
    assert "โรงเรียนตัวอย่าง" in page
    assert not event.registrations.exists()


def test_a_robots_form_is_kept_takes_no_place_and_nobody_is_written_to(client, section, sent):
    event = make.event(section, seats=1)
    assert sent(lambda: client.post(form_of(event), typed(fax_number="1"))) == []
    robot = event.registrations.get()
    assert (robot.state, robot.suspect) == ("waiting", True)
    person = make.registered(event, 2)
    assert person.state == "place"
    cancel_registration(person, at=timezone.now())
    robot.refresh_from_db()
    assert robot.state == "waiting"
    mails = sent(lambda: give_place(robot, at=timezone.now(), user=None))
    robot.refresh_from_db()
    assert (robot.state, robot.suspect, len(mails)) == ("place", False, 1)


def test_too_many_forms_from_one_place_are_told_to_wait(client, section, settings):
    settings.LMI_EVENT_FORMS_PER_HOUR = (1, 2)
    event = make.event(section)
    answers = [client.post(form_of(event), typed(email=f"p{n}@example.invalid")).status_code for n in range(3)]
    assert answers == [303, 303, 429]
    assert list(event.registrations.values_list("suspect", flat=True)) == [False, True]


@pytest.mark.parametrize(
    "fields",
    [
        {"cancelled": True},
        {"takes_registrations": False},
        {"days": 0, "starts_at": None},
        {"days": -3},
        {"register_until": "yesterday"},
        {"seats": 1, "waiting_list": False},
    ],
    ids=["cancelled", "none", "begun", "over", "closed", "full"],
)
def test_where_nobody_can_register_there_is_no_form_and_none_is_taken(client, section, fields):
    now = timezone.now()
    if "starts_at" in fields:
        fields = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=1)}
    if "register_until" in fields:
        fields = {"register_until": timezone.localdate() - timedelta(days=1)}
    event = make.event(section, **fields)
    if event.seats:
        make.registered(event, 9)
    before = event.registrations.count()
    page = client.get(form_of(event)).content.decode()
    assert 'name="email"' not in page
    assert client.post(form_of(event), typed()).status_code == 409
    assert event.registrations.count() == before
    assert form_of(event) not in client.get(event.url).content.decode()


def test_a_form_that_lay_open_too_long_is_sent_once_more_with_what_was_typed(client, section):
    event = make.event(section)
    page = client.post(form_of(event), typed(token="forged", organisation="โรงเรียนตัวอย่าง")).content.decode()
    assert "โรงเรียนตัวอย่าง" in page
    fresh = re.search(r'name="token" value="([^"]+)"', page).group(1)
    assert client.post(form_of(event), typed(token=fresh)).status_code == 303


def test_more_places_move_people_up_in_the_order_in_which_they_came(section, sent):
    event = make.event(section, seats=1)
    for number in range(1, 5):
        make.registered(event, number, at=timezone.now() - timedelta(hours=5 - number))
    event.seats = 3
    mails = sent(lambda: event.save_revision().publish())
    assert states(event) == ["place", "place", "place", "waiting"]
    assert [letter.to for letter in mails] == [["person2@example.invalid"], ["person3@example.invalid"]]


def test_both_languages_fill_the_same_places_and_speak_their_own(client, section, english, sent):
    event = make.event(section, seats=1)
    translated = make.event(english, source=event, title="A briefing", seats=1)
    answers = []
    with translation.override("en"):
        address = form_of(event)
        mails = sent(lambda: answers.append(client.post(address, typed())))
    assert address.startswith("/en/")
    assert answers[0].url.startswith("/en/")
    assert mails[0].subject == "You have a place: A briefing"
    assert "/en/events/registration/" in mails[0].body
    assert form_of(event) in client.get(event.url).content.decode()
    assert make.registered(translated.original, 2).state == "waiting"


def test_a_translation_follows_the_facts_of_its_original(section, english):
    event = make.event(section, seats=10)
    translated = make.event(english, source=event, title="A briefing", seats=10)
    event.starts_at, event.ends_at, event.seats = make.in_days(20), make.in_days(20, 16), 5
    event.save_revision().publish()
    translated.refresh_from_db()
    assert (translated.starts_at, translated.ends_at, translated.seats) == (event.starts_at, event.ends_at, 5)
    assert translated.title == "A briefing"
    translated.seats = 99
    translated.save_revision().publish()
    translated.refresh_from_db()
    assert translated.seats == 5


def test_who_is_erased_is_no_more_known_and_the_place_goes_on(client, section, sent):
    event = make.event(section, seats=1)
    first, second = make.registered(event, 1), make.registered(event, 2)
    link = registration_links.own_address(first)
    mails = sent(lambda: erase_registration(first, at=timezone.now()))
    assert [letter.to for letter in mails] == [["person2@example.invalid"]]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, first.email, first.email_key, first.state) == ("", "", "", "cancelled")
    assert second.state == "place"
    assert client.get(link).status_code == 410
    assert not Job.objects.filter(title__contains="person1").exists()


def test_people_of_old_events_are_forgotten_and_their_number_stays(section):
    old, recent = make.event(section, days=-800), make.event(section, days=-300)
    for event in (old, recent):
        Registration.objects.create(event=event, registered_at=event.starts_at, attended_at=event.starts_at,
            **make.person(1), email_key="person1@example.invalid")  # fmt: skip
    assert forget_old_registrations(at=timezone.now(), dry_run=True) == 1
    assert forget_old_registrations(at=timezone.now()) == 1
    gone, kept = old.registrations.get(), recent.registrations.get()
    assert (gone.name, gone.email, bool(gone.attended_at)) == ("", "", True)
    assert kept.name == "นางสาธิต คนที่ 1"
    assert forget_old_registrations(at=timezone.now()) == 0


def test_a_forged_link_opens_nothing(client, section):
    make.registered(make.event(section))
    assert client.get(reverse("event_registration", args=["1:forged"])).status_code == 410
    other = registration_links.token_of(Registration.objects.get().pk, registration_links.CERTIFICATE)
    assert client.get(reverse("event_registration", args=[other])).status_code == 410


def test_what_is_not_public_has_neither_form_nor_calendar(client, section):
    draft = make.event(section, live=False)
    for name in ("event_register", "event_registered", "event_ics"):
        assert client.get(reverse(name, args=[draft.pk])).status_code == 404
