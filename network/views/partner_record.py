"""One partner on one screen, its history, and the form of its own data."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from home.access import for_user
from home.models import District, Subdistrict

from ..actions.change_partner import EditedMeanwhile, change_partner, create_partner
from ..forms.partner import PartnerForm, chosen, differences_between, read_opened, reconciled
from ..history_lines import lines
from ..models import Partner
from ..panels import drawn_panels
from ..place_names import UnknownPlace, find_place
from .staff import PartnerScreen, StaffScreen

LINES_PER_PAGE = 100


class RecordView(PartnerScreen, TemplateView):
    template_name = "network/admin/partner.html"

    def get_page_title(self):
        return self.partner.name

    def crumbs(self):
        return [{"url": "", "label": self.partner.name}]

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm("network.change_partner")
        return super().get_context_data(
            drawn=drawn_panels(self.partner, self.request), may_change=may_change,
            may_merge=self.request.user.has_perm("network.merge_partner"), **kwargs,
        )  # fmt: skip


class HistoryView(PartnerScreen, TemplateView):
    template_name = "network/admin/history.html"
    page_title = gettext_lazy("History")

    def get_context_data(self, **kwargs):
        changes = self.partner.changes.select_related("by")
        page = Paginator(changes, LINES_PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, lines=lines(page), **kwargs)


class AddView(StaffScreen, TemplateView):
    needs = "network.add_partner"
    template_name = "network/admin/partner_form.html"
    page_title = gettext_lazy("New partner")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(PartnerForm(user=request.user))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = PartnerForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.draw(form)
        twins = _twins(form, request.user)
        if twins and not request.POST.get("is_another"):
            return self.draw(form, twins=twins)
        partner = create_partner(form.values, actor=self.actor, at=self.now)
        messages.success(
            request, _("“%(name)s” was entered. Its code is %(code)s.") % {"name": partner, "code": partner.code}
        )
        return redirect("partners:record", partner.pk)

    def draw(self, form: PartnerForm, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, **place_lists(form), **context))


def _twins(form: PartnerForm, user) -> list[Partner]:
    """Records with the same keys as the one about to be entered: perhaps the organisation is known already."""
    probe = Partner(**form.values)
    probe.set_keys()
    partners = Partner.objects.for_user(user).current().with_places()
    by_host = partners.filter(host_key=probe.host_key)[:5] if probe.host_key else []
    by_name = partners.filter(name_key=probe.name_key)[:5] if probe.name_key else []
    return list({twin.pk: twin for twin in (*by_host, *by_name)}.values())


class EditView(PartnerScreen, TemplateView):
    """Whoever saves second is told, sees what the first one wrote beside his own, and chooses field by field."""

    needs = "network.change_partner"
    template_name = "network/admin/partner_form.html"
    page_title = gettext_lazy("Edit")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.draw(self.form_of_stored())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = PartnerForm(chosen(request.POST), instance=_fresh(self.partner), user=request.user)
        if not form.is_valid() or request.POST.get("again"):
            return self.draw(form, version=self.posted_version, opened=request.POST.get("opened", ""))
        try:
            change = change_partner(
                self.partner, form.values, actor=self.actor, at=self.now, expected_version=self.posted_version
            )
        except EditedMeanwhile as meanwhile:
            return self.draw_both(form, meanwhile.current)
        messages.success(request, _("The changes were saved.") if change else _("Nothing was changed."))
        return redirect("partners:record", self.partner.pk)

    @property
    def posted_version(self) -> int:
        typed = self.request.POST.get("version", "")
        return int(typed) if typed.isdigit() and len(typed) < 10 else 0

    def form_of_stored(self) -> PartnerForm:
        return PartnerForm(instance=_fresh(self.partner), user=self.request.user)

    def draw_both(self, typed: PartnerForm, current: Partner) -> HttpResponse:
        stored = PartnerForm(instance=_fresh(current), user=self.request.user)
        opened = read_opened(self.request.POST.get("opened", ""))
        both = differences_between(opened, stored, typed)
        form = PartnerForm(instance=_fresh(current), user=self.request.user)
        form.initial.update(reconciled(opened, stored, typed))
        last = current.changes.select_related("by").first()
        return self.draw(
            form, version=current.version, opened=json.dumps(stored.shown()), typed=json.dumps(typed.shown()),
            both=both, last=last, status=409,
        )  # fmt: skip

    def draw(self, form: PartnerForm, *, status: int = 200, **context) -> HttpResponse:
        context = {"version": self.partner.version, "opened": "", **context}
        context["opened"] = context["opened"] or json.dumps(self.form_of_stored().shown())
        return self.render_to_response(self.get_context_data(form=form, **place_lists(form), **context), status=status)


def _fresh(partner: Partner) -> Partner:
    """A copy, because a form writes what was typed into the record it is given."""
    return Partner.objects.select_related("district", "subdistrict", "province").get(pk=partner.pk)


def place_lists(form: PartnerForm) -> dict[str, list[str]]:
    """The names that the form suggests for the place it shows."""
    return names_below(str(form["province"].value() or ""), form["district_name"].value() or "", District.objects.all())


def names_below(province: str, typed: str, districts) -> dict[str, list[str]]:
    """Of the districts of a province, and of the sub-districts of the one whose name was typed."""
    if not (province.isdigit() and len(province) < 10):
        return {"districts": [], "subdistricts": []}
    districts = list(districts.filter(province=province))
    try:
        found = find_place(typed, districts)
    except UnknownPlace:
        found = None
    below = Subdistrict.objects.filter(district=found) if found else []
    return {"districts": [one.name_th for one in districts], "subdistricts": [one.name_th for one in below]}


class PlacesView(StaffScreen, View):
    """The names below a province and a typed district, for the script that suggests them."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        districts = for_user(District.objects.all(), request.user, "province__centre")
        typed = request.GET.get("district", "").replace("\0", "")[:200]
        return JsonResponse(names_below(request.GET.get("province", ""), typed, districts))
