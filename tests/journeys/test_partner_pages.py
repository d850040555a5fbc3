"""The partner's own pages and the staff's screens of the network: no finding of axe, nothing sticks out."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from .conftest import DESK, PHONE
from .test_accessibility import findings, judged
from .test_layout import ENLARGED, overflow

pytestmark = pytest.mark.journey

TABLET = {"width": 768, "height": 1024}
#: Window, display, and further options of the browser.
LOOKS = {
    "telephone": (PHONE, "light", {}),
    "tablet": (TABLET, "light", {}),
    "desk in the dark": (DESK, "dark", {}),
    "telephone in the dark": (PHONE, "dark", {}),
    "high contrast": (PHONE, "contrast.light", {}),
    "enlarged to 200 %": (ENLARGED, "larger", {"device_scale_factor": 2}),
}
PAGES = [
    *("my_overview", "my_profile", "my_people", "my_new_person", "my_mails", "my_leave"),
    *(("my_contribute", "news"), ("my_contribute", "event"), ("my_sent", "profile")),
]
SCREENS = [
    *("partners:index", "partners:add", "partners:duplicates", "partners:people", "partner_imports:index"),
    *("partner_inbox:index", "agreements:index", "volunteers:index"),
]


def address(page) -> str:
    name, *values = page if isinstance(page, tuple) else (page,)
    return reverse(name, args=values)


@pytest.fixture(scope="module")
def record(open_window, demo_session) -> str:
    """The record of a partner that has somebody to send a link to."""
    staff = open_window(DESK, storage_state=demo_session)
    staff.goto(f"{reverse('partners:index')}?status=member&kind=sao")
    for found in staff.locator("main tbody th a").evaluate_all("links => links.map(one => one.pathname)"):
        staff.goto(found)
        if staff.locator('button[value="show"]').count():
            return found
    raise LookupError("nobody in the demonstration has a contact")


@pytest.fixture(scope="module")
def link(open_window, demo_session, record) -> str:
    staff = open_window(DESK, storage_state=demo_session)
    staff.goto(record)
    with staff.expect_navigation():
        staff.locator('button[value="show"]').first.click()
    return staff.input_value("#link-address")


@pytest.mark.parametrize("look", LOOKS)
def test_the_partners_own_pages(window, link, look):
    viewport, display, options = LOOKS[look]
    page = window(viewport, display, **options)
    page.goto(link)
    found = []
    for one in PAGES:
        assert page.goto(address(one)).status == 200
        found += [*findings(page), *overflow(page)]
    assert found == []


def test_the_partners_own_pages_in_english_and_with_mistakes(window, link):
    page = window(PHONE, "light")
    page.goto(link)
    page.goto("/en" + address("my_profile"))
    page.fill("#id_phone", "12")
    page.locator("main form.form button").click()
    expect(page.locator("#id_phone_error")).to_be_visible()
    assert [*findings(page), *overflow(page)] == []


def test_a_wrong_link_and_the_door(window):
    page = window(PHONE, "dark")
    for path in (reverse("partner_entry", args=["profile", "wrong"]), reverse("partner_door")):
        page.goto(path)
        assert [*findings(page), *overflow(page)] == []


def test_the_staffs_screens(demo_admin, record):
    key = record.rstrip("/").rpartition("/")[2]
    of_one = [reverse(f"partners:{name}", args=[key]) for name in ("record", "edit", "history", "merge", "contact_add")]
    found = []
    for path in [*map(address, SCREENS), *of_one]:
        assert demo_admin.goto(path).status == 200, path
        found += judged(demo_admin)
    assert found == []
