"""The beginning of a letter: to whom, from which centre, with which text. Many recipients make a batch."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from home.access import may_do
from home.models import Centre

from ...actions.draft_letter import draft_letter
from ...actions.make_batch import make_batch
from ...models import LetterTemplate, Partner, Signatory
from ...models.letters.texts import Kind
from ...partner_list import asked_for, partners_for
from ..bulk import MOST
from .screen import LettersScreen, centres_where

#: Without a ready text one begins with an empty letter of one of these kinds.
EMPTY = (Kind.EXTERNAL, Kind.MEMO, Kind.CIRCULAR, Kind.STAMPED)


class StartForm(forms.Form):
    """`template`: the key of a ready text, or `empty-<kind>`."""

    template = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose what to begin with.")}
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, templates, centres, many: bool, title: str):
        super().__init__(data, initial={"token": uuid.uuid4(), "title": title})
        ready = [(str(one.pk), one.name) for one in templates]
        self.fields["template"].choices = [*ready, *((f"empty-{kind}", kind.label) for kind in EMPTY)]
        if len(centres) > 1:
            choices = [(str(one.pk), one.name) for one in centres]
            self.fields["centre"] = forms.ChoiceField(label=_("Centre that writes"), choices=choices)
        if many:
            self.fields["title"] = forms.CharField(
                label=_("Name of the batch"),
                max_length=200,
                help_text=_("By which you find it again; nobody else sees it."),
            )


class StartView(LettersScreen, TemplateView):
    """Asked from the list of partners with their keys (POST), from a record (?partner=), or from the menu."""

    needs = "network.add_letter"
    template_name = "network/admin/letters/start.html"
    page_title = gettext_lazy("Write a letter")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if problem := self._problem():
            messages.warning(request, problem)
            return redirect("partners:index")
        if not request.POST.get("begun"):
            return self.draw(self.form())
        form = self.form(request.POST)
        if not form.is_valid():
            return self.draw(form)
        return self.begin(form)

    @cached_property
    def partners(self) -> list[Partner]:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        mine = Partner.objects.for_user(self.request.user).with_places().prefetch_related("contacts")
        if given.get("everything"):
            chosen = partners_for(asked_for(given, self.request.user), self.request.user)
            return list(chosen.current().with_places().prefetch_related("contacts")[: MOST + 1])
        keys = [*given.getlist("id"), *given.getlist("partner")][: MOST + 1]
        found = list(mine.filter(pk__in=[int(key) for key in keys if key.isdigit() and len(key) < 19]))
        if self.request.method == "GET" and keys and not found:
            raise Http404
        return found

    def _problem(self) -> str:
        if self.request.POST.get("act") == "letter" and not self.partners:
            return _("Choose at least one partner first.")
        if len(self.partners) > MOST:
            return _("These are more than %(most)s partners. Narrow the list down first.") % {"most": MOST}
        if len({partner.province.centre_id for partner in self.partners}) > 1:
            return _(
                "These partners belong to several centres. A letter is written by one centre: filter by centre first."
            )
        return ""

    @cached_property
    def centres(self) -> list[Centre]:
        """Those that may write this letter: the partners' own, else every one in which the user may write."""
        may = centres_where(self.request.user, "add_letter")
        if self.partners:
            may = [centre for centre in may if centre.pk == self.partners[0].province.centre_id]
        if not may:
            raise PermissionDenied
        return may

    @cached_property
    def templates(self) -> list[LetterTemplate]:
        centres = [centre.pk for centre in self.centres]
        usable = LetterTemplate.objects.usable_by(self.request.user).select_related("centre")
        return [one for one in usable if one.centre_id in (None, *centres)]

    def form(self, data=None) -> StartForm:
        subject = _("Letter to %(count)s partners") % {"count": len(self.partners)}
        return StartForm(
            data, templates=self.templates, centres=self.centres, many=len(self.partners) > 1, title=subject
        )

    def begin(self, form: StartForm) -> HttpResponse:
        data = form.cleaned_data
        centre = next(one for one in self.centres if str(one.pk) == data.get("centre", str(one.pk)))
        if not may_do(self.request.user, "network.add_letter", centre.pk):
            raise PermissionDenied
        template = next((one for one in self.templates if str(one.pk) == data["template"]), None)
        values = {"template": template} if template else {"kind": data["template"].removeprefix("empty-")}
        signers = list(Signatory.objects.active().filter(centre=centre)[:2])
        if len(signers) == 1:
            values["signatory"] = signers[0]
        how = {"actor": self.actor, "at": self.now, "token": data["token"]}
        if len(self.partners) > 1:
            batch = make_batch(centre, self.partners, {**values, "title": data["title"]}, **how)
            return redirect("letters:batch_edit", batch.pk)
        if self.partners:
            values["partner"] = self.partners[0]
        return redirect("letters:edit", draft_letter(centre, values, **how).pk)

    def draw(self, form: StartForm) -> HttpResponse:
        chosen = str(form["template"].value() or "")
        by_key = {str(one.pk): one for one in self.templates}
        choices = [
            {"value": value, "name": label, "chosen": value == chosen, **_about(by_key.get(value))}
            for value, label in form.fields["template"].choices
        ]
        back = reverse("partners:index" if len(self.partners) > 1 else "letters:index")
        if len(self.partners) == 1:
            back = reverse("partners:record", args=[self.partners[0].pk])
        return self.render_to_response(
            self.get_context_data(form=form, choices=choices, partners=self.partners, back=back)
        )


def _about(template: LetterTemplate | None) -> dict[str, str]:
    if template is None:
        return {"kind": _("without a ready text"), "owner": "", "subject": ""}
    owner = template.centre.region if template.centre_id else _("headquarters")
    return {"kind": template.get_kind_display(), "owner": owner, "subject": template.subject}
