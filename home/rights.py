"""Everything a user may do, read in one query: each screen of the admin asks for all of it.

Django and Wagtail would ask seven times per screen: the user's own rights and those of the groups, the rights on pages,
collections and sites, the profile, and ours the centres. Here one query brings the account with its profile and one
more everything else, into the places where Django and Wagtail look before they ask.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

#: Kinds of rows of the one query.
OWN, OF_GROUP, MEMBERSHIP, PAGE, COLLECTION, SITE = range(6)
#: (kind, where Wagtail keeps them on the user, model, what the right is on)
_ON_OBJECTS = (
    (PAGE, "_page_permission_cache", GroupPagePermission, "page"),
    (COLLECTION, "_collection_permission_cache", GroupCollectionPermission, "collection"),
    (SITE, "_site_permission_cache", GroupSitePermission, "site"),
)
#: Stands in the query for the key of the user; no key is negative.
_ANYBODY = -1
_MEMBERSHIPS = "_centre_memberships"
_IN_CENTRES = "_rights_in_centres"


class StaffBackend(ModelBackend):
    """Django's own backend with fewer questions."""

    def get_user(self, user_id):
        model = get_user_model()
        related = getattr(settings, "LMI_LOADED_WITH_USER", ())
        user = model._default_manager.select_related(*related).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def _get_permissions(self, user_obj, obj, from_name):
        if obj is None and user_obj.is_active and not user_obj.is_anonymous and not user_obj.is_superuser:
            load_rights(user_obj)
        return super()._get_permissions(user_obj, obj, from_name)


def memberships(user) -> list[tuple[str, int | None]]:
    """(role, key of the centre or None for the whole country) for each group of the user that is of a centre."""
    load_rights(user)
    return getattr(user, _MEMBERSHIPS)


def rights_in_centres(user) -> set[tuple[str, str, str, int | None]]:
    """(app, code name, role, key of the centre or None) for each right of a group that is of a centre."""
    load_rights(user)
    return getattr(user, _IN_CENTRES)


def load_rights(user) -> None:
    """Fills what is not yet known of an active user who is no superuser; asks once per user object."""
    if hasattr(user, _MEMBERSHIPS):
        return
    rows: list[list[tuple]] = [[] for _kind in range(6)]
    for kind, *row in _all_rows(user):
        rows[kind].append(tuple(row))
    found: dict[str, Any] = {
        "_user_perm_cache": _names(rows[OWN]),
        "_group_perm_cache": _names(rows[OF_GROUP]),
        _MEMBERSHIPS: [(role, centre or None) for _pk, _group, centre, _right, role, *_rest in rows[MEMBERSHIP]],
        _IN_CENTRES: _of_centres(rows[OF_GROUP], rows[MEMBERSHIP]),
    }
    for kind, place, model, target in _ON_OBJECTS:
        found[place] = [_right_on(model, target, row) for row in rows[kind]]
    for place, value in found.items():
        if not hasattr(user, place):
            setattr(user, place, value)


def _all_rows(user) -> list[tuple]:
    """Rows of (kind, key, group, target, permission, code name or role, content type, app, path, depth)."""
    sql, parameters = _query(DEFAULT_DB_ALIAS)
    with connection.cursor() as cursor:
        cursor.execute(sql, [user.pk if one == _ANYBODY else one for one in parameters])
        return cursor.fetchall()


@cache
def _query(alias: str) -> tuple[str, tuple]:
    """The query about anybody and its parameters. To put it together takes longer than to answer it."""
    return _rows_of(_ANYBODY).query.get_compiler(alias).as_sql()


def _rows_of(user: int) -> QuerySet:
    nothing, none = Value(""), Value(0)
    right = ("pk", "codename", "content_type_id", "content_type__app_label")
    no_tree = (nothing, none)
    parts = [
        Permission.objects.filter(user=user).order_by().values_list(Value(OWN), none, none, none, *right, *no_tree),
        Permission.objects.filter(group__user=user)
        .order_by()
        .values_list(Value(OF_GROUP), none, "group__pk", none, *right, *no_tree),
        Group.objects.filter(user=user, centre_group__isnull=False)
        .order_by()
        .annotate(at=Coalesce("centre_group__centre_id", Value(0)))
        .values_list(Value(MEMBERSHIP), "pk", "pk", "at", none, "centre_group__role", none, nothing, nothing, none),
    ]
    for kind, _place, model, target in _ON_OBJECTS:
        tree = (nothing, none) if kind == SITE else (f"{target}__path", f"{target}__depth")
        of_right = ("permission_id", "permission__codename", "permission__content_type_id", nothing)
        rows = model.objects.filter(group__user=user).order_by()
        parts.append(rows.values_list(Value(kind), "pk", "group_id", f"{target}_id", *of_right, *tree))
    return parts[0].union(*parts[1:], all=True)


def _names(rows: list[tuple]) -> set[str]:
    return {f"{app}.{codename}" for _pk, _group, _target, _right, codename, _type, app, *_tree in rows}


def _of_centres(rights: list[tuple], members: list[tuple]) -> set[tuple[str, str, str, int | None]]:
    of_group = {group: (role, centre or None) for _pk, group, centre, _right, role, *_rest in members}
    return {
        (app, codename, *of_group[group])
        for _pk, group, _target, _right, codename, _type, app, *_tree in rights
        if group in of_group
    }


def _right_on(model, target: str, row: tuple):
    """The right of a group on a page, collection or site, as Wagtail's own query would give it."""
    pk, group, key, permission, codename, content_type, _app, path, depth = row
    right = model(pk=pk, group_id=group, permission_id=permission, **{f"{target}_id": key})
    right.permission = _partly(Permission, id=permission, codename=codename, content_type_id=content_type)
    if path:
        of = model._meta.get_field(target).related_model
        setattr(right, target, _partly(of, id=key, path=path, depth=depth))
    return right


def _partly(model, **known):
    """A stored row of which so much is known; the rest is read if it is ever asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db(DEFAULT_DB_ALIAS, names, [known[name] for name in names])
