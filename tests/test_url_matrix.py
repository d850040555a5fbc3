"""Who gets what at which address: every one of them, as every role, against one table.

The things asked for belong to the northern centre; "editor elsewhere" works for the southern one. Where an address only
takes POST, an empty POST is sent. A new address fails until it has a row: write the table with
`LMI_WRITE_MATRIX=1 pytest tests/test_url_matrix.py`, then read what changed, line by line, before committing it.
"""

import os
import uuid
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, TestCase, override_settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Site, Task, TaskState, UploadedFile, Workflow
from wagtail_localize.models import Translation, TranslationSource

from home.actions.found_portal import found_portal
from home.models import (
    Centre,
    DatasetIndexPage,
    DatasetPage,
    FileImport,
    Indicator,
    Job,
    NewsIndexPage,
    Observation,
    PortalDocument,
    PortalImage,
    Release,
)
from network.models import BudgetAllocation, Holiday, LessonLearned, Rate
from network.visit_calendar import feed_token
from tests import event_factories, factories, season_factories, url_matrix
from tests.url_matrix import ROLES, Address, outcome

WRITE = "LMI_WRITE_MATRIX" in os.environ
#: Without logging in the admin shows these, and nothing else.
OPEN_IN_THE_ADMIN = {
    "admin/login/",
    "admin/password_reset/",
    "admin/password_reset/done/",
    "admin/password_reset/complete/",
    "admin/password_reset/confirm/<uidb64>/<token>/",
    "admin/jsi18n/",
    "admin/sprite/",
}
#: Routes that regular expressions without names were made from.
EXAMPLES = {"<var>": "news/", "documents/<var>/(\\d)/<var>": "documents/0/0/x"}


def member(role: str, centre: str | None) -> User:
    user = User.objects.create_user(f"{role}-{centre}")
    user.groups.add(Group.objects.get(centre_group__role=role, centre_group__centre__code=centre))
    return user


@override_settings(LMI_SECURITY_CONTACT="mailto:security@example.test")
class UrlMatrixTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        found_portal(provinces=[])
        cls.users = {
            "anonymous": None,
            "editor elsewhere": member("editor", "south"),
            "editor": member("editor", "north"),
            "moderator": member("moderator", "north"),
            "headquarters": member("hq", None),
            "superuser": User.objects.create_superuser("superuser"),
        }
        cls.north = Centre.objects.get(code="north")
        section = NewsIndexPage.objects.get(locale__language_code="th")
        cls.news = factories.news(section, title="ข่าวเหนือ", slug="own", centre=cls.north)
        cls.revision = cls.news.save_revision()
        cls.waiting = factories.news(section, title="ข่าวรอตรวจ", slug="waiting", centre=cls.north, live=False)
        cls.waiting.save_revision()
        cls.state = section.get_workflow().start(cls.waiting, cls.users["editor"])
        cls.samples = cls._samples(section)
        cls.cookies = {role: cls._session(user) for role, user in cls.users.items() if user}

    @classmethod
    def _session(cls, user) -> str:
        """Opened once: to log in for each of thousands of questions takes a third of their time."""
        client = Client()
        client.force_login(user)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    @classmethod
    def _samples(cls, section) -> list[tuple[str, dict]]:
        """(beginning of a route, values for its holes); later rows win."""
        collection = Collection.objects.get(name__endswith="ภาคเหนือ")
        files = {"collection": collection, "title": "ไฟล์"}
        image = PortalImage.objects.create(description="ภาพ", file=get_test_image_file(), **files)
        document = PortalDocument(**files)
        document.file.save("a.txt", ContentFile(b"words"))
        source, _created = TranslationSource.get_or_create_from_instance(cls.news)
        translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
        translation.save_target(publish=False)
        indicator = Indicator.objects.create(code="vacancies", name_th="ตำแหน่งงานว่าง", unit_th="อัตรา")
        period = {"period_kind": "month", "period_start": date(2026, 5, 1)}
        Observation.objects.create(indicator=indicator, value=1, source="สาธิต", as_of=date(2026, 6, 1), **period)
        Release.objects.create(title_th="วารสาร", centre=cls.north, due_on=date(2026, 6, 1), **period)
        state = TaskState.objects.get()
        hq = cls.users["headquarters"]
        job = Job.objects.create(kind="demo", title="งาน", owner=hq, heartbeat_at=timezone.now())
        csv = ContentFile(b"indicator,value\n", name="a.csv")
        file_import = FileImport.objects.create(
            kind="observations", owner=hq, name="a.csv", file=csv, expires_at=timezone.now() + timedelta(days=1)
        )
        data = DatasetIndexPage.objects.get(locale__language_code="th")
        dataset = factories.child(data, DatasetPage, title="ชุดข้อมูล", indicators=[indicator])
        news, page_type = cls.news, {"content_type_app_name": "home", "content_type_model_name": "newspage"}
        in_waiting = {
            "page_id": cls.waiting.pk,
            "action_name": "approve",
            "task_state_id": state.pk,
            "task_id": state.task_id,
        }
        return [
            (
                "",
                {
                    "page_id": news.pk,
                    "pk": 1,
                    "mode": "",
                    "token": "none",
                    "digest": "none",
                    "number": 1,
                    "kind": "svg",
                },
            ),
            ("", {"restriction_id": 1, "page_view_restriction_id": 1, "uidb64": "MQ", "block_id": uuid.UUID(int=1)}),
            ("admin/bulk/", {"app_label": "wagtailcore", "model_name": "page", "action": "delete"}),
            (
                "admin/pages/",
                {**page_type, "app_label": "home", "model_name": "newspage", "parent_page_id": section.pk},
            ),
            (
                "admin/pages/",
                {"page_to_move_id": news.pk, "destination_id": section.pk, "revision_id": cls.revision.pk},
            ),
            ("admin/pages/", {"pk": news.pk, "revision_id_a": "earliest", "revision_id_b": "latest"}),
            ("admin/pages/workflow/", in_waiting),
            (
                "admin/pages/<int:page_id>/workflow_history/",
                {"page_id": cls.waiting.pk, "workflow_state_id": cls.state.pk},
            ),
            ("admin/choose-page/", {"parent_page_id": section.pk}),
            ("admin/api/main/pages/", {"pk": news.pk, "action_name": "delete"}),
            ("admin/api/main/images/", {"pk": image.pk}),
            ("admin/api/main/documents/", {"pk": document.pk}),
            ("admin/tag-autocomplete/", {"app_name": "taggit", "model_name": "tag"}),
            ("admin/collections/", {"pk": collection.pk, "collection_id": collection.pk}),
            ("admin/workflows/", {"pk": Workflow.objects.get().pk, "workflow_pk": Workflow.objects.get().pk}),
            ("admin/workflows/", {"page_pk": section.pk, "task_id": Task.objects.get().pk}),
            (
                "admin/workflows/tasks/",
                {"pk": Task.objects.get().pk, "app_label": "home", "model_name": "centreapprovaltask"},
            ),
            (
                "admin/editing-sessions/",
                {"app_label": "home", "model_name": "newspage", "object_id": news.pk, "session_id": 1},
            ),
            ("admin/localize/", {"translation_id": translation.pk, "translation_source_id": source.pk}),
            (
                "admin/localize/",
                {"string_segment_id": source.stringsegment_set.first().pk, "overridable_segment_id": 1},
            ),
            ("admin/localize/", {"app_label": "home", "model_name": "centre"}),
            ("admin/redirects/", {"redirect_id": Redirect.objects.create(old_path="/old", redirect_link="/news/").pk}),
            ("admin/settings/", {"app_name": "home", "model_name": "office", "pk": Site.objects.get().pk}),
            (
                "admin/documents/",
                {"document_id": document.pk, "doc_id": document.pk, "uploaded_file_id": cls._upload(document)},
            ),
            (
                "admin/images/",
                {"image_id": image.pk, "uploaded_file_id": cls._upload(image), "filter_spec": "max-10x10"},
            ),
            ("admin/users/", {"pk": cls.users["editor elsewhere"].pk}),
            ("admin/groups/", {"pk": Group.objects.order_by("pk").last().pk}),
            ("admin/jobs/", {"pk": job.pk}),
            ("admin/observation/import/", {"token": file_import.token}),
            ("dataset/", {"page_id": dataset.pk}),
            ("feeds/", {"what": "news", "form": "rss"}),
            ("feeds/<slug:what>/", {"what": "centre", "value": "north"}),
            ("documents/", {"document_id": document.pk, "document_filename": document.filename}),
            ("admin/network/", {"form": "json", "merge": 1, "contact": 1, "note": 1, "file": 1, "size": "a4"}),
            ("admin/network/letters/", {"book": 1, "digest": "none", "size": "dl", "enclosure": 1, "paper": "labels"}),
            ("admin/network/letters/batches/", {"number": 1, "file": "letters.pdf"}),
            *cls._of_the_season(),
            *cls._of_events(),
            ("network/", {"purpose": "profile", "token": "none", "code": "000000", "check": "none"}),
            ("network/my/", {"kind": "news", "what": "proposal", "size": "a4"}),
            *((way, {"code": "000000", "name": "000000"}) for way in ("banner/", "from/", "go/", "widget/")),
            ("s/", {"wave": 1, "code": "none", "mark": "none"}),
            ("admin/surveys/", {"answer": 1, "visit": 1, "wave": 1, "sheet": 1, "instrument": 1, "revision": 1}),
            ("admin/season-reports/", {"campaign": 1}),
            ("reports/", {"year": 2569}),
        ]

    @classmethod
    def _of_the_season(cls) -> list[tuple[str, dict]]:
        """A visit of the north with everything that hangs on one."""
        here, of_team = season_factories.season(), season_factories.team()
        trip = season_factories.travel(of_team, here)
        visit = season_factories.visit(season=here, team=of_team, state="ready", travel=trip, sequence=1)
        photo = visit.photos.create(file=ContentFile(b"jpeg", "p.jpg"), at=timezone.now())
        row = visit.follow_ups.create(kind="banner", due_on=date(2027, 1, 1))
        BudgetAllocation.objects.create(season=here, centre=cls.north, amount=1)
        lesson = LessonLearned.objects.create(centre=cls.north, title="บทเรียน", text="…", at=timezone.now())
        Holiday.objects.create(on=date(2027, 1, 1), name="วันหยุด")
        here.kit.create(number=1, name="กระเป๋า")
        here.readiness.create(number=1, name="ศึกษาโครงการ")
        day = date(2026, 1, 1)
        Rate.objects.create(category="other", name="อัตรา", unit="ครั้ง", amount=1, from_on=day)
        outreach = "admin/network/outreach/"
        return [
            (outreach, {"centre": "north", "form": "xlsx", "photo": photo.pk, "row": row.pk}),
            *((way, {"pk": visit.partner_id}) for way in ("admin/network/partners/", f"{outreach}candidates/")),
            (f"{outreach}calendar/", {"pk": of_team.pk}),
            ("admin/network/lessons/", {"pk": lesson.pk}),
            (f"{outreach}trips/", {"pk": trip.pk}),
            (f"{outreach}seasons/", {"pk": here.pk}),
            (f"{outreach}visits/", {"pk": visit.pk, "name": "move"}),
            ("outreach/calendar/", {"token": feed_token(of_team)}),
        ]

    @classmethod
    def _of_events(cls) -> list[tuple[str, dict]]:
        """An event of the north with somebody on its list, and a training."""
        home = Site.objects.get(is_default_site=True).root_page
        event = event_factories.event(event_factories.section(home), centre=cls.north, certificate=True)
        person = event.registrations.create(name="ผู้ลงทะเบียน", registered_at=timezone.now())
        return [
            ("events/", {"pk": event.pk, "token": "none"}),
            ("admin/network/events/", {"pk": event.pk, "row": person.pk, "form": "xlsx"}),
            ("admin/network/trainings/", {"pk": event_factories.gathering().pk, "form": "xlsx"}),
        ]

    @classmethod
    def _upload(cls, instance) -> int:
        """A file of the superuser's that waits for its title."""
        kind = ContentType.objects.get_for_model(instance)
        owner = cls.users["superuser"]
        return UploadedFile.objects.create(
            uploaded_by_user=owner, for_content_type=kind, file=ContentFile(b"x", "x.txt")
        ).pk

    def path(self, address: Address) -> str:
        values = {}
        for beginning, sample in self.samples:
            if address.route.startswith(beginning):
                values |= sample
        if address.model not in (None, User) and (last := address.model.objects.order_by("pk").last()):
            values["pk"] = last.pk
        path = EXAMPLES.get(address.route) or url_matrix.HOLE.sub(lambda hole: str(values[hole[1]]), address.route)
        query = f"?id={self.news.pk}" if "/bulk/" in path else ""
        return f"/{path.replace(chr(92), '')}{query}"

    def ask(self, address: Address, role: str) -> str:
        """An outcome; whatever the question changed is changed back."""
        client = Client(raise_request_exception=False)
        if role in self.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[role]
        path = self.path(address)
        with transaction.atomic():
            response = client.get(path)
            if response.status_code == 405:
                # What succeeds goes on from here; what is refused goes to the dashboard.
                response = client.post(path, {"next": "/admin/account/"})
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        return outcome(response)

    def test_every_address_has_a_row_and_every_row_an_address(self):
        assert {address.route for address in url_matrix.addresses()} == set(url_matrix.rows())

    def test_every_role_gets_what_the_table_says(self):
        found = {a.route: {role: self.ask(a, role) for role in ROLES} for a in url_matrix.addresses()}
        if WRITE:
            url_matrix.write(found)
        table = url_matrix.rows()
        wrong = {route: (cells, table.get(route)) for route, cells in found.items() if cells != table.get(route)}
        assert wrong == {}

    def test_nobody_meets_a_server_error_but_where_wagtail_means_it(self):
        broken = {route for route, cells in url_matrix.rows().items() if "500" in cells.values()}
        assert broken == {"admin/failwhale/"}

    def test_without_logging_in_the_admin_shows_only_how_to_log_in(self):
        shown = {
            route
            for route, cells in url_matrix.rows().items()
            if route.startswith("admin/") and cells["anonymous"] == "ok"
        }
        assert shown <= OPEN_IN_THE_ADMIN

    def test_what_a_stranger_may_not_see_he_cannot_see_through_any_address_of_a_page(self):
        """Every address that takes a page's number. The one exception asks "really?" and shows nothing of the page."""
        table = url_matrix.rows()
        open_ones = {
            route
            for route, cells in table.items()
            if "<int:page_id>" in route and route.startswith("admin/") and cells["editor elsewhere"] == "ok"
        }
        assert open_ones == {"admin/pages/workflow/confirm_cancellation/<int:page_id>/"}


@pytest.mark.parametrize("route", ["admin/pages/<int:page_id>/edit/", "admin/users/edit/<int:pk>/"])
def test_the_table_is_not_all_of_one_colour(route):
    assert len(set(url_matrix.rows()[route].values())) > 1
