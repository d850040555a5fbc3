"""The public side of events beside their pages: registering, one's own registration, calendar files."""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Locale

from home import limits
from home.visible import is_readable

from .. import calendar_entries, event_mail, form_tokens, registration_links
from ..actions.register_for_event import AlreadyRegistered, RegistrationClosed, cancel_registration, register
from ..actions.write_to_attendee import write_to_attendees
from ..forms.events import RegisterForm
from ..links import WrongLink
from ..models import EventPage, Registration
from ..models.events import listing, seats
from .partner_visit import GONE, private

HOUR = 3600
#: A person needs longer than this for the form (LMI_JOIN_SECONDS).
QUICKEST = 4
#: Registrations of one reader in an hour that are believed, and that are taken at all (LMI_EVENT_FORMS_PER_HOUR). A
#: school registers its teachers from one address.
BELIEVED, TAKEN = 30, 120
#: How often one address is written to about one event in an hour because somebody registers it again.
AGAIN = 3
ICS = "text/calendar; charset=utf-8"


def _event(pk: int) -> tuple[EventPage, EventPage]:
    """The original of an event and its page in the reader's language. Raises Http404."""
    found = EventPage.objects.select_related("locale", "province", "centre").filter(pk=pk).first()
    if found is None or not is_readable(found):
        raise Http404
    original = found.original
    return original, event_mail.in_language(original if is_readable(original) else found, get_language())


def _words(event: EventPage, page: EventPage, **more) -> dict:
    standing = seats.standing_of(event, timezone.now())
    lang = page.locale.language_code
    return {"event": page, "standing": standing, "lang": lang if lang != get_language() else "", **more}


@require_http_methods(["GET", "HEAD", "POST"])
def register_for_event(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; without a place left it says that who registers now waits."""
    event, page = _event(pk)
    now = timezone.now()
    if request.method != "POST":
        form = RegisterForm(initial={"token": form_tokens.new_token(now)})
        return _form(request, _words(event, page, form=form))
    form = RegisterForm(request.POST)
    words = _words(event, page, form=form)
    if not form.is_valid():
        return _form(request, words)
    try:
        token = form_tokens.read_token(form.cleaned_data["token"], now)
        suspect = _is_suspect(request, form, token, now)
        register(event, form.values, form=token, language=get_language(), suspect=suspect, at=now)
    except form_tokens.WrongForm:
        form.data = form.data.copy()
        form.data["token"] = form_tokens.new_token(now)
        return _form(request, words | {"stale": True})
    except limits.TooOften as problem:
        response = _form(request, words | {"minutes": -(-problem.retry_after // 60)}, status=429)
        response.headers["Retry-After"] = str(problem.retry_after)
        return response
    except RegistrationClosed:
        return _form(request, _words(event, page, form=form), status=409)
    except AlreadyRegistered as known:
        _write_again(known.registration)
    except form_tokens.AlreadyDone:
        pass
    # One answer for all of them: who is on the list is told to the address alone.
    return private(HttpResponseRedirect(reverse("event_registered", args=[event.pk]), status=303))


def _form(request: HttpRequest, words: dict, status: int = 200) -> HttpResponse:
    return private(render(request, "network/events/register.html", words, status=status))


def _is_suspect(request: HttpRequest, form: RegisterForm, token: form_tokens.FormToken, now) -> bool:
    """What looks like a robot's is kept and marked: staff decide. Raises limits.TooOften for a flood."""
    believed, taken = getattr(settings, "LMI_EVENT_FORMS_PER_HOUR", (BELIEVED, TAKEN))
    who, at = limits.client(request), time.time()
    limits.spend("event", who, most=taken, seconds=HOUR, now=at)
    quick = (now - token.handed_out_at).total_seconds() < getattr(settings, "LMI_JOIN_SECONDS", QUICKEST)
    try:
        limits.spend("event-believed", who, most=believed, seconds=HOUR, now=at)
    except limits.TooOften:
        return True
    return form.is_trapped or quick


def _write_again(registration: Registration) -> None:
    """Sends the confirmation once more to who registers twice, but not as often as somebody may press a button."""
    if registration.suspect:
        return
    digest = hashlib.sha256(f"{registration.event_id} {registration.email_key}".encode()).hexdigest()[:32]
    try:
        limits.spend("event-again", digest, most=AGAIN, seconds=HOUR, now=time.time())
    except limits.TooOften:
        return
    write_to_attendees([registration], event_mail.current_word(registration))


@require_safe
def event_registered(request: HttpRequest, pk: int) -> HttpResponse:
    event, page = _event(pk)
    return private(render(request, "network/events/registered.html", _words(event, page)))


# Without a token in a cookie: the page hides its address, so the browser says of no form where it comes from. Who posts
# here needs the signed link and can only cancel the own registration.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def event_registration(request: HttpRequest, token: str) -> HttpResponse:
    """How one's registration stands; GET only shows, because mail programs look at links ahead."""
    try:
        registration = _registration(token)
    except WrongLink:
        return _closed(render(request, "network/events/wrong_link.html", status=GONE))
    if request.method == "POST":
        if registration.event.starts_at > timezone.now():
            cancel_registration(registration, at=timezone.now())
        return _closed(redirect("event_registration", token=token))
    event = registration.event
    before = Registration.objects.waiting().filter(event=event)
    ahead = list(before.values_list("pk", flat=True))
    words = _words(event, event_mail.in_language(event, get_language()), registration=registration)
    words |= {
        "number": ahead.index(registration.pk) + 1 if registration.pk in ahead else 0,
        "may_cancel": registration.state != Registration.State.CANCELLED and event.starts_at > timezone.now(),
    }
    return _closed(render(request, "network/events/registration.html", words))


def _registration(token: str, purpose: str = registration_links.REGISTRATION) -> Registration:
    """Raises WrongLink, also for who was erased since."""
    related = Registration.objects.of_people().select_related("event__locale", "event__province", "event__centre")
    found = related.filter(pk=registration_links.read_token(token, purpose)).first()
    if found is None:
        raise WrongLink
    return found


def _closed(response: HttpResponse) -> HttpResponse:
    response.headers["Referrer-Policy"] = "no-referrer"
    return private(response)


@require_safe
def event_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """What the code on a certificate of attendance leads to: whether it is ours, and for whom it was printed."""
    try:
        registration = _registration(token, registration_links.CERTIFICATE)
    except WrongLink:
        registration = None
    if registration is not None and not registration.may_have_certificate:
        registration = None
    words = {"registration": registration}
    if registration:
        words |= _words(registration.event, event_mail.in_language(registration.event, get_language()))
    status = 200 if registration else 404
    return _closed(render(request, "network/events/certificate.html", words, status=status))


def _calendar(entries, title: str, name: str) -> HttpResponse:
    response = HttpResponse(calendar_entries.calendar(entries, title=title, at=timezone.now()), content_type=ICS)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def event_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """One event, for a calendar."""
    _original, page = _event(pk)
    return _calendar([page.entry()], page.title, "event")


@require_safe
def events_ics(request: HttpRequest) -> HttpResponse:
    """All events of a language, as a calendar that one subscribes to."""
    locale = Locale.objects.filter(language_code=get_language()).first()
    found = listing.for_calendar(locale.pk, timezone.localdate()) if locale else []
    return _calendar([each.entry() for each in found], _("Events"), "events")
