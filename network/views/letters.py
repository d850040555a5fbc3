"""What the codes on a letter lead to: whether it is ours and holds, and the page on which letter A is answered."""

from __future__ import annotations

import hashlib
import time

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home import limits

from .. import form_tokens
from ..actions.answer_letter import answer_letter as answer
from ..actions.move_letter import WrongState
from ..forms.letters import AnswerForm
from ..forms.my import MyForm
from ..models import Letter
from .partner_visit import private

#: Looks and uploads of one reader in ten minutes. A letter is looked up once or twice; guessing needs more than ages.
LOOKS, UPLOADS, ANSWERS, WINDOW = 60, 20, 10, 600
LARGEST = 40 * 2**20


class CompareForm(MyForm):
    file = forms.FileField(
        label=_("the PDF that you have"), widget=forms.FileInput(attrs={"accept": "application/pdf"})
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than any letter of ours."))
        return file

    def sha256(self) -> str:
        digest = hashlib.sha256()
        for chunk in self.cleaned_data["file"].chunks():
            digest.update(chunk)
        return digest.hexdigest()


def _letter(token: str) -> Letter:
    """An issued letter by its unguessable token. Raises Http404."""
    letter = (
        Letter.objects.registered().filter(verify_token=token).select_related("centre", "partner__province").first()
    )
    if letter is None:
        raise Http404
    return letter


def _closed(response: HttpResponse) -> HttpResponse:
    """Not for search engines, and its address for nobody's log."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return private(response)


def _later(request: HttpRequest, problem: limits.TooOften) -> HttpResponse:
    context = {"minutes": -(-problem.retry_after // 60)}
    response = render(request, "network/letters/later.html", context, status=429)
    response.headers["Retry-After"] = str(problem.retry_after)
    return _closed(response)


# Nothing is changed by comparing a file, and who comes by the code on a letter has no cookie of ours.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Number, date, subject, addressee, issuing office, status; with a file also whether it is the one issued."""
    uploads = request.method == "POST"
    try:
        who, now = limits.client(request), time.time()
        limits.spend("letter-look", who, most=LOOKS, seconds=WINDOW, now=now)
        if uploads:
            limits.spend("letter-file", who, most=UPLOADS, seconds=WINDOW, now=now)
    except limits.TooOften as problem:
        return _later(request, problem)
    try:
        letter = _letter(token)
    except Http404:
        return _closed(render(request, "network/letters/unknown.html", status=404))
    form = CompareForm(request.POST, request.FILES) if uploads else CompareForm()
    compared = uploads and form.is_valid()
    context = {
        "letter": letter,
        "corrections": letter.corrections.registered().exclude(state=Letter.State.VOID).order_by("number"),
        "form": form,
        "compared": compared,
        "same": compared and bool(letter.sha256) and form.sha256() == letter.sha256,
    }
    return _closed(render(request, "network/letters/verify.html", context))


# The page hides its address, so the browser says of no form where it comes from; each form carries a token of its own.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The reply slip of letter A, online: whoever holds the letter names the coordinator, and staff take it over."""
    who, now = limits.client(request), timezone.now()
    try:
        limits.spend("letter-look", who, most=LOOKS, seconds=WINDOW, now=time.time())
        letter = _letter(token)
    except limits.TooOften as problem:
        return _later(request, problem)
    except Http404:
        return _closed(render(request, "network/letters/unknown.html", status=404))
    if not letter.reply_slip or not letter.partner_id or letter.state == Letter.State.VOID:
        return _closed(render(request, "network/letters/unknown.html", status=404))
    if request.method != "POST":
        if "sent" in request.GET:
            return _closed(render(request, "network/letters/answered.html", {"letter": letter}))
        form = AnswerForm(initial={"token": form_tokens.new_token(now)})
        return _closed(render(request, "network/letters/answer.html", {"letter": letter, "form": form}))
    return _take(request, letter, who, now)


def _take(request: HttpRequest, letter: Letter, who: str, now) -> HttpResponse:
    form = AnswerForm(request.POST)
    context = {"letter": letter, "form": form}
    if form.is_valid():
        try:
            limits.spend("letter-answer", who, most=ANSWERS, seconds=WINDOW, now=time.time())
            answer(letter, form.values, form=form_tokens.read_token(form.cleaned_data["token"], now), at=now)
        except limits.TooOften as problem:
            return _later(request, problem)
        except form_tokens.WrongForm:
            form.data = form.data.copy()
            form.data["token"] = form_tokens.new_token(now)
            return _closed(render(request, "network/letters/answer.html", context | {"stale": True}))
        except (form_tokens.AlreadyDone, WrongState):
            pass
        address = reverse("answer_letter", args=[letter.verify_token])
        return _closed(HttpResponseRedirect(f"{address}?sent", status=303))
    return _closed(render(request, "network/letters/answer.html", context))
