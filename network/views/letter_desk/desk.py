"""The desk: what waits for whoever looks, his own drafts, and what is on its way in his centres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from home.access import scope_of

from ...letter_waiting import letters_waiting
from ...models import Letter, LetterBatch
from .screen import LettersScreen, centres_where, offices_missing

PER_PAGE = 50
State = Letter.State


def _waiting(user) -> Q:
    return letters_waiting(user)


def _mine(user) -> Q:
    return Q(drafted_by=user, state=State.DRAFT, batch=None)


def _under_way(user) -> Q:
    return Q(state__in=(State.DRAFT, State.CHECKED, State.APPROVED), batch=None)


def _to_send(user) -> Q:
    here = [centre.pk for centre in centres_where(user, "send_letter")]
    return Q(state=State.ISSUED, centre__in=here)


@dataclass(frozen=True)
class Tray:
    name: str
    label: str
    explained: str
    empty: str
    chosen: Callable[[object], Q]


TRAYS = (
    Tray(
        "waiting",
        gettext_lazy("Waiting for me"),
        gettext_lazy("What you can check, approve or give a number to."),
        gettext_lazy("Nothing waits for you."),
        _waiting,
    ),
    Tray(
        "mine",
        gettext_lazy("My drafts"),
        gettext_lazy("What you have begun and nobody has checked yet."),
        gettext_lazy("You have no drafts. Begin one here, or from the record of a partner."),
        _mine,
    ),
    Tray(
        "under_way",
        gettext_lazy("Under way"),
        gettext_lazy("Everything of your centre that has no number yet."),
        gettext_lazy("No letter is being written."),
        _under_way,
    ),
    Tray(
        "to_send",
        gettext_lazy("To be sent"),
        gettext_lazy("Letters with a number that have not left the house yet."),
        gettext_lazy("Everything that has a number has been sent."),
        _to_send,
    ),
)
#: The trays that show batches as well, and which.
BATCHES: dict[str, Callable[[object], Q]] = {
    "waiting": lambda user: letters_waiting(user, of_batches=True),
    "mine": lambda user: Q(drafted_by=user, state=State.DRAFT),
    "under_way": lambda user: Q(state__in=(State.DRAFT, State.CHECKED, State.APPROVED)),
}


class DeskView(LettersScreen, TemplateView):
    template_name = "network/admin/letters/desk.html"
    page_title = gettext_lazy("Letters")

    def crumbs(self):
        return []

    @cached_property
    def conditions(self) -> dict[str, Q]:
        return {tray.name: tray.chosen(self.request.user) for tray in TRAYS}

    @cached_property
    def batches(self) -> dict[str, list[LetterBatch]]:
        """By tray; a centre has a handful of batches at a time."""
        user = self.request.user
        mine = LetterBatch.objects.for_user(user).select_related("centre", "drafted_by")
        mine = mine.annotate(count=Count("letters"))
        return {name: list(mine.filter(chosen(user))[:PER_PAGE]) for name, chosen in BATCHES.items()}

    def get_context_data(self, **kwargs):
        user = self.request.user
        letters = Letter.objects.for_user(user)
        sums = {name: Count("pk", filter=condition) for name, condition in self.conditions.items()}
        counts = letters.aggregate(**sums)
        trays = [(tray, counts[tray.name] + len(self.batches.get(tray.name, ()))) for tray in TRAYS]
        tray = self._tray(trays)
        found = (
            letters.filter(self.conditions[tray.name]).select_related("drafted_by", "centre").order_by("-drafted_at")
        )
        return super().get_context_data(
            trays=[{"name": one.name, "label": one.label, "count": count} for one, count in trays],
            tray=tray,
            batches=self.batches.get(tray.name, []),
            page_obj=Paginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            parameters=f"tray={tray.name}",
            may_write=bool(centres_where(user, "add_letter")),
            offices_missing=offices_missing(user),
            many_centres=scope_of(user).everything,
            **kwargs,
        )

    def _tray(self, trays) -> Tray:
        """The one asked for, else the first that holds something."""
        asked = self.request.GET.get("tray", "")
        chosen = next((tray for tray, _count in trays if tray.name == asked), None)
        return chosen or next((tray for tray, count in trays if count), trays[0][0])
