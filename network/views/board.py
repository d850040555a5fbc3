"""The board of a season, and what is done to several visits at once."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from home.access import may_do

from ..actions.move_visit import CannotMove, move_visit
from ..board import board_of, filters_of, season_of
from ..forms.visits import BULK_FORMS, STEP_FORMS
from ..models import Season, Visit
from ..outreach import states
from ..words import REASONS, alert_words, season_state_name, sentences, state_name, step_name
from .staff import StaffScreen

STAGES = {
    "prepare": gettext_lazy("Quotas and training"),
    "field": gettext_lazy("Field work"),
    "form2": gettext_lazy("Form 2"),
    "report": gettext_lazy("Summary"),
}
#: At most so many visits at once; a trip has fewer.
MOST = 100


class OutreachScreen(StaffScreen):
    """A screen of the outreach: it is about a season, the current one unless the address names another."""

    needs = "network.view_visit"
    header_icon = "calendar-check"

    @property
    def today(self):
        return timezone.localdate(self.now)

    @cached_property
    def seasons(self) -> list[Season]:
        return list(Season.objects.all())

    @cached_property
    def season(self) -> Season | None:
        return season_of(self.request.GET, self.seasons)

    def get_breadcrumbs_items(self):
        items = super(StaffScreen, self).get_breadcrumbs_items()
        return [*items, {"url": reverse("outreach:index"), "label": str(_("Outreach"))}, *self.crumbs()]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"season": self.season, "today": self.today} | kwargs)


class BoardView(OutreachScreen, TemplateView):
    template_name = "network/admin/outreach/board.html"
    page_title = gettext_lazy("Season board")

    def crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        if self.season is None:
            may_begin = may_do(self.request.user, "network.add_season", None)
            return super().get_context_data(board=None, may_begin=may_begin, **kwargs)
        filters = filters_of(self.request.GET)
        board = board_of(self.season, self.request.user, filters, self.today)
        return super().get_context_data(
            board=board,
            columns=[(column, state_name(column.state), self._cards(column)) for column in board.columns],
            ends=[(column, state_name(column.state), self._cards(column)) for column in board.ends],
            line=[(STAGES[stage.name], stage, round(stage.share(self.today) * 100)) for stage in board.stages],
            states=[(state, state_name(state)) for state in (*states.LINE, *states.ENDS)],
            season_state=season_state_name(self.season.state),
            seasons=self.seasons,
            acts=self._acts(),
            may_write=not self.season.closed and self.request.user.has_perm("network.add_letter"),
            parameters=urlencode({"season": self.season.fiscal_year, **filters.parameters}),
            **kwargs,
        )

    def _cards(self, column):
        return [(card, alert_words(card.alert) if card.alert else "") for card in column.cards]

    def _acts(self) -> list[tuple[str, str]]:
        user = self.request.user
        if self.season.closed:
            return []
        return [(name, step_name(name)) for name in BULK_FORMS if _may(user, name)]


def _may(user, name: str) -> bool:
    return user.has_perm(f"network.{states.TRANSITIONS[name].right}")


@dataclass(frozen=True)
class Refused:
    visit: Visit
    why: list[str]


class ManyView(OutreachScreen, TemplateView):
    """Asks once, shows whom it concerns, and does it to each; what cannot be done is said, the rest is done."""

    http_method_names = ["post"]
    template_name = "network/admin/outreach/many.html"

    @cached_property
    def name(self) -> str:
        name = self.request.POST.get("act", "")
        if name not in BULK_FORMS:
            raise Http404
        if not _may(self.request.user, name):
            raise PermissionDenied
        return name

    def get_page_title(self):
        return step_name(self.name)

    @cached_property
    def visits(self) -> list[Visit]:
        keys = [int(key) for key in self.request.POST.getlist("id")[:MOST] if key.isdigit() and len(key) < 19]
        return list(Visit.objects.for_user(self.request.user).with_partner().filter(pk__in=keys))

    @property
    def back(self) -> str:
        return f"{reverse('outreach:index')}?{self.request.POST.get('back', '')[:200]}"

    def post(self, request, *args, **kwargs):
        if self.name and not self.visits:
            messages.warning(request, _("Choose at least one visit first."))
            return redirect(self.back)
        confirmed = bool(request.POST.get("confirmed"))
        form = STEP_FORMS[self.name](
            request.POST if confirmed else None, visit=self.visits[0], today=self.today, auto_id="many_%s"
        )
        if not confirmed or not form.is_valid():
            return self.render_to_response(self._asking(form))
        refused = [one for visit in self.visits if (one := self._move(visit, form))]
        done = len(self.visits) - len(refused)
        if done:
            words = ngettext("%(count)s visit: %(step)s.", "%(count)s visits: %(step)s.", done)
            messages.success(request, words % {"count": done, "step": step_name(self.name)})
        if refused:
            return self.render_to_response(self._asking(form, refused=refused))
        return redirect(self.back)

    def _asking(self, form, refused=()):
        visits = [one.visit for one in refused] or self.visits
        posted = self.request.POST.get("back", "")[:200]
        return self.get_context_data(
            form=form, act=self.name, label=step_name(self.name), visits=visits, refused=refused, back=self.back,
            posted_back=posted,
        )  # fmt: skip

    def _move(self, visit: Visit, form) -> Refused | None:
        try:
            move_visit(
                visit, self.name, actor=self.actor, at=self.now, values=form.values, window=form.window,
                reason=form.reason,
            )  # fmt: skip
        except CannotMove as problem:
            return Refused(visit, sentences(problem.missing))
        except PermissionDenied:
            return Refused(visit, [_("You may not do this for a visit of another team or centre.")])
        return None


def reason_of(visit: Visit) -> str:
    """Why a visit was chosen: a reason of the rules, or what somebody wrote."""
    return str(REASONS.get(visit.chosen_because, visit.chosen_because))
