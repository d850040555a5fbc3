"""The way of a season's report: a centre writes it, headquarters decides, the nation's is read by everybody."""

import io

import pypdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from home.models import Centre
from network.actions.found_network import found_network
from surveys.actions.found_surveys import found_rights
from surveys.actions.found_themes import found_themes
from surveys.models import Response, SeasonReport
from tests import survey_factories
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_accessibility import findings
from tests.network.staff import member
from tests.surveys.report_desk import answered

pytestmark = pytest.mark.journey
WORDS = "ย่อหน้าที่ศูนย์เขียนเอง: หน่วยงานเครือข่ายให้ความร่วมมือเป็นอย่างดี"


@pytest.fixture
def season(portal):
    """Of the north and the south, each with a few organisations that answered both forms."""
    found_network()
    found_themes()
    campaign = survey_factories.campaign()
    answered(campaign, "lampang", 7)
    answered(campaign, "songkhla", 6)
    staff = {role: member(role, "north") for role in ("officer", "director")} | {"hq": member("hq", None)}
    found_rights()
    return campaign, staff


def address(name: str, *args) -> str:
    return reverse(f"season_reports:{name}", args=args)


def press(page, act: str, reason: str = "") -> None:
    form = page.locator(f'form:has(input[name="act"][value="{act}"])')
    if reason:
        form.locator("textarea").fill(reason)
    with page.expect_navigation():
        form.locator("button").click()


def test_a_centre_writes_headquarters_returns_and_accepts_and_everybody_reads(window_for, season, live_server):
    campaign, staff = season

    # The officer gives a text its theme, begins the report and changes a paragraph.
    officer = window_for(staff["officer"])
    officer.goto(address("themes", campaign.pk))
    first = officer.locator("fieldset.rep-text").first
    first.locator('input[value="vacancies"]').check()
    officer.locator("form:has(fieldset) button").click()
    expect(officer.locator("fieldset.rep-text")).to_have_count(2)
    officer.goto(address("index"))
    officer.locator('form:has(input[name="centre"][value="north"]) button').click()
    officer.wait_for_url("**/season-reports/*/")
    report = SeasonReport.objects.get()
    assert officer.locator("#t13b").count() == 1
    assert officer.locator('form:has(input[name="act"])').count() == 0
    officer.locator(f'a[href="{address("write", report.pk)}"]').click()
    officer.fill('[name="p-proposal"]', WORDS)
    officer.fill('[name="signer_name"]', "นางสาวผู้ลงนาม สมมติ")
    officer.locator("form.rep-write > p button").click()
    officer.wait_for_url(f"**{address('report', report.pk)}")
    expect(officer.locator("#proposal")).to_contain_text(WORDS)

    # The director submits; the figures are frozen and printed.
    director = window_for(staff["director"])
    director.goto(address("report", report.pk))
    press(director, "submit")
    report.refresh_from_db()
    assert report.checksum in director.content()
    printed = director.request.get(address("pdf", report.pk)).body()
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
    assert "".join(WORDS.split()) in text
    assert "นางสาวผู้ลงนามสมมติ" in text

    # Headquarters returns it, the centre answers, headquarters accepts.
    hq = window_for(staff["hq"])
    hq.goto(address("report", report.pk))
    press(hq, "return", "ขอให้เพิ่มแผนการติดตาม")
    director.goto(address("report", report.pk))
    expect(director.locator(".net-advice").first).to_contain_text("ขอให้เพิ่มแผนการติดตาม")
    director.goto(address("write", report.pk))
    assert director.locator('[name="p-proposal"]').input_value() == WORDS
    director.fill('[name="p-proposal"]', f"{WORDS} และจะติดตามทุกไตรมาส")
    director.locator("form.rep-write > p button").click()
    director.wait_for_url(f"**{address('report', report.pk)}")
    press(director, "submit")
    hq.goto(address("report", report.pk))
    press(hq, "accept")

    # What comes later changes nothing of it, and its screen says so.
    Response.objects.filter(province__slug="lampang", wave=2).first().delete()
    hq.goto(address("report", report.pk))
    expect(hq.locator(".net-advice")).to_have_count(1)

    # The nation's report is made of the one accepted, looked at as the public will see it, and published.
    hq.goto(address("index"))
    hq.locator('form:has(input[name="centre"][value=""]) button').click()
    hq.wait_for_url("**/season-reports/*/")
    nation = SeasonReport.objects.get(centre=None)
    missing = list(Centre.objects.exclude(code="north").values_list("region_th", flat=True))
    for region in missing:
        expect(hq.locator("#summary")).to_contain_text(region)
    hq.locator(f'a[href="{address("public", nation.pk)}"]').click()
    hq.wait_for_selector(".rep")
    assert "<5" in hq.locator("#response").inner_text()
    hq.go_back()
    press(hq, "publish")

    reader = hq.context.browser.new_page(base_url=live_server.url, locale="th-TH")
    reader.goto(reverse("published_reports"))
    reader.locator("main a").first.click()
    expect(reader.locator("#summary")).to_contain_text("14 ชุด")
    said = reader.locator("main").inner_text()
    assert "ข้อความลับ" not in said
    assert "ลงชื่อ" not in said
    assert reader.request.get(reverse("published_report_pdf", args=[2570])).body().startswith(b"%PDF-")
    reader.goto("/en" + reverse("published_report", args=[2570]))
    expect(reader.locator("#satisfaction h2")).to_contain_text("Satisfaction and benefit")
    reader.close()
    assert officer.complaints == director.complaints == hq.complaints == []


@pytest.fixture
def walked(season):
    """Every screen, with reports in several states: one being written, one published."""
    from django.utils import timezone

    from surveys.actions.accept_report import accept_report
    from surveys.actions.begin_report import begin_report
    from surveys.actions.publish_report import publish_report
    from surveys.actions.submit_report import submit_report

    campaign, staff = season
    how = {"by": staff["hq"], "at": timezone.now()}
    today = timezone.localdate()
    north = begin_report(campaign, Centre.objects.get(code="north"), **how)
    south = begin_report(campaign, Centre.objects.get(code="south"), **how)
    accept_report(submit_report(south, today=today, **how), **how)
    nation = publish_report(begin_report(campaign, None, **how), today=today, **how)
    desk = [
        address("index"),
        address("themes", campaign.pk),
        *(address(name, north.pk) for name in ("report", "write")),
        *(address(name, nation.pk) for name in ("report", "public")),
    ]
    public = [reverse("published_reports"), reverse("published_report", args=[2570])]
    return staff["hq"], desk, [*public, *(f"/en{path}" for path in public)]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["telephone", "desk"])
def test_no_screen_has_a_finding_or_runs_over_its_edge(window_for, walked, viewport):
    user, desk, public = walked
    page, found = window_for(user, viewport=viewport), []
    for path in [*desk, *public]:
        page.goto(path)
        found += findings(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{path} is wider than the window")
    assert found == []
    assert page.complaints == []
