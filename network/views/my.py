"""A partner's own pages. Nothing here writes to its record: what it sends is for staff to accept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import form_tokens, links, standing
from ..actions import send_in
from ..actions.open_link import log_use
from ..actions.print_certificate import print_certificate
from ..certificates import certificate_of
from ..forms.my import ContributionForm, LeaveForm, PersonForm, ProfileForm
from ..models import Contact, Contribution
from ..panels import MY_HOOK, drawn_panels
from . import partner_visit
from .partner_visit import LEFT, Visit, for_partner, private

ALL = (links.PROFILE, links.COORDINATOR)
RECENT = 5
#: What was sent, as the address of the page that says what happens next names it.
SENT = ("profile", "people", "news", "event")


@require_safe
@for_partner(links.PROFILE)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    partner = visit.partner
    context = {
        "visit": visit,
        "partner": partner,
        "since": standing.since(partner.status, partner.seen()),
        "people": partner.contacts.active(),
        "certificate": certificate_of(partner),
        "drawn": drawn_panels(partner, request, MY_HOOK),
        "proposals": partner.proposals.all()[:RECENT],
        "contributions": partner.contributions.select_related("page")[:RECENT],
    }
    return render(request, "network/my/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_partner(links.PROFILE)
def profile(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method != "POST":
        form = ProfileForm.of(visit.partner, _token())
        return render(request, "network/my/profile.html", {"visit": visit, "form": form})
    form = ProfileForm(request.POST)

    def send(token) -> None:
        values, message = form.values, form.cleaned_data["message"]
        send_in.propose_profile(visit.contact, values, message, purpose=visit.purpose, form=token, at=timezone.now())

    return _sent(request, visit, form, send, "network/my/profile.html", "profile")


@require_safe
@for_partner(*ALL)
def people(request: HttpRequest, visit: Visit) -> HttpResponse:
    context = {"visit": visit, "people": visit.partner.contacts.active()}
    return render(request, "network/my/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_partner(*ALL)
def person(request: HttpRequest, visit: Visit, pk: int | None = None) -> HttpResponse:
    known = _person(visit, pk) if pk else None
    if request.method != "POST":
        form = PersonForm.of(known, _token())
        return render(request, "network/my/person.html", {"visit": visit, "form": form, "person": known})
    form = PersonForm(request.POST)

    def send(token) -> None:
        send_in.propose_person(visit.contact, known, form.values, purpose=visit.purpose, form=token, at=timezone.now())

    return _sent(request, visit, form, send, "network/my/person.html", "people", person=known)


@require_http_methods(["GET", "HEAD", "POST"])
@for_partner(*ALL)
def remove_person(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    known = _person(visit, pk)
    template, context = "network/my/remove_person.html", {"visit": visit, "person": known, "token": _token()}
    if request.method != "POST":
        return render(request, template, context)
    try:
        token = form_tokens.read_token(request.POST.get("token", ""), timezone.now())
        send_in.propose_removal(visit.contact, known, purpose=visit.purpose, form=token, at=timezone.now())
    except form_tokens.WrongForm:
        return render(request, template, context | {"stale": True})
    except form_tokens.AlreadyDone:
        return _already_done(request, visit)
    return _see_other("people")


def _person(visit: Visit, pk: int) -> Contact:
    return get_object_or_404(visit.partner.contacts.active(), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_partner(links.PROFILE)
def contribute(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    if kind not in Contribution.Kind.values:
        raise Http404
    how = {"kind": kind, "today": timezone.localdate()}
    if request.method != "POST":
        form = ContributionForm(initial={"token": _token()}, **how)
        return render(request, "network/my/contribute.html", {"visit": visit, "form": form, "kind": kind})
    form = ContributionForm(request.POST, request.FILES, **how)

    def send(token) -> None:
        picture = form.cleaned_data["picture"]
        data = picture.read() if picture else None
        send_in.contribute(visit.contact, form.values, data, purpose=visit.purpose, form=token, at=timezone.now())

    return _sent(request, visit, form, send, "network/my/contribute.html", kind, kind=kind)


@require_safe
@for_partner(links.PROFILE)
def certificate(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The certificate of a member as a PDF; nobody else has one."""
    if not certificate_of(visit.partner).valid:
        raise Http404
    log_use(visit.contact, visit.purpose, "certificate", timezone.now())
    response = HttpResponse(print_certificate(visit.partner, timezone.localdate()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="certificate-{visit.partner.code}.pdf"'
    return response


def leave(request: HttpRequest) -> HttpResponse:
    """Leaving ends the visit, so that a second press of the button finds only the note that it was done."""
    if request.method == "POST" and request.session.get(LEFT):
        return private(render(request, "network/my/already_done.html"))
    return _leave(request)


@require_http_methods(["GET", "HEAD", "POST"])
@for_partner(links.PROFILE)
def _leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = LeaveForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "network/my/leave.html", {"visit": visit, "partner": visit.partner, "form": form})
    try:
        send_in.leave_network(visit.contact, form.cleaned_data["reason"], purpose=visit.purpose, at=timezone.now())
    except form_tokens.AlreadyDone:
        return _already_done(request, visit)
    partner_visit.end(request)
    request.session[LEFT] = True
    return HttpResponseRedirect(reverse("my_left"), status=303)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return private(render(request, "network/my/left.html"))


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """Ends the visit; who is logged in as staff in the same browser stays so."""
    partner_visit.end(request)
    return private(redirect("partner_door"))


@require_safe
@for_partner(*ALL)
def sent(request: HttpRequest, visit: Visit, what: str) -> HttpResponse:
    if what not in SENT:
        raise Http404
    return render(request, "network/my/sent.html", {"visit": visit, "what": what})


def _sent(request: HttpRequest, visit: Visit, form, send, template: str, what: str, **context) -> HttpResponse:
    """Sends a checked form in, once; a form with problems comes back with everything that was typed."""
    context |= {"visit": visit, "form": form}
    if not form.is_valid():
        return render(request, template, context)
    try:
        send(form_tokens.read_token(form.cleaned_data["token"], timezone.now()))
    except form_tokens.WrongForm:
        form.data = form.data.copy()
        form.data["token"] = _token()
        return render(request, template, context | {"stale": True})
    except form_tokens.AlreadyDone:
        return _already_done(request, visit)
    except send_in.NothingChanged:
        return render(request, template, context | {"nothing_changed": True})
    return _see_other(what)


def _see_other(what: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("my_sent", args=[what]), status=303)


def _already_done(request: HttpRequest, visit: Visit) -> HttpResponse:
    return render(request, "network/my/already_done.html", {"visit": visit})


def _token() -> str:
    return form_tokens.new_token(timezone.now())
