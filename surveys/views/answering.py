"""Answering on a telephone: one section a screen, nothing kept on the server before the end, no script needed.

All answers so far travel in the form itself, so that «back», the other language and a closed door lose nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home import limits
from network import form_tokens
from network.views.partner_visit import private

from .. import sentences
from ..actions.save_answer import AlreadyAnswered, AnswersWrong, Arrival, CampaignClosed, save_answer
from ..instrument import pair_codes
from ..instrument.answering import settle
from ..instrument.items import AFTER, WAVES, Form
from ..models import Campaign, PairCode, Response, SurveyPage
from ..notice import edition, notice
from ..screens import Screen, asked, screen

HOUR = 3600
#: Nobody answers a questionnaire faster than this (seconds); settings may say otherwise: LMI_SURVEY_SECONDS.
QUICKEST = 3
#: Answers of one reader in an hour that are believed, and that are taken; codes he may try (LMI_SURVEYS_PER_HOUR).
BELIEVED, TAKEN, TRIES = 30, 200, 30
TRAP, TOKEN, STEP, GO = "contact_time", "token", "step", "go"
LONGEST = 20_000


@dataclass(frozen=True)
class Door:
    """Whose questionnaire an address leads to. `open`: anonymous, for the people that a partner serves."""

    pair: PairCode
    wave: int
    open: bool

    @property
    def form(self) -> Form:
        return self.pair.campaign.form(self.wave)

    def path(self) -> str:
        if self.open:
            return reverse("survey_open", args=[self.pair.open_code])
        return reverse("survey_answer", args=[self.wave, self.pair.code, self.pair.signature(self.wave)])


class CodeForm(forms.Form):
    """For who has the sheet and not the square code: the pair code as printed, and which form."""

    code = forms.CharField(max_length=30)
    wave = forms.TypedChoiceField(choices=[(1, ""), (2, "")], coerce=int)


def reader(request: HttpRequest) -> str:
    """A reader for one day: the address itself is kept nowhere, not even for an hour."""
    said = f"{settings.SECRET_KEY}/{timezone.localdate()}/{limits.client(request)}"
    return sha256(said.encode()).hexdigest()[:24]


def _limits() -> tuple[int, int, int]:
    return getattr(settings, "LMI_SURVEYS_PER_HOUR", (BELIEVED, TAKEN, TRIES))


def _codes():
    return PairCode.objects.for_printing().exclude(visit=None)


@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """The pair code as it is printed leads to the questionnaire."""
    return lead_on(request, "surveys/enter.html", lambda pair, wave: Door(pair, wave, open=False).path())


def lead_on(request: HttpRequest, template: str, to: Callable[[PairCode, int], str]) -> HttpResponse:
    """A screen that asks for a pair code and goes on with it; guessing is counted."""
    if request.method != "POST":
        return private(render(request, template, {"wave": 1}))
    form = CodeForm(request.POST)
    typed, wave = request.POST.get("code", "")[:30], 2 if request.POST.get("wave") == "2" else 1
    context: dict[str, object] = {"typed": typed, "wave": wave}
    try:
        limits.spend("survey-code", reader(request), most=_limits()[2], seconds=HOUR, now=time.time())
        if form.is_valid():
            return HttpResponseRedirect(to(_codes().by_code(typed), wave), status=303)
    except limits.TooOften as problem:
        return _too_often(request, template, context, problem)
    except PairCode.DoesNotExist:
        pass
    context["problem"] = _("This code is not one of ours. Please compare it with the sheet letter by letter.")
    return private(render(request, template, context, status=422))


def signed(wave: int, code: str, mark: str) -> PairCode | None:
    """The pair code of a signed address; None when it is not ours or was changed."""
    pair = _codes().filter(code=code.upper()).first()
    sound = pair is not None and wave in WAVES and pair_codes.signed_by(mark, pair.code, wave, settings.SECRET_KEY)
    return pair if sound else None


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, wave: int, code: str, mark: str) -> HttpResponse:
    """A signed address: the pair code and one of its two forms."""
    pair = signed(wave, code, mark)
    if pair is None:
        return nothing(request, _("This address is not complete or was changed."), 404)
    return _ask(request, Door(pair, wave, open=False))


@require_http_methods(["GET", "HEAD", "POST"])
def answer_openly(request: HttpRequest, code: str) -> HttpResponse:
    """Form 2 for the people a partner serves: many answers, none of them in a pair."""
    pair = _codes().filter(open_code=code.upper()).first()
    if pair is None:
        return nothing(request, _("This address is not complete or was changed."), 404)
    return _ask(request, Door(pair, AFTER, open=True))


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Says what the campaign's page says at the end, where it says something."""
    of = request.GET.get("of", "")
    campaign = Campaign.objects.filter(pk=int(of)).first() if of.isdecimal() and len(of) < 10 else None
    page = SurveyPage.objects.of(campaign, get_language() or "th") if campaign else None
    return private(render(request, "surveys/thanks.html", {"page": page}))


def nothing(request: HttpRequest, sentence: str, status: int = 410) -> HttpResponse:
    return private(render(request, "surveys/nothing.html", {"sentence": sentence}, status=status))


def _ask(request: HttpRequest, door: Door) -> HttpResponse:
    campaign = door.pair.campaign
    today = timezone.localdate()
    if not campaign.open_on(today):
        if today < campaign.opens_on:
            return nothing(request, _("This questionnaire is not open yet."))
        return nothing(request, _("This questionnaire is closed. Thank you for your interest."))
    if not door.open and _answered(door):
        return _answered_already(request, door)
    if request.method != "POST":
        return _show(request, door, {}, door.form.sections[0].name, form_tokens.new_token(timezone.now()))
    return _step(request, door)


def _answered_already(request: HttpRequest, door: Door) -> HttpResponse:
    """Whoever holds the code may see the answer, or erase it."""
    own = reverse("survey_own", args=[door.wave, door.pair.code, door.pair.signature(door.wave)])
    sentence = _("This form was answered with this code already, and the answer is with us.")
    return private(render(request, "surveys/nothing.html", {"sentence": sentence, "own": own}))


def _answered(door: Door) -> bool:
    return door.pair.responses.filter(wave=door.wave, open=False, state=Response.State.USABLE).exists()


def _raw(request: HttpRequest, form: Form) -> dict[str, str]:
    """What was sent for the items of this form and nothing else. What is too long is cut, and then refused in words."""
    return {item.name: request.POST.get(item.name, "")[:LONGEST].replace("\x00", "") for item in form.items}


def _step(request: HttpRequest, door: Door) -> HttpResponse:
    """One button: on, back, the other language, or the end."""
    raw, token = _raw(request, door.form), request.POST.get(TOKEN, "")
    here = request.POST.get(STEP, "")
    go = request.POST.get(GO, "on")
    if here not in {section.name for section in door.form.sections}:
        here = door.form.sections[0].name
    if go == "language":
        return _show(request, door, raw, here, token)
    settled = settle(door.form, raw, sections=[here])
    names = [section.name for section in asked(door.form, settled.answers)]
    place = names.index(here) if here in names else 0
    if go == "back":
        return _show(request, door, raw, names[max(place - 1, 0)], token)
    if settled.wrong:
        errors = {wrong.name: sentences.of_answer(wrong) for wrong in settled.wrong}
        return _show(request, door, raw, here, token, errors=errors)
    if go == "end" or place + 1 >= len(names):
        return _finish(request, door, raw, here, token)
    return _show(request, door, raw, names[place + 1], token)


def _finish(request: HttpRequest, door: Door, raw: dict[str, str], here: str, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        read = form_tokens.read_token(token, now)
    except form_tokens.WrongForm:
        return _show(request, door, raw, here, form_tokens.new_token(now), stale=True)
    centre = door.pair.visit.partner.province.centre
    language = get_language() or "th"
    seconds = int((now - read.handed_out_at).total_seconds())
    try:
        arrival = Arrival(
            form_name=f"{door.pair.pk}-{door.wave}-{read.name}"[:64],
            answered_on=timezone.localdate(now),
            language=Response.Language.EN if language == "en" else Response.Language.TH,
            open=door.open,
            seconds=seconds,
            notice=edition(notice(door.pair.campaign, centre, language)),
            bot=_looks_like_a_bot(request, seconds),
        )
        save_answer(door.pair.campaign, door.wave, raw, door.pair, arrival, now=now)
    except AnswersWrong as problem:
        errors = {wrong.name: sentences.of_answer(wrong) for wrong in problem.settled.wrong}
        first = door.form.by_name[problem.settled.wrong[0].name]
        there = next(section.name for section in door.form.sections if first in section.items)
        return _show(request, door, raw, there, token, errors=errors)
    except AlreadyAnswered:
        return _answered_already(request, door)
    except CampaignClosed:
        return nothing(request, _("This questionnaire is closed. Thank you for your interest."))
    except limits.TooOften as problem:
        return _show(request, door, raw, here, token, too_often=problem)
    return HttpResponseRedirect(f"{reverse('survey_thanks')}?of={door.pair.campaign_id}", status=303)


def _looks_like_a_bot(request: HttpRequest, seconds: int) -> bool:
    """What looks like a robot's is kept and marked: staff decide. Raises limits.TooOften for a flood."""
    believed, taken, _tries = _limits()
    who, now = reader(request), time.time()
    limits.spend("survey", who, most=taken, seconds=HOUR, now=now)
    try:
        limits.spend("survey-believed", who, most=believed, seconds=HOUR, now=now)
    except limits.TooOften:
        return True
    return bool(request.POST.get(TRAP)) or seconds < getattr(settings, "LMI_SURVEY_SECONDS", QUICKEST)


def _too_often(request: HttpRequest, template: str, context: dict, problem: limits.TooOften) -> HttpResponse:
    minutes = -(-problem.retry_after // 60)
    response = render(request, template, {**context, "minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(problem.retry_after)
    return private(response)


def _show(
    request: HttpRequest, door: Door, raw: dict[str, str], name: str, token: str, *,
    errors: Mapping[str, str] | None = None, stale: bool = False, too_often: limits.TooOften | None = None,
) -> HttpResponse:  # fmt: skip
    form, language = door.form, get_language() or "th"
    section = next(one for one in form.sections if one.name == name)
    answers = settle(form, raw).answers
    shown = screen(
        form, section, raw, answers, language=language, errors=errors, dont_know=_("Don’t know / no opinion")
    )
    context = {
        "door": door,
        "form": form,
        "title": form.words.within(language),
        "screen": shown,
        "carried": _carried(form, shown, raw),
        "token": token,
        "stale": stale,
        "summary": sentences.of_several(len(shown.wrong)) if shown.wrong else "",
        "other": _other_language(door, language),
        "first": shown.number == 1,
        "notice": _notice(door, language) if shown.number == 1 else (),
        "page": SurveyPage.objects.of(door.pair.campaign, language) if shown.number == 1 else None,
    }
    if too_often:
        return _too_often(request, "surveys/answer.html", context, too_often)
    return private(render(request, "surveys/answer.html", context, status=422 if errors else 200))


def _carried(form: Form, shown: Screen, raw: Mapping[str, str]) -> list[tuple[str, str]]:
    """The answers of the other sections, for the form to carry along."""
    here = {item.name for item in shown.section.items}
    return [(name, value) for name, value in raw.items() if value and name not in here and name in form.by_name]


def _other_language(door: Door, language: str) -> tuple[str, str, str]:
    """Its code, its name and this address in it."""
    code, name = ("en", "English") if language == "th" else ("th", "ไทย")
    with translation.override(code):
        return code, name, door.path()


def _notice(door: Door, language: str) -> list[tuple[str, str]]:
    return notice(door.pair.campaign, door.pair.visit.partner.province.centre, language)
