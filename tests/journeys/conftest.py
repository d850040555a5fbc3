"""A founded site, a live server and a browser for whole stories.

Playwright's synchronous interface needs DJANGO_ALLOW_ASYNC_UNSAFE (tests/conftest.py). A live server needs tests that
commit, and those empty every table when they end: `portal` puts back a copy of the founded site.
"""

import io
import os
import socket
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

import pymupdf
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from wagtail.models import Locale, Site
from wagtail.users.models import UserProfile

from home.actions.found_portal import found_portal
from home.models import Centre, HomePage, NewsIndexPage, NewsPage, Province

from .demonstration import PASSWORD as DEMO_PASSWORD
from .demonstration import demonstration

PASSWORD = "a long enough word"
CHROMIUM = os.environ.get("LMI_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
#: How long a condition may take to come true. Only a failure waits so long; a loaded machine takes seconds for a save.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)
#: Widths of a telephone and of a desk.
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
#: The newest first.
NEWS = ("นัดพบแรงงานที่เชียงใหม่", "เตือนภัยประกาศหางานปลอม", "ตำแหน่งงานว่างประจำเดือน")


@dataclass(frozen=True)
class Portal:
    home: HomePage
    english_home: HomePage
    section: NewsIndexPage
    news: list[NewsPage]


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def new_context(browser: Browser, **options) -> BrowserContext:
    """A browser of its own, as patient as the conditions are."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    return context


def copy_of_database() -> sqlite3.Connection:
    """The database of the tests as it stands, in memory: to put it back takes milliseconds, to found it seconds."""
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


def put_back(copy: sqlite3.Connection) -> None:
    connection.ensure_connection()
    copy.backup(connection.connection)
    ContentType.objects.clear_cache()


@pytest.fixture(scope="session")
def founded(django_db_setup, django_db_blocker):
    """A copy of the site as found_portal leaves it, with two provinces and three news items of the northern centre.

    What the migrations wrote is put back at the end, so that the next run of any test finds it.
    """
    with django_db_blocker.unblock():
        migrated = copy_of_database()
        found_portal(provinces=Province.objects.filter(slug__in=["chiang-mai", "songkhla"]))
        write_news(NewsIndexPage.objects.get(locale__language_code="th"))
        yield copy_of_database()
        put_back(migrated)


def write_news(section: NewsIndexPage) -> None:
    north = Centre.objects.get(code="north")
    for days, title in enumerate(NEWS):
        section.add_child(
            instance=NewsPage(
                title=title,
                summary=f"สรุป{title}",
                date=timezone.localdate() - timedelta(days=days),
                centre=north,
                first_published_at=timezone.now(),
                body='[{"type": "paragraph", "value": "<p>ผู้หางานสมัครได้ด้วยตนเองโดยไม่เสียค่าใช้จ่าย</p>"}]',
            )
        )


@pytest.fixture
def portal(founded, transactional_db) -> Portal:
    """The founded site, fresh for every test."""
    put_back(founded)
    home = Site.objects.get(is_default_site=True).root_page.specific
    section = NewsIndexPage.objects.child_of(home).get()
    english = home.get_translation(Locale.objects.get(language_code="en"))
    news = [NewsPage.objects.get(title=title) for title in NEWS]
    return Portal(home=home, english_home=english, section=section, news=news)


@pytest.fixture
def page(browser: Browser, live_server, portal) -> Page:
    """A fresh window of a Thai reader at a desk; addresses may be given without the server's name."""
    context = new_context(browser, base_url=live_server.url, locale="th-TH", viewport=DESK, timezone_id="Asia/Bangkok")
    window = context.new_page()
    yield window
    context.close()


@pytest.fixture
def superuser(portal) -> User:
    return User.objects.create_superuser("chief", "chief@example.test", PASSWORD, first_name="หัวหน้า", last_name="ระบบ")


@pytest.fixture
def editor(portal) -> User:
    return _member("editor-north", "editor", "north")


@pytest.fixture
def moderator(portal) -> User:
    return _member("moderator-north", "moderator", "north")


def _member(name: str, role: str, centre: str) -> User:
    user = User.objects.create_user(name, f"{name}@example.test", PASSWORD)
    user.groups.add(Group.objects.get(centre_group__role=role, centre_group__centre__code=centre))
    return user


def log_in(page: Page, user: User) -> None:
    page.goto("/admin/login/")
    page.fill('input[name="username"]', user.username)
    page.fill('input[name="password"]', PASSWORD)
    page.click('button[type="submit"]')
    page.wait_for_url("**/admin/")


@pytest.fixture
def staff(page: Page, superuser: User) -> Page:
    """The window of somebody who may do everything, logged in."""
    log_in(page, superuser)
    return page


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id) -> str:
    """The address of a server with the demonstration, for stories that only read; workers share what it stands on."""
    folder = tmp_path_factory.getbasetemp()
    with demonstration(folder if worker_id == "master" else folder.parent) as address:
        yield address


def note_failure(page: Page, request: Request) -> None:
    if request.failure != "net::ERR_ABORTED":  # what going on to the next page cuts short
        page.complaints.append(f"{request.failure} {request.url}")


@pytest.fixture(scope="module")
def open_window(browser: Browser, demo):
    """open_window(viewport, display="dark", **context options): a new reader's window that lasts for the module.

    `page.complaints` collects console errors, script errors, refusals of the security policy and failed requests.
    """
    contexts = []

    def open_one(viewport=DESK, display="", **options) -> Page:
        options = {"locale": "th-TH", "timezone_id": "Asia/Bangkok", **options}
        context = new_context(browser, base_url=demo, viewport=viewport, **options)
        contexts.append(context)
        if display:
            context.add_cookies([{"name": "display", "value": display, "url": demo}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type in ("error", "warning") and page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("requestfailed", lambda request: note_failure(page, request))
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def window(open_window):
    """As open_window, but closed when the test ends."""
    pages = []

    def open_one(*args, **options) -> Page:
        pages.append(open_window(*args, **options))
        return pages[-1]

    yield open_one
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def demo_session(browser: Browser, demo) -> dict:
    """The cookies of somebody who may do everything in the demonstration, logged in once."""
    context = new_context(browser, base_url=demo, locale="th-TH")
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill('input[name="username"]', "demo-admin")
    page.fill('input[name="password"]', DEMO_PASSWORD)
    page.click('button[type="submit"]')
    page.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def demo_admin(window, demo_session) -> Page:
    return window(DESK, storage_state=demo_session)


class Mailbox(Message):
    """What a mail server of our own was handed."""

    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(message)


@pytest.fixture
def smtp(settings):
    mailbox = Mailbox()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield mailbox
    server.stop()


def note_complaint(page, said):
    page.complaints.append(f"{said.text} {said.location['url']}")


@pytest.fixture
def window_for(browser, live_server):
    """window_for(user): a window of somebody who is logged in, that notes every complaint of the browser."""
    contexts = []

    def open_one(user, **options):
        options = {"viewport": DESK, "locale": "th-TH", "timezone_id": "Asia/Bangkok", **options}
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        # Twenty letters are numbered and printed within one request here.
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: said.type == "error" and note_complaint(page, said))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        UserProfile.objects.filter(user=user).update(preferred_language="th")
        log_in(page, user)
        return page

    yield open_one
    for context in contexts:
        context.close()


def ink(pdf: bytes, page: int = 0, dpi: int = 100) -> Image.Image:
    """A page as it comes out of the printer."""
    drawn = pymupdf.open(stream=pdf)[page].get_pixmap(dpi=dpi)
    return Image.open(io.BytesIO(drawn.tobytes("png"))).convert("L")
