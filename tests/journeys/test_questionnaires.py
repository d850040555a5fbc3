"""A season's questionnaires: Form 1 on a telephone by the square code, Form 2 on paper and keyed twice, and a pair."""

from datetime import timedelta

import pytest
import zxingcpp
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from network.actions.found_network import found_network
from surveys.actions.found_surveys import found_rights
from surveys.actions.key_sheet import key_sheet
from surveys.models import KeyedSheet, PairCode, Response
from tests import survey_factories as make
from tests.journeys.conftest import DESK, PHONE, ink
from tests.journeys.test_accessibility import findings
from tests.network.staff import member
from tests.network_factories import partner
from tests.season_factories import season, visit

pytestmark = pytest.mark.journey
LONG = "องค์การบริหารส่วนตำบลตัวอย่างที่มีชื่อยาวเป็นพิเศษเพื่อการสาธิตระบบ"


@pytest.fixture
def campaign(portal, settings, live_server):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.LMI_SURVEY_SECONDS = 0
    found_network()
    today = timezone.localdate()
    made = make.campaign(season=season(), opens_on=today - timedelta(days=60), closes_on=today + timedelta(days=60))
    found_rights()
    return made


@pytest.fixture
def kit(campaign):
    return visit(partner(name_th=LONG), season=campaign.season)


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def judged(page, url) -> list[str]:
    """What axe finds on a screen at a desk and on a telephone, and whether it is wider than the window."""
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(url)
        found += findings(page, context={"exclude": [["iframe"]]} if page.locator("iframe").count() else None)
        found += [] if fits(page) else [f"{url} is wider than {size['width']}"]
    return found


def key(page, code, day, digits):
    """A row as a practised hand types it: no mouse, no Tab."""
    page.locator('[name="code"]').wait_for()
    expect(page.locator('[name="code"]')).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.locator('[name="on"]').fill(day)
    page.locator('[name="RTYPE"]').focus()
    for digit in digits:
        page.keyboard.press("Enter" if digit == " " else digit)


def test_form_1_on_a_telephone_and_form_2_on_paper_become_a_pair(browser, live_server, campaign, kit, window_for):
    officer = window_for(member("officer", "north"))
    officer.goto(at("kit", campaign.pk, kit.pk))
    officer.locator('button[name="act"][value="give"]').click()
    expect(officer.locator(".kit__qr")).to_have_count(3)
    code = PairCode.objects.get()
    printed = officer.request.post(
        officer.url,
        form={"act": "1", "csrfmiddlewaretoken": officer.locator("[name=csrfmiddlewaretoken]").first.input_value()},
        headers={"Referer": officer.url},
    )
    (square,) = zxingcpp.read_barcodes(ink(printed.body(), dpi=150))

    context = browser.new_context(viewport=PHONE, locale="th-TH", timezone_id="Asia/Bangkok", has_touch=True)
    phone = context.new_page()
    phone.goto(square.text)
    assert fits(phone)
    phone.locator('label[for="q-RTYPE-3"]').tap()
    phone.locator('label[for="q-SEX-2"]').tap()
    while phone.locator(".survey__form").count():
        with phone.expect_navigation():
            phone.locator('.survey__actions button[value="on"]').tap()
    expect(phone.locator("[data-survey-done]")).to_be_visible()
    assert Response.objects.get().answers["SEX"] == 2

    # Form 2 comes back by mail: capacity 3, woman, age 4, education left blank, occupation 1, then the services.
    day = timezone.localdate().isoformat()
    officer.goto(at("key", campaign.pk, 2))
    key(officer, code.written, day, "324 1145")
    officer.locator(".key button.button").press("Enter")
    expect(officer.locator(".messages")).to_contain_text(code.written)
    stored = Response.objects.get(wave=2).answers
    assert (stored["RTYPE"], stored["SEX"], stored["AGEGRP"], stored["EDU"], stored["OCC"]) == (3, 2, 4, -9, 1)
    assert (stored["AW1"], stored["LV1"], stored["BN1"]) == (1, 4, 5)

    leader = window_for(member("team_leader", "north"))
    leader.goto(at("key", campaign.pk, 2))
    key(leader, code.written, day, "324 1143")
    leader.locator(".key button.button").press("Enter")
    expect(leader.locator("fieldset.settle")).to_have_count(1)
    leader.keyboard.press("2")
    leader.keyboard.press("Enter")
    expect(leader.locator(".messages")).to_contain_text(code.written)
    assert Response.objects.get(wave=2).answers["BN1"] == 3
    assert KeyedSheet.objects.get().settled_at is not None

    leader.goto(at("campaign", campaign.pk))
    expect(leader.locator("tfoot td").nth(4)).to_have_text("1")

    # The holder of the counterfoil sees the answer and erases it.
    phone.goto(f"{live_server.url}{reverse('survey_mine')}")
    phone.locator("#code").fill(code.written)
    phone.locator(".form__actions button").tap()
    expect(phone.locator(".own").first).to_be_visible()
    assert findings(phone) == []
    assert fits(phone)
    phone.locator('[name="sure"]').check()
    phone.locator(".form__actions button").tap()
    phone.wait_for_url(f"**{reverse('survey_erased')}")
    assert Response.objects.get(wave=1).answers == {}
    assert [officer.complaints, leader.complaints] == [[], []]
    context.close()


def test_the_screens_of_the_questionnaires_are_sound_on_a_telephone_and_at_a_desk(campaign, kit, window_for, superuser):
    code = make.code(campaign, partner=partner(name_th=LONG))
    today, now = timezone.localdate(), timezone.now()
    for role, sex in (("officer", "1"), ("team_leader", "2")):
        facts = {"on": today, "mode": 3, "form_name": role, "by": member(role, "north"), "now": now}
        sheet = key_sheet(code, 1, {"RTYPE": "3", "SEX": sex}, **facts).sheet
    chief = window_for(superuser)
    pk, instrument = campaign.pk, campaign.revision.instrument_id
    found = []
    for url in (
        at("index"), at("campaign", pk), at("kits", pk), at("kit", pk, kit.pk), at("kit", pk, code.visit_id),
        at("reply", pk), at("key", pk, 1), at("key", pk, 2), at("settle", pk, sheet.pk), at("import", pk), at("open"),
        at("instruments"), at("instrument", instrument), f"{at('instrument', instrument)}?as=yaml",
        reverse("survey_mine"), reverse("survey_own", args=[1, code.code, code.signature(1)]), reverse("survey_erased"),
    ):  # fmt: skip
        found += judged(chief, url)
    assert found == []

    # The preview follows what is typed.
    chief.set_viewport_size(DESK)
    chief.goto(at("instrument", instrument))
    frame = chief.frame_locator("iframe[name=preview]")
    expect(frame.locator("h1")).to_contain_text("แบบ 1")
    chief.locator(".write__pair textarea").filter(has_text="เพศ").first.fill("เพศของท่าน")
    expect(frame.locator("legend", has_text="เพศของท่าน").first).to_be_visible()
    assert chief.complaints == []
