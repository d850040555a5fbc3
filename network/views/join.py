"""The public form of an organisation that wants to join: no third party, nothing lost, nothing dropped."""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from home import limits
from home.models import District, Province

from .. import form_tokens
from ..actions.send_in import apply_to_join
from ..forms.join import DistrictStep, JoinForm, ProvinceStep
from .partner_visit import private

HOUR = 3600
#: A person needs longer than this for a dozen fields (LMI_JOIN_SECONDS).
QUICKEST = 4
#: Applications of one reader in an hour that are believed, and that are taken at all (LMI_JOINS_PER_HOUR).
BELIEVED, TAKEN = 5, 30


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Three steps: province, district, the rest. Each is a page with an address of its own, so «back» works."""
    if district := _district(request.GET.get("district", "")):
        return private(_last_step(request, district))
    if province := Province.objects.filter(slug=request.GET.get("province", "")[:40].replace("\x00", "")).first():
        form = DistrictStep(
            {"district": request.GET["district"]} if "district" in request.GET else None, province=province
        )
        return private(_step(request, 2, form, province=province))
    form = ProvinceStep({"province": request.GET["province"]} if "province" in request.GET else None)
    return private(_step(request, 1, form))


def _step(request: HttpRequest, number: int, form, **context) -> HttpResponse:
    return render(request, "network/join/step.html", {"form": form, "step": number, **context})


def _district(code: str) -> District | None:
    # A code is digits; PostgreSQL refuses a NUL even in a question.
    return District.objects.filter(code=code[:4]).select_related("province__centre").first() if code.isdigit() else None


def _last_step(request: HttpRequest, district: District) -> HttpResponse:
    if request.method != "POST":
        form = JoinForm(initial={"token": form_tokens.new_token(timezone.now())}, district=district)
        return _form(request, form)
    form = JoinForm(request.POST, district=district)
    if not form.is_valid():
        return _form(request, form)
    now = timezone.now()
    try:
        token = form_tokens.read_token(form.cleaned_data["token"], now)
        apply_to_join(form.values, suspect=_is_suspect(request, form, token, now), form=token, at=now)
    except form_tokens.WrongForm:
        form.data = form.data.copy()
        form.data["token"] = form_tokens.new_token(now)
        return _form(request, form, stale=True)
    except form_tokens.AlreadyDone:
        return render(request, "network/my/already_done.html")
    except limits.TooOften as problem:
        response = _form(request, form, minutes=-(-problem.retry_after // 60))
        response.status_code = 429
        response.headers["Retry-After"] = str(problem.retry_after)
        return response
    return HttpResponseRedirect(reverse("join_sent"), status=303)


def _form(request: HttpRequest, form: JoinForm, **context) -> HttpResponse:
    return render(request, "network/join/form.html", {"form": form, "district": form.district, "step": 3, **context})


def _is_suspect(request: HttpRequest, form: JoinForm, token: form_tokens.FormToken, now) -> bool:
    """What looks like a robot's is kept and marked: staff decide. Raises limits.TooOften for a flood."""
    believed, taken = getattr(settings, "LMI_JOINS_PER_HOUR", (BELIEVED, TAKEN))
    who, at = limits.client(request), time.time()
    limits.spend("join", who, most=taken, seconds=HOUR, now=at)
    seconds = (now - token.handed_out_at).total_seconds()
    quick = seconds < getattr(settings, "LMI_JOIN_SECONDS", QUICKEST)
    try:
        limits.spend("join-believed", who, most=believed, seconds=HOUR, now=at)
    except limits.TooOften:
        return True
    return form.is_trapped or quick


@require_safe
def join_sent(request: HttpRequest) -> HttpResponse:
    return private(render(request, "network/join/sent.html"))
