"""The calendar of a team at a signed address, for the programs that fetch it by themselves."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from .. import visit_calendar
from ..models import Visit

#: Older appointments leave the feed; programs keep what they have.
BACK = timedelta(days=400)


@require_safe
def team_calendar(request: HttpRequest, token: str) -> HttpResponse:
    try:
        team = visit_calendar.team_of(token)
    except visit_calendar.WrongFeed:
        raise Http404 from None
    now = timezone.now()
    visits = Visit.objects.filter(team=team, sequence__gt=0, created_at__gt=now - BACK)
    related = visits.select_related("partner__province", "partner__district", "team").order_by("pk")
    with override("th"):
        answer = visit_calendar.response(related, name="team", at=now, title=f"{team.name} {team.centre.name_th}")
    answer["Cache-Control"] = "private, max-age=900"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
