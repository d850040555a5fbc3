"""The list of partners: search, filters, order, columns, files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from home.tabular import Sheet, write_csv, write_xlsx

from ..models import ListColumns, Partner
from ..partner_list import COLUMNS, FILTERS, asked_for, counted_page, known_columns, partners_for, with_places_of
from .bulk import ACTS
from .staff import StaffScreen

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PartnerListView(StaffScreen, TemplateView):
    template_name = "network/admin/partners.html"
    page_title = gettext_lazy("Partners")

    def crumbs(self):
        return []

    def get(self, request, *args, **kwargs):
        if (form := request.GET.get("export", "")) in ("csv", "xlsx"):
            return self.download(form)
        return super().get(request, *args, **kwargs)

    @cached_property
    def asked(self):
        return asked_for(self.request.GET, self.request.user)

    @cached_property
    def columns(self):
        kept = getattr(self.request.user, "partner_columns", None)
        return known_columns(kept.columns if kept else ())

    def partners(self):
        return with_places_of(partners_for(self.asked, self.request.user), self.columns)

    def page(self):
        asked = self.request.GET.get("p")
        if not self.asked.query:
            return Paginator(self.partners(), PER_PAGE).get_page(asked)
        page = counted_page(partners_for(self.asked, self.request.user), asked, PER_PAGE)
        shown = with_places_of(Partner.objects.all(), self.columns).in_bulk(page.object_list)
        page.object_list = [shown[key] for key in page.object_list if key in shown]
        return page

    def get_context_data(self, **kwargs):
        page = self.page()
        return super().get_context_data(
            page_obj=page,
            rows=[self._row(partner) for partner in page],
            headings=[self._heading(column) for column in self.columns],
            columns=[(column, column in self.columns) for column in COLUMNS],
            filters=self._filters(),
            asked=self.asked,
            parameters=urlencode(self.asked.parameters),
            acts=[act for act in ACTS.values() if self.request.user.has_perm(act.needs)],
            may_add=self.request.user.has_perm("network.add_partner"),
            **kwargs,
        )

    def _row(self, partner) -> dict:
        cells = [column.show(column.read(partner)) for column in self.columns]
        return {"partner": partner, "name": cells[0], "cells": cells[1:]}

    def _heading(self, column) -> dict:
        mine = column.name == self.asked.sort
        falling = mine and not self.asked.falling
        query = {**self.asked.parameters, "sort": f"-{column.name}" if falling else column.name}
        order = ("descending" if self.asked.falling else "ascending") if mine else ""
        return {"label": column.label, "query": urlencode(query) if column.sort else "", "order": order}

    def _filters(self) -> list[dict]:
        offered = ((one, one.choices(self.request.user)) for one in FILTERS)
        return [
            {"name": one.name, "label": one.label, "choices": choices, "value": self.asked.chosen.get(one.name, "")}
            for one, choices in offered
            if choices
        ]

    def download(self, form: str) -> HttpResponse:
        """The filtered list with the columns that are shown, and the code, by which a row is found again."""
        columns = known_columns({column.name for column in self.columns} | {"code"})
        headers = [str(column.label) for column in columns]
        found = partners_for(self.asked, self.request.user)
        partners = with_places_of(found, columns).iterator(chunk_size=1000)
        rows = ([column.read(partner) for column in columns] for partner in partners)
        if form == "csv":
            response = StreamingHttpResponse(write_csv(headers, rows), content_type="text/csv; charset=utf-8")
        else:
            response = HttpResponse(write_xlsx(Sheet(_("Partners"), headers, rows)), content_type=XLSX)
        name = f"partners-{timezone.localdate().isoformat()}.{form}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class ColumnsView(StaffScreen, View):
    """Keeps which columns a user wants to see, for the next time as well."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        wanted = [column.name for column in known_columns(request.POST.getlist("column"))]
        ListColumns.objects.update_or_create(user=request.user, defaults={"columns": wanted})
        messages.success(request, _("Your columns were kept."))
        asked = asked_for(request.POST, request.user)
        return redirect(f"{reverse('partners:index')}?{urlencode(asked.parameters)}")
