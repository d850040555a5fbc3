"""Something done to the chosen partners: one screen asks and shows whom it concerns, then it is done to all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from ..actions.change_many import change_many, note_on_many
from ..actions.change_partner import Actor
from ..actions.recompute_standings import recompute_standings
from ..forms.bulk import CloseForm, LeaveForm, ManyNotesForm, NothingToFillIn, SourceForm
from ..models import Change, Partner
from ..partner_list import asked_for, partners_for
from .staff import StaffScreen

#: More than this at once is no choice any more, and would hold up everybody else's writing.
MOST = 500


@dataclass(frozen=True)
class Act:
    """`do(partners, data, actor, at)` returns how many partners it changed."""

    name: str
    label: str
    form: type
    do: Callable[[object, dict, Actor, datetime], int]
    needs: str = "network.change_partner"


def _set_source(partners, data: dict, actor: Actor, at: datetime) -> int:
    return change_many(partners, {"source": data["source"]}, actor=actor, at=at)


def _note(partners, data: dict, actor: Actor, at: datetime) -> int:
    return note_on_many(partners, data["text"], actor=actor, at=at)


def _close(partners, data: dict, actor: Actor, at: datetime) -> int:
    return change_many(partners, {"closed_on": data["closed_on"]}, actor=actor, at=at, reason=data["reason"])


def _leave(partners, data: dict, actor: Actor, at: datetime) -> int:
    staying = [partner for partner in partners if partner.opted_out_at is None]
    values = {"opted_out_at": at, "opted_out_reason": data["reason"]}
    return change_many(staying, values, actor=actor, at=at, verb=Change.Verb.LEFT, reason=data["reason"])


def _recompute(partners, data: dict, actor: Actor, at: datetime) -> int:
    keys = [partner.pk for partner in partners]
    return recompute_standings(Partner.objects.filter(pk__in=keys), actor=actor, at=at).changed


ACTS = {
    act.name: act
    for act in (
        Act("note", gettext_lazy("Add a note"), ManyNotesForm, _note),
        Act("source", gettext_lazy("Set where we know it from"), SourceForm, _set_source),
        Act("recompute", gettext_lazy("Recompute the status"), NothingToFillIn, _recompute),
        Act("leave", gettext_lazy("Record that it left the network"), LeaveForm, _leave),
        Act("close", gettext_lazy("Mark as closed"), CloseForm, _close),
    )
}


class BulkView(StaffScreen, TemplateView):
    """Only partners of the user's centres are ever found by the keys of the request."""

    http_method_names = ["post"]
    template_name = "network/admin/bulk.html"

    @cached_property
    def act(self) -> Act:
        act = ACTS.get(self.request.POST.get("act", ""))
        if act is None:
            raise Http404
        if not self.request.user.has_perm(act.needs):
            raise PermissionDenied
        return act

    @cached_property
    def asked(self):
        return asked_for(self.request.POST, self.request.user)

    @cached_property
    def partners(self) -> list[Partner]:
        if self.request.POST.get("everything"):
            return list(partners_for(self.asked, self.request.user).with_places()[: MOST + 1])
        keys = [int(key) for key in self.request.POST.getlist("id")[: MOST + 1] if key.isdigit() and len(key) < 19]
        return list(Partner.objects.for_user(self.request.user).with_places().filter(pk__in=keys))

    def get_page_title(self):
        return str(self.act.label)

    def post(self, request, *args, **kwargs):
        if problem := self._problem():
            messages.warning(request, problem)
            return redirect(self.back)
        confirmed = request.POST.get("confirmed")
        form = self.act.form(request.POST if confirmed else None)
        if confirmed and form.is_valid():
            changed = self.act.do(self.partners, form.cleaned_data, self.actor, self.now)
            messages.success(
                request,
                ngettext("%(count)s partner was changed.", "%(count)s partners were changed.", changed)
                % {"count": changed},
            )
            return redirect(self.back)
        return self.render_to_response(
            self.get_context_data(form=form, act=self.act, partners=self.partners, asked=self.asked, back=self.back)
        )

    def _problem(self) -> str:
        if not self.partners:
            return _("Choose at least one partner first.") if self.act else ""
        if len(self.partners) > MOST:
            return _("These are more than %(most)s partners. Narrow the list down first.") % {"most": MOST}
        return ""

    @property
    def back(self) -> str:
        return f"{reverse('partners:index')}?{urlencode(self.asked.parameters)}"
