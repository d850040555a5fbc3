"""A Thai editor meets no English sentence in the admin: a walk over every kind of screen, menus first."""

import io
import json
import re
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import PIL.Image
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField
from django.db.models.functions import Cast
from django.test import TestCase
from django.urls import Resolver404, resolve, reverse
from wagtail.admin.menu import admin_menu, help_menu, reports_menu, settings_menu
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.actions.found_portal import found_portal
from home.models import (
    Centre,
    District,
    Indicator,
    NewsIndexPage,
    PortalDocument,
    PortalImage,
    Province,
    Subdistrict,
    Topic,
)
from tests import factories

LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")
# Names and signs that Thai offices write in Latin letters too.
ALLOWED = {
    *("Wagtail", "Localize", "Facebook", "LINE", "English", "Excel", "JavaScript", "Django"),
    *(
        "URL",
        "HTML",
        "CSV",
        "TSV",
        "XLSX",
        "PDF",
        "PNG",
        "JPG",
        "JPEG",
        "GIF",
        "SVG",
        "WEBP",
        "AVIF",
        "ICO",
        "MB",
        "KB",
    ),
    *("API", "PO", "ID", "id", "IP", "QR", "RSS", "UTC", "SEO", "LMI", "JSON", "XML", "HTTP", "HTTPS", "UUID"),
    *("Ctrl", "Shift", "Alt", "Enter", "Esc", "Tab", "Mod", "Cmd", "Backspace", "Delete"),
}
# Addresses, files, e-mail addresses, placeholders of widgets and hotkeys are no words.
NO_WORDS = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+|(?<![\w<])/[\w./%-]*|\b[\w-]+\.(?:png|jpg|pdf|csv|xlsx|txt)\b|\[my-slug\]|localhost(?::\d+)?|\b(?:home|network|surveys)\.[a-z]+|\b(?:[\w-]+\.)+(?:com|go\.th)\b|a-z|A-Z|__\w+__|%\(\w+\)[sd]|%s"
)
SPOKEN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "aria-description", "data-w-dialog-title")
# What stands on the screens without being said by the program: data, code samples, icons.
SILENT = {"script", "style", "svg", "code", "kbd"}
# Screens that say nothing, do something, or need what a test does not have.
UNVISITED = re.compile(
    r"logout|/password_reset|/api/|/jsi18n|/userbar|/preview|/sprite|/pages/\d+/view_draft|export=|/generate_url|/usage_count|/choose|/chooser|/login"
)
MOST_SCREENS = 300

# The walk may find more; without one of these it has lost its way.
LANDMARKS = {
    *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_explore"),
    *(
        f"wagtailadmin_pages:{name}"
        for name in ("add", "add_subpage", "edit", "history", "move", "copy", "delete", "usage")
    ),
    *(f"wagtailadmin_reports:{name}" for name in ("locked_pages", "site_history", "aging_pages", "page_types_usage")),
    *(f"wagtailadmin_reports:{name}" for name in ("workflow", "workflow_tasks")),
    *(f"wagtailadmin_workflows:{name}" for name in ("index", "add", "edit", "task_index", "edit_task")),
    *(f"wagtailadmin_collections:{name}" for name in ("index", "add", "edit")),
    *(f"wagtailimages:{name}" for name in ("index", "add_multiple", "edit", "delete")),
    *(f"wagtaildocs:{name}" for name in ("index", "add_multiple", "edit", "delete")),
    *(f"wagtailusers_users:{name}" for name in ("index", "add", "edit")),
    *(f"wagtailusers_groups:{name}" for name in ("index", "add", "edit")),
    *(f"wagtailsites:{name}" for name in ("index", "add", "edit")),
    *(f"wagtailredirects:{name}" for name in ("index", "add", "edit")),
    *(f"wagtaillocales:{name}" for name in ("index", "edit")),
    *("wagtailsettings:edit", "wagtail_localize:translations_report"),
}
# Windows that scripts open: no link leads there.
WINDOWS = (
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailimages_chooser:choose",
    "wagtaildocs_chooser:choose",
    "wagtailembeds:chooser",
    "wagtailadmin_workflows:task_chooser",
)


def english(text: str) -> list[str]:
    """The Latin words of a text that are neither addresses nor allowed names."""
    return [word for word in LATIN.findall(NO_WORDS.sub(" ", text)) if word not in ALLOWED]


def strings(value) -> Iterator[str]:
    """The labels in the data that Wagtail hands to its scripts."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name in {"label", "help_text", "helpText", "title", "description", "group"} and isinstance(part, str):
                yield part
            else:
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


class Ear(HTMLParser):
    """Listens to a screen: `said` are texts, spoken attributes, labels of blocks and menus; `links` leave it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self._data: list[str] | None = None
        self._silent: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.said += [values[name] for name in SPOKEN_ATTRIBUTES if name in values]
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self.said.append(values.get("value", ""))
        for name in ("data-w-block-data-value", "data-w-block-arguments-value"):
            if name in values:
                self.said += strings(json.loads(values[name]))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "script" and values.get("type") == "application/json":
            self._data = []
        elif self._silent:
            self._silent += [tag] if tag == self._silent[0] else []
        elif tag in SILENT or "data-side-panel-toggle-counter" in values or values.get("lang") == "en":
            self._silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._data is not None:
            data = "".join(self._data)
            self.said += strings(json.loads(data or "null"))
            self.links += re.findall(r'"(?:url|href)": *"([^"]+)"', data)
            self._data = None
        elif self._silent and tag == self._silent[0]:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)
        elif not self._silent and data.strip():
            self.said.append(data.strip())

    def english(self) -> set[str]:
        return {text for text in self.said if english(text)}

    def onward(self, address: str) -> Iterator[str]:
        """The addresses of the admin that the screen leads to."""
        for link in self.links:
            target = urlsplit(urldefrag(urljoin(address, link))[0])
            if target.path.startswith("/admin/") and not UNVISITED.search(f"{target.path}?{target.query}"):
                yield target.path


def screen(path: str) -> tuple[str, ...] | None:
    """What kind of screen an address is: records of one type are one screen, and so are pages beside their forms."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    page = Page.objects.filter(pk=match.kwargs.get("page_id")).select_related("locale").first()
    if page and page.locale.language_code == "en":
        return None
    words = [str(word) for word in match.kwargs.values() if not str(word).isdigit()]
    if match.view_name == "wagtailadmin_pages:edit":
        words = [page.cached_content_type.model]
    if match.view_name in {"wagtailadmin_pages:revisions_compare", "wagtailadmin_pages:type_use"}:
        words = []
    return (match.view_name or match.route, *words)


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    PIL.Image.new("RGB", (40, 30)).save(content, "PNG")
    return SimpleUploadedFile("trial.png", content.getvalue(), "image/png")


class AdminTest(TestCase):
    """On a site with every section and one of each record, none of which has a Latin name."""

    @classmethod
    def setUpTestData(cls):
        # Some labels of Wagtail's menus keep the language of whoever opened the menu first in the process.
        for menu in (admin_menu, help_menu, reports_menu, settings_menu):
            vars(menu).pop("registered_menu_items", None)
        found_portal(provinces=[Province.objects.get(code="52")])
        Page.objects.filter(locale__language_code="en").update(title="หน้าภาษาอังกฤษ", draft_title="หน้าภาษาอังกฤษ")
        PageLogEntry.objects.update(label="หน้า")
        for places in (Province, District, Subdistrict):
            places.objects.update(name_en="")
        for model in (Centre, Indicator, Topic):
            model.objects.update(name_en="", code=Cast("id", CharField()))
        cls.user = User.objects.create_superuser("เจ้าหน้าที่", "staff@example.com", "a long enough word")
        cls.section = NewsIndexPage.objects.get(locale__language_code="th")
        cls.page = factories.news(cls.section, title="ข่าวทดลอง", slug="trial")
        cls.page.save_revision(user=cls.user)
        cls.page.save_revision(user=cls.user, log_action=True)
        cls.page.get_workflow().start(cls.page, cls.user)
        PortalImage.objects.create(title="ภาพ", file=picture(), description="ภาพทดลอง", uploaded_by_user=cls.user)
        pdf = SimpleUploadedFile("trial.pdf", b"%PDF-1.7")
        PortalDocument.objects.create(title="เอกสาร", file=pdf, uploaded_by_user=cls.user)
        Redirect.objects.create(old_path="/trial", redirect_link="https://example.com/")

    def setUp(self):
        self.client.force_login(self.user)

    def hear(self, address: str) -> Ear:
        """What an address says: a page, or the window that Wagtail sends as JSON."""
        response = self.client.get(address)
        is_window = response["Content-Type"].startswith("application/json")
        return Ear(response.json()["html"] if is_window else response.content.decode())

    def walk(self, start: str) -> dict[tuple[str, ...], set[str]]:
        """Every kind of screen that links lead to from a start, each opened once, with the English it says."""
        found: dict[tuple[str, ...], set[str]] = {}
        ahead = deque([start])
        while ahead:
            path = ahead.popleft()
            kind = screen(path)
            if kind is None or kind in found:
                continue
            self.assertLess(len(found), MOST_SCREENS, "two addresses of one screen count as two kinds")
            response = self.client.get(path)
            if response.status_code == 302 and not UNVISITED.search(response.url):
                # What a screen decides for one record it need not for the next, so this does not count as its visit.
                ahead.append(urlsplit(response.url).path)
                continue
            found[kind] = set()
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                ear = Ear(response.content.decode())
                found[kind] = ear.english()
                ahead.extend(ear.onward(path))
        return found

    def test_no_screen_that_links_lead_to_says_an_english_word(self):
        found = self.walk(reverse("wagtailadmin_home"))
        assert {kind: texts for kind, texts in found.items() if texts} == {}
        assert LANDMARKS - {kind[0] for kind in found} == set()
        edited = {kind[1] for kind in found if kind[0] == "wagtailadmin_pages:edit"}
        assert edited >= {"newspage", "homepage", "newsindexpage", "standardpage", "servicepage", "provincepage"}

    def test_no_window_that_a_script_opens_says_an_english_word(self):
        addresses = [reverse(view) for view in WINDOWS]
        addresses.append(reverse("wagtailadmin_pages:set_privacy", args=[self.page.pk]))
        heard = {address: self.hear(address) for address in addresses}
        assert all(len(ear.said) > 2 for ear in heard.values())
        assert {address: ear.english() for address, ear in heard.items() if ear.english()} == {}

    def test_translating_a_page_is_done_in_thai(self):
        plain = factories.news(self.section, title="ข่าวเพื่อแปล", slug="plain")
        address = reverse("wagtail_localize:submit_page_translation", args=[plain.pk])
        assert self.hear(address).english() == set()
        english_locale = Locale.objects.get(language_code="en")
        self.client.post(address, {"locales": [english_locale.pk]})
        translated = plain.get_translation(english_locale)
        assert self.hear(reverse("wagtailadmin_pages:edit", args=[translated.pk])).english() == set()

    def test_a_refused_log_in_is_told_in_thai(self):
        self.client.logout()
        response = self.client.post(reverse("wagtailadmin_login"), {"username": "ใคร", "password": "ผิด"})
        assert "ไม่ถูกต้อง" in response.content.decode()
        assert Ear(response.content.decode()).english() == set()

    def test_an_address_that_does_not_exist_is_told_in_thai(self):
        response = self.client.get("/admin/nowhere/")
        assert response.status_code == 404
        assert Ear(response.content.decode()).english() == set()

    def test_what_is_wrong_with_a_form_is_told_in_thai(self):
        parts = {name: inline_formset([]) for name in ("files", "related", "comments")}
        empty = nested_form_data({"body": streamfield([]), **parts})
        address = reverse("wagtailadmin_pages:add", args=["home", "newspage", self.section.pk])
        html = self.client.post(address, {**empty, "action-publish": "1"}).content.decode()
        assert "โปรดกรอกช่องนี้" in html
        assert Ear(html).english() == set()

    def test_scripts_are_given_thai(self):
        for view in ("wagtailadmin_javascript_catalog", "wagtail_localize:javascript_catalog"):
            script = self.client.get(reverse(view)).content.decode()
            catalogue = json.loads(re.search(r"newcatalog = (\{.*?\n\s*\});", script, re.S)[1])
            assert catalogue["Save"] == "บันทึก"
            texts = {source: text if isinstance(text, str) else text[0] for source, text in catalogue.items() if source}
            assert {source: text for source, text in texts.items() if english(text)} == {}


@pytest.mark.parametrize("view", ["login", "password_reset", "password_reset_done", "password_reset_complete"])
def test_the_door_is_thai(db, client, view):
    html = client.get(reverse(f"wagtailadmin_{view}")).content.decode()
    assert Ear(html).english() == set()


@pytest.mark.parametrize(
    ("html", "heard"),
    [
        ("<p>บันทึกแล้ว Save now</p>", {"บันทึกแล้ว Save now"}),
        ("<p>ดาวน์โหลด CSV จาก https://example.com/save-now</p>", set()),
        ("<a title='Open' href='/admin/'>เปิด</a>", {"Open"}),
        ("<input type=submit value=Search>", {"Search"}),
        ("<code>save <b>now</b></code><script>run()</script>ส่งถึง staff@example.com", set()),
        ('<script type="application/json">{"items": [{"label": "Reports", "name": "reports"}]}</script>', {"Reports"}),
    ],
)
def test_the_ear_hears_english(html, heard):
    assert Ear(html).english() == heard
