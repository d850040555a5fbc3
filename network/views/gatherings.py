"""The office's own meetings and trainings: the plan of the year, each of them with its list, and the year's roster."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home import pdf
from home.access import may_do
from home.models import CentreGroup
from home.tabular import write_xlsx
from home.templatetags.dates import short_date
from home.thai import fiscal_year

from .. import gathering_plan
from ..actions.keep_roster import note_presence, put_on_list
from ..actions.print_event import certificates_of_gathering, parts_of, sign_in_sheet_of_gathering
from ..forms.gatherings import GatheringForm, GuestForm, SpeakerForms
from ..models import Gathering, Volunteer
from .event_desk import keys_of, part_asked
from .letter_desk.screen import centres_where, pdf_response
from .partners import XLSX
from .staff import StaffScreen

#: The most people that are offered for a list at once.
MOST_OFFERED = 400
Kind = Gathering.Kind


class GatheringsScreen(StaffScreen):
    needs = "network.view_gathering"
    header_icon = "clipboard-list"

    def get_breadcrumbs_items(self):
        items = WagtailAdminTemplateMixin.get_breadcrumbs_items(self)
        return [*items, {"url": reverse("gatherings:index"), "label": str(_("Meetings and trainings"))}, *self.crumbs()]

    @cached_property
    def year(self) -> int:
        """The fiscal year that is asked for, else the one of today."""
        asked = self.request.GET.get("year", "")
        known = asked.isascii() and asked.isdigit() and 2500 <= int(asked[:5]) <= 2700
        return int(asked) if known else fiscal_year(timezone.localdate())


class PlanView(GatheringsScreen, TemplateView):
    """The plan of a fiscal year, with what has been held."""

    template_name = "network/admin/gatherings/plan.html"
    page_title = gettext_lazy("Meetings and trainings")

    def crumbs(self):
        return []

    def get_context_data(self, **kwargs):
        kind = self.request.GET.get("kind", "")
        kind = kind if kind in Kind.values else ""
        gatherings = list(gathering_plan.plan_of(self.request.user, self.year, kind))
        held = [one for one in gatherings if one.state == Gathering.State.HELD]
        user = self.request.user
        return super().get_context_data(
            year=self.year,
            kind=kind,
            kinds=Kind.choices,
            gatherings=gatherings,
            held=len(held),
            people=sum(one.were_there for one in held),
            person_hours=sum(one.were_there * one.hours for one in held),
            may_add=bool(centres_where(user, "add_gathering")) or may_do(user, "network.add_gathering", None),
            **kwargs,
        )


class PlanFileView(GatheringsScreen, View):
    """The plan as XLSX, or as PDF for the file."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        gatherings = gathering_plan.plan_of(request.user, self.year)
        name = f"trainings-{self.year}"
        if self.kwargs["form"] == "xlsx":
            response = HttpResponse(write_xlsx(gathering_plan.plan_sheet(gatherings, self.year)), content_type=XLSX)
            response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
            response["Cache-Control"] = "private, no-store"
            return response
        if self.kwargs["form"] != "pdf":
            raise Http404
        with override("th"):
            body = render_to_string("network/pdf/training_plan.html", {"gatherings": gatherings, "year": self.year})
        sheets = (pdf.PAPER, "network/css/plan.css")
        title = f"แผนการประชุมและการอบรม ปีงบประมาณ พ.ศ. {self.year}"
        return pdf_response(pdf.render_pdf(body, title=title, language="th", stylesheets=sheets), f"{name}.pdf")


class RosterView(GatheringsScreen, TemplateView):
    """Who attended which meetings and trainings of a year."""

    template_name = "network/admin/gatherings/roster.html"
    page_title = gettext_lazy("Roster of the year")

    def get_context_data(self, **kwargs):
        rows = gathering_plan.roster_of(self.request.user, self.year)
        return super().get_context_data(year=self.year, rows=rows, **kwargs)


class RosterFileView(GatheringsScreen, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        sheet = gathering_plan.roster_sheet(gathering_plan.roster_of(request.user, self.year))
        response = HttpResponse(write_xlsx(sheet), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="roster-{self.year}.xlsx"'
        response["Cache-Control"] = "private, no-store"
        return response


class FormScreen(GatheringsScreen, TemplateView):
    """A gathering and its speakers in one form. A topic that doubles another is said, never refused."""

    template_name = "network/admin/gatherings/form.html"
    right = ""

    @cached_property
    def centres(self):
        return centres_where(self.request.user, self.right)

    @property
    def gathering(self) -> Gathering:
        raise NotImplementedError

    def get_form(self, data=None) -> GatheringForm:
        headquarters = may_do(self.request.user, f"network.{self.right}", None)
        return GatheringForm(data, instance=self.gathering, centres=self.centres, headquarters=headquarters)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.get_form())
        kwargs.setdefault("speakers", SpeakerForms(instance=self.gathering, prefix="speakers"))
        return super().get_context_data(gathering=self.gathering, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form(request.POST)
        speakers = SpeakerForms(request.POST, instance=form.instance, prefix="speakers")
        if not (form.is_valid() & speakers.is_valid()):
            return self.render_to_response(self.get_context_data(form=form, speakers=speakers))
        with transaction.atomic():
            gathering = form.save(commit=False)
            gathering.by = gathering.by or request.user
            gathering.save()
            speakers.instance = gathering
            speakers.save()
        messages.success(request, _("Saved."))
        for double in gathering_plan.doubles_of(gathering, fiscal_year(gathering.on)):
            messages.warning(request, said_of(double))
        return redirect("gatherings:gathering", gathering.pk)


def said_of(double: gathering_plan.Double) -> str:
    """A doubled topic as a sentence."""
    other = double.gathering
    words = {
        "topic": double.topic,
        "title": other.title,
        "centre": other.centre.name if other.centre else _("Headquarters"),
        "day": short_date(other.on),
    }
    sentence = _("“%(topic)s” is a topic already: “%(title)s”, %(centre)s, %(day)s. Could the two be one?")
    return sentence % words


class AddView(FormScreen):
    needs = "network.add_gathering"
    right = "add_gathering"
    page_title = gettext_lazy("Plan a meeting or training")

    @cached_property
    def gathering(self) -> Gathering:
        return Gathering(kind=Kind.STAFF)


class OneScreen(GatheringsScreen):
    """A screen about one gathering of the user's centres; whether another exists is not told."""

    @cached_property
    def gathering(self) -> Gathering:
        mine = gathering_plan.where_may(self.request.user, "view_gathering").select_related("centre", "knowledge")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @property
    def may_change(self) -> bool:
        return may_do(self.request.user, "network.change_gathering", self.gathering.centre_id)

    def crumbs(self):
        here = {"url": reverse("gatherings:gathering", args=[self.gathering.pk]), "label": self.gathering.title}
        return [here]


class EditView(OneScreen, FormScreen):
    needs = "network.change_gathering"
    right = "change_gathering"
    page_title = gettext_lazy("Edit")

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if request.user.has_perm(self.needs) and not self.may_change:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GatheringView(OneScreen, TemplateView):
    """Agenda, speakers, and the list with ticks for who was there."""

    template_name = "network/admin/gatherings/gathering.html"

    def get_page_title(self):
        return self.gathering.title

    def get_context_data(self, **kwargs):
        gathering = self.gathering
        people = list(gathering.attendances.select_related("user", "volunteer__district"))
        people.sort(key=lambda one: one.full_name)
        doubles = gathering_plan.doubles_of(gathering, fiscal_year(gathering.on))
        return super().get_context_data(
            gathering=gathering,
            year=fiscal_year(gathering.on),
            people=people,
            were_there=sum(one.present for one in people),
            parts=parts_of(sum(one.present for one in people)),
            doubles=[(said_of(double), double.gathering) for double in doubles],
            offered=self._offered(people) if self.may_change else [],
            may_change=self.may_change,
            guest=kwargs.pop("guest", None) or GuestForm(),
            **kwargs,
        )

    def _offered(self, people) -> list[tuple[str, str, str]]:
        """(value, name, what) of whom one may put on the list: the centre's officers, or its volunteers."""
        known = {(one.user_id, one.volunteer_id) for one in people}
        if self.gathering.kind == Kind.VOLUNTEERS:
            mine = Volunteer.objects.for_user(self.request.user).filter(active=True)
            if self.gathering.centre_id:
                mine = mine.filter(district__province__centre=self.gathering.centre_id)
            found = mine.select_related("district__province")[:MOST_OFFERED]
            return [
                (f"v{one.pk}", str(one), f"{one.district.name} {one.district.province.name}")
                for one in found
                if (None, one.pk) not in known
            ]
        officers = officers_of(self.gathering.centre_id)[:MOST_OFFERED]
        return [
            (f"u{one.pk}", one.get_full_name() or one.get_username(), "")
            for one in officers
            if (one.pk, None) not in known
        ]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may_change:
            raise PermissionDenied
        if request.POST.get("act") == "guest":
            form = GuestForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(guest=form))
            self.gathering.attendances.create(**form.cleaned_data)
        elif request.POST.get("act") == "list":
            offered = {value for value, _name, _what in self._offered(list(self.gathering.attendances.all()))}
            chosen = [value for value in request.POST.getlist("who") if value in offered]
            number = put_on_list(
                self.gathering,
                officers=[int(value[1:]) for value in chosen if value[0] == "u"],
                volunteers=[int(value[1:]) for value in chosen if value[0] == "v"],
            )
            messages.success(request, _("%(number)s put on the list.") % {"number": number})
        elif request.POST.get("act") == "remove":
            self.gathering.attendances.filter(pk__in=keys_of(request.POST.getlist("line"))).delete()
        else:
            shown, present = (keys_of(request.POST.getlist(name)) for name in ("shown", "present"))
            there = note_presence(self.gathering, shown, present)
            messages.success(request, _("Saved: %(number)s were there.") % {"number": there})
        return redirect("gatherings:gathering", self.gathering.pk)


def officers_of(centre_id: int | None):
    """The people who work for a centre, or for headquarters."""
    groups = CentreGroup.objects.filter(centre=centre_id).values("group")
    users = get_user_model().objects.filter(groups__in=groups, is_active=True).distinct()
    return users.order_by("first_name", "last_name", "username")


class SignInView(OneScreen, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return pdf_response(sign_in_sheet_of_gathering(self.gathering), f"sign-in-{self.gathering.pk}.pdf")


class CertificatesView(OneScreen, View):
    """Certificates of attendance for everybody who was there; a meeting gives none."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.gathering.kind == Kind.PREPARATION:
            raise Http404
        there = self.gathering.attendances.filter(present=True).count()
        if part_asked(request) > max(len(parts_of(there)), 1):
            raise Http404
        if not there:
            messages.warning(request, _("Nobody has been noted as being there yet, so there is no certificate."))
            return redirect("gatherings:gathering", self.gathering.pk)
        return pdf_response(
            certificates_of_gathering(self.gathering, part_asked(request)), f"certificates-{self.gathering.pk}.pdf"
        )
