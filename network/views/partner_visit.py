"""A partner's visit: what its link opened, for two hours, in the browser that opened it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from .. import links
from ..actions.open_link import holder
from ..models import Contact, Partner

KEY, LEFT = "partner_visit", "partner_left"
#: Not 404: the same answer for what never existed, what has ended and what was taken back.
GONE = 410


@dataclass(frozen=True)
class Visit:
    contact: Contact
    purpose: str

    @property
    def partner(self) -> Partner:
        return self.contact.partner

    @property
    def whole(self) -> bool:
        """Whether the link opens everything, not only the coordinators."""
        return self.purpose == links.PROFILE


def begin(request: HttpRequest, contact: Contact, purpose: str, now: datetime) -> None:
    """Exchanges a link for a visit. A session that is open already, a member of staff's too, gets a new key."""
    request.session.cycle_key()
    request.session.pop(LEFT, None)
    request.session[KEY] = {
        "contact": contact.pk,
        "version": contact.link_version,
        "purpose": purpose,
        "until": (now + links.VISIT).timestamp(),
    }


def end(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def visit_of(request: HttpRequest, now: datetime) -> Visit:
    """Asks the records each time, so that a revoked link ends its visits too. Raises links.WrongLink."""
    kept = request.session.get(KEY)
    if not kept or kept["until"] <= now.timestamp():
        raise links.WrongLink
    return Visit(holder(kept["contact"], kept["version"]), kept["purpose"])


def for_partner(*purposes: str) -> Callable:
    """Hands a view the visit; whoever has none, or one for another purpose, gets the page that offers a new link."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                visit = visit_of(request, timezone.now())
                if visit.purpose not in purposes:
                    raise links.WrongLink
            except links.WrongLink:
                return private(wrong_link(request))
            return private(view(request, visit, *args, **kwargs))

        return guarded

    return decorate


def wrong_link(request: HttpRequest) -> HttpResponse:
    return render(request, "network/my/wrong_link.html", {"was_sending": request.method == "POST"}, status=GONE)


def private(response: HttpResponse) -> HttpResponse:
    """For one person's eyes: kept nowhere, found nowhere."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
