from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from ..generation import cached
from ..models import Release, ReleaseCalendarPage, bulletin_archive
from ..release_feed import Entry, calendar
from ..visible import readable

#: Calendars drop what is gone anyway; two years back keeps what people still look up.
KEPT = timedelta(days=730)


@require_safe
def releases_ics(request: HttpRequest) -> HttpResponse:
    """The release calendar to subscribe to, in the language of the address; no query when warm."""
    language, today = get_language(), timezone.localdate()
    key = f"releases-ics:{language}:{request.get_host()}:{request.scheme}:{today}"
    content = cached(key, lambda: _calendar(request, language, today))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="releases.ics"'
    return response


def _calendar(request: HttpRequest, language: str, today) -> bytes:
    locale = Locale.objects.get(language_code=language)
    page = readable(ReleaseCalendarPage.objects.filter(locale=locale)).first()
    addresses = bulletin_archive.addresses(locale.pk)
    here = page.url if page else ""
    entries = [
        _entry(
            release, request.build_absolute_uri(addresses.get(release.bulletin_key) or f"{here}#release-{release.pk}")
        )
        for release in Release.objects.announced().filter(due_on__gte=today - KEPT)
    ]
    name = page.title if page else _("Release calendar")
    domain = getattr(settings, "LMI_CALENDAR_DOMAIN", "lmi-releases")
    return calendar(entries, name=name, language=language, domain=domain)


def _entry(release: Release, url: str) -> Entry:
    return Entry(
        number=release.pk,
        title=release.title,
        due_on=release.due_on,
        state=release.state,
        state_label=str(release.get_state_display()),
        sequence=release.sequence,
        changed_at=release.changed_at,
        url=url,
        note=release.note,
        place=release.centre.name if release.centre else _("Whole country"),
    )
