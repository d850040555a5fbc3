"""The editor's widgets start without inline scripts, and the browser spells addresses as Python does."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from home.models import NewsPage
from home.slugs import romanise
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

TITLES = [
    "ข่าวตลาดแรงงานเดือนพฤษภาคม ๒๕๖๙",
    "กรมการจัดหางานจัดงานนัดพบแรงงาน “มีงานทำ” ที่จังหวัดเชียงใหม่",
    "เตือนภัย! ประกาศรับสมัครงานออนไลน์",
    "Job fair 2026 / นัดพบแรงงาน",
    "ผู้สูงอายุ เศรษฐกิจ สวัสดิการ และค่าจ้าง 400 บาท",
    "ตำแหน่งงานว่าง " * 20,
]


@pytest.fixture
def writing(page, portal, editor):
    """The form of a new news item, open before an editor of the northern centre."""
    log_in(page, editor)
    page.goto(reverse("wagtailadmin_pages:add", args=["home", "newspage", portal.section.pk]))
    return page


def test_the_browser_and_python_spell_alike(writing):
    for title in TITLES:
        writing.evaluate(
            """title => {
                const slug = document.querySelector('[name="slug"]');
                slug.value = '';
                const field = document.querySelector('[name="title"]');
                field.value = title;
                for (const name of ['focus', 'input', 'change', 'keyup', 'blur']) {
                    field.dispatchEvent(new Event(name, {bubbles: true}));
                }
            }""",
            title,
        )
        writing.wait_for_function("() => document.querySelector('[name=\"slug\"]').value !== ''")
        assert writing.input_value('[name="slug"]') == romanise(title)


def test_an_editor_writes_previews_and_sends_a_news_item_for_approval(writing, portal):
    writing.fill('[name="title"]', "นัดพบแรงงานครั้งใหม่")
    assert writing.locator('[name="centre"] option').count() == 1
    # The calendar of the date field.
    writing.click('[name="date"]')
    writing.locator(".xdsoft_datetimepicker:visible .xdsoft_today").first.click()
    assert writing.input_value('[name="date"]')
    # A row of an inline panel, and in it a chooser that opens its dialogue.
    writing.click("#id_related-ADD")
    writing.locator("#id_related-0-target-chooser [data-chooser-action-choose]").first.click()
    writing.fill(".modal-body [name=q]", portal.news[0].title)
    writing.locator(".modal-body a.choose-page").filter(has_text=portal.news[0].title).first.click()
    writing.wait_for_selector(".modal-body", state="hidden")
    assert writing.input_value('[name="related-0-target"]') == str(portal.news[0].pk)
    # The preview stands in a frame of the editor and shows the page itself.
    writing.locator('[data-side-panel-toggle="preview"]').click()
    frame = writing.frame_locator("#w-preview-iframe")
    frame.get_by_role("heading", name="นัดพบแรงงานครั้งใหม่").wait_for()
    writing.locator('[data-side-panel-toggle="preview"]').click()
    writing.locator("footer [data-w-dropdown-target='toggle']").click()
    with writing.expect_navigation(url=f"**/admin/pages/{portal.section.pk}/**"):
        writing.locator('button[name="action-submit"]').click()
    page = NewsPage.objects.get(title="นัดพบแรงงานครั้งใหม่")
    assert page.centre.code == "north"
    assert page.slug == romanise(page.title)
    assert page.workflow_in_progress
    assert not page.live


def test_days_are_typed_and_read_in_the_buddhist_era(writing):
    day = writing.locator('[name="date"]')
    beside = writing.locator('output[for="id_date"]')
    for typed in ("1/5/2569", "๑/๕/๒๕๖๙", "1 พฤษภาคม 2569", "1 พ.ค. 2569", "2026-05-01"):
        day.fill(typed)
        expect(beside).to_have_text("1 พฤษภาคม 2569")
        # Leaving the field is when the picker used to put today in the place of what it cannot read.
        day.press("Tab")
        expect(day).to_have_value("2026-05-01")
    day.fill("30 กุมภาพันธ์ 2569")
    day.press("Tab")
    expect(beside).to_contain_text("ไม่มีวันที่ “30 กุมภาพันธ์ 2569”")
    expect(day).to_have_value("30 กุมภาพันธ์ 2569")
    # What the picker chooses is spelled out, too.
    day.fill("15/6/2569")
    day.press("Tab")
    day.click()
    expect(writing.locator(".xdsoft_datetimepicker:visible td.xdsoft_current")).to_have_text("15")
    writing.locator(".xdsoft_datetimepicker:visible td[data-date='16']").click()
    expect(beside).to_have_text("16 มิถุนายน 2569")
