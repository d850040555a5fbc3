"""Candidates for the open places of the quotas: taken, passed over, looked up; and the look at a candidate's site."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from home.access import may_do, scope_of
from home.models import Province

from ..actions.check_links import NoWebsite, TooSoon
from ..actions.choose_targets import (
    NotATarget,
    SeasonClosed,
    accept_suggestions,
    shortlist_partner,
    skip_suggestion,
)
from ..actions.look_first import look_first, order_first_looks
from ..actions.screen_partner import screen_partner
from ..board import season_of
from ..forms.screening import ScreeningForm
from ..models import Partner, Responsibility, Skip, Team
from ..outreach import ranking, states
from ..suggesting import standing_of, suggest
from ..team_rights import centres_with
from ..words import REASONS, sentences
from .board import OutreachScreen
from .staff import PartnerScreen

SHOWN = 400


def search_address(partner: Partner) -> str:
    """A search for the website of an organisation, with its name and place filled in."""
    words = f"{partner.name_th} {partner.district.name_th if partner.district else ''} {partner.province.name_th}"
    return f"https://www.google.com/search?q={quote(words)}"


class SuggestionsView(OutreachScreen, TemplateView):
    template_name = "network/admin/outreach/suggestions.html"
    page_title = gettext_lazy("Candidates")
    header_icon = "list-ul"

    @cached_property
    def provinces(self) -> list[Province]:
        return list(Province.objects.filter(centre__in=centres_with(self.request.user, "view_visit")))

    @cached_property
    def teams(self) -> list[Team]:
        return list(Team.objects.for_user(self.request.user).active().select_related("centre"))

    @cached_property
    def chosen(self) -> list[int] | None:
        """Keys of the provinces that are asked for; None for the whole country."""
        mine = {one.pk for one in self.provinces}
        asked = {**self.request.GET.dict(), **self.request.POST.dict()}
        if (key := asked.get("province", "")).isdigit():
            return [int(key)] if int(key) in mine else []
        if (key := asked.get("team", "")).isdigit() and int(key) in {team.pk for team in self.teams}:
            held = Responsibility.objects.filter(season=self.season, team=key)
            return [one for one in held.values_list("province", flat=True) if one in mine]
        return None if scope_of(self.request.user).everything else sorted(mine)

    @cached_property
    def season(self):
        return season_of({**self.request.GET.dict(), **self.request.POST.dict()}, self.seasons)

    @property
    def may_choose(self) -> bool:
        return bool(self.season and not self.season.closed and self.request.user.has_perm("network.add_visit"))

    @cached_property
    def choosing(self) -> set[int]:
        """The centres for which the user may fill the short list."""
        return centres_with(self.request.user, "add_visit")

    @cached_property
    def screening(self) -> set[int]:
        return centres_with(self.request.user, "add_screening")

    @cached_property
    def suggestions(self):
        return suggest(self.season, self.today, self.chosen) if self.season else []

    def get_context_data(self, **kwargs):
        places = standing_of(self.season, self.chosen).places if self.season else {}
        rows = sorted(self.suggestions, key=_by_place)
        return super().get_context_data(
            rows=[(one, REASONS[one.reason], search_address(one.partner)) for one in rows[:SHOWN]],
            more=max(len(rows) - SHOWN, 0),
            number=len(rows),
            open_places=sum(places.values()),
            provinces=self.provinces,
            teams=self.teams,
            asked=self.request.GET,
            whys=Skip.Why.choices,
            may_choose=self.may_choose,
            may_look=bool(self.screening) and any(one.tier == ranking.TO_SCREEN for one in rows),
            parameters=self.parameters,
            **kwargs,
        )

    @property
    def parameters(self) -> str:
        asked = {**self.request.GET.dict(), **self.request.POST.dict()}
        return urlencode({name: asked[name] for name in ("season", "province", "team") if asked.get(name)})

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("network.add_visit") or self.season is None:
            raise PermissionDenied
        act = request.POST.get("act", "")
        try:
            if act == "look":
                self._look()
            elif act == "code":
                self._look_up(request.POST.get("code", ""))
            elif request.POST.get("skip", "").isdigit():
                self._skip(int(request.POST["skip"]))
            else:
                self._accept(everything=act == "fill")
        except SeasonClosed:
            messages.error(request, sentences([states.Missing("season_closed")])[0])
        return redirect(f"{reverse('outreach:suggestions')}?{self.parameters}")

    def _accept(self, *, everything: bool) -> None:
        wanted = {int(key) for key in self.request.POST.getlist("id") if key.isdigit() and len(key) < 19}
        taken = [
            one
            for one in self.suggestions
            if (everything or one.partner.pk in wanted) and one.partner.province.centre_id in self.choosing
        ]
        if not taken:
            messages.warning(self.request, _("Choose at least one candidate first."))
            return
        done = accept_suggestions(self.season, taken, actor=self.actor, at=self.now)
        unseen = [one.partner.pk for one in taken if one.tier == ranking.TO_SCREEN and not one.partner.screened_on]
        order_first_looks(unseen, owner=self.request.user)
        words = ngettext(
            "%(count)s candidate is on the short list.", "%(count)s candidates are on the short list.", done.added
        )
        messages.success(self.request, words % {"count": done.added})
        if done.taken:
            words = ngettext("Somebody else took %(count)s.", "Somebody else took %(count)s.", done.taken)
            messages.info(self.request, words % {"count": done.taken})

    def _look(self) -> None:
        """The machine's first look at the sites of those that are to be screened, in the background."""
        asked = [one for one in self.suggestions if one.tier == ranking.TO_SCREEN and one.partner.website]
        mine = [one.partner.pk for one in asked[:SHOWN] if one.partner.province.centre_id in self.screening]
        if order_first_looks(mine, owner=self.request.user) is None:
            messages.warning(self.request, _("There is no site to look at: none of them has a website on file."))
            return
        words = ngettext(
            "%(count)s site is being looked at in the background.",
            "%(count)s sites are being looked at in the background.", len(mine),
        )  # fmt: skip
        messages.success(self.request, words % {"count": len(mine)})

    def _skip(self, key: int) -> None:
        partner = get_object_or_404(self._partners(), pk=key)
        why = self.request.POST.get(f"why-{key}", "")
        if why not in Skip.Why.values:
            messages.warning(self.request, _("Say why the candidate is passed over."))
            return
        skip_suggestion(self.season, partner, why, actor=self.actor, at=self.now)
        words = _("%(name)s will not be suggested again this season.") % {"name": partner.name}
        messages.success(self.request, words)

    def _partners(self):
        return Partner.objects.with_places().filter(province__centre__in=self.choosing)

    def _look_up(self, code: str) -> None:
        try:
            partner = self._partners().by_code(code)
            shortlist_partner(self.season, partner, actor=self.actor, at=self.now)
        except Partner.DoesNotExist:
            messages.error(self.request, _("There is no partner with this code among yours."))
        except NotATarget:
            words = _("This partner cannot be chosen: it is in the season already, or has left, or is closed.")
            messages.error(self.request, words)
        else:
            messages.success(self.request, _("%(name)s is on the short list.") % {"name": partner.name})


def _by_place(one):
    """Together what lies together, so that a leader sees a day's way."""
    district = one.partner.district.name_th if one.partner.district else ""
    return one.partner.province.name_th, one.tier, district, one.partner.order_key


class ScreeningView(PartnerScreen, TemplateView):
    """A look at the site of a candidate: does it work, and is there room for the banner?"""

    needs = "network.add_screening"
    template_name = "network/admin/outreach/screening.html"
    page_title = gettext_lazy("Screening")

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if request.user.has_perm(self.needs) and not may_do(request.user, self.needs, self.partner.province.centre_id):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(ScreeningForm())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("act") == "look":
            return self.look()
        form = ScreeningForm(request.POST)
        if not form.is_valid():
            return self.draw(form)
        screen_partner(self.partner, **form.cleaned_data, actor=self.actor, at=self.now)
        messages.success(request, _("The screening was written down."))
        visit = self.partner.visits.order_by("-pk").first()
        return redirect("outreach:visit", visit.pk) if visit else redirect("outreach:suggestions")

    def look(self) -> HttpResponse:
        """The machine looks now; what only a person can see stays open."""
        try:
            look_first(self.partner, actor=self.actor, now=self.now)
        except NoWebsite:
            messages.error(self.request, _("There is no website on record to look at."))
        except TooSoon:
            messages.warning(self.request, _("The website was looked at less than a minute ago. Wait a moment."))
        else:
            messages.success(self.request, _("The machine has looked. Whether there is room is yours to see."))
        return redirect(self.request.path)

    def draw(self, form) -> HttpResponse:
        past = list(self.partner.screenings.select_related("by")[:20])
        return self.render_to_response(self.get_context_data(form=form, past=past, search=search_address(self.partner)))
