"""Staff's side of events: who registered, who was there, and what is printed and handed out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.access import may_do
from home.models.news_section import CountedPaginator
from home.tabular import Sheet, write_csv, write_xlsx

from .. import event_mail
from ..actions.erase_registration import erase_registration
from ..actions.note_attendance import note_attendance
from ..actions.print_event import PER_FILE, certificates_of, parts_of, sign_in_sheet_of
from ..actions.register_for_event import AlreadyRegistered, add_person, cancel_registration, give_place
from ..actions.write_to_attendee import write_to_attendees
from ..forms.events import PersonForm
from ..models import EventIndexPage, EventPage, Registration
from ..models.events import seats
from ..models.events.listing import midnight
from .letter_desk.screen import pdf_response
from .partners import XLSX
from .staff import StaffScreen

PER_PAGE = 50
State = Registration.State


class EventsScreen(StaffScreen):
    needs = "network.view_registration"
    header_icon = "date"

    def get_breadcrumbs_items(self):
        items = WagtailAdminTemplateMixin.get_breadcrumbs_items(self)
        return [*items, {"url": reverse("events:index"), "label": str(_("Events"))}, *self.crumbs()]


class EventsView(EventsScreen, TemplateView):
    """The events of the user's centres with how many come."""

    template_name = "network/admin/events/index.html"
    page_title = gettext_lazy("Events")

    def crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        past = self.request.GET.get("when") == "past"
        midnight_today = midnight(timezone.localdate())
        events = EventPage.objects.originals().where_may(self.request.user, "view_registration")
        if past:
            events = events.filter(ends_at__lt=midnight_today).order_by("-starts_at", "-pk")
        else:
            events = events.filter(ends_at__gte=midnight_today).order_by("starts_at", "pk")
        page = CountedPaginator(events.count(), PER_PAGE).get_page(self.request.GET.get("page", "")[:9])
        start = (page.number - 1) * PER_PAGE
        sections = EventIndexPage.objects.filter(locale__language_code="th")
        return super().get_context_data(
            past=past,
            page=page,
            events=_counted(events)[start : start + PER_PAGE],
            section=sections.first(),
            **kwargs,
        )


def _counted(events):
    """The events with the numbers of their people; no query more for each."""
    registered = Q(registrations__state=State.PLACE)
    waiting = Q(registrations__state=State.WAITING)
    return (
        events.select_related("centre", "province")
        .defer_streamfields()
        .annotate(
            with_place=Count("registrations", filter=registered),
            in_waiting=Count("registrations", filter=waiting & Q(registrations__suspect=False)),
            to_look_at=Count("registrations", filter=waiting & Q(registrations__suspect=True)),
            were_there=Count("registrations", filter=registered & Q(registrations__attended_at__isnull=False)),
        )
    )


class EventScreen(EventsScreen):
    """A screen about one event of the user's centres; whether another exists is not told."""

    @cached_property
    def event(self) -> EventPage:
        mine = EventPage.objects.originals().where_may(self.request.user, "view_registration")
        return get_object_or_404(mine.select_related("centre", "province", "locale"), pk=self.kwargs["pk"])

    def may(self, right: str) -> bool:
        return may_do(self.request.user, f"network.{right}", self.event.centre_id)

    def demand(self, right: str) -> None:
        if not self.may(right):
            raise PermissionDenied

    def get_context_data(self, **kwargs):
        rights = {"may_add": self.may("add_registration"), "may_change": self.may("change_registration")}
        return super().get_context_data(event=self.event, **rights, **kwargs)

    def crumbs(self):
        return [{"url": reverse("events:event", args=[self.event.pk]), "label": self.event.title}]


class EventView(EventScreen, TemplateView):
    """The list of people, with ticks for who was there; and a line for who simply came."""

    template_name = "network/admin/events/event.html"

    def get_page_title(self):
        return self.event.title

    def get_context_data(self, **kwargs):
        now = timezone.now()
        everybody = list(self.event.registrations.select_related("by"))
        people = sorted((one for one in everybody if one.state == State.PLACE), key=lambda one: one.name)
        return super().get_context_data(
            people=people,
            waiting=[one for one in everybody if one.state == State.WAITING and not one.suspect],
            suspects=[one for one in everybody if one.state == State.WAITING and one.suspect],
            cancelled=[one for one in everybody if one.state == State.CANCELLED],
            were_there=sum(bool(one.attended_at) for one in people),
            parts=parts_of(sum(one.may_have_certificate for one in people)),
            standing=seats.standing_of(self.event, now),
            begun=now >= self.event.starts_at,
            form=kwargs.pop("form", None) or PersonForm(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("act") == "add":
            self.demand("add_registration")
            return self._add()
        self.demand("change_registration")
        if request.POST.get("act") == "tell":
            return self._tell()
        shown, present = (keys_of(request.POST.getlist(name)) for name in ("shown", "present"))
        added, taken = note_attendance(self.event, shown, present, user=request.user, at=timezone.now())
        messages.success(
            request, _("Saved: %(added)s more were there, %(taken)s fewer.") % {"added": added, "taken": taken}
        )
        return redirect("events:event", self.event.pk)

    def _tell(self) -> HttpResponse:
        """Writes to everybody who has a place or waits: what has changed, or that the event was called off."""
        told = [
            one for one in self.event.registrations.exclude(state=State.CANCELLED).filter(suspect=False) if one.email
        ]
        word = event_mail.CALLED_OFF if self.event.cancelled else event_mail.CHANGED
        write_to_attendees(told, word, owner=self.request.user)
        sentence = _("%(number)s mails are on their way.")
        messages.success(self.request, sentence % {"number": len(told)})
        return redirect("events:event", self.event.pk)

    def _add(self) -> HttpResponse:
        form = PersonForm(self.request.POST)
        if form.is_valid():
            try:
                present = form.cleaned_data["present"]
                add_person(self.event, form.values, present=present, user=self.request.user, at=timezone.now())
            except AlreadyRegistered:
                form.add_error("email", _("Somebody with this address is on the list already."))
            else:
                messages.success(self.request, _("%(name)s is on the list.") % {"name": form.cleaned_data["name"]})
                return redirect("events:event", self.event.pk)
        return self.render_to_response(self.get_context_data(form=form))


def keys_of(values) -> set[int]:
    """The keys among what a form sent."""
    return {int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19}


class PersonScreen(EventScreen):
    @cached_property
    def registration(self) -> Registration:
        return get_object_or_404(self.event.registrations.select_related("by", "event"), pk=self.kwargs["row"])

    def crumbs(self):
        return [*super().crumbs(), {"url": "", "label": self.registration.name or str(_("erased"))}]


class PersonView(PersonScreen, TemplateView):
    """One line of the list, and what can be done with it."""

    template_name = "network/admin/events/person.html"

    def get_page_title(self):
        return self.registration.name or _("erased")

    def get_context_data(self, **kwargs):
        held = self.registration.erased_at is None
        return super().get_context_data(
            registration=self.registration,
            may_erase=held and self.may("erase_registration"),
            may_cancel=held and self.registration.state != State.CANCELLED,
            may_give=held and self.registration.state == State.WAITING,
            may_write=bool(self.registration.email) and not self.registration.suspect,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        now, act, registration = timezone.now(), request.POST.get("act"), self.registration
        if act == "erase":
            self.demand("erase_registration")
            if not request.POST.get("sure"):
                messages.warning(request, _("Nothing was erased: tick the box to say that you are sure."))
                return redirect("events:person", self.event.pk, registration.pk)
            erase_registration(registration, at=now)
            messages.success(request, _("The person was erased."))
            return redirect("events:event", self.event.pk)
        self.demand("change_registration")
        if act == "cancel":
            cancel_registration(registration, at=now, user=request.user)
            messages.success(request, _("The registration was cancelled."))
        elif act == "place":
            give_place(registration, at=now, user=request.user)
            messages.success(request, _("%(name)s has a place.") % {"name": registration.name})
        elif act == "write":
            write_to_attendees([registration], event_mail.current_word(registration), owner=request.user)
            messages.success(request, _("The mail is on its way once more."))
        return redirect("events:person", self.event.pk, registration.pk)


class PeopleFileView(EventScreen, View):
    """The list as a table for a spreadsheet."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        heads = [
            _("Name"), _("Organisation"), _("Position"), _("E-mail"), _("Telephone"), _("State"), _("Registered at"),
            _("Was there"),
        ]  # fmt: skip
        people = self.event.registrations.of_people().filter(suspect=False)
        rows = (
            [one.name, one.organisation, one.position, one.email, one.phone, str(one.get_state_display()),
             one.registered_at, _("yes") if one.attended_at else ""]
            for one in people
        )  # fmt: skip
        if self.kwargs["form"] == "xlsx":
            response: HttpResponse = HttpResponse(write_xlsx(Sheet(_("People"), heads, rows)), content_type=XLSX)
        elif self.kwargs["form"] == "csv":
            response = StreamingHttpResponse(write_csv(heads, rows), content_type="text/csv; charset=utf-8")
        else:
            raise Http404
        response["Content-Disposition"] = f'attachment; filename="event-{self.event.pk}.{self.kwargs["form"]}"'
        response["Cache-Control"] = "private, no-store"
        return response


def part_asked(request: HttpRequest) -> int:
    """Which of the files with certificates is asked for; the first one for what is no number."""
    asked = request.GET.get("part", "")
    return int(asked) if asked.isascii() and asked.isdigit() and 1 <= int(asked[:4]) <= 9999 else 1


class SignInView(EventScreen, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return pdf_response(sign_in_sheet_of(self.event), f"sign-in-{self.event.pk}.pdf")


class CertificatesView(EventScreen, View):
    """The certificates of everybody who was there, or of one of them."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.event.certificate:
            raise Http404
        there = self.event.registrations.attended().of_people().exclude(name="").order_by("name")
        if "row" in self.kwargs:
            there = there.filter(pk=self.kwargs["row"])
        part = part_asked(request)
        found = list(there[(part - 1) * PER_FILE : part * PER_FILE])
        if not found:
            if "row" in self.kwargs:
                raise Http404
            messages.warning(request, _("Nobody has been noted as being there yet, so there is no certificate."))
            return redirect("events:event", self.event.pk)
        return pdf_response(certificates_of(self.event, found), f"certificates-{self.event.pk}.pdf")
