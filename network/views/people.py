"""People who ask what is held on them, or to be forgotten (Personal Data Protection Act s.30 and s.33)."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from home.tabular import write_xlsx
from home.thai import clean

from ..actions.erase_person import erase_person
from ..actions.export_person import PARTS, export_person, person_sheets
from ..actions.find_person import Held, held_on
from ..models import Contact
from .partners import XLSX
from .staff import StaffScreen

MOST = 50


class PeopleView(StaffScreen, TemplateView):
    needs = "network.erase_person"
    template_name = "network/admin/people.html"
    page_title = gettext_lazy("People")

    def get_context_data(self, **kwargs):
        typed = clean(self.request.GET.get("q", "").replace("\0", ""))[:100]
        return super().get_context_data(query=typed, found=self._found(typed), most=MOST, **kwargs)

    def _found(self, typed: str) -> list[Contact]:
        if len(typed) < 2:
            return []
        said = Q()
        for name in ("name", "phone", "email", "line_id"):
            said |= Q(**{f"{name}__icontains": typed})
        people = Contact.objects.for_user(self.request.user).filter(said, erased_at=None)
        return list(people.select_related("partner__province")[:MOST])


class PersonScreen(StaffScreen):
    needs = "network.erase_person"

    @cached_property
    def contact(self) -> Contact:
        mine = Contact.objects.for_user(self.request.user).filter(erased_at=None).select_related("partner")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @cached_property
    def held(self) -> Held:
        return held_on(self.contact, self.request.user)


class PersonView(PersonScreen, TemplateView):
    """What is held, and the one question before it is erased."""

    template_name = "network/admin/person.html"

    def get_page_title(self):
        return self.contact.full_name

    def get_context_data(self, **kwargs):
        labels = {
            "contacts": _("contact"),
            "volunteers": _("labour volunteer"),
            "applications": _("application to join"),
            "registrations": _("registration for an event"),
            "guests": _("line of an attendance list"),
            "proposals": _("proposed correction"),
            "contributions": _("contribution"),
            "notes": _("notes that mention the person"),
            "changes": _("lines of history"),
            "rows": _("rows of imported lists"),
            "files": _("uploaded files of lists"),
            "link_uses": _("uses of personal links"),
        }
        parts = [(labels[part], len(getattr(self.held, part))) for part, _names in PARTS]
        return super().get_context_data(contact=self.contact, held=self.held, parts=parts, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.POST.get("sure"):
            messages.warning(request, _("Nothing was erased: tick the box to say that you are sure."))
            return redirect("partners:person", self.contact.pk)
        partner = self.contact.partner_id
        erase_person(self.held, actor=self.actor, at=self.now)
        messages.success(request, _("The person was erased."))
        return redirect("partners:record", partner)


class PersonExportView(PersonScreen, View):
    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.kwargs["form"] not in ("json", "xlsx"):
            raise Http404
        name = f"person-{self.contact.pk}-{timezone.localdate().isoformat()}"
        if self.kwargs["form"] == "json":
            response: HttpResponse = JsonResponse(
                export_person(self.held, self.now), json_dumps_params={"ensure_ascii": False, "indent": 1}
            )
        else:
            response = HttpResponse(write_xlsx(*person_sheets(self.held)), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.{self.kwargs["form"]}"'
        response["Cache-Control"] = "private, no-store"
        return response
