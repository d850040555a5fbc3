"""One letter: its page, how it came about, what may be done with it now, and where it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from home.access import may_do

from ...letter_content import enclosures_of, office_of, verification_address
from ...letter_problems import Placed, placed_all
from ...letter_troubles import letter_troubles, office_troubles
from ...models import Letter, LetterEvent
from .acts import BY_NAME, REFUSALS, initial, offered, refusal
from .screen import LetterScreen, name_of

State, Verb = Letter.State, LetterEvent.Verb
#: What is still to come, in the order of a letter's life.
STEPS = (State.CHECKED, State.APPROVED, State.ISSUED, State.SENT)


@dataclass(frozen=True)
class Moment:
    """A line of a letter's history in words."""

    what: str
    who: str
    at: object
    more: str = ""
    grave: bool = False


def moment(event: LetterEvent) -> Moment:
    who = (event.by.get_full_name() or event.by.get_username()) if event.by else ""
    grave = event.verb in (Verb.VOIDED, Verb.FAILED)
    return Moment(event.get_verb_display(), who, event.at, _more(event.verb, event.details), grave)


def _more(verb: str, details: Mapping[str, object]) -> str:
    """The one thing worth knowing beside what happened."""
    if verb == Verb.CHANGED:
        names = (Letter._meta.get_field(name).verbose_name for name in details.get("fields", ()))
        return ", ".join(str(name) for name in names)
    told = {
        Verb.ISSUED: details.get("number"),
        Verb.RETURNED: details.get("reason"),
        Verb.VOIDED: details.get("reason"),
        Verb.CORRECTED: details.get("number"),
        Verb.QUEUED: details.get("to"),
        Verb.SENT: details.get("to"),
        Verb.FAILED: details.get("error"),
        Verb.REPLIED: details.get("words"),
    }
    return str(told.get(verb) or "")


class LetterView(LetterScreen, TemplateView):
    template_name = "network/admin/letters/letter.html"

    def get_page_title(self):
        return name_of(self.letter)

    def crumbs(self):
        return super().crumbs()[:1]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        act = BY_NAME.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        if not any(may_do(request.user, f"network.{right}", self.letter.centre_id) for right in act.rights):
            raise PermissionDenied
        form = act.form(request.POST, prefix=act.name)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(failed=(act, form)), status=422)
        try:
            result = act.do(self.letter, form.cleaned_data, self.actor, self.now, self._version())
        except REFUSALS as problem:
            messages.error(request, refusal(problem))
            return redirect("letters:letter", self.letter.pk)
        messages.success(request, str(act.done))
        if act.name == "correct":
            return redirect("letters:edit", result.pk)
        return redirect("letters:letter", self.letter.pk)

    def _version(self) -> int | None:
        typed = self.request.POST.get("version", "")
        return int(typed) if typed.isdigit() and len(typed) < 10 else None

    @cached_property
    def troubles(self) -> list[Placed]:
        """What has to be mended before the letter can go on; nothing for one that is out."""
        if not self.letter.is_open:
            return []
        office = office_of(self.letter.centre)
        return placed_all([*letter_troubles(self.letter, timezone.localdate(), office), *office_troubles(office)])

    def get_context_data(self, **kwargs):
        failed_act, failed_form = kwargs.pop("failed", (None, None))
        user, letter = self.request.user, self.letter
        acts = [
            (act, failed_form if act == failed_act else act.form(prefix=act.name, initial=initial(act, letter)))
            for act in offered(letter, user)
        ]
        return super().get_context_data(
            acts=[one for one in acts if one[0].first],
            more_acts=[one for one in acts if not one[0].first],
            open_act=failed_act,
            moments=[moment(event) for event in letter.events.select_related("by").order_by("sequence")],
            to_come=self._to_come(),
            deliveries=list(letter.deliveries.select_related("by")),
            enclosures=enclosures_of(letter),
            corrections=list(letter.corrections.exclude(state=State.VOID)),
            stopping=[one for one in self.troubles if one.stops],
            hints=[one for one in self.troubles if not one.stops],
            may_edit=self._may_edit(),
            public_address=verification_address(letter.verify_token) if letter.number else "",
            **kwargs,
        )

    def _may_edit(self) -> bool:
        mine = may_do(self.request.user, "network.change_letter", self.letter.centre_id)
        return mine and self.letter.state == State.DRAFT

    def _to_come(self) -> list[str]:
        letter = self.letter
        if letter.state in (State.VOID, State.SENT, State.REPLIED):
            return []
        order = [State.DRAFT, *STEPS]
        return [str(step.label) for step in order[order.index(letter.state) + 1 :]]
