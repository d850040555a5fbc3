"""The way in for files in the admin: upload, name the columns, look at what would happen, confirm."""

from __future__ import annotations

from io import BytesIO

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from django.views.generic.list import ListView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from .. import tabular
from ..imports import steps
from ..imports.columns import missing
from ..imports.report import Report
from ..models import FileImport, Indicator

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def kind_of(model: type[models.Model]) -> steps.ImportKind:
    """How files become records of a model. Raises StopIteration when they cannot."""
    return next(kind for kind in steps.KINDS.values() if kind.model is model)


def may_import(user, model: type[models.Model]) -> bool:
    """A file adds records and changes them, so one must be allowed both."""
    policy = policy_registry.get_by_type(model)
    return all(policy.user_has_permission(user, action) for action in ("add", "change"))


class ImportAccess(WagtailAdminTemplateMixin):
    """What all these screens share: the kind of records, who may come in, where they stand."""

    kind: steps.ImportKind = None  # type: ignore[assignment]

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user, self.kind.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def received(self) -> FileImport:
        """The file of the address: one's own. Whether somebody else's exists is not told."""
        return get_object_or_404(
            FileImport.objects.of(self.request.user, kind=self.kind.name), token=self.kwargs["token"]
        )

    def get_page_title(self):
        return self.kind.title

    def get_breadcrumbs_items(self):
        records = self.kind.model._meta.verbose_name_plural
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.kind.url("index"), "label": str(records)},
            {"url": self.kind.url("import"), "label": str(self.kind.title)},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=self.kind, import_urls=self._urls(), **kwargs)

    def _urls(self) -> dict[str, str]:
        pages = ("import", "import_template", "import_history", "index")
        urls = {page: self.kind.url(page) for page in pages}
        if token := self.kwargs.get("token"):
            urls |= {page: self.kind.url(page, token) for page in ("import_columns", "import_confirm", "import_report")}
        return urls


class UploadForm(forms.Form):
    """A file is read when the form is checked: what cannot be read is a problem of the form."""

    file = forms.FileField(label=_("File"), help_text=_("XLSX, CSV or TSV, up to 10 MB and 20,000 rows."))

    def clean_file(self):
        file = self.cleaned_data["file"]
        # One byte more than is accepted, so that read_table() says what is wrong.
        self.content = file.read(tabular.Limits().bytes + 1)
        try:
            self.table = tabular.read_table(BytesIO(self.content), file.name)
        except tabular.TableRefused as problem:
            raise forms.ValidationError(str(problem)) from None
        if not self.table.rows:
            raise forms.ValidationError(_("There is no row under the header."))
        return file


class UploadView(ImportAccess, FormView):
    form_class = UploadForm
    template_name = "home/admin/import_upload.html"

    def form_valid(self, form):
        received = steps.receive(
            self.kind,
            form.content,
            form.cleaned_data["file"].name,
            owner=self.request.user,
            table=form.table,
            now=timezone.now(),
        )
        page = "import_columns" if received.state == FileImport.State.UPLOADED else "import_report"
        return redirect(self.kind.url(page, received.token))

    def get_context_data(self, **kwargs):
        return super().get_context_data(columns=self.kind.columns, **kwargs)


class ColumnsForm(forms.Form):
    """For each column that is known, which of the file's it is."""

    def __init__(self, *args, columns, headers, mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = [
            ("", "—"),
            *((str(n), header or _("Column %(n)s") % {"n": n + 1}) for n, header in enumerate(headers)),
        ]
        for column in columns:
            self.fields[column.name] = forms.ChoiceField(
                label=column.label, choices=choices, required=column.required, initial=str(mapping.get(column.name, ""))
            )

    def clean(self):
        cleaned = super().clean()
        chosen = [position for position in cleaned.values() if position]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(_("The same column of the file was chosen twice."))
        return cleaned

    def mapping(self) -> dict[str, int]:
        return {name: int(position) for name, position in self.cleaned_data.items() if position}


class ColumnsView(ImportAccess, FormView):
    form_class = ColumnsForm
    template_name = "home/admin/import_columns.html"

    @cached_property
    def table(self) -> tabular.Table:
        return steps.open_table(self.received)

    def dispatch(self, request, *args, **kwargs):
        if may_import(request.user, self.kind.model) and self.received.state != FileImport.State.UPLOADED:
            return redirect(self.kind.url("import_report", self.received.token))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "columns": self.kind.columns,
            "headers": self.table.headers,
            "mapping": self.received.mapping,
        }

    def form_valid(self, form):
        steps.name_columns(self.received, form.mapping())
        return redirect(self.kind.url("import_report", self.received.token))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            received=self.received,
            missing=missing(self.received.mapping, self.kind.columns),
            table=self.table,
            sample=self.table.rows[:5],
            **kwargs,
        )


class ReportView(ImportAccess, TemplateView):
    template_name = "home/admin/import_report.html"

    def get_context_data(self, **kwargs):
        received = self.received
        return super().get_context_data(
            received=received,
            report=Report.from_json(received.report),
            may_confirm=received.state == FileImport.State.CHECKED
            and received.owner == self.request.user
            and received.expires_at >= timezone.now(),
            **kwargs,
        )

    def get_page_subtitle(self):
        return self.received.name


class ConfirmView(ImportAccess, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        received = self.received
        try:
            steps.confirm(received, user=request.user, now=timezone.now())
        except steps.CannotConfirm as problem:
            messages.error(request, str(problem))
        else:
            if received.state == FileImport.State.IMPORTED:
                messages.success(request, _("“%(name)s” was imported.") % {"name": received.name})
        return redirect(self.kind.url("import_report", received.token))


class HistoryView(ImportAccess, ListView):
    template_name = "home/admin/import_history.html"
    paginate_by = 50

    def get_queryset(self):
        found = FileImport.objects.of(self.request.user, kind=self.kind.name)
        return found.defer("mapping")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = [
            (received, Report.from_json(received.report), self.kind.url("import_report", received.token))
            for received in context["object_list"]
        ]
        return context


class ExampleView(ImportAccess, View):
    """A workbook to fill in: the columns with two example rows, and the codes that may be used."""

    def get(self, request, *args, **kwargs):
        columns = self.kind.columns
        examples = tabular.Sheet(
            str(self.kind.model._meta.verbose_name_plural),
            [column.aliases[1] if column.aliases[0].isascii() else column.aliases[0] for column in columns],
            [[column.example for column in columns]],
        )
        sheets = [examples]
        if self.kind.name == "observations":
            codes = Indicator.objects.values_list("code", "name_th", "unit_th")
            sheets.append(tabular.Sheet(str(_("Indicators")), [_("Code"), _("Thai name"), _("Unit in Thai")], codes))
        response = HttpResponse(tabular.write_xlsx(*sheets), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{self.kind.name}-template.xlsx"'
        return response
