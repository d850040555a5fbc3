"""No finding of axe (WCAG 2.2 AA and best practice) on any public screen, nor in what is ours on the admin's."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import get_page_models

from .conftest import DESK, PHONE
from .screens import EVERYWHERE, PAGES, in_english

pytestmark = pytest.mark.journey

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Off unless asked for.
SIZES = {"target-size": {"enabled": True}}
#: A page with text, one with figures, one with hits, one with a form and chips, and the first.
TELLING = [
    "/",
    "/news/",
    "/bulletins/north-2026-q3/",
    "/provinces/chiang-mai/",
    "/search/?q=แรงงาน",
    "/bulletins/calendar/",
]
HEADER = "ตัวชี้วัด,พื้นที่,งวด,ค่า,แหล่งที่มา,ข้อมูล ณ วันที่\n"

#: Below /admin/.
OUR_SCREENS = [
    *("", "observation/", "observation/import/", "observation/import/files/", "observation/new/", "indicator/"),
    *("centre/", "province/", "topic/", "release/", "release/new/", "jobs/", "settings/home/office/"),
]

#: Furniture of Wagtail's own inside its editor, with the rule each breaks: not ours to mend.
WAGTAILS_CHROME = {
    ".public-DraftEditor-content": "aria-input-field-name: the rich text editor's field is named by a placeholder only",
    ".ui-autocomplete-input": "label: the field that the tag widget draws has none",
}


def findings(page, options=None, context=None) -> list[str]:
    options = {"resultTypes": ["violations"], "runOnly": STANDARD, "rules": SIZES} | (options or {})
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{page.url} {one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


def test_every_page_type_is_among_the_screens():
    ours = {model for model in get_page_models() if model._meta.app_label in {"home", "network", "surveys"}}
    assert ours == set(PAGES)


@pytest.fixture(scope="module")
def telephone(open_window):
    return open_window(PHONE, "light")


@pytest.fixture(scope="module")
def dark_desk(open_window):
    return open_window(DESK, "dark", locale="en-GB")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_thai_page_on_a_telephone(telephone, path):
    telephone.goto(path)
    assert findings(telephone) == []


@pytest.mark.parametrize("path", EVERYWHERE)
def test_an_english_page_on_a_desk_in_the_dark(dark_desk, path):
    dark_desk.goto(in_english(path))
    assert findings(dark_desk) == []


@pytest.mark.parametrize("display", ["larger.contrast.light", "contrast.dark", "larger.dark"])
def test_colours_stand_out_in_the_other_themes(window, display):
    page = window(PHONE, display)
    found = []
    for path in TELLING:
        page.goto(path)
        found += findings(page, {"runOnly": ["color-contrast", "link-in-text-block", "target-size"]})
    assert found == []


def test_suggestions_while_they_are_open(window):
    page = window(DESK)
    page.goto("/")
    page.fill(".hero input[name=q]", "แรงงาน")
    page.wait_for_selector(".hero [role=option]")
    page.keyboard.press("ArrowDown")
    assert findings(page) == []


def test_the_notice_of_a_page_that_speaks_thai_only(window):
    page = window(PHONE)
    page.goto("/knowledge/laws/")
    page.click(".site-tools a[hreflang=en]")
    page.wait_for_selector(".notice")
    assert findings(page) == []


def test_a_page_that_may_not_be_opened(window, demo):
    page = window(PHONE)
    page.goto(
        f"data:text/html,<form method=post action={demo}/display/><button name=set value=size-large>!</button></form>"
    )
    with page.expect_navigation(url=f"{demo}/display/") as answer:
        page.click("button")
    assert answer.value.status == 403
    assert findings(page) == []


def test_a_page_that_breaks(window):
    page = window(PHONE)
    assert page.goto("/breaks/").status == 500
    assert findings(page) == []


def test_too_many_wrong_passwords(window):
    page = window(PHONE)
    for _attempt in range(5):
        page.goto("/admin/login/")
        page.fill("input[name=username]", "nobody")
        page.fill("input[name=password]", "wrong")
        with page.expect_navigation() as answer:
            page.click("button[type=submit]")
    assert answer.value.status == 429
    assert findings(page) == []


def judged(page) -> list[str]:
    """What is found on a screen of the admin, apart from Wagtail's chrome."""
    left_out = [[selector] for selector in WAGTAILS_CHROME if page.locator(selector).count()]
    return findings(page, context={"exclude": left_out} if left_out else None)


@pytest.mark.parametrize("address", OUR_SCREENS)
def test_a_screen_of_our_records(demo_admin, address):
    demo_admin.goto(f"/admin/{address}")
    assert judged(demo_admin) == []


def test_the_editor_of_a_news_item(demo_admin):
    demo_admin.goto("/news/job-fair-chiang-mai-2569/")
    demo_admin.locator("wagtail-userbar").get_by_role("button").first.click()
    demo_admin.locator("wagtail-userbar a[href$='/edit/']").click()
    demo_admin.wait_for_selector("[data-edit-form] .public-DraftEditor-content")
    assert judged(demo_admin) == []


@pytest.mark.parametrize(
    "rows",
    [
        HEADER + "vacancies,เชียงใหม่,พ.ค. 2570,10,กกจ.,31/5/2570\n",
        HEADER + "vacancies,เชียงไหม่,ไตรมาส 5/2569,มาก,,31/6/2569\n",
        "a,b,c,d,e,f\nvacancies,เชียงใหม่,พ.ค. 2570,10,กกจ.,31/5/2570\n",
    ],
    ids=["good", "bad", "unknown columns"],
)
def test_a_file_that_was_checked(demo_admin, rows):
    demo_admin.goto("/admin/observation/import/")
    file = {"name": "figures.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    demo_admin.set_input_files("input[type=file]", file)
    with demo_admin.expect_navigation():
        demo_admin.click("#main form[enctype] button[type=submit]")
    assert "/import/" in demo_admin.url
    assert judged(demo_admin) == []


def test_a_job(demo_admin):
    """A file of more rows than a request should wait for is checked by a job."""
    rows = [f"vacancies,น่าน,{month}/{year},5,กกจ.,31/5/2569" for month in range(1, 13) for year in range(2500, 2545)]
    demo_admin.goto("/admin/observation/import/")
    file = {"name": "long.csv", "mimeType": "text/csv", "buffer": (HEADER + "\n".join(rows)).encode()}
    demo_admin.set_input_files("input[type=file]", file)
    with demo_admin.expect_navigation():
        demo_admin.click("#main form[enctype] button[type=submit]")
    demo_admin.goto("/admin/jobs/")
    assert judged(demo_admin) == []
    demo_admin.locator("#main table a").first.click()
    demo_admin.wait_for_selector("#job [data-job-state=done]")
    assert judged(demo_admin) == []
