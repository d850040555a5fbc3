"""Letters about visits, begun where the visits are: letters A for those that were chosen on the board."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from home.access import may_do

from ..actions.write_visit_letters import NoReadyText, NothingToWrite, why_not, write_visit_letters
from ..models import Letter, Visit
from ..words import sentences
from .board import MOST, OutreachScreen

WRITE = "network.add_letter"


@dataclass(frozen=True)
class LeftOut:
    visit: Visit
    why: list[str]


class LetterAView(OutreachScreen, TemplateView):
    """Asks once, shows whom the letter goes to and who is left out and why; then the desk of letters takes over."""

    http_method_names = ["post"]
    needs = WRITE
    template_name = "network/admin/outreach/letters.html"
    page_title = gettext_lazy("Write letter A")

    @cached_property
    def chosen(self) -> list[Visit]:
        keys = [int(key) for key in self.request.POST.getlist("id")[:MOST] if key.isdigit() and len(key) < 19]
        mine = Visit.objects.for_user(self.request.user).filter(pk__in=keys)
        related = ("season", "partner__province__centre", "partner__district", "team", "coordinator", "travel")
        return list(mine.select_related(*related).order_by("expected_from", "pk"))

    @property
    def back(self) -> str:
        return f"{reverse('outreach:index')}?{self.request.POST.get('back', '')[:200]}"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        centres = {visit.partner.province.centre_id for visit in self.chosen}
        if not centres:
            messages.warning(request, _("Choose at least one visit first."))
            return redirect(self.back)
        if len(centres) > 1:
            words = _("These visits belong to several centres. A letter is written by one centre: filter first.")
            messages.warning(request, words)
            return redirect(self.back)
        if not may_do(request.user, WRITE, centres.pop()):
            raise PermissionDenied
        return self.write() if request.POST.get("confirmed") else self.ask()

    def ask(self) -> HttpResponse:
        judged = [(visit, sentences(why_not(visit, Letter.Errand.A, self.today))) for visit in self.chosen]
        return self.render_to_response(
            self.get_context_data(
                able=[visit for visit, why in judged if not why],
                left_out=[LeftOut(visit, why) for visit, why in judged if why],
                back=self.back, posted_back=self.request.POST.get("back", "")[:200], token=uuid.uuid4(),
            )
        )  # fmt: skip

    def write(self) -> HttpResponse:
        try:
            token = uuid.UUID(self.request.POST.get("token", ""))
        except ValueError:
            token = uuid.uuid4()
        try:
            batch = write_visit_letters(self.chosen, Letter.Errand.A, actor=self.actor, at=self.now, token=token)
        except NothingToWrite:
            messages.warning(self.request, _("None of these visits can get letter A now."))
            return redirect(self.back)
        except NoReadyText:
            messages.error(self.request, no_ready_text())
            return redirect(self.back)
        messages.success(self.request, _("The letters are drafts. Look at them, then have them checked and approved."))
        return redirect("letters:batch_edit", batch.pk)


def no_ready_text() -> str:
    return _("No ready text for this letter is in use. Headquarters, or the centre, keeps them under Ready texts.")
