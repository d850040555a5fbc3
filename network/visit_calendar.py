"""Appointments as calendar entries (RFC 5545): a stable UID, a SEQUENCE that grows, and CANCELLED instead of gone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from . import calendar_entries
from .models import Team, Visit
from .outreach import states

_SALT = "network.team-calendar"


def calendar_of(visits: Iterable[Visit], *, title: str, at: datetime) -> bytes:
    """`at` is when it is written."""
    entries = (_entry(visit, at) for visit in visits if visit.appointment or visit.sequence)
    return calendar_entries.calendar(entries, title=title, at=at)


def _entry(visit: Visit, at: datetime) -> calendar_entries.Entry:
    partner = visit.partner
    place = [visit.place, partner.name_th, partner.district and partner.district.name_th, partner.province.name_th]
    lines = [visit.get_format_display() if visit.format else "", str(visit.team or "")]
    located = partner.latitude is not None and partner.longitude is not None
    return calendar_entries.Entry(
        name=f"visit-{visit.pk}",
        sequence=visit.sequence,
        summary=_("Visit: %(name)s") % {"name": partner.name_th},
        # An entry without a time is no entry: what was put off is taken from the day it was written for.
        starts_at=visit.appointment or visit.appointed_at or at,
        ends_at=visit.ends_at if visit.appointment else None,
        cancelled=visit.state in states.ENDS or visit.appointment is None,
        place=" ".join(part for part in place if part),
        description="\n".join(line for line in lines if line),
        geo=(partner.latitude, partner.longitude) if located else None,
    )


def response(visits: Iterable[Visit], *, name: str, at: datetime, title: str = "") -> HttpResponse:
    body = calendar_of(visits, title=title or _("Visits"), at=at)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class WrongFeed(Exception):
    """Mistyped, or ended because the team's address was changed."""


def feed_token(team: Team) -> str:
    return signing.dumps([team.pk, team.feed_version], salt=_SALT, compress=False)


def team_of(token: str) -> Team:
    """Raises WrongFeed."""
    try:
        key, version = signing.loads(token, salt=_SALT)
        return Team.objects.get(pk=key, feed_version=version)
    except (signing.BadSignature, ValueError, TypeError, Team.DoesNotExist):
        raise WrongFeed from None


def feed_address(team: Team) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('team_calendar', args=[feed_token(team)])}"
