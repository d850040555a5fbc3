"""What readers and machines see of events: the section, the page, the front page, provinces, feeds, calendars."""

import json
import re
from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.models import Province, ProvinceIndexPage, ProvincePage
from network.actions.register_for_event import cancel_registration
from tests import event_factories as make
from tests import factories

pytestmark = pytest.mark.django_db


def structured_of(page: str) -> list[dict]:
    return [json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)]


def test_the_section_shows_what_is_to_come_first_and_what_is_over_behind_a_link(client, section):
    late = make.event(section, days=20, title="เดือนหน้า")
    soon = make.event(section, days=2, title="เร็วนี้")
    over = make.event(section, days=-2, title="ผ่านไปแล้ว")
    page = client.get(section.url).content.decode()
    assert 0 < page.index(soon.title) < page.index(late.title)
    assert over.title not in page
    past = client.get(section.url, {"when": "past"}).content.decode()
    assert over.title in past
    assert soon.title not in past


def test_an_event_of_today_is_to_come_until_the_day_is_over(client, section):
    now = timezone.localtime()
    begun = make.event(section, starts_at=now - timedelta(minutes=2), ends_at=now + timedelta(minutes=1), title="วันนี้")
    assert begun.title in client.get(section.url).content.decode()


def test_filters_narrow_the_list_and_what_means_nothing_is_left_out(client, section):
    make.event(section, title="ลำปาง")
    make.event(section, title="แพร่", province=Province.objects.get(slug="phrae"), kind="job-fair")
    page = client.get(section.url, {"province": "phrae"}).content.decode()
    assert ("แพร่</a>" in page, "ลำปาง</a>" in page) == (True, False)
    page = client.get(section.url, {"kind": "briefing", "centre": "atlantis", "page": "x" * 40}).content.decode()
    assert ("แพร่</a>" in page, "ลำปาง</a>" in page) == (False, True)


def test_english_shows_no_live_thai_text(client, section, english):
    make.event(section, title="มีแต่ภาษาไทย")
    both = make.event(section, title="สองภาษา")
    make.event(english, source=both, title="In both")
    page = client.get(english.url).content.decode()
    assert "In both" in page
    assert "มีแต่ภาษาไทย" not in page
    front = client.get("/en/").content.decode()
    assert "In both" in front
    assert "มีแต่ภาษาไทย" not in front


def test_the_page_has_programme_place_map_and_the_way_to_register(client, section):
    slots = [{"type": "slot", "value": {"time": "09.00", "what": "แนะนำบริการ", "who": "วิทยากรสาธิต"}}]
    event = make.event(
        section, seats=30, map_url="https://maps.example/x", programme=json.dumps(slots), audience="ครูแนะแนว"
    )
    page = client.get(event.url).content.decode()
    for words in ("แนะนำบริการ", "วิทยากรสาธิต", "https://maps.example/x", "หอประชุมตัวอย่าง", "ครูแนะแนว"):
        assert words in page
    assert reverse("event_register", args=[event.pk]) in page
    assert "30" in page


def test_machines_read_an_event(client, section):
    event = make.event(section, seats=30)
    found = next(one for one in structured_of(client.get(event.url).content.decode()) if one["@type"] == "Event")
    assert found["startDate"] == timezone.localtime(event.starts_at).isoformat(timespec="minutes")
    assert found["location"]["name"] == "หอประชุมตัวอย่าง"
    assert "ลำปาง" in found["location"]["address"]
    assert (found["eventStatus"], found["maximumAttendeeCapacity"]) == ("https://schema.org/EventScheduled", 30)
    cancelled = make.event(section, cancelled=True, cancelled_because="น้ำท่วม")
    page = client.get(cancelled.url).content.decode()
    assert "น้ำท่วม" in page
    found = next(one for one in structured_of(page) if one["@type"] == "Event")
    assert found["eventStatus"] == "https://schema.org/EventCancelled"


def test_the_front_page_and_a_province_show_the_next_events(client, home, section):
    places = factories.child(home, ProvinceIndexPage, slug="provinces")
    lampang = factories.child(places, ProvincePage, slug="lampang", province=Province.objects.get(slug="lampang"))
    phrae = factories.child(places, ProvincePage, slug="phrae", province=Province.objects.get(slug="phrae"))
    make.event(section, title="ประชุมที่ลำปาง")
    make.event(section, title="ยกเลิกแล้ว", cancelled=True)
    for address, shown in ((home.url, True), (lampang.url, True), (phrae.url, False)):
        page = client.get(address).content.decode()
        assert ("ประชุมที่ลำปาง" in page) == shown, address
        assert "ยกเลิกแล้ว" not in page


def test_feeds_carry_announcements_by_province_and_centre(client, section):
    event = make.event(section, title="ประชุมที่ลำปาง")
    items = section.feed_items()
    assert [item.title for item in items] == ["ประชุมที่ลำปาง"]
    assert items[0].about == {"centre:north", "province:lampang"}
    assert items[0].url.endswith(event.url)


def test_calendars_get_one_event_or_all_and_a_change_counts_up(client, section, english):
    event = make.event(section, title="ประชุมครูแนะแนวที่มีชื่อยาวมากเพื่อทดสอบการตัดบรรทัดของปฏิทินในภาษาไทย")
    translated = make.event(english, source=event, title="In English")
    gone = make.event(section, cancelled=True)

    def entries(address):
        answer = client.get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
        return {str(one["uid"]): one for one in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}

    [one] = entries(reverse("event_ics", args=[event.pk])).values()
    assert (str(one["summary"]), one["dtstart"].dt) == (event.title, event.starts_at)
    everything = entries(reverse("events_ics"))
    assert {str(each["status"]) for each in everything.values()} == {"CONFIRMED", "CANCELLED"}
    assert any(str(gone.translation_key) in uid for uid in everything)
    [same] = entries("/en" + reverse("event_ics", args=[translated.pk])).values()
    assert (str(same["uid"]), str(same["summary"])) == (str(one["uid"]), "In English")
    event.last_published_at = timezone.now() + timedelta(hours=1)
    event.save()
    [later] = entries(reverse("event_ics", args=[event.pk])).values()
    assert later["sequence"] > one["sequence"]


def test_a_list_costs_as_many_queries_for_twenty_events_as_for_two(client, section):
    for number in range(2):
        make.event(section, days=number + 1)
    client.get(section.url)
    with CaptureQueriesContext(connection) as few:
        client.get(section.url, {"kind": "briefing"})
    for number in range(18):
        make.event(section, days=number + 3)
    client.get(section.url)
    with CaptureQueriesContext(connection) as many:
        client.get(section.url, {"kind": "briefing"})
    assert len(many) <= len(few)


def test_the_last_place_changes_the_page_at_once_though_pages_are_kept(client, section, settings):
    settings.LMI_PAGE_CACHE = True
    event = make.event(section, seats=1)
    assert "ลงทะเบียนในรายชื่อสำรอง" not in client.get(event.url).content.decode()
    person = make.registered(event)
    assert "ลงทะเบียนในรายชื่อสำรอง" in client.get(event.url).content.decode()
    cancel_registration(person, at=timezone.now())
    assert "ลงทะเบียนในรายชื่อสำรอง" not in client.get(event.url).content.decode()
