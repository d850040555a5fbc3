"""The way in for partners: their personal link, and the form that sends a new one to the address on file."""

from __future__ import annotations

import hashlib
import time

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home import limits

from .. import links
from ..actions.open_link import open_link
from ..actions.send_link import ask_for_link
from .my_mails import one_click
from .partner_visit import begin, private, wrong_link

HOUR = 3600
#: How often one reader may ask, and how often one address is written to, per hour (LMI_LINKS_PER_HOUR).
PER_READER, PER_ADDRESS = 10, 3


# Without a token: the button of a mail program has none. Who posts here needs the signed link and can only stop mails.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def partner_entry(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    """Exchanges a link for a visit and leads to a clean address; machines that look at links ahead change nothing."""
    try:
        if request.method != "POST":
            response = _begin(request, purpose, token)
        elif purpose == links.UNSUBSCRIBE:
            one_click(token)
            response = render(request, "network/my/mails_stopped.html")
        else:
            return private(HttpResponseNotAllowed(["GET", "HEAD"]))
    except links.WrongLink:
        response = wrong_link(request)
    # Here the address is the secret. The clean pages keep the site's own policy: with this one browsers hide where a
    # form comes from, and Django then refuses the form.
    response.headers["Referrer-Policy"] = "no-referrer"
    return private(response)


def _begin(request: HttpRequest, purpose: str, token: str) -> HttpResponse:
    now = timezone.now()
    begin(request, open_link(token, purpose, at=now), purpose, now)
    return redirect(links.PURPOSES[purpose].page)


class DoorForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    )


# Without a token: the page of a wrong link, which hides its address, posts here, and who has no cookie may ask as well.
# A stranger's page could make a browser ask for a link, which is mailed to its owner and to nobody else.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def partner_door(request: HttpRequest) -> HttpResponse:
    """The answer is the same sentence whether the address is on file or not."""
    form = DoorForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return private(render(request, "network/my/door.html", {"form": form}))
    email = form.cleaned_data["email"]
    try:
        _spend(email, limits.client(request))
    except limits.TooOften as problem:
        context = {"form": form, "minutes": -(-problem.retry_after // 60)}
        response = render(request, "network/my/door.html", context, status=429)
        response.headers["Retry-After"] = str(problem.retry_after)
        return private(response)
    ask_for_link(email, at=timezone.now())
    return private(render(request, "network/my/door.html", {"asked": True}))


def _spend(email: str, client: str) -> None:
    """Counts by reader and by address, known or not, so that the limit says nothing either. Raises limits.TooOften."""
    readers, addresses = getattr(settings, "LMI_LINKS_PER_HOUR", (PER_READER, PER_ADDRESS))
    now, digest = time.time(), hashlib.sha256(email.lower().encode()).hexdigest()[:32]
    limits.spend("partner-door", client, most=readers, seconds=HOUR, now=now)
    limits.spend("partner-link", digest, most=addresses, seconds=HOUR, now=now)
