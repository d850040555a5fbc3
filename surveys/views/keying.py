"""Paper comes in: a row for each sheet, typed with the digits alone, and a second time by somebody else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from home.access import may_do
from network import form_tokens
from network.forms.dates import DayField

from .. import sentences
from ..actions.key_sheet import Keyed, NotWaiting, OwnSheet, differences, key_sheet, settle_sheet
from ..actions.save_answer import AlreadyAnswered, AnswersWrong
from ..instrument.answering import settle
from ..instrument.digits import digit_of
from ..instrument.items import DONT_KNOW, WAVES, Form, Kind
from ..keying import meanings, strips
from ..models import KeyedSheet, PairCode, Response
from ..sheet import places
from .answering import LONGEST
from .staff import StaffScreen

RIGHT = "surveys.add_response"
SHOWN = 20
MODES = (Response.Mode.PAPER, Response.Mode.MAIL, Response.Mode.INTERVIEW)
STALE = gettext_noop("The form had been open for too long. What you typed is still here: please send it once more.")
OWN = gettext_noop(
    "You keyed this sheet yourself. Somebody else keys it the second time; if this is one more sheet with the same "
    "code, say so."
)
RACE = gettext_noop("This form was answered with this code at the same moment. Please send it once more.")
#: What a reader of square codes types for a sheet: its whole address.
_ADDRESS = re.compile(r"/s/([12])/([0-9A-Za-z]{9})/")


class HeadForm(forms.Form):
    """Whose sheet it is, and when and how it came."""

    code = forms.CharField(label=gettext_lazy("Pair code"), max_length=200)
    on = DayField(label=gettext_lazy("Answered on"))
    mode = forms.TypedChoiceField(
        label=gettext_lazy("Channel"), choices=[(mode.value, mode.label) for mode in MODES], coerce=int
    )
    another = forms.BooleanField(label=gettext_lazy("One more sheet with the same code"), required=False)

    def __init__(self, *args, campaign, user, wave: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign, self.user, self.wave = campaign, user, wave
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}

    def clean_code(self) -> PairCode:
        said = self.cleaned_data["code"]
        if read := _ADDRESS.search(said):
            if int(read[1]) != self.wave:
                raise forms.ValidationError(_("This is a sheet of the other form."))
            said = read[2]
        try:
            mine = PairCode.objects.for_user(self.user).for_printing().filter(campaign=self.campaign)
            code = mine.by_code(said)
        except PairCode.DoesNotExist:
            raise forms.ValidationError(_("There is no such pair code in your provinces.")) from None
        if not may_do(self.user, RIGHT, code.visit.partner.province.centre_id):
            raise forms.ValidationError(_("There is no such pair code in your provinces."))
        return code

    def clean_on(self) -> date:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


@dataclass(frozen=True)
class Line:
    """A sheet in the list under the row."""

    sheet: KeyedSheet
    own: bool


class KeyingScreen(StaffScreen):
    needs = RIGHT
    header_icon = "edit"

    def sheets(self):
        mine = KeyedSheet.objects.for_user(self.request.user).filter(response__campaign=self.campaign)
        return mine.select_related("response__pair__visit__partner", "first_by", "second_by")


class KeyView(KeyingScreen, TemplateView):
    """The row of one form, and under it what waits for a second keying or a decision."""

    template_name = "surveys/admin/key.html"

    @cached_property
    def wave(self) -> int:
        if self.kwargs["wave"] not in WAVES:
            raise Http404
        return self.kwargs["wave"]

    @property
    def form_of_paper(self) -> Form:
        return self.campaign.form(self.wave)

    def get_page_title(self):
        return _("Key Form %(wave)s") % {"wave": self.wave}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        known = {"mode": request.GET.get("mode", Response.Mode.PAPER), "on": request.GET.get("on", "")}
        return self._draw(self._head(initial=known), {}, {})

    def _head(self, *args, **more) -> HeadForm:
        return HeadForm(*args, campaign=self.campaign, user=self.request.user, wave=self.wave, **more)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        head = self._head(request.POST)
        keyed = {
            item.name: request.POST.get(item.name, "")[:LONGEST].replace("\x00", "")
            for item in self.form_of_paper.items
        }
        if not head.is_valid():
            return self._draw(head, keyed, {})
        now = timezone.now()
        try:
            token = form_tokens.read_token(request.POST.get("token", ""), now)
            made = key_sheet(
                head.cleaned_data["code"], self.wave, keyed, on=head.cleaned_data["on"], mode=head.cleaned_data["mode"],
                form_name=f"keyed-{token.name}"[:64], by=request.user, now=now, another=head.cleaned_data["another"],
            )  # fmt: skip
        except form_tokens.WrongForm:
            head.add_error(None, _(STALE))
        except AnswersWrong as problem:
            errors = {wrong.name: sentences.of_answer(wrong) for wrong in problem.settled.wrong}
            return self._draw(head, keyed, errors)
        except OwnSheet:
            head.add_error("code", _(OWN))
        except AlreadyAnswered:
            head.add_error("code", _(RACE))
        else:
            return self._next(made, head)
        return self._draw(head, keyed, {})

    def _next(self, made: Keyed, head: HeadForm) -> HttpResponse:
        code = made.sheet.response.pair.written
        if made.differing:
            return redirect("campaigns:settle", self.campaign.pk, made.sheet.pk)
        if made.again:
            messages.success(self.request, _("%(code)s: both keyings are alike.") % {"code": code})
        elif made.sheet.response.state == Response.State.DOUBLE:
            sentence = _("%(code)s is kept as a second answer of its code; a person decides which one counts.")
            messages.warning(self.request, sentence % {"code": code})
        else:
            messages.success(self.request, _("%(code)s is kept. Somebody else keys it a second time.") % {"code": code})
        here = reverse("campaigns:key", args=[self.campaign.pk, self.wave])
        return redirect(f"{here}?mode={head.cleaned_data['mode']}&on={head.cleaned_data['on']:%Y-%m-%d}")

    def _draw(self, head: HeadForm, keyed, errors) -> HttpResponse:
        language = get_language() or "th"
        missing = self.campaign.revision.questionnaire.missing
        mine = self.sheets().filter(response__wave=self.wave)
        once, differing = mine.once(), mine.differing()
        context = self.get_context_data(
            campaign=self.campaign, wave=self.wave, head=head, token=form_tokens.new_token(timezone.now()),
            strips=strips(self.form_of_paper, keyed, errors, missing, language),
            errors=errors, other=3 - self.wave,
            summary=sentences.of_several(len(errors)) if errors else "",
            once=[Line(one, one.first_by_id == self.request.user.pk) for one in once.order_by("pk")[:SHOWN]],
            once_count=once.count(), differing=list(differing.order_by("pk")[:SHOWN]),
        )  # fmt: skip
        return self.render_to_response(context, status=422 if errors or head.errors else 200)


@dataclass(frozen=True)
class Difference:
    """What two people typed for one variable; `first` and `second` as they are keyed and in words."""

    name: str
    place: str
    label: str
    first: str
    first_words: str
    second: str
    second_words: str
    chosen: str
    own: str
    error: str


class SettleView(KeyingScreen, TemplateView):
    """Both keyings of a sheet where they differ: the second looks at the paper again and decides."""

    template_name = "surveys/admin/settle.html"
    page_title = gettext_lazy("Where the two keyings differ")

    @cached_property
    def sheet(self) -> KeyedSheet:
        return get_object_or_404(self.sheets().filter(second_at__isnull=False), pk=self.kwargs["sheet"])

    @cached_property
    def response_form(self) -> Form:
        return self.campaign.form(self.sheet.response.wave)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.sheet.settled_at:
            messages.info(request, _("This sheet is settled already."))
            return self._back()
        return self._draw({}, {}, {})

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_do(request.user, RIGHT, self.sheet.response.province.centre_id):
            raise PermissionDenied
        names = differences(self.sheet, self.response_form)
        picked = {name: request.POST.get(f"pick-{name}", "") for name in names}
        own = {name: request.POST.get(f"own-{name}", "")[:LONGEST].replace("\x00", "") for name in names}
        blank = {name: _("Please choose one of the two, or type what the sheet says.")
                 for name in names if picked[name] not in ("1", "2") and not own[name].strip()}  # fmt: skip
        if blank:
            return self._draw(picked, own, blank)
        sides = {"1": self.sheet.first, "2": self.sheet.second}
        chosen = {name: own[name] or sides[picked[name]].get(name, "") for name in names}
        try:
            settle_sheet(self.sheet, chosen, by=request.user, now=timezone.now())
        except AnswersWrong as problem:
            errors = {wrong.name: sentences.of_answer(wrong) for wrong in problem.settled.wrong}
            return self._draw(picked, own, errors)
        except NotWaiting:
            messages.info(request, _("This sheet is settled already."))
        else:
            messages.success(
                request, _("%(code)s: the differences are decided.") % {"code": self.sheet.response.pair.written}
            )
        return self._back()

    def _back(self) -> HttpResponse:
        return redirect("campaigns:key", self.campaign.pk, self.sheet.response.wave)

    def _draw(self, picked, own, errors) -> HttpResponse:
        language = get_language() or "th"
        missing = self.campaign.revision.questionnaire.missing
        where, form = places(self.response_form), self.response_form
        rows = []
        for name in differences(self.sheet, form):
            item = form.by_name[name]
            first, second = (_shown(form, raw, name) for raw in (self.sheet.first, self.sheet.second))
            words = meanings(item, missing[DONT_KNOW].within(language), language)
            rows.append(Difference(
                name, where[name], item.words.within(language), first, words.get(first, ""), second,
                words.get(second, ""), picked.get(name, ""), own.get(name, ""), errors.get(name, ""),
            ))  # fmt: skip
        context = self.get_context_data(
            campaign=self.campaign, sheet=self.sheet, rows=rows,
            summary=sentences.of_several(len(errors)) if errors else "",
        )  # fmt: skip
        return self.render_to_response(context, status=422 if errors else 200)


def _shown(form: Form, raw, name: str) -> str:
    """As it was keyed; what stands for nothing is a blank."""
    item = form.by_name[name]
    if item.kind is Kind.TICK:
        answer = settle(form, raw, on_paper=True).answers.get(name)
        return "1" if answer == 1 else "0" if answer == 0 else ""
    said = raw.get(name, "")
    return digit_of(item, DONT_KNOW) if said == str(DONT_KNOW) else said
