"""A reader with a telephone, once with scripts and once without: everything a citizen comes for works both ways."""

import csv
import io
import re
import subprocess

import feedparser
import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from .conftest import DESK, PHONE
from .screens import MISSING

pytestmark = pytest.mark.journey

BULLETIN = "/bulletins/north-2026-q3/"
THAI_ONLY = "/knowledge/laws/"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(window, request):
    return window(PHONE, java_script_enabled=request.param)


def number_in(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def results(page):
    return page.locator("main .entries > .entry")


def search_for(page, words: str) -> None:
    page.fill("main input[name=q]", words)
    page.locator("main form[role=search] button").click()
    expect(page).to_have_url(re.compile("q="))


def test_the_language_switch_keeps_the_page(reader):
    reader.goto("/")
    expect(reader.locator("html")).to_have_attribute("lang", "th")
    reader.locator(".site-nav a").first.click()
    expect(reader).to_have_url(re.compile("/news/$"))
    reader.locator(".site-tools a[hreflang=en]").click()
    expect(reader).to_have_url(re.compile("/en/news/$"))
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    expect(reader.locator("h1")).to_have_text("News")
    expect(reader.locator(".notice")).to_have_count(0)
    reader.locator(".site-tools a[hreflang=th]").click()
    expect(reader).to_have_url(re.compile("(?<!/en)/news/$"))


def test_a_page_in_thai_only_leads_to_the_nearest_english_one_that_names_it(reader):
    reader.goto(THAI_ONLY)
    title = reader.locator("h1").inner_text()
    reader.locator(".site-tools a[hreflang=en]").click()
    expect(reader).to_have_url(re.compile(r"/en/knowledge/\?only=\d+$"))
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    notice = reader.locator(".notice a")
    expect(notice).to_have_text(title)
    expect(notice).to_have_attribute("lang", "th")
    notice.click()
    expect(reader).to_have_url(re.compile(f"(?<!/en){THAI_ONLY}$"))
    assert reader.request.get(f"/en{THAI_ONLY}").status == 404


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("แรงงาน", None),
        ("ตำแหน่งงานว่าง", "/news/vacancies-october-2569/"),
        # Stands in ทุกตารางเริ่มด้วยประโยคที่บอกข้อค้นพบ, where nothing is spaced.
        ("ประโยค", "/news/new-bulletin-format/"),
    ],
)
def test_thai_words_are_found_and_marked(reader, words, page):
    reader.goto("/")
    search_for(reader, words)
    count = number_in(reader.locator(".list-count h2").inner_text())
    assert count >= results(reader).count() > 0
    for result in results(reader).all():
        marked = "".join(result.locator("mark").all_inner_texts())
        assert words in marked, result.inner_text()
    while page and not reader.locator(f'main .entry__title a[href="{page}"]').count():
        reader.locator(".pager a[rel=next]").click()
    if page:
        reader.locator(f'main .entry__title a[href="{page}"]').click()
        expect(reader.locator("main")).to_contain_text(words)


def test_a_search_is_narrowed_and_one_without_a_hit_says_what_to_do(reader):
    reader.goto("/search/?q=แรงงาน")
    everything = number_in(reader.locator(".list-count h2").inner_text())
    reader.locator(".facets summary").click()
    menu = reader.locator('.facets select[name="kind"]')
    expected = number_in(menu.locator('option[value="fraud"]').inner_text())
    menu.select_option("fraud")
    reader.locator('.facets form:has(select[name="kind"]) button').click()
    expect(reader).to_have_url(re.compile("kind=fraud"))
    assert number_in(reader.locator(".list-count h2").inner_text()) == expected < everything
    reader.locator(".list-count a").click()
    expect(reader).not_to_have_url(re.compile("kind="))
    search_for(reader, "xyzzy")
    expect(reader.locator(".empty").first).to_be_visible()
    expect(results(reader)).to_have_count(0)


def test_facets_of_the_archive_combine_and_paginate(reader):
    reader.goto("/news/")
    reader.locator(".facets summary").click()
    for facet in ("year", "kind"):
        chip = reader.locator(f'.facets [aria-labelledby="facet-{facet}"] a.chip').first
        expected = number_in(chip.locator(".chip__count").inner_text())
        chip.click()
        expect(reader).to_have_url(re.compile(f"[?&]{facet}="))
        assert number_in(reader.locator(".list-count h2").inner_text()) == expected
    expect(reader.locator(".facets a.chip[aria-current]")).to_have_count(2)
    # A chosen chip takes itself away; what is left fills more than a page.
    reader.locator('.facets [aria-labelledby="facet-kind"] a.chip[aria-current]').click()
    expect(reader).not_to_have_url(re.compile("kind="))
    total, seen = number_in(reader.locator(".list-count h2").inner_text()), set()
    while True:
        page_of_titles = reader.locator("main .entry__title a").evaluate_all("all => all.map(one => one.href)")
        assert not seen & set(page_of_titles)
        seen |= set(page_of_titles)
        onward = reader.locator(".pager a[rel=next]")
        if not onward.count():
            break
        address = onward.get_attribute("href")
        assert "year=" in address
        onward.click()
        expect(reader.locator('.pager a[aria-current="page"]')).to_have_text(address.rpartition("page=")[2])
    assert len(seen) == total > 20


def test_the_table_of_a_bulletin_comes_as_csv_with_the_same_numbers(reader):
    reader.goto("/")
    reader.goto("/bulletins/")
    reader.locator(f'a[href="{BULLETIN}"]').first.click()
    expect(reader).to_have_url(re.compile(f"{BULLETIN}$"))
    figure = reader.locator("figure.figure").first
    assert figure.locator("svg").count()
    shown = [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in figure.locator("table tr").all()
    ]
    with reader.expect_download() as download:
        figure.locator('a[href$=".csv"]').click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    start = rows.index(shown[0])
    assert len(shown) > 10
    for told, row in zip(shown[1:], rows[start + 1 :], strict=False):
        assert row == [told[0], *(cell.replace(",", "") for cell in told[1:])]


@pytest.mark.parametrize("path", [BULLETIN, "/news/job-fair-chiang-mai-2569/", f"/en{BULLETIN}"])
def test_a_page_comes_as_pdf_with_its_title(reader, path):
    reader.goto(path)
    title = reader.locator("h1").inner_text()
    answer = reader.request.get(reader.locator('.share a[type="application/pdf"]').get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    printed = subprocess.run(["pdftotext", "-", "-"], input=answer.body(), capture_output=True, check=True)
    assert bare(title) in bare(printed.stdout.decode())


def bare(text: str) -> str:
    """Without the spaces and line ends that depend on the width of the paper."""
    return re.sub(r"\s", "", text)


def test_the_feed_tells_the_newest(reader):
    reader.goto("/news/")
    newest = reader.locator("main .entry__title a").first.inner_text()
    reader.locator(".site-footer a[href='/feeds/']").click()
    address = reader.locator("main .chips a").first.get_attribute("href")
    feed = feedparser.parse(reader.request.get(address).body())
    assert not feed.bozo
    assert newest in [entry.title for entry in feed.entries]
    about = reader.locator("main table tbody tr").first
    one = feedparser.parse(reader.request.get(about.locator("a").first.get_attribute("href")).body())
    assert not one.bozo
    assert about.locator("th").inner_text() in one.feed.title
    assert {entry.title for entry in one.entries} != {entry.title for entry in feed.entries}


def test_the_release_calendar_can_be_subscribed_to(reader):
    reader.goto("/bulletins/calendar/")
    titles = set(reader.locator(".calendar__title").all_inner_texts())
    address = reader.locator("a.address").get_attribute("href")
    assert reader.locator('a[href^="webcal://"]').count() == 1
    answer = reader.request.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert titles
    assert titles <= {str(event["summary"]) for event in events}
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_reading_aids_last_over_pages_and_go_again(reader):
    reader.goto("/news/?kind=fraud")
    for wish, name in (("size-larger", "text-larger"), ("contrast-on", "contrast"), ("theme-dark", "theme-dark")):
        reader.locator(f'.site-tools button[value="{wish}"]').click()
        expect(reader.locator("html")).to_have_class(re.compile(rf"\b{name}\b"))
        expect(reader).to_have_url(re.compile(r"/news/\?kind=fraud$"))
    reader.locator(".site-nav a").nth(1).click()
    expect(reader).to_have_url(re.compile("/bulletins/$"))
    for name in ("text-larger", "contrast", "theme-dark"):
        expect(reader.locator("html")).to_have_class(re.compile(rf"\b{name}\b"))
    expect(reader.locator('.site-tools button[value="size-larger"]')).to_have_attribute("aria-pressed", "true")
    for wish in ("size-normal", "contrast-off", "theme-light"):
        reader.locator(f'.site-tools button[value="{wish}"]').click()
    expect(reader.locator("html")).not_to_have_class(re.compile("text-|contrast|dark"))


def test_a_lost_reader_finds_the_way_from_the_404_page(reader):
    assert reader.goto(MISSING).status == 404
    expect(reader.locator("h1")).to_be_visible()
    search_for(reader, "แรงงาน")
    assert results(reader).count()


def test_a_province_compares_its_figures_and_lists_its_news(reader):
    reader.goto("/provinces/")
    reader.fill("main input[name=q]", "เชียงใหม่")
    reader.locator("main form[role=search] button").click()
    reader.locator('main a[href="/provinces/chiang-mai/"]').last.click()
    expect(reader.locator("h1")).to_have_text("เชียงใหม่")
    assert reader.locator(".key-figure, [class*=province__figure]").count() >= 4
    assert reader.locator('main a[href^="/news/"]').count() > 0


def test_suggestions_appear_while_typing_and_work_by_keyboard(window):
    page = window(DESK)
    page.goto("/")
    field = page.locator(".hero input[name=q]")
    field.press_sequentially("แรง")
    options = page.locator(".hero [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert 0 < options.count() <= 8
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    chosen = options.first.inner_text()
    assert "แรง" in chosen
    field.press("Enter")
    expect(page.locator("h1")).to_have_text(chosen)
    page.go_back()
    field.press_sequentially("แรง")
    expect(options.first).to_be_visible()
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_be_focused()


def test_the_keyboard_reaches_the_content_at_once(window):
    page = window(DESK)
    page.goto("/news/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
