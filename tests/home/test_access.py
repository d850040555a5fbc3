"""An editor of one centre cannot touch another centre's pages, whichever door he tries."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import Translation, TranslationSource

from home.access import EVERYTHING, NOTHING, for_user, may_edit, scope_of
from home.actions.found_portal import found_portal
from home.models import BulletinPage, Centre, NewsIndexPage, NewsPage, Release
from tests import factories


def member(name: str, role: str, centre: str | None) -> User:
    user = User.objects.create_user(name, password="a long enough word")
    user.groups.add(Group.objects.get(centre_group__role=role, centre_group__centre__code=centre))
    return user


class Portal(TestCase):
    @classmethod
    def setUpTestData(cls):
        found_portal(provinces=[])
        cls.north, cls.south = (Centre.objects.get(code=code) for code in ("north", "south"))
        cls.editor = member("editor-north", "editor", "north")
        cls.moderator = member("moderator-north", "moderator", "north")
        cls.stranger = member("moderator-south", "moderator", "south")
        cls.hq = member("hq", "hq", None)
        cls.section = NewsIndexPage.objects.get(locale__language_code="th")
        cls.own = factories.news(cls.section, title="ข่าวเหนือ", slug="own", centre=cls.north)
        cls.foreign = factories.news(cls.section, title="ข่าวใต้", slug="foreign", centre=cls.south)
        cls.national = factories.news(cls.section, title="ข่าวทั้งประเทศ", slug="national")
        for page in (cls.own, cls.foreign, cls.national):
            page.save_revision()

    def status(self, user, address, **data) -> int:
        self.client.force_login(user)
        response = self.client.post(address, data) if data else self.client.get(address)
        return response.status_code

    def news_form(self, **fields):
        return nested_form_data(
            {
                "title": "ข่าว",
                "slug": "khaw",
                "summary": "สรุป",
                "kind": "market",
                "date": "2026-05-01",
                "topics": [],
                "provinces": [],
                "lead_image": "",
                "body": streamfield([]),
                "credit_name": "",
                "credit_url": "",
                "seo_title": "",
                "search_description": "",
                "comments-TOTAL_FORMS": 0,
                "comments-INITIAL_FORMS": 0,
                "files-TOTAL_FORMS": 0,
                "files-INITIAL_FORMS": 0,
                "related-TOTAL_FORMS": 0,
                "related-INITIAL_FORMS": 0,
                **fields,
            }
        )


class ScopeTest(Portal):
    def test_a_group_gives_its_role_in_its_centre_only(self):
        scope = scope_of(self.moderator)
        assert scope.covers(self.north.pk)
        assert not scope.covers(self.south.pk)
        assert not scope.covers(None)
        assert scope.may_approve(self.north.pk)
        assert not scope_of(self.editor).may_approve(self.north.pk)

    def test_headquarters_and_superusers_have_everything_strangers_nothing(self):
        assert scope_of(self.hq) == EVERYTHING
        assert scope_of(User(is_superuser=True, is_active=True)) == EVERYTHING
        assert scope_of(AnonymousUser()) == NOTHING
        retired = User.objects.create_user("retired", is_active=False, is_superuser=True)
        assert scope_of(retired) == NOTHING

    def test_one_query_tells_the_scope_of_a_request(self):
        user = User.objects.get(pk=self.editor.pk)
        with self.assertNumQueries(1):
            scope_of(user)
            may_edit(user, self.own)
            may_edit(user, self.foreign)

    def test_records_are_filtered_by_their_centre(self):
        for centre in (self.north, self.south, None):
            Release.objects.create(
                title_th="วารสาร",
                centre=centre,
                period_kind="month",
                period_start=date(2026, 5, 1),
                due_on=date(2026, 6, 1),
            )
        assert [release.centre for release in for_user(Release.objects.all(), self.editor)] == [self.north]
        assert for_user(Release.objects.all(), self.hq).count() == 3


class DoorsTest(Portal):
    """Every screen of Wagtail that takes a page."""

    DOORS = [
        ("wagtailadmin_pages:edit", ()),
        ("wagtailadmin_pages:delete", ()),
        ("wagtailadmin_pages:unpublish", ()),
        ("wagtailadmin_pages:copy", ()),
        ("wagtailadmin_pages:move", ()),
        ("wagtailadmin_pages:history", ()),
        ("wagtailadmin_pages:view_draft", ()),
        ("wagtailadmin_pages:preview_on_edit", ()),
        ("wagtailadmin_pages:workflow_history", ()),
        ("wagtailadmin_pages:usage", ()),
        ("wagtailadmin_pages:set_privacy", ()),
        ("wagtail_localize:submit_page_translation", ()),
    ]

    def test_the_question_whether_to_move_is_not_put_to_strangers(self):
        for page, status in ((self.foreign, 302), (self.own, 200)):
            address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, self.section.pk])
            assert self.status(self.moderator, address) == status

    def test_no_door_opens_to_a_page_of_another_centre_or_of_none(self):
        for name, rest in self.DOORS:
            for page in (self.foreign, self.national):
                with self.subTest(name, page=page.slug):
                    status = self.status(self.moderator, reverse(name, args=[page.pk, *rest]))
                    assert status in (302, 403, 404), status
                    if status == 302:
                        assert "/admin/" in self.client.get(reverse(name, args=[page.pk, *rest])).url

    def test_the_same_doors_open_to_the_own_page(self):
        for name, rest in self.DOORS:
            with self.subTest(name):
                status = self.status(self.moderator, reverse(name, args=[self.own.pk, *rest]))
                assert status == 200, status

    def test_pushing_at_a_door_moves_nothing(self):
        pages = Page.objects.count()
        destination = self.section.get_translation(factories.locale("en"))
        confirm = reverse("wagtailadmin_pages:move_confirm", args=[self.foreign.pk, destination.pk])
        for address in (*(reverse(name, args=[self.foreign.pk]) for name, _rest in self.DOORS), confirm):
            with self.subTest(address):
                assert self.status(self.moderator, address, title="ของเรา", new_title="x", new_slug="x") in (302, 403)
        foreign = NewsPage.objects.get(pk=self.foreign.pk)
        assert (foreign.live, foreign.title, foreign.get_parent().pk) == (True, "ข่าวใต้", self.section.pk)
        assert foreign.get_latest_revision_as_object().title == "ข่าวใต้"
        assert not foreign.get_view_restrictions().exists()
        assert Page.objects.count() == pages

    def test_revisions_of_a_foreign_page_stay_closed(self):
        other = self.foreign.save_revision()
        args = [self.foreign.pk, other.pk]
        for name in ("revisions_revert", "revisions_view"):
            assert self.status(self.moderator, reverse(f"wagtailadmin_pages:{name}", args=args)) == 302
        compare = reverse("wagtailadmin_pages:revisions_compare", args=[self.foreign.pk, "earliest", other.pk])
        assert self.status(self.moderator, compare) in (302, 403)
        unschedule = reverse("wagtailadmin_pages:revisions_unschedule", args=args)
        assert self.status(self.moderator, unschedule) in (302, 403)

    def test_lock_and_unlock_leave_a_foreign_page_alone(self):
        self.status(self.moderator, reverse("wagtailadmin_pages:lock", args=[self.foreign.pk]), next="/admin/")
        self.foreign.refresh_from_db()
        assert not self.foreign.locked

    def test_bulk_actions_take_only_own_pages(self):
        for action in ("delete", "unpublish", "publish", "move"):
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            query = f"?id={self.own.pk}&id={self.foreign.pk}&next=/admin/"
            response_status = self.status(self.moderator, address + query, confirm="yes")
            assert response_status in (200, 302), action
        assert NewsPage.objects.get(pk=self.foreign.pk).live
        assert not NewsPage.objects.filter(pk=self.own.pk).exists()

    def test_a_section_page_belongs_to_headquarters(self):
        address = reverse("wagtailadmin_pages:edit", args=[self.section.pk])
        assert self.status(self.moderator, address) == 302
        assert self.status(self.hq, address) == 200

    def test_headquarters_opens_every_door(self):
        for page in (self.own, self.foreign, self.national):
            assert self.status(self.hq, reverse("wagtailadmin_pages:edit", args=[page.pk])) == 200

    def test_reports_name_only_own_pages(self):
        for page in (self.own, self.foreign):
            Page.objects.filter(pk=page.pk).update(locked=True, locked_by=self.hq)
        self.client.force_login(self.moderator)
        content = self.client.get(reverse("wagtailadmin_reports:locked_pages")).content.decode()
        assert "ข่าวเหนือ" in content
        assert "ข่าวใต้" not in content

    def test_the_explorer_shows_the_whole_section_but_offers_to_edit_only_own_pages(self):
        self.client.force_login(self.editor)
        content = self.client.get(reverse("wagtailadmin_explore", args=[self.section.pk])).content.decode()
        assert "ข่าวใต้" in content
        assert reverse("wagtailadmin_pages:edit", args=[self.own.pk]) in content
        assert reverse("wagtailadmin_pages:edit", args=[self.foreign.pk]) not in content


class NewPageTest(Portal):
    def create(self, user, **fields):
        self.client.force_login(user)
        address = reverse("wagtailadmin_pages:add", args=["home", "newspage", self.section.pk])
        return self.client.post(address, self.news_form(**fields))

    def test_a_new_page_gets_the_centre_of_its_author(self):
        self.create(self.editor, centre="")
        page = NewsPage.objects.get(slug="khaw")
        assert page.centre == self.north
        assert not page.live

    def test_an_author_cannot_write_in_another_centres_name(self):
        response = self.create(self.editor, centre=self.south.pk)
        assert not NewsPage.objects.filter(slug="khaw").exists()
        assert "centre" in response.context["form"].errors

    def test_an_author_cannot_give_his_page_away(self):
        self.client.force_login(self.editor)
        address = reverse("wagtailadmin_pages:edit", args=[self.own.pk])
        self.client.post(address, self.news_form(slug="own", centre=self.south.pk))
        assert self.own.get_latest_revision_as_object().centre == self.north

    def test_headquarters_may_leave_the_centre_open(self):
        self.create(self.hq, centre="")
        assert NewsPage.objects.get(slug="khaw").centre is None

    def test_an_editor_does_not_publish(self):
        self.create(self.editor, centre=self.north.pk, **{"action-publish": "publish"})
        assert not NewsPage.objects.get(slug="khaw").live

    def test_bulletins_are_held_to_the_centre_too(self):
        assert issubclass(BulletinPage.base_form_class, NewsPage.base_form_class)


class ApprovalTest(Portal):
    def setUp(self):
        self.draft = self.section.add_child(
            instance=NewsPage(title="ร่าง", slug="draft", date=date(2026, 5, 2), centre=self.north, live=False)
        )
        self.draft.save_revision()
        self.section.get_workflow().start(self.draft, self.editor)
        self.state = TaskState.objects.get()

    def approve(self, user) -> bool:
        self.client.force_login(user)
        address = reverse("wagtailadmin_pages:workflow_action", args=[self.draft.pk, "approve", self.state.pk])
        self.client.post(address, {"next": "/admin/"})
        self.draft.refresh_from_db()
        return self.draft.live

    def test_the_moderator_of_the_centre_approves(self):
        assert self.approve(self.moderator)

    def test_headquarters_approves(self):
        assert self.approve(self.hq)

    def test_the_moderator_of_another_centre_does_not(self):
        assert not self.approve(self.stranger)

    def test_the_author_does_not(self):
        assert not self.approve(self.editor)

    def test_the_waiting_list_holds_what_one_may_approve(self):
        waiting = {
            user: TaskState.objects.reviewable_by(user).count() for user in (self.moderator, self.stranger, self.hq)
        }
        assert waiting == {self.moderator: 1, self.stranger: 0, self.hq: 1}


class TranslationTest(Portal):
    def translation_of(self, page) -> Translation:
        source, _created = TranslationSource.get_or_create_from_instance(page)
        translation = Translation.objects.create(source=source, target_locale=factories.locale("en"))
        translation.save_target(publish=False)
        return translation

    def test_a_foreign_translation_is_neither_edited_nor_updated(self):
        translation = self.translation_of(self.foreign)
        target = translation.get_target_instance()
        assert self.status(self.moderator, reverse("wagtailadmin_pages:edit", args=[target.pk])) == 302
        update = reverse("wagtail_localize:update_translations", args=[translation.source.pk])
        assert self.status(self.moderator, update) in (302, 403)
        pofile = reverse("wagtail_localize:download_pofile", args=[translation.pk])
        assert self.status(self.moderator, pofile) in (302, 403)

    def test_an_editor_carries_changes_over_but_does_not_publish_them(self):
        translation = self.translation_of(self.own)
        update = reverse("wagtail_localize:update_translations", args=[translation.source.pk])
        for user, is_published in ((self.editor, False), (self.moderator, True)):
            with self.captureOnCommitCallbacks(execute=True):
                self.status(user, update, publish_translations="on")
            assert translation.get_target_instance().live is is_published

    def test_a_translation_keeps_the_centre_of_its_original(self):
        assert self.translation_of(self.own).get_target_instance().centre == self.north


def test_this_module_needs_no_database_to_say_what_nobody_may():
    assert not NOTHING.covers(1)
    assert not NOTHING.covers(None)
    assert json.dumps(sorted(NOTHING.centres)) == "[]"


@pytest.mark.parametrize("centre", [None, 7])
def test_everything_covers_every_centre_and_none(centre):
    assert EVERYTHING.covers(centre)
    assert EVERYTHING.may_approve(centre)
