"""Permissions, roots and groups carry names that the office reads; what somebody chose himself stays."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import Collection, Page, Workflow

from home.actions.found_portal import found_portal
from home.actions.name_permissions import name_permissions

pytestmark = pytest.mark.django_db


def name_of(codename: str) -> str:
    return Permission.objects.get(codename=codename, content_type__app_label__in=("home", "wagtailadmin", "auth")).name


def test_permissions_are_named_in_the_language_of_the_office():
    name_permissions()
    assert name_of("add_indicator") == "เพิ่มตัวชี้วัด"
    assert name_of("delete_group") == "ลบกลุ่ม"
    assert name_of("access_admin") == "เข้าใช้ระบบจัดการเว็บไซต์ได้"


def test_naming_them_again_changes_nothing():
    assert name_permissions() > 0
    assert name_permissions() == 0


def test_a_permission_of_a_model_that_is_gone_keeps_its_name():
    orphan = Permission.objects.get(codename="add_indicator")
    orphan.content_type.model = "gone"
    orphan.content_type.save()
    orphan.name = "Can add gone"
    orphan.save()
    name_permissions()
    orphan.refresh_from_db()
    assert orphan.name == "Can add gone"


def test_the_roots_are_named_unless_somebody_has():
    Collection.objects.filter(depth=1).update(name="คลังของเรา")
    found_portal(provinces=[])
    assert Page.get_first_root_node().title == "เว็บไซต์ทั้งหมด"
    assert Collection.get_first_root_node().name == "คลังของเรา"


def test_what_wagtails_migrations_leave_goes_unless_it_is_in_use():
    User.objects.create_user("editor").groups.add(Group.objects.get(name="Editors"))
    found_portal(provinces=[])
    assert not Group.objects.filter(name="Moderators").exists()
    assert Group.objects.filter(name="Editors").exists()
    assert not Workflow.objects.filter(name="Moderators approval").exists()
