"""The way in for lists of partners: upload, name the columns, look at every row, decide, write, take back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from home.imports.columns import missing
from home.models import FileImport
from home.tabular import Sheet, write_xlsx
from home.views.imports import XLSX, ColumnsForm, UploadForm

from ..imports import preview, steps
from ..imports.columns import PARTNER
from ..models import Partner, PartnerImport, StagedRow
from .staff import StaffScreen

PER_PAGE = 50
State = FileImport.State
#: What the sample above the columns shows.
SAMPLE_ROWS = 5


def may_import(user) -> bool:
    """A list adds partners and changes them, so one must be allowed both."""
    return user.has_perms(["network.add_partner", "network.change_partner"])


def address(page: str, *args) -> str:
    return reverse(f"partner_imports:{page}", args=args)


class ImportScreen(StaffScreen):
    """What these screens share: who may come in, and one's own lists only."""

    page_title = gettext_lazy("Import a list of partners")

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def batch(self) -> PartnerImport:
        return get_object_or_404(steps.of_user(self.request.user), upload__token=self.kwargs["token"])

    def crumbs(self):
        items = [{"url": address("index"), "label": _("Import a list of partners")}]
        return [*items, {"url": "", "label": self.batch.upload.name}] if "token" in self.kwargs else items

    def to_report(self, show: str = ""):
        return redirect(address("report", self.batch.upload.token) + (f"?show={show}" if show else ""))


class ListForm(UploadForm):
    source = forms.ChoiceField(
        label=gettext_lazy("Where the list comes from"), choices=Partner.Source.choices, initial=Partner.Source.IMPORT
    )


class UploadView(ImportScreen, FormView):
    form_class = ListForm
    template_name = "network/admin/imports/upload.html"

    def form_valid(self, form):
        self.batch = steps.receive(
            form.content,
            form.cleaned_data["file"].name,
            source=form.cleaned_data["source"],
            table=form.table,
            owner=self.request.user,
            now=timezone.now(),
        )
        if self.batch.upload.state == State.UPLOADED:
            return redirect(address("columns", self.batch.upload.token))
        return self.to_report()

    def get_context_data(self, **kwargs):
        lists = steps.of_user(self.request.user).order_by("-pk")
        page = Paginator(lists, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(columns=PARTNER, page_obj=page, **kwargs)


class TemplateFileView(ImportScreen, View):
    """A workbook to fill in, with one example row."""

    def get(self, request, *args, **kwargs):
        columns = [column for column in PARTNER if column.name not in ("fax", "code")]
        sheet = Sheet(
            _("Partners"), [column.aliases[0] for column in columns], [[column.example for column in columns]]
        )
        return _workbook("partners-template.xlsx", sheet)


class ColumnsView(ImportScreen, FormView):
    """Which column is which; also afterwards, when the check shows that it was understood wrongly."""

    form_class = ColumnsForm
    template_name = "network/admin/imports/columns.html"

    @cached_property
    def headers(self) -> list[str]:
        return self.batch.upload.report["headers"]

    def get_form_kwargs(self):
        given = {"columns": PARTNER, "headers": self.headers, "mapping": self.batch.upload.mapping}
        return super().get_form_kwargs() | given

    def form_valid(self, form):
        try:
            steps.start_check(self.batch, form.mapping())
        except steps.NotNow as problem:
            messages.error(self.request, str(problem))
        return self.to_report()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            received=self.batch.upload,
            missing=missing(self.batch.upload.mapping, PARTNER),
            headers=self.headers,
            sample=self.batch.rows.all()[:SAMPLE_ROWS],
            **kwargs,
        )


class ReportView(ImportScreen, TemplateView):
    """What was found in a list: counts, and row by row under one tab for each verdict."""

    template_name = "network/admin/imports/report.html"

    def get_page_subtitle(self):
        return self.batch.upload.name

    def get_context_data(self, **kwargs):
        upload = self.batch.upload
        context = {"batch": self.batch, "received": upload, "working": bool(upload.job and upload.job.is_open)}
        if upload.state in (State.CHECKED, State.IMPORTED):
            context |= self._rows()
        if self.batch.undone_at:
            context["kept"] = steps.not_taken_back(self.batch).select_related("partner")[:PER_PAGE]
        return super().get_context_data(**context, **kwargs)

    def _rows(self):
        counts = steps.count(self.batch)
        show = self.request.GET.get("show", "")
        if show not in StagedRow.Verdict.values:
            show = next((one for one in preview.TABS if counts[one]), StagedRow.Verdict.NEW)
        rows = self.batch.rows.filter(verdict=show).order_by("line")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        upload = self.batch.upload
        return {
            "counts": counts,
            "to_write": counts["new"] + counts["changed"] + preview.decided(self.batch),
            "show": show,
            "tabs": [(one, StagedRow.Verdict(one).label, counts[one]) for one in preview.TABS],
            "page_obj": page,
            "rows": preview.rows(self.batch, page, self.request.user),
            "decisions": [choice for choice in StagedRow.Decision.choices if choice[0]],
            "ignored": self.batch.rows.filter(verdict="").count(),
            "mine": upload.owner_id == self.request.user.pk,
            "in_time": upload.expires_at >= timezone.now(),
        }


class Act(ImportScreen, View):
    """A button: does one thing, says what came of it, and leads back to the list."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            self.act()
        except steps.NotNow as problem:
            messages.error(request, str(problem))
        return self.to_report(self.request.POST.get("show", ""))

    def act(self) -> None:
        raise NotImplementedError


class DecideView(Act):
    def act(self) -> None:
        if rest := self.request.POST.get("rest"):
            done = steps.decide_rest(self.batch, rest)
        else:
            done = steps.decide(self.batch, dict(self._chosen()))
        messages.success(self.request, _("Decisions kept: %(count)s.") % {"count": done})

    def _chosen(self):
        for name, decision in self.request.POST.items():
            prefix, _dash, key = name.partition("-")
            if prefix == "row" and key.isdecimal() and len(key) < 19:
                yield int(key), decision


class CheckView(Act):
    """Checks a list again with the same columns: the records may have changed, or a check was stopped."""

    def act(self) -> None:
        if missing(self.batch.upload.mapping, PARTNER):
            raise steps.NotNow(_("Please say first which column is which."))
        steps.start_check(self.batch, self.batch.upload.mapping)


class ApplyView(Act):
    def act(self) -> None:
        leave_out = "leave_out" in self.request.POST
        steps.start_apply(self.batch, user=self.request.user, now=timezone.now(), leave_out=leave_out)
        self.batch.refresh_from_db()
        if self.batch.upload.state == State.IMPORTED:
            messages.success(self.request, steps.in_words(self.batch))


class UndoView(Act):
    def act(self) -> None:
        steps.start_undo(self.batch, user=self.request.user, now=timezone.now())
        messages.success(self.request, _("The import is taken back."))


class ErrorsView(ImportScreen, View):
    """The rows with an error as a workbook to correct and upload again, with the reasons beside them."""

    def get(self, request, *args, **kwargs):
        headers = self.batch.upload.report["headers"]
        wrong = steps.rows_to_correct(self.batch)
        rows = ([*cells, preview.reasons_in_words(row), row.line] for row, cells in wrong)
        sheet = Sheet(_("To correct"), [*headers, _("What to correct"), _("Line in the list")], rows)
        return _workbook("to-correct.xlsx", sheet)


def _workbook(name: str, sheet: Sheet) -> HttpResponse:
    response = HttpResponse(write_xlsx(sheet), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
