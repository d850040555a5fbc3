"""Whether a person wants the news by mail. Looking changes nothing; a button does, and so does a mail program's own.

The address of the link takes a POST as well: mail programs offer a button of theirs, which posts
`List-Unsubscribe=One-Click` there without any cookie (RFC 8058).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import links
from ..actions.choose_mails import start_news, stop_news
from ..actions.open_link import open_link
from .partner_visit import Visit, for_partner

ACTS = {"stop": stop_news, "start": start_news}


@require_http_methods(["GET", "HEAD", "POST"])
@for_partner(links.UNSUBSCRIBE, links.PROFILE, links.COORDINATOR)
def mails(request: HttpRequest, visit: Visit) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return render(request, "network/my/mails.html", {"visit": visit, "told": request.GET.get("told", "")})
    changed = act(visit.contact, purpose=visit.purpose, at=timezone.now())
    told = "done" if changed else "already"
    return HttpResponseRedirect(f"{reverse('my_mails')}?told={told}", status=303)


def one_click(token: str) -> None:
    """Stops the news of the person whose link this is, once or again. Raises links.WrongLink."""
    now = timezone.now()
    stop_news(open_link(token, links.UNSUBSCRIBE, at=now), purpose=links.UNSUBSCRIBE, at=now)
