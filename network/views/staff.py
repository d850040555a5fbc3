"""What every screen of the network's staff has in common: who may see it, and whose records it may be asked for."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.access import may_do

from ..actions.change_partner import Actor
from ..models import Partner


class StaffScreen(WagtailAdminTemplateMixin):
    """A screen behind a right; `needs` is the right's full name."""

    needs = "network.view_partner"
    #: Whether the right counts only for the whole country, as headquarters has it.
    of_all = False
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        user = request.user
        if not (may_do(user, self.needs, None) if self.of_all else user.has_perm(self.needs)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        items = [*super().get_breadcrumbs_items(), {"url": reverse("partners:index"), "label": str(_("Partners"))}]
        return [*items, *self.crumbs()]

    def crumbs(self) -> list[dict[str, str]]:
        return [{"url": "", "label": str(self.get_page_title())}]

    @property
    def actor(self) -> Actor:
        return Actor(user=self.request.user)

    @property
    def now(self):
        return timezone.now()


class PartnerScreen(StaffScreen):
    """A screen about one partner of the user's centres; whether another exists is not told."""

    @cached_property
    def partner(self) -> Partner:
        mine = Partner.objects.for_user(self.request.user).with_places().select_related("merged_into")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(partner=self.partner, **kwargs)

    def crumbs(self) -> list[dict[str, str]]:
        record = {"url": reverse("partners:record", args=[self.partner.pk]), "label": self.partner.name}
        return [record, *super().crumbs()]
