"""A season from its set-up to its figures, in the browser: the office at its desk, partner and field on phones."""

import os
import re
from datetime import date, timedelta
from decimal import Decimal

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from home.models import Centre, Province
from home.thai import fiscal_year
from network.actions.change_partner import Actor
from network.actions.found_network import found_network
from network.actions.record_visit import Picture, add_photo
from network.letter_content import reply_address
from network.models import (
    BudgetAllocation,
    BudgetEntry,
    KitItem,
    LessonLearned,
    Letter,
    LetterBatch,
    Quota,
    Responsibility,
    Season,
    Team,
    TravelRequest,
    Visit,
)
from network.outreach import states
from network.outreach.trips import is_working_day
from tests import letter_factories, network_factories, season_factories
from tests.drawn_pictures import photograph
from tests.journeys.conftest import DESK, PHONE, log_in, new_context
from tests.journeys.test_accessibility import findings
from tests.network.staff import member

pytestmark = pytest.mark.journey

NAME = "องค์การบริหารส่วนตำบลตัวอย่างดอยงาม"
OTHER = "องค์การบริหารส่วนตำบลตัวอย่างดอยสูง"


@pytest.fixture
def partners(portal, today):
    found_network()
    letter_factories.office("north")
    place = network_factories.subdistrict("500101")
    where = {"province": Province.objects.get(slug="chiang-mai"), "district": place.district, "subdistrict": place}
    return [
        network_factories.partner(
            name_th=name, status="screened_ok", suitable=True, screened_on=today, website="http://doi.example",
            address="1 หมู่ 1", zip_code="50000", email=f"hall{number}@example.invalid", **where,
        )
        for number, name in enumerate((NAME, OTHER))
    ]  # fmt: skip


class Office:
    """The people of the northern centre and of headquarters, each with a window of his own once he is called."""

    def __init__(self, browser, address: str) -> None:
        self.browser, self.address, self.contexts = browser, address, []
        self.users = {role: self._hire(role) for role in ("officer", "team_leader", "director", "admin_section", "hq")}
        self.team = Team.objects.create(
            centre=Centre.objects.get(code="north"), name="สาย 1", leader=self.users["team_leader"]
        )
        self.team.members.add(self.users["officer"])

    def _hire(self, role: str):
        user = member(role, None if role == "hq" else "north")
        UserProfile.objects.filter(user=user).update(preferred_language="th")
        return user

    def window(self, role: str = "", **options):
        options = {"viewport": DESK, "locale": "th-TH", "timezone_id": "Asia/Bangkok", **options}
        context = new_context(self.browser, base_url=self.address, **options)
        self.contexts.append(context)
        page = context.new_page()
        if role:
            log_in(page, self.users[role])
        return page


@pytest.fixture
def office(partners, browser, live_server):
    made = Office(browser, live_server.url)
    yield made
    for context in made.contexts:
        context.close()


def fill(page, **values) -> None:
    for name, value in values.items():
        page.fill(f'main [name="{name}"]', str(value))


def press(page, selector: str) -> None:
    """Presses a button and waits until the page it leads to is there."""
    with page.expect_navigation():
        page.locator(selector).last.click()


def act(page, name: str) -> None:
    """An act of the desk of letters, which names it in a hidden field."""
    press(page, f'form:has(input[name="act"][value="{name}"]) button[type="submit"]')


def step(page, visit: Visit, name: str, **values) -> None:
    page.goto(reverse("outreach:step", args=[visit.pk, name]))
    fill(page, **values)
    for box in page.locator("main .net-form input[type=checkbox]").all():
        box.check()
    press(page, "main .net-form button[type=submit]")
    visit.refresh_from_db()


def next_working_day(day: date) -> date:
    while not is_working_day(day, []):
        day += timedelta(days=1)
    return day


def choose_all(page, visits) -> None:
    page.goto(reverse("outreach:index"))
    for visit in visits:
        page.check(f'input[name="id"][value="{visit.pk}"]')


def test_a_whole_season(office, partners, today, settings):
    settings.WAGTAILADMIN_BASE_URL = office.address
    season = _set_up(office, partners, today)
    visits = _fill_and_confirm(office, partners)
    _letters_a_in_a_batch(office, visits)
    visit = next(one for one in visits if one.partner == partners[0])
    officer = _coordinator_replies_from_a_phone(office, visit)
    _appointment(officer, visit, season, today)
    _trip_within_the_budget(office, officer, visit)
    _record_without_a_connection(office, visit, today)
    _figures(office)


def _set_up(office, partners, today) -> Season:
    """Headquarters sets the season up, gives the province its quota and the team its province, and opens the field."""
    page = office.window("hq")
    page.goto(reverse("outreach:season_add"))
    fill(page, fiscal_year=fiscal_year(today))
    press(page, 'main form button[type="submit"].button')
    season = Season.objects.get()
    last = date(season.fiscal_year - 543, 9, 30)
    first = max(today - timedelta(days=7), last - timedelta(days=364))
    page.locator("summary").first.click()
    ends = [first, min(today + timedelta(days=60), last), min(today + timedelta(days=90), last), last]
    fill(page, **dict(zip(("field_start", "field_end", "form2_deadline", "report_deadline"), ends, strict=True)))
    press(page, f'form[action="{reverse("outreach:season", args=[season.pk])}"] button')
    page.goto(f"{reverse('outreach:season', args=[season.pk])}?centre=north")
    province = partners[0].province_id
    fill(page, **{f"q-{province}-": 2})
    page.check(f'input[name="t-{province}"]')
    press(page, f'form[action="{reverse("outreach:quotas", args=[season.pk])}"] button')
    page.goto(reverse("outreach:season", args=[season.pk]))
    press(page, 'button[name="state"][value="open"]')
    page.goto(reverse("outreach:trips"))
    form = f'form[action="{reverse("outreach:allocation", args=["north"])}"]'
    page.fill(f'{form} [name="amount"]', "1,000.00")
    press(page, f"{form} button")
    season.refresh_from_db()
    return season


def _fill_and_confirm(office, partners) -> list[Visit]:
    """The leader fills to quota, confirms on the board, and has the days for letter A proposed."""
    page = office.window("team_leader")
    page.goto(reverse("outreach:suggestions"))
    press(page, 'button[name="act"][value="fill"]')
    visits = list(Visit.objects.order_by("pk"))
    assert {visit.partner for visit in visits} == set(partners)
    assert {(visit.team, visit.tier) for visit in visits} == {(office.team, 1)}
    choose_all(page, visits)
    page.select_option('select[name="act"]', "select")
    press(page, ".net-bulk button:not([formaction])")
    press(page, "main .net-form button[type=submit]")
    page.goto(reverse("outreach:trips"))
    press(page, 'button[name="act"][value="windows"]')
    assert all(visit.expected_from for visit in Visit.objects.filter(state=states.SELECTED))
    return visits


def _letters_a_in_a_batch(office, visits) -> None:
    """The officer writes to both at once, the director approves, the administration section gives the numbers."""
    officer = office.window("officer")
    choose_all(officer, visits)
    press(officer, f'button[formaction="{reverse("outreach:letters_a")}"]')
    press(officer, "main .net-form button[type=submit]")
    press(officer, 'button[name="then"][value="look"]')
    batch = LetterBatch.objects.get()
    address = reverse("letters:batch", args=[batch.pk])
    act(officer, "check")
    for role, name in (("director", "approve"), ("admin_section", "issue")):
        page = office.window(role)
        page.goto(address)
        act(page, name)
    for visit in visits:
        visit.refresh_from_db()
        letter = Letter.objects.get(visit=visit)
        assert (visit.state, visit.letter_a_number) == (states.LETTER_A_SENT, letter.number_text)
        assert letter.number_text


def _coordinator_replies_from_a_phone(office, visit):
    """By the code on the reply slip, without a script; staff accept, and the visit goes on."""
    phone = office.window(viewport=PHONE, java_script_enabled=False)
    phone.goto(reply_address(Letter.objects.get(visit=visit).verify_token))
    phone.fill('[name="name"]', "สมหมาย ตัวอย่าง")
    phone.fill('[name="phone"]', "0 2000 1111")
    phone.check('[name="consent"]')
    press(phone, "main .form__actions button")
    expect(phone.locator("main h1")).to_be_visible()
    officer = office.window("officer")
    officer.goto(reverse("partner_inbox:proposals", args=[visit.partner.proposals.get().pk]))
    press(officer, 'button[name="act"][value="accept"]')
    visit.refresh_from_db()
    assert (visit.state, visit.coordinator.name) == (states.COORDINATED, "สมหมาย ตัวอย่าง")
    return officer


def _appointment(page, visit, season, today) -> None:
    """An appointment, and its entry as another program reads it."""
    day = next_working_day(min(today + timedelta(days=1), season.field_end - timedelta(days=3)))
    step(page, visit, "appoint", day=day, time="10:00", minutes=90, place="ห้องประชุม")
    assert visit.state == states.APPOINTED
    answer = page.request.get(reverse("outreach:ics", args=[visit.pk]))
    (event,) = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
    assert (event["dtstart"].dt, NAME in str(event["summary"])) == (visit.appointment, True)


def _trip_within_the_budget(office, officer, visit) -> None:
    """One click makes the request with its papers; with an estimate it is submitted, and the director approves it."""
    officer.goto(reverse("outreach:trips"))
    press(officer, 'button[name="papers"]')
    travel = TravelRequest.objects.get()
    assert sorted(Letter.objects.filter(errand__in=("memo", "b")).values_list("errand", "state")) == [
        ("b", "draft"), ("memo", "draft"),
    ]  # fmt: skip
    officer.locator('select[name="category"]').select_option("transport")
    fill(officer, description="ค่าน้ำมัน", rate=800)
    for name in ("line", "submit"):
        press(officer, f'button[name="act"][value="{name}"]')
    director = office.window("director")
    director.goto(reverse("outreach:trip", args=[travel.pk]))
    press(director, 'button[name="act"][value="approve"]')
    visit.refresh_from_db()
    assert visit.state == states.TRAVEL_APPROVED
    assert BudgetEntry.objects.get().amount == Decimal(800)


def _record_without_a_connection(office, visit, today) -> None:
    """Opened beforehand, filled in and sent without a network, opened again, and arrived once when it is back."""
    phone = office.window("officer", viewport=PHONE)
    phone.goto(reverse("outreach:record", args=[visit.pk]))
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.wait_for_selector("form[data-aside]")
    phone.context.set_offline(True)
    for number in range(1, 6):
        phone.check(f'[name="step{number}"]')
    phone.fill('[name="visited_on"]', today.isoformat())
    phone.fill('[name="heads_staff"]', "12")
    phone.fill('[name="form1_count"]', "3")
    phone.fill('[name="remarks"]', "ผู้ดูแลเว็บไซต์รับจะติดแบนเนอร์")
    phone.click("form[data-field-form] button[type=submit]:not([form])")
    expect(phone.locator("[data-field-state]")).not_to_be_empty()
    phone.reload()
    expect(phone.locator('[name="remarks"]')).not_to_have_value("")
    assert phone.input_value('[name="heads_staff"]') == "12"
    visit.refresh_from_db()
    assert visit.state == states.TRAVEL_APPROVED
    phone.context.set_offline(False)
    phone.wait_for_url(f"**{reverse('outreach:visit', args=[visit.pk])}")
    visit.refresh_from_db()
    assert (visit.state, visit.heads_staff, visit.form1_count) == (states.VISITED, 12, 3)
    assert visit.events.filter(verb="record").count() == 1


def _figures(office) -> None:
    """One of two was visited, and the figure leads to it."""
    page = office.window("director")
    page.goto(reverse("outreach:progress"))
    figure = page.locator(".out-figures li", has_text=re.compile("เข้าพบแล้ว|Visited, of the quota")).first
    assert "50" in figure.inner_text()
    with page.expect_navigation():
        figure.locator("a").click()
    rows = page.locator("#rows")
    expect(rows).to_have_count(1)
    assert page.get_by_text(NAME).count() >= 1
    assert page.get_by_text(OTHER).count() == 0


def _screens(office, partners, today) -> list[str]:
    """Every screen of the season, with something on it."""
    here = season_factories.season(fiscal_year(today), state="open")
    Quota.objects.create(season=here, province=partners[0].province, target=5)
    Responsibility.objects.create(season=here, team=office.team, province=partners[0].province)
    KitItem.objects.create(season=here, number=1, name="กระเป๋าเอกสาร", stock=40)
    here.readiness.create(number=1, name="ศึกษาโครงการ", explanation="อ่านคู่มือการดำเนินงานของโครงการ")
    travel = season_factories.travel(office.team, here, state="submitted")
    travel.lines.create(category="transport", description="ค่าน้ำมันเชื้อเพลิง", rate=800)
    travel.travellers.create(name="เจ้าหน้าที่ ตัวอย่าง", position="นักวิชาการแรงงาน", leads=True)
    BudgetAllocation.objects.create(season=here, centre=office.team.centre, amount=10_000)
    known = {"season": here, "team": office.team}
    going = season_factories.visit(partners[0], state=states.READY, travel=travel, **known)
    done = season_factories.visit(partners[1], state=states.FOLLOWING_UP, visited_on=today, heads_staff=12, **known)
    at = timezone.now()
    add_photo(done, Picture(photograph().read(), "แนะนำแบนเนอร์"), actor=Actor(), at=at)
    done.questions.create(text="สมัครงานอย่างไร", at=at)
    done.follow_ups.create(kind="banner", due_on=today)
    third = network_factories.partner(name_th=f"{NAME}เหนือ", province=partners[0].province, website="http://c.example")
    chosen = season_factories.visit(third, state=states.SELECTED, **known)
    fourth = network_factories.partner(name_th=f"{NAME}ใต้", province=partners[0].province, website="http://d.example")
    lesson = LessonLearned.objects.create(centre=office.team.centre, title="นัดช่วงเช้า", text="พบทุกฝ่าย", at=at)
    of_season = [reverse(f"outreach:{name}", args=[here.pk]) for name in ("season", "plan")]
    of_visits = [reverse("outreach:visit", args=[one.pk]) for one in (going, done, chosen)]
    steps = [("move", going), ("close", done), ("set_window", chosen), ("send_letter_a", chosen), ("replace", chosen)]
    lists = ("index", "suggestions", "calendar", "readiness", "progress", "questions", "photos", "trips")
    spaces = ("teams", "holidays", "rates", "kit", "readiness_items", "lessons")
    return [
        *(reverse(f"outreach:{name}") for name in lists), *of_season, *of_visits,
        f"{reverse('outreach:progress')}?figure=visited",
        f"{reverse('outreach:calendar')}?month={travel.starts_on:%Y-%m}&team={office.team.pk}",
        *(reverse("outreach:step", args=[visit.pk, name]) for name, visit in steps),
        reverse("outreach:record", args=[going.pk]), reverse("outreach:trip", args=[travel.pk]),
        reverse("outreach:ledger", args=["north"]), reverse("outreach:screening", args=[fourth.pk]),
        reverse("outreach:season_add"), *(reverse(f"{space}:index") for space in spaces),
        reverse("lessons:promote", args=[lesson.pk]),
    ]  # fmt: skip


@pytest.mark.parametrize(("viewport", "display"), [(PHONE, "dark"), (DESK, "light")], ids=["telephone", "desk"])
def test_no_screen_of_the_season_has_a_finding_or_runs_over_its_edge(
    office, partners, today, superuser, tmp_path, settings, viewport, display
):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    page, found = office.window(viewport=viewport, color_scheme=display), []
    log_in(page, superuser)
    shots = os.environ.get("LMI_SHOTS")
    for number, address in enumerate(_screens(office, partners, today)):
        page.goto(address)
        found += findings(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{address} is wider than the window")
        if shots:
            page.screenshot(path=f"{shots}/{number:02}-{display}.png", full_page=True)
    assert "\n".join(found) == ""
