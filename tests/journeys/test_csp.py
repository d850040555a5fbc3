"""No screen breaks its own Content Security Policy: the browser says so itself, on every screen."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Workflow

pytestmark = pytest.mark.journey

#: Written before a page's own scripts run: what the browser refused, kept where the test can read it.
LISTEN = """
window.refused = [];
document.addEventListener('securitypolicyviolation', event => window.refused.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""

SCREENS = [
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailimages:index",
    "wagtailimages:add",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailusers_groups:add",
    "wagtailsites:index",
    "wagtaillocales:index",
    "wagtaillocales:add",
    "wagtailadmin_collections:index",
    "wagtailadmin_collections:add",
    "wagtailredirects:index",
    "wagtailredirects:add",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:add",
    "wagtailadmin_workflows:task_index",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:page_types_usage",
    "wagtail_localize:translations_report",
    "wagtailadmin_account",
    "wagtailadmin_pages:search",
]


@pytest.fixture
def refusals(page):
    """Go to addresses and collect what the browser refused there."""
    page.add_init_script(LISTEN)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def visit(address: str) -> list[str]:
        errors.clear()
        response = page.goto(address)
        page.wait_for_load_state("networkidle")
        assert response.status == 200, f"{address}: {response.status}"
        return [f"{address}: {line}" for line in [*page.evaluate("window.refused"), *errors]]

    return visit


def test_no_admin_screen_is_refused_anything(staff, portal, refusals):
    news = portal.news[0]
    addresses = [reverse(name) for name in SCREENS]
    addresses += [
        reverse("wagtailadmin_explore", args=[portal.section.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[portal.home.pk]),
        reverse("wagtailadmin_pages:add", args=["home", "newspage", portal.section.pk]),
        reverse("wagtailadmin_pages:add", args=["home", "bulletinpage", _bulletins(portal).pk]),
        *(reverse(f"wagtailadmin_pages:{name}", args=[news.pk]) for name in ("edit", "copy", "move", "delete")),
        *(reverse(f"wagtailadmin_pages:{name}", args=[news.pk]) for name in ("history", "unpublish", "usage")),
        *(reverse("wagtailadmin_pages:edit", args=[child.pk]) for child in portal.home.get_children()),
        reverse("wagtail_localize:submit_page_translation", args=[news.pk]),
        reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get(name="ตรวจข่าวก่อนเผยแพร่").pk]),
        reverse("wagtailsettings:edit", args=["home", "office"]),
    ]
    refused = [line for address in addresses for line in refusals(address)]
    assert refused == []


def _bulletins(portal):
    return portal.home.get_children().get(slug="bulletins")


def test_the_translation_editor_is_refused_nothing(staff, portal, refusals):
    refusals(reverse("wagtail_localize:submit_page_translation", args=[portal.news[0].pk]))
    staff.check('input[name="locales"]')
    with staff.expect_navigation():
        staff.click('input[type="submit"]')
    translation = portal.news[0].get_translation(Locale.objects.get(language_code="en"))
    assert refusals(reverse("wagtailadmin_pages:edit", args=[translation.pk])) == []
    staff.wait_for_selector(".js-translation-editor button")


def test_no_public_page_is_refused_anything_not_even_for_staff(page, portal, refusals, staff):
    paths = ["/", "/en/", *(child.url for child in portal.home.get_children().live()), portal.news[0].url]
    refused = [line for path in paths for line in refusals(path)]
    assert refused == []
    assert page.locator("wagtail-userbar").count() == 1
