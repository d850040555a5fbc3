"""An event from the page to the certificate: two people, one place, one waiting list, and staff at the entrance."""

import io
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import icalendar
import pypdf
import pytest
import zxingcpp
from django.db import connection
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from home.models import Province
from network import registration_links as links
from network.actions.found_network import found_network
from network.models import EventIndexPage, EventPage, Registration
from tests import event_factories as make
from tests.journeys.conftest import DESK, PHONE, ink, new_context, note_complaint
from tests.journeys.test_accessibility import findings
from tests.network.staff import member

pytestmark = pytest.mark.journey

#: Fixtures of the letters' stories that these stories use as they are.


@pytest.fixture
def section(portal, settings, live_server):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    found_network()
    return EventIndexPage.objects.get(locale__language_code="th")


@pytest.fixture
def event(section) -> EventPage:
    slots = '[{"type": "slot", "value": {"time": "09.00", "what": "แนะนำบริการ 6 ด้าน", "who": "วิทยากรสาธิต"}}]'
    return make.event(
        section, title="ประชุมครูแนะแนวจังหวัดเชียงใหม่", seats=1, certificate=True, hours=6, programme=slots,
        kind="guidance", province=Province.objects.get(slug="chiang-mai"), slug="guidance",
    )  # fmt: skip


@pytest.fixture
def reader(browser, live_server):
    """reader(**options): the window of a reader with a telephone."""
    contexts = []

    def open_one(**options):
        options = {"viewport": PHONE, "locale": "th-TH", "timezone_id": "Asia/Bangkok", **options}
        contexts.append(new_context(browser, base_url=live_server.url, **options))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and note_complaint(page, said))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()


def fill_in(page, number: int) -> None:
    """Fills in the form as a person would, and sends it."""
    page.get_by_label("ชื่อและนามสกุล").fill(f"นางสาธิต คนที่ {number}")
    page.get_by_label("หน่วยงาน").fill("โรงเรียนตัวอย่าง")
    page.get_by_label("อีเมล").fill(f"person{number}@example.invalid")
    page.locator('input[name="consent"]').check()
    page.locator("main form button").click()
    page.wait_for_url("**/registered/")


def text_of(letter) -> str:
    [plain] = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    return plain.get_payload(decode=True).decode()


def link_in(letter) -> str:
    return re.search(r"https?://\S+/registration/\S+/", text_of(letter)).group()


def test_the_last_place_goes_on_to_who_waits_and_only_who_came_gets_a_certificate(
    reader, window_for, event, smtp, settings
):
    settings.LMI_JOIN_SECONDS = 0
    # A reader finds the event on the front page and registers on a telephone.
    first = reader()
    first.goto("/")
    first.locator("#home-events").locator("xpath=../..").get_by_role("link", name=event.title).click()
    expect(first.locator("main")).to_contain_text("แนะนำบริการ 6 ด้าน")
    first.get_by_role("link", name="ลงทะเบียน", exact=True).click()
    fill_in(first, 1)
    [confirmed] = smtp.mails
    assert confirmed["To"] == "person1@example.invalid"
    [entry] = [part.get_payload(decode=True) for part in confirmed.walk() if part.get_content_type() == "text/calendar"]
    [entry] = icalendar.Calendar.from_ical(entry).walk("VEVENT")
    assert (str(entry["summary"]), entry["dtstart"].dt) == (event.title, event.starts_at)

    # The second one, whose browser runs no scripts, comes too late and waits.
    second = reader(java_script_enabled=False)
    second.goto(event.url)
    second.get_by_role("link", name="ลงทะเบียนในรายชื่อสำรอง").click()
    fill_in(second, 2)
    assert "รายชื่อสำรอง" in text_of(smtp.mails[-1])

    # The first one cannot come, and cancels by the link in the mail; looking alone changes nothing.
    first.goto(link_in(confirmed))
    assert Registration.objects.get(email="person1@example.invalid").state == "place"
    first.get_by_role("button", name="ยกเลิกการลงทะเบียน").click()
    expect(first.locator("main .status")).to_have_text("การลงทะเบียนของท่านยกเลิกแล้ว")
    moved = [letter for letter in smtp.mails if letter["To"] == "person2@example.invalid"][-1]
    second.goto(link_in(moved))
    expect(second.locator("main .status")).to_have_text("ท่านได้ที่นั่งแล้ว")
    assert len(smtp.mails) == 4

    # At the entrance an officer ticks who is there, and puts on the list who simply comes.
    officer = window_for(member("officer", "north"), viewport=PHONE)
    officer.goto(reverse("events:index"))
    officer.get_by_role("link", name=event.title).click()
    officer.get_by_label("เข้าร่วม: นางสาธิต คนที่ 2").check()
    officer.get_by_role("button", name="บันทึกการเข้าร่วม").click()
    expect(officer.get_by_label("เข้าร่วม: นางสาธิต คนที่ 2")).to_be_checked()
    officer.locator("summary", has_text="เพิ่มผู้เข้าร่วม").click()
    officer.locator('input[name="name"]').fill("นายสาธิต มาเอง")
    officer.get_by_role("button", name="เพิ่มในบัญชี").click()
    officer.wait_for_selector("text=นายสาธิต มาเอง")

    # One certificate is printed, and its code leads to the page that says so.
    printed = officer.request.get(reverse("events:certificates", args=[event.pk])).body()
    [sheet] = pypdf.PdfReader(io.BytesIO(printed)).pages
    text = sheet.extract_text()
    assert "นางสาธิต คนที่ 2" in text
    assert event.title in text
    [code] = zxingcpp.read_barcodes(ink(printed, dpi=200))
    second.goto(code.text)
    expect(second.locator("h1")).to_have_text("นางสาธิต คนที่ 2")
    assert first.complaints == second.complaints == officer.complaints == []


def test_of_eight_who_ask_for_three_places_at_once_three_get_them(section):
    event = make.event(section, seats=3)
    together = threading.Barrier(8)

    def ask(number: int) -> str:
        try:
            together.wait()
            return make.registered(event, number).state
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as readers:
        states = list(readers.map(ask, range(8)))
    assert sorted(states) == ["place"] * 3 + ["waiting"] * 5
    assert event.registrations.with_place().count() == 3


def public_screens(event) -> list[str]:
    """Every public screen of events, with something on it."""
    waiting = make.registered(event, 8)
    make.registered(event, 9)
    Registration.objects.filter(pk=waiting.pk).update(attended_at=event.starts_at)
    with translation.override("th"):
        return [
            "/events/", "/events/?when=past", event.url, "/en/events/",
            reverse("event_register", args=[event.pk]), reverse("event_registered", args=[event.pk]),
            reverse("event_registration", args=[links.token_of(waiting.pk, links.REGISTRATION)]),
            reverse("event_registration", args=["none"]),
            reverse("event_certificate", args=[links.token_of(waiting.pk, links.CERTIFICATE)]),
            reverse("event_certificate", args=["none"]),
        ]  # fmt: skip


def staff_screens(event) -> list[str]:
    person = make.registered(event, 7)
    make.registered(event, 6)
    meeting = make.gathering(kind="preparation", agenda="วัตถุประสงค์\nเป้าหมาย")
    training = make.gathering()
    make.gathering(title="อบรมเทคนิคการเป็นวิทยากร รุ่นที่ 2")
    training.speakers.create(name="วิทยากรสาธิต", topic="การพูด")
    training.attendances.create(name="ผู้เข้าอบรมสาธิต", present=True)
    return [
        reverse("events:index"), reverse("events:event", args=[event.pk]),
        reverse("events:person", args=[event.pk, person.pk]),
        f"{reverse('gatherings:index')}?year=2570", f"{reverse('gatherings:roster')}?year=2570",
        reverse("gatherings:add"), reverse("gatherings:edit", args=[training.pk]),
        reverse("gatherings:gathering", args=[meeting.pk]), reverse("gatherings:gathering", args=[training.pk]),
    ]  # fmt: skip


def walk(page, addresses) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        found += findings(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{address} is wider than the window")
    return found


def test_no_public_screen_has_a_finding_or_runs_over_its_edge(reader, event):
    addresses = public_screens(event)
    for viewport, scheme in ((PHONE, "light"), (DESK, "dark")):
        page = reader(viewport=viewport, color_scheme=scheme)
        assert walk(page, addresses) == []
        refused = "the server responded with a status of"
        assert [said for said in page.complaints if refused not in said] == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["telephone", "desk"])
def test_no_staff_screen_has_a_finding_or_runs_over_its_edge(window_for, event, viewport):
    addresses = staff_screens(event)
    page = window_for(member("director", "north"), viewport=viewport)
    assert walk(page, addresses) == []
    assert page.complaints == []
