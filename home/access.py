"""Who may see and do what, per centre.

A user's groups say it (`CentreGroup`): a role in one centre, or headquarters for all of them. Pages with a `centre`
belong to that centre; pages without one, or with an empty one, belong to headquarters. Wagtail's own page permissions
still apply: this module only ever takes away.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import PagePermissionTester, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from .rights import memberships, rights_in_centres

EDITOR, MODERATOR, HQ = "editor", "moderator", "hq"


@dataclass(frozen=True)
class Scope:
    """Which centres a user works for, as sets of primary keys; `everything` for headquarters and superusers."""

    everything: bool = False
    centres: frozenset[int] = frozenset()
    moderates: frozenset[int] = frozenset()

    def covers(self, centre_id: int | None) -> bool:
        return self.everything or (centre_id is not None and centre_id in self.centres)

    def may_approve(self, centre_id: int | None) -> bool:
        return self.everything or (centre_id is not None and centre_id in self.moderates)

    @property
    def only_centre(self) -> int | None:
        """The centre that new things of this user belong to: his only one, or none."""
        return next(iter(self.centres)) if len(self.centres) == 1 and not self.everything else None


NOTHING = Scope()
EVERYTHING = Scope(everything=True)


def scope_of(user) -> Scope:
    """The scope of a user, from one query per user object (so per request)."""
    if not user.is_authenticated or not user.is_active:
        return NOTHING
    if user.is_superuser:
        return EVERYTHING
    if not hasattr(user, "_centre_scope"):
        user._centre_scope = _scope_of_groups(user)
    return user._centre_scope


def _scope_of_groups(user) -> Scope:
    groups = memberships(user)
    if any(role == HQ for role, _centre in groups):
        return EVERYTHING
    in_a_centre = [(role, centre) for role, centre in groups if centre is not None]
    return Scope(
        centres=frozenset(centre for _role, centre in in_a_centre),
        moderates=frozenset(centre for role, centre in in_a_centre if role == MODERATOR),
    )


def may_do(user, right: str, centre_id: int | None) -> bool:
    """Whether a user has a right (`app.codename`) in one centre: by a group of that centre or of headquarters.

    `user.has_perm` asks for all his groups together; who keeps one centre's register and only writes for another would
    number the letters of both.
    """
    return bool(roles_with(user, right, centre_id))


def roles_with(user, right: str, centre_id: int | None) -> frozenset[str]:
    """The roles by which a user has a right in one centre; headquarters' for a superuser."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset({HQ})
    app, _dot, codename = right.partition(".")
    return frozenset(
        role
        for held_app, held, role, centre in rights_in_centres(user)
        if (app, codename) == (held_app, held) and (centre == centre_id if centre else role == HQ)
    )


def for_user(queryset: QuerySet, user, centre: str = "centre") -> QuerySet:
    """The rows of a queryset that belong to the user's centres; `centre` names the foreign key to follow."""
    scope = scope_of(user)
    return queryset if scope.everything else queryset.filter(**{f"{centre}__in": scope.centres})


def centre_of(page) -> int | None:
    """The centre a page belongs to; None for the whole country and for pages of no centre."""
    return getattr(page.specific_deferred, "centre_id", None)


def may_edit(user, page) -> bool:
    """Whether the page is of a centre the user works for. Wagtail's page permissions are asked beside this."""
    return scope_of(user).covers(centre_of(page))


class CentrePageForm(WagtailAdminPageForm):
    """Holds a page with a `centre` to the centres of whoever fills the form: chosen for him where he has only one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._scope = scope_of(self.for_user) if self.for_user else EVERYTHING
        if "centre" in self.fields and not self._scope.everything:
            field = self.fields["centre"]
            field.queryset = field.queryset.filter(pk__in=self._scope.centres)
            field.empty_label = None
            field.required = True
            field.initial = self.initial["centre"] = self.instance.centre_id or self._scope.only_centre

    def clean_centre(self):
        """Drafts are saved with their required fields empty; whose the page is may not be left open even then."""
        centre = self.cleaned_data["centre"]
        if centre is None and not self._scope.everything:
            centre = self.fields["centre"].queryset.filter(pk=self._scope.only_centre).first()
            if centre is None:
                raise ValidationError(_("Choose the centre that the page belongs to."))
        return centre


class CentrePagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's page policy, for the places that ask it instead of the page: reports, finders, the workflow's screens.

    Everybody may still look at a whole section in the explorer; what is narrowed is what he may do there.
    """

    def user_has_any_permission_for_instance(self, user, actions, instance):
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and (set(actions) == {"add"} or may_edit(user, instance))

    def instances_user_has_any_permission_for(self, user, actions):
        return self._within_scope(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user):
        return PagePermissionPolicy(self.model).explorable_instances(user)

    def _within_scope(self, pages, user):
        scope = scope_of(user)
        if scope.everything:
            return pages
        mine = Q(pk__in=[])
        for model in get_page_models():
            if "centre" in {field.name for field in model._meta.get_fields()}:
                mine |= Q(pk__in=model.objects.filter(centre__in=scope.centres).values("pk"))
        return pages.filter(mine)


class CentrePagePermissionTester(PagePermissionTester):
    """Wagtail's page permissions, minus everything that would change a page of somebody else's centre.

    Adding below a section stays allowed: the form of the new page is what holds it to the user's centre.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.in_scope = may_edit(user, page)

    def can_edit(self):
        return self.in_scope and super().can_edit()

    def can_delete(self, ignore_bulk=False):
        return self.in_scope and super().can_delete(ignore_bulk=ignore_bulk)

    def can_unpublish(self):
        return self.in_scope and super().can_unpublish()

    def can_publish(self):
        return self.in_scope and super().can_publish()

    def can_submit_for_moderation(self):
        return self.in_scope and super().can_submit_for_moderation()

    def can_lock(self):
        return self.in_scope and super().can_lock()

    def can_unlock(self):
        return self.in_scope and super().can_unlock()

    def can_reorder_children(self):
        return self.in_scope and super().can_reorder_children()

    def can_view_revisions(self):
        return self.in_scope and super().can_view_revisions()
