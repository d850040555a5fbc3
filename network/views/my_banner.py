"""A partner's own banner behind its link: what to paste, what we see, and a look by request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .. import links
from ..actions.check_links import NoWebsite, TooSoon, check_one
from ..actions.open_link import log_use
from ..banner_story import story_of
from ..pasting import GUIDES, offers
from .banners import poster
from .partner_visit import Visit, for_partner

#: What came of a look, as the address after it names it.
SAID = {
    "looked": (True, lambda: _("We have looked. This is what we see.")),
    "soon": (False, lambda: _("The website was looked at less than a minute ago. Wait a moment.")),
    "nowhere": (False, lambda: _("There is no website on record to look at.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_partner(links.PROFILE)
def my_banner(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method == "POST":
        return HttpResponseRedirect(f"{reverse('my_banner')}?said={_look(visit)}", status=303)
    partner = visit.partner
    good, words = SAID.get(request.GET.get("said", ""), (False, None))
    context = {
        "visit": visit,
        "partner": partner,
        "story": story_of(partner, timezone.localdate()),
        "offers": offers(partner.code, partner.province.slug),
        "guides": GUIDES,
        "said": {"good": good, "text": words()} if words else None,
    }
    return render(request, "network/my/banner.html", context)


def _look(visit: Visit) -> str:
    now = timezone.now()
    try:
        check_one(visit.partner, now=now)
    except NoWebsite:
        return "nowhere"
    except TooSoon:
        return "soon"
    log_use(visit.contact, visit.purpose, "banner", now)
    return "looked"


@require_safe
@for_partner(links.PROFILE)
def my_poster(request: HttpRequest, visit: Visit, size: str) -> HttpResponse:
    return poster(visit.partner, size)
