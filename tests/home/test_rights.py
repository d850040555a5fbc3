"""What is read in one query is what Django's and Wagtail's own queries say."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from home.access import EVERYTHING, scope_of
from home.models import Centre, CentreGroup
from home.rights import StaffBackend, load_rights, memberships

pytestmark = pytest.mark.django_db


def right(codename: str) -> Permission:
    return Permission.objects.filter(codename=codename).first()


@pytest.fixture
def user():
    user = User.objects.create_user("someone", password="a long enough word")
    one, two = (Group.objects.create(name=name) for name in ("one", "two"))
    user.groups.add(one, two)
    user.user_permissions.add(right("add_image"))
    one.permissions.add(right("access_admin"), right("change_province"))
    two.permissions.add(right("change_province"))
    CentreGroup.objects.create(group=one, role="officer", centre=Centre.objects.get(code="north"))
    page = Page.objects.order_by("-depth").first()
    GroupPagePermission.objects.create(group=one, page=page, permission=right("change_page"))
    collection = Collection.objects.first().add_child(name="pictures")
    GroupCollectionPermission.objects.create(group=two, collection=collection, permission=right("add_image"))
    GroupSitePermission.objects.create(group=two, site=Site.objects.get(), permission=right("change_office"))
    Group.objects.create(name="of others").permissions.add(right("delete_province"))
    return user


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


def test_the_rights_are_those_that_django_reads(user):
    ours, django = fresh(user), fresh(user)
    for part in ("get_user_permissions", "get_group_permissions", "get_all_permissions"):
        expected = getattr(ModelBackend(), part)(django)
        assert expected
        assert getattr(StaffBackend(), part)(ours) == expected


def test_the_rights_on_pages_collections_and_sites_are_those_that_wagtail_reads(user):
    ours = fresh(user)
    load_rights(ours)
    for place, model, target in (
        ("_page_permission_cache", GroupPagePermission, "page"),
        ("_collection_permission_cache", GroupCollectionPermission, "collection"),
        ("_site_permission_cache", GroupSitePermission, "site"),
    ):
        [found], [expected] = getattr(ours, place), model.objects.filter(group__user=user)
        assert found == expected
        assert getattr(found, target) == getattr(expected, target)
        assert found.permission.codename == expected.permission.codename
        assert found.permission.content_type_id == expected.permission.content_type_id
    page = ours._page_permission_cache[0].page
    assert page.is_descendant_of(Page.objects.get(depth=1))
    assert page.title == Page.objects.get(pk=page.pk).title  # read when it is asked for


def test_the_centres_come_with_them_and_all_of_it_in_one_query(user, django_assert_num_queries):
    ours = fresh(user)
    with django_assert_num_queries(1):
        assert StaffBackend().has_perm(ours, "home.change_province")
        assert not StaffBackend().has_perm(ours, "home.delete_province")
        [(role, centre)] = memberships(ours)
        assert scope_of(ours).centres == {centre}
    assert (role, centre) == ("officer", Centre.objects.get(code="north").pk)


def test_headquarters_has_no_centre(user):
    CentreGroup.objects.create(group=Group.objects.get(name="two"), role="hq")
    assert scope_of(fresh(user)) == EVERYTHING


def test_the_account_comes_with_its_profile_and_an_ended_one_does_not_come(user, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not hasattr(StaffBackend().get_user(user.pk), "wagtail_userprofile")
    User.objects.update(is_active=False)
    assert StaffBackend().get_user(user.pk) is None
    assert StaffBackend().get_user(0) is None
