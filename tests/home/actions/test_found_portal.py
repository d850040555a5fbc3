"""A new site stands after one command, in two languages, and the command may run again."""

import json

from django.contrib.auth.models import Group, User
from django.test import TestCase
from wagtail.models import Collection, Locale, Page, Site, Workflow

from home.actions.found_portal import found_portal
from home.models import Centre, CentreGroup, HomePage, NewsIndexPage, ProvincePage, ServicePage


class FoundPortalTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        found_portal()
        cls.home = Site.objects.get(is_default_site=True).root_page.specific

    def test_the_site_opens_with_a_live_thai_home_page_instead_of_the_welcome_page(self):
        assert isinstance(self.home, HomePage)
        assert self.home.live
        assert self.home.locale.language_code == "th"
        assert not Page.objects.filter(title__startswith="Welcome to").exists()

    def test_all_sections_stand_below_home_and_five_are_in_the_menu(self):
        children = self.home.get_children().live()
        assert set(children.values_list("slug", flat=True)) >= {
            *("news", "bulletins", "services", "provinces", "knowledge", "research", "data"),
            *("downloads", "faq", "about", "policies"),
        }
        in_menu = list(children.in_menu().values_list("slug", flat=True))
        assert in_menu == ["news", "bulletins", "services", "provinces", "knowledge"]

    def test_every_province_has_a_page_in_both_languages(self):
        for language in ("th", "en"):
            pages = ProvincePage.objects.live().filter(locale__language_code=language)
            assert pages.values("province").distinct().count() == 77
        page = ProvincePage.objects.get(slug="chiang-mai", locale__language_code="en")
        assert page.title == "Chiang Mai"
        assert page.url == "/en/provinces/chiang-mai/"

    def test_the_six_services_keep_the_order_of_the_manual(self):
        services = ServicePage.objects.filter(locale=self.home.locale).order_by("number")
        assert [service.number for service in services] == [1, 2, 3, 4, 5, 6]
        assert services[4].owner_division == "กองทะเบียนจัดหางานกลางและคุ้มครองคนหางาน"

    def test_english_pages_hold_no_thai(self):
        for page in Page.objects.filter(locale=Locale.objects.get(language_code="en"), depth__gt=1).specific():
            shown = (
                page.title
                + page.summary
                + json.dumps(list(page.body.raw_data) if hasattr(page, "body") else [], ensure_ascii=False, default=str)
            )
            assert not any("\u0e00" <= letter <= "\u0e7f" for letter in shown), page.url

    def test_a_second_run_adds_nothing_and_overwrites_nothing(self):
        news = NewsIndexPage.objects.get(locale=self.home.locale)
        news.title = "ข่าวของเรา"
        news.save()
        Group.objects.get(centre_group__role="hq").permissions.clear()
        again = found_portal()
        assert (again.pages, again.groups) == (0, 0)
        news.refresh_from_db()
        assert news.title == "ข่าวของเรา"
        assert not Group.objects.get(centre_group__role="hq").permissions.exists()

    def test_a_renamed_group_is_not_founded_twice(self):
        group = Group.objects.get(centre_group__role="editor", centre_group__centre__code="north")
        group.name = "ทีมข่าวเหนือ"
        group.save()
        assert found_portal().groups == 0

    def test_each_centre_has_editors_moderators_and_a_collection(self):
        assert CentreGroup.objects.filter(role="editor").count() == 6
        assert CentreGroup.objects.filter(role="moderator").count() == 6
        assert CentreGroup.objects.get(role="hq").centre is None
        for centre in Centre.objects.all():
            assert Collection.objects.filter(name__contains=centre.region_th).exists()

    def test_nobody_founded_here_may_manage_users(self):
        for number, group in enumerate(Group.objects.exclude(centre_group=None)):
            member = User.objects.create_user(f"member-{number}")
            member.groups.add(group)
            assert not {perm for perm in member.get_all_permissions() if perm.startswith("auth.")}

    def test_news_and_bulletins_of_both_languages_go_through_approval(self):
        workflow = Workflow.objects.get(name="ตรวจข่าวก่อนเผยแพร่")
        for section in Page.objects.filter(slug__in=["news", "bulletins"]):
            assert section.get_workflow() == workflow
