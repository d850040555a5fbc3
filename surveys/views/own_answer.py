"""Whoever holds the code of a sheet sees what was answered with it, or erases it, until the link is cut."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home import limits
from network import form_tokens
from network.views.partner_visit import private

from ..actions.erase_answer import erase_answers
from ..models import PairCode
from ..told import told
from .answering import HOUR, lead_on, nothing, reader, signed

#: So many looks at answers of one reader in an hour.
LOOKS = 60


@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code on the counterfoil leads to the answer."""
    return lead_on(request, "surveys/mine.html", _address)


def _address(pair: PairCode, wave: int) -> str:
    return reverse("survey_own", args=[wave, pair.code, pair.signature(wave)])


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, wave: int, code: str, mark: str) -> HttpResponse:
    """The answer of a signed address; erasing it takes a tick beside the button."""
    try:
        limits.spend("survey-own", reader(request), most=LOOKS, seconds=HOUR, now=time.time())
    except limits.TooOften:
        return nothing(request, _("This was asked for very often just now. Please try again later."), 429)
    pair = signed(wave, code, mark)
    if pair is None:
        return nothing(request, _("This address is not complete or was changed."), 404)
    if request.method != "POST":
        return _draw(request, pair, wave)
    now = timezone.now()
    try:
        form_tokens.read_token(request.POST.get("token", ""), now)
    except form_tokens.WrongForm:
        return _draw(request, pair, wave, _("The page had been open for too long. Please press the button once more."))
    if request.POST.get("sure") != "1":
        return _draw(request, pair, wave, _("Please tick that you want to erase the answer."))
    erase_answers(pair, wave, now=now)
    return HttpResponseRedirect(reverse("survey_erased"), status=303)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return private(render(request, "surveys/erased.html"))


def _draw(request: HttpRequest, pair: PairCode, wave: int, problem: str = "") -> HttpResponse:
    language = get_language() or "th"
    form, missing = pair.campaign.form(wave), pair.campaign.revision.questionnaire.missing
    found = pair.responses.filter(wave=wave, open=False).exclude(answers={}).order_by("pk")
    context = {
        "pair": pair,
        "title": form.words.within(language),
        "answers": [(one, told(form, one.answers, missing, language)) for one in found],
        "token": form_tokens.new_token(timezone.now()),
        "problem": problem,
    }
    return private(render(request, "surveys/own.html", context, status=422 if problem else 200))
