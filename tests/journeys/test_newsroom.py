"""From an editor's first letter to the reader: written, previewed, approved, live at once; later; and in English."""

import re
from datetime import timedelta

import feedparser
import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import TimeoutError, expect
from wagtail.models import Locale

from home.models import NewsPage
from home.slugs import romanise
from tests.journeys.conftest import DESK, log_in, new_context

pytestmark = pytest.mark.journey

TITLE = "รับสมัครงานโรงงานแปรรูปผลไม้"
HEADING = "คุณสมบัติผู้สมัคร"
SENTENCE = "ผู้สมัครต้องมีอายุสิบแปดปีขึ้นไปและพร้อมทำงานเป็นกะ"
#: Title, summary and text of the first item of the portal, in English.
ENGLISH = ["Job fair in Chiang Mai", "What the job fair brings", "Job seekers apply by themselves and pay nothing"]
#: Stands inside SENTENCE, unspaced.
WORD = "ทำงาน"


@pytest.fixture(autouse=True)
def pages_are_kept(settings):
    """As in production: what readers see is kept until something is published."""
    settings.LMI_PAGE_CACHE = True


@pytest.fixture
def desk(browser, live_server, portal):
    """desk(user): somebody's own browser, logged in; desk(None): a reader's."""
    contexts = []

    def sit_down(user=None):
        context = new_context(browser, base_url=live_server.url, locale="th-TH", viewport=DESK)
        contexts.append(context)
        page = context.new_page()
        if user:
            log_in(page, user)
        return page

    yield sit_down
    for context in contexts:
        context.close()


def add_block(page, name: str):
    """Put a block at the end of the body; the block itself."""
    page.locator("[data-contentpath='body'] button.c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    return page.locator("[data-contentpath='body'] [data-streamfield-child]").last


def write(page, section) -> None:
    """The form of a new news item, filled in with the keyboard."""
    page.goto(reverse("wagtailadmin_pages:add", args=["home", "newspage", section.pk]))
    expect(page.locator("html")).to_have_attribute("lang", "th")
    page.locator('[name="title"]').press_sequentially(TITLE)
    page.locator('[name="title"]').press("Tab")
    page.fill('[name="summary"]', "โรงงานแปรรูปผลไม้รับพนักงานห้าสิบอัตรา")
    page.fill('[name="date"]', timezone.localdate().isoformat())
    page.keyboard.press("Escape")
    add_block(page, "หัวข้อ").locator('input[type="text"]').fill(HEADING)
    text = add_block(page, "ข้อความ")
    text.locator(".public-DraftEditor-content").press_sequentially(SENTENCE)
    # The editor of rich text hands on what was typed when the hands rest.
    expect(text.locator('input[type="hidden"][name$="-value"]')).to_have_value(re.compile(SENTENCE))
    expect(page.locator('[name="slug"]')).to_have_value(romanise(TITLE))


def hand_in(page) -> None:
    page.locator("footer [data-w-dropdown-target='toggle']").click()
    with page.expect_navigation():
        page.locator('button[name="action-submit"]').click()


def approve(page, item: NewsPage) -> None:
    """From the dashboard's list of what waits, through the editor."""
    page.goto(reverse("wagtailadmin_home"))
    page.get_by_role("link", name=item.title).first.click()
    page.wait_for_url(f"**/admin/pages/{item.pk}/edit/")
    page.locator("footer [data-w-dropdown-target='toggle']").click()
    with page.expect_navigation():
        page.locator('button[data-workflow-action-name="approve"]:not([data-workflow-action-modal-url])').click()


def seen_by_readers(page, item: NewsPage) -> dict[str, bool]:
    """Where somebody without a log-in finds the item."""
    status = page.goto(item.url).status
    feed = feedparser.parse(page.request.get("/feeds/news.rss").body())
    page.goto("/news/")
    in_archive = page.get_by_role("link", name=item.title).count() > 0
    page.goto(f"/search/?q={WORD}")
    in_search = page.locator("main .entry__title a").filter(has_text=item.title).count() > 0
    in_feed = item.title in [entry.title for entry in feed.entries]
    return {"page": status == 200, "archive": in_archive, "search": in_search, "feed": in_feed}


NOWHERE = dict.fromkeys(("page", "archive", "search", "feed"), False)
EVERYWHERE = dict.fromkeys(NOWHERE, True)


def test_an_item_is_live_at_once_when_the_centres_moderator_approves(desk, portal, editor, moderator):
    writer, reader = desk(editor), desk()
    write(writer, portal.section)
    writer.locator('[data-side-panel-toggle="preview"]').click()
    preview = writer.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(preview.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(preview.locator("main")).to_contain_text(SENTENCE)
    writer.locator('[data-side-panel-toggle="preview"]').click()
    hand_in(writer)
    item = NewsPage.objects.get(title=TITLE)
    assert item.slug == romanise(TITLE)
    assert item.centre.code == "north"
    # Asked before, so that the answers which are kept are the old ones.
    assert seen_by_readers(reader, item) == NOWHERE
    approve(desk(moderator), item)
    assert seen_by_readers(reader, item) == EVERYWHERE
    reader.goto(item.url)
    expect(reader.locator("main")).to_contain_text(SENTENCE)


def saves_by_itself(request) -> bool:
    return request.method == "POST" and request.headers["accept"] == "application/json" and "/edit/" in request.url


def begin_to_save(page, field) -> None:
    """Write until the editor saves by itself: what is written in its first seconds it takes for the form's start."""
    for attempt in range(5):
        try:
            with page.expect_request(saves_by_itself, timeout=5_000):
                field.fill(f"{HEADING} {attempt}")
        except TimeoutError:
            continue
        return


def test_words_typed_while_the_editor_saves_by_itself_are_saved_too(desk, portal, editor):
    writer, item = desk(editor), portal.news[0]
    writer.goto(reverse("wagtailadmin_pages:edit", args=[item.pk]))
    form, summary = writer.locator("[data-edit-form]"), writer.locator('[name="summary"]')
    held = []

    def hold_the_first(route) -> None:
        if saves_by_itself(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    writer.route("**/edit/", hold_the_first)
    begin_to_save(writer, summary)
    # Its answer is held back while the editor goes on writing.
    summary.fill(SENTENCE)
    with writer.expect_request_finished(lambda request: saves_by_itself(request) and request != held[0].request):
        held[0].continue_()
    expect(form).to_have_attribute("data-w-unsaved-has-edits-value", "false")
    item.refresh_from_db()
    assert item.get_latest_revision_as_object().summary == SENTENCE


def test_a_scheduled_item_waits_for_its_hour_though_it_is_approved(desk, portal, editor, moderator):
    writer, reader = desk(editor), desk()
    write(writer, portal.section)
    tomorrow = timezone.localtime() + timedelta(days=1)
    writer.locator('[data-side-panel-toggle="status"]').click()
    writer.locator('[data-a11y-dialog-show="schedule-publishing-dialog"]').click()
    dialogue = writer.locator("#schedule-publishing-dialog")
    dialogue.locator('[name="go_live_at"]').fill(tomorrow.strftime("%Y-%m-%d 08:00"))
    # The calendar opens over the button, and closes when something else is touched.
    expect(dialogue.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    dialogue.get_by_role("heading").first.click()
    expect(dialogue.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    # The address says /edit/ since the form saved itself, so it is no sign that the answer is here.
    with writer.expect_navigation():
        dialogue.locator('button[type="submit"]').click()
    hand_in(writer)
    item = NewsPage.objects.get(title=TITLE)
    approve(desk(moderator), item)
    assert seen_by_readers(reader, item) == NOWHERE
    item.refresh_from_db()
    assert item.approved_schedule
    with time_machine.travel(tomorrow.replace(hour=8, minute=1)):
        call_command("publish_scheduled", verbosity=0)
        assert seen_by_readers(reader, item) == EVERYWHERE


def english_in_controls(editor) -> list[str]:
    """What the controls of an editor say in Latin letters, to eyes and to screen readers; names of languages apart."""
    controls = editor.locator("button, a, .w-sr-only, h2, h3, label, [role=tab]")
    said = controls.evaluate_all(
        "all => all.flatMap(one => [one.textContent, one.getAttribute('aria-label'), one.getAttribute('title')])"
    )
    return sorted({text for text in said if text and re.search("[A-Za-z]{3}", text.replace("English", ""))})


def test_a_translation_is_seen_only_when_it_is_published(desk, portal, superuser):
    item, chief, reader = portal.news[0], desk(superuser), desk()
    chief.goto(reverse("wagtail_localize:submit_page_translation", args=[item.pk]))
    chief.check('input[name="locales"]')
    with chief.expect_navigation():
        chief.locator('#main [type="submit"]').click()
    english = item.get_translation(Locale.objects.get(language_code="en"))
    assert reader.goto(f"/en{item.url}").status == 404
    reader.goto(item.url)
    expect(reader.locator(".site-tools a[hreflang=en]")).to_have_attribute("href", re.compile("only="))
    chief.goto(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    translate = chief.get_by_role("button", name="แปล", exact=True)
    expect(translate).to_have_count(len(ENGLISH))
    assert english_in_controls(chief.locator(".js-translation-editor")) == []
    for text in ENGLISH:
        translate.first.click()
        field = chief.locator("textarea:visible, .js-translation-editor .public-DraftEditor-content")
        field.fill(text)
        with chief.expect_response(lambda answer: answer.request.method in ("POST", "PUT")):
            chief.get_by_role("button", name="บันทึก", exact=True).first.click()
    with chief.expect_navigation():
        chief.get_by_role("button", name=re.compile("English$")).first.click()
    reader.goto(item.url)
    reader.locator(".site-tools a[hreflang=en]").click()
    expect(reader).to_have_url(re.compile(f"/en{item.url}$"))
    expect(reader.locator("h1")).to_have_text(ENGLISH[0])
    expect(reader.locator("main")).to_contain_text(ENGLISH[2])
    assert not re.search("[ก-๙]{12}", reader.locator("article .prose").inner_text())
