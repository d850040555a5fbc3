"""Every kind of page can be looked at while it is being written, before it has ever been saved."""

from datetime import date

from django.test import RequestFactory, TestCase
from wagtail.models import Page, get_page_models

from home.actions.found_portal import found_portal
from home.models import HomePage, Indicator, PortalPage, Province, Topic
from tests import survey_factories
from tests.event_factories import in_days

#: What a page cannot be drawn without; the form asks for these first.
NEEDED = {
    "NewsPage": lambda: {"date": date(2026, 5, 1)},
    "BulletinPage": lambda: {"period_start": date(2026, 4, 1), "released_on": date(2026, 7, 1)},
    "ProvincePage": lambda: {"province": Province.objects.get(slug="chiang-mai")},
    "GuidePage": lambda: {"topic": Topic.objects.first()},
    "ServicePage": lambda: {"number": 1, "service_url": "https://www.doe.go.th"},
    "PublicationPage": lambda: {"year": 2026, "authors": "คณะผู้วิจัย"},
    "DatasetPage": lambda: {"indicators": list(Indicator.objects.all())},
    "EventPage": lambda: {"starts_at": in_days(10), "ends_at": in_days(10, 16)},
    "SurveyPage": lambda: {"campaign": survey_factories.campaign()},
}


class PreviewTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        found_portal(provinces=[])
        cls.home = HomePage.objects.get(locale__language_code="th")

    def test_a_page_that_was_never_saved_is_drawn(self):
        for model in get_page_models():
            if not issubclass(model, PortalPage):
                continue
            with self.subTest(model.__name__):
                response = self.unsaved(model).make_preview_request(RequestFactory().get("/admin/"))
                assert response.status_code == 200
                assert "ร่างแรก" in response.content.decode()

    def unsaved(self, model) -> PortalPage:
        """As Wagtail makes a page for the preview of a form: with a place in the tree and without a row."""
        parents = [self.home, *self.home.get_descendants().filter(locale=self.home.locale).specific()]
        parent = next((parent for parent in parents if model in parent.allowed_subpage_models()), self.home)
        page = model(title="ร่างแรก", slug="draft", locale=self.home.locale, **NEEDED.get(model.__name__, dict)())
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, parent.numchild + 50)
        page.set_url_path(parent)
        return page
