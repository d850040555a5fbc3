"""The way of a file: received, its columns named, checked without writing, confirmed, imported all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset
from wagtail.log_actions import log

from .. import generation, jobs
from ..models import FileImport, Indicator, Job, Observation
from ..tabular import Table, read_table
from .columns import INDICATOR, OBSERVATION, Column, missing, recognise
from .report import MOST_PROBLEMS, Problem, Report
from .resources import IndicatorResource, ObservationResource, RowsResource

State = FileImport.State


@dataclass(frozen=True)
class ImportKind:
    name: str
    model: type[models.Model]
    resource: type[RowsResource]
    columns: tuple[Column, ...]
    title: str
    url_name: str

    def url(self, page: str, *args) -> str:
        """The address of one of this kind's screens."""
        return reverse(f"{self.url_name}:{page}", args=args)


KINDS = {
    kind.name: kind
    for kind in (
        ImportKind(
            "observations",
            Observation,
            ObservationResource,
            OBSERVATION,
            gettext_lazy("Import figures"),
            "observation",
        ),
        ImportKind(
            "indicators", Indicator, IndicatorResource, INDICATOR, gettext_lazy("Import indicators"), "indicator"
        ),
    )
}


class CannotConfirm(Exception):
    """The file is not waiting to be confirmed (any more); says why, in words."""


@dataclass(frozen=True)
class Trial:
    """What trying a file came to: the report, the records that would be written, and the fields that would change."""

    report: Report
    new: list[models.Model]
    changed: list[models.Model]
    fields: list[str]


def receive(kind: ImportKind, data: bytes, name: str, *, owner, table: Table, now: datetime) -> FileImport:
    """Keep an uploaded file; when its headers are understood it is checked at once, or by a job when it is long."""
    hours = getattr(settings, "LMI_IMPORT_HOURS", 24)
    received = FileImport(
        kind=kind.name,
        owner=owner,
        name=name[:200],
        mapping=recognise(table.headers, kind.columns),
        rows=len(table.rows),
        expires_at=now + timedelta(hours=hours),
    )
    # Under a name of our own: what a visitor calls his file is shown, but never becomes a path.
    received.file.save(f"{received.token}.table", ContentFile(data))
    if not missing(received.mapping, kind.columns):
        start_check(received, table=table)
    return received


def name_columns(received: FileImport, mapping: dict[str, int]) -> None:
    """Say by hand which column is which, and check the file."""
    received.mapping = mapping
    received.save(update_fields=["mapping"])
    start_check(received)


def start_check(received: FileImport, *, table: Table | None = None) -> None:
    """Check now, or write a job down when there are more rows than a request should wait for."""
    if is_long(received):
        # In one transaction: a worker must not find the job before the file knows of it.
        with transaction.atomic():
            received.state = State.CHECKING
            received.job = _job("check-import", received, _("Check “%(name)s”"))
            received.save(update_fields=["state", "job"])
        received.refresh_from_db()
    else:
        check(received, table=table)


def is_long(received: FileImport) -> bool:
    return received.rows > getattr(settings, "LMI_IMPORT_ROWS_IN_REQUEST", 500)


def check(received: FileImport, *, table: Table | None = None) -> None:
    """Try the file without writing anything, and keep the report."""
    report = try_out(received, table=table).report
    received.state = State.CHECKED if report.is_clean else State.REFUSED
    received.report = report.as_json()
    received.save(update_fields=["state", "report"])


def confirm(received: FileImport, *, user, now: datetime) -> None:
    """Import a checked file, once: of two confirmations only the first does anything.

    Raises CannotConfirm when the file is somebody else's, too old, or in another state.
    """
    waiting = FileImport.objects.filter(pk=received.pk, owner=user, state=State.CHECKED, expires_at__gte=now)
    if not waiting.update(state=State.IMPORTING):
        raise CannotConfirm(_("This file is not waiting to be confirmed. Please upload it again."))
    received.refresh_from_db()
    if is_long(received):
        with transaction.atomic():
            received.job = _job("import-file", received, _("Import “%(name)s”"))
            received.save(update_fields=["job"])
        received.refresh_from_db()
    else:
        write(received, try_out(received), now=now)


def write(received: FileImport, trial: Trial, *, now: datetime) -> None:
    """Write a confirmed file into the records, all or nothing, with one log entry; asked twice, it is done once.

    Trying comes before, outside of any transaction, so that others wait for the writing only.
    """
    if received.state != State.IMPORTING:
        return
    report = trial.report
    try:
        with transaction.atomic():
            if report.is_clean:
                _write(KINDS[received.kind].model, trial)
                received.state, received.imported_at = State.IMPORTED, now
                counts = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged}
                log(
                    instance=received, action="home.import", user=received.owner, data={"file": received.name, **counts}
                )
                generation.bump()
            else:
                received.state = State.REFUSED
            received.report = report.as_json()
            received.save(update_fields=["state", "imported_at", "report"])
    except IntegrityError:
        # Somebody else wrote the same figures between the trying and the writing.
        overtaken = Problem(0, "", "", _("The records were changed meanwhile. Please upload the file again."))
        received.state, received.imported_at = State.REFUSED, None
        received.report = replace(report, problems=(overtaken,)).as_json()
        received.save(update_fields=["state", "imported_at", "report"])


def _write(model: type[models.Model], trial: Trial) -> None:
    model._default_manager.bulk_create(trial.new, batch_size=500)
    # A bulk update is one long CASE per field: many short ones are quicker than few long ones.
    if trial.changed:
        model._default_manager.bulk_update(trial.changed, trial.fields, batch_size=100)


def prune(*, now: datetime) -> int:
    """Delete files that were never confirmed in time; what came of the others stays in the history. How many."""
    old = list(FileImport.objects.expired(now))
    for received in old:
        received.file.delete(save=False)
        received.delete()
    return len(old)


def open_table(received: FileImport) -> Table:
    """Raises TableRefused, as read_table() does."""
    with received.file.open("rb") as file:
        return read_table(file, received.name)


def _job(kind: str, received: FileImport, title: str) -> Job:
    link = KINDS[received.kind].url("import_report", received.token)
    items = [("file", {"import": received.pk})]
    return jobs.enqueue(kind, items, owner=received.owner, title=title % {"name": received.name}, link=link)


def try_out(received: FileImport, *, table: Table | None = None) -> Trial:
    """Read the rows into records as they would be written, and write nothing."""
    kind, mapping, table = KINDS[received.kind], received.mapping, table or open_table(received)
    resource = kind.resource([row.line for row in table.rows])
    data = Dataset(headers=list(mapping))
    for row in table.rows:
        data.append([row.cells[position] for position in mapping.values()])
    # Not import_data(dry_run=True): it opens a transaction, and on SQLite that keeps everybody else from writing.
    result = resource.import_data_inner(
        data, dry_run=True, raise_errors=False, using_transactions=False, collect_failed_rows=False
    )
    report = _report(kind, resource, result, table, mapping)
    return Trial(report, resource.create_instances, resource.update_instances, sorted(resource.changed_fields))


def _report(kind: ImportKind, resource: RowsResource, result, table: Table, mapping: dict[str, int]) -> Report:
    labels = {column.name: str(column.label) for column in kind.columns}
    problems = [
        Problem(
            resource.lines[row.number - 1], labels.get(column, ""), _cell(table, mapping, row.number, column), reason
        )
        for row in result.invalid_rows
        for column, reasons in row.error.message_dict.items()
        for reason in reasons
    ]
    unexpected = [
        Problem(resource.lines[number - 1], "", "", _("Unexpected problem: %(problem)s") % {"problem": error.error})
        for number, errors in result.row_errors()
        for error in errors
    ]
    return Report(
        new=result.totals["new"],
        changed=result.totals["update"],
        unchanged=result.totals["skip"],
        wrong=result.totals["invalid"] + result.totals["error"],
        problems=tuple(sorted([*problems, *unexpected], key=lambda one: one.line)[:MOST_PROBLEMS]),
        changes=tuple(resource.changes),
    )


def _cell(table: Table, mapping: dict[str, int], number: int, column: str) -> str:
    value = table.rows[number - 1].cells[mapping[column]] if column in mapping else None
    return "" if value is None else str(value)[:100]
