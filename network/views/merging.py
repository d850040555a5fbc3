"""Two records of one organisation: where they are likely, the choice side by side, and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from ..actions.change_partner import EditedMeanwhile, as_text
from ..actions.merge_partners import (
    CHOICES,
    CannotMerge,
    CannotUnmerge,
    merge_partners,
    unmerge_partners,
)
from ..models import Merge, Partner
from .staff import PartnerScreen, StaffScreen

MOST_GROUPS = 100


class DuplicatesView(StaffScreen, TemplateView):
    """Groups of records that share a website's host, or kind, bare name and sub-district."""

    needs = "network.merge_partner"
    template_name = "network/admin/duplicates.html"
    page_title = gettext_lazy("Likely duplicates")

    def get_context_data(self, **kwargs):
        mine = Partner.objects.for_user(self.request.user).current()
        groups = [
            *self._groups(mine, "host_key", _("same website")),
            *self._groups(mine, "name_key", _("same name and place")),
        ]
        return super().get_context_data(groups=groups, most=MOST_GROUPS, **kwargs)

    def _groups(self, mine, key: str, why: str) -> list[dict]:
        """Two queries, however many groups."""
        shared = mine.exclude(**{key: ""}).order_by().values(key).annotate(count=Count("pk")).filter(count__gt=1)
        keys = list(shared.order_by("-count", key).values_list(key, flat=True)[:MOST_GROUPS])
        found: dict[str, list[Partner]] = {one: [] for one in keys}
        for partner in mine.filter(**{f"{key}__in": keys}).with_places().order_by("pk"):
            found[getattr(partner, key)].append(partner)
        return [{"why": why, "partners": group[:10], "first": group[0]} for group in found.values() if len(group) > 1]


class MergeView(PartnerScreen, TemplateView):
    """The partner of the address and another one, field by field; `with` is its code."""

    needs = "network.merge_partner"
    template_name = "network/admin/merge.html"
    page_title = gettext_lazy("Merge")

    @cached_property
    def other(self) -> Partner | None:
        typed = (self.request.POST.get("with") or self.request.GET.get("with") or "").strip()
        mine = Partner.objects.for_user(self.request.user).with_places().exclude(pk=self.partner.pk)
        try:
            # The code of a merged record leads on, perhaps to a record of another centre.
            return mine.filter(pk=mine.by_code(typed).pk).first()
        except Partner.DoesNotExist:
            return None

    @cached_property
    def pair(self) -> tuple[Partner, Partner]:
        """Which is kept and which goes: as the screen was asked, the one of the address first."""
        kept_is_other = self.request.POST.get("keep") == "other"
        return (self.other, self.partner) if kept_is_other else (self.partner, self.other)

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("with", "")
        rows = self._rows() if self.other else []
        return super().get_context_data(other=self.other, rows=rows, asked=asked, **kwargs)

    def _rows(self) -> list[dict]:
        rows = []
        for name in CHOICES:
            here, there = getattr(self.partner, name), getattr(self.other, name)
            field = Partner._meta.get_field(name)
            words = dict(field.flatchoices)
            rows.append(
                {
                    "name": name,
                    "label": capfirst(str(field.verbose_name)),
                    "here": words.get(here, as_text(here)),
                    "there": words.get(there, as_text(there)),
                    "same": here == there,
                    "take_there": here in (None, "") and there not in (None, ""),
                }
            )
        return rows

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.other is None:
            messages.error(request, _("There is no partner with this code among yours."))
            return redirect("partners:merge", self.partner.pk)
        sources = {"here": self.partner, "there": self.other}
        chosen = {name: getattr(sources.get(request.POST.get(name), self.pair[0]), name) for name in CHOICES}
        try:
            merge_partners(*self.pair, chosen, actor=self.actor, at=self.now, versions=self._versions())
        except EditedMeanwhile:
            messages.warning(request, _("Somebody changed one of the two meanwhile. Please look at both again."))
            return redirect(f"{reverse('partners:merge', args=[self.partner.pk])}?with={self.other.code}")
        except CannotMerge:
            messages.error(request, _("One of the two has been merged already."))
            return redirect("partners:record", self.partner.pk)
        messages.success(request, _("The two records are one now. The history can take them apart again."))
        return redirect("partners:record", self.pair[0].pk)

    def _versions(self) -> tuple[int, int]:
        typed = [self.request.POST.get(f"{which}_version", "") for which in ("here", "there")]
        here, there = (int(text) if text.isdigit() and len(text) < 10 else 0 for text in typed)
        return (there, here) if self.pair[0] is self.other else (here, there)


class UnmergeView(PartnerScreen, View):
    http_method_names = ["post"]
    needs = "network.merge_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        of_partner = Merge.objects.filter(kept=self.partner)
        merge = get_object_or_404(of_partner, pk=self.kwargs["merge"])
        try:
            unmerge_partners(merge, actor=self.actor, at=self.now)
        except CannotUnmerge:
            messages.error(
                request,
                _("The two cannot be separated: they are separate already, or this record has been merged itself."),
            )
        else:
            messages.success(request, _("The two records are separate again."))
        return redirect("partners:record", self.partner.pk)
