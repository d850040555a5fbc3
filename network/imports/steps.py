"""The way of a list: received, its columns named, its rows checked in chunks, decided upon, written, taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home import cells, jobs
from home.access import scope_of
from home.imports.columns import missing, recognise
from home.models import FileImport, Job
from home.tabular import Table

from ..actions.change_partner import Actor, as_text
from ..actions.import_partners import Plan, RecordsChanged, plan_import, write_import
from ..actions.undo_import import undo_rows
from ..models import PartnerImport, StagedRow
from .columns import PARTNER
from .known import Match, Register, Signs
from .noise import Carried, sift
from .places import PlaceBook
from .reading import RowReader
from .resources import Outcome, PartnerResource, problems_as_json, stored
from .twins import pair

KIND = "partners"
CHUNK, UNDO_CHUNK = 1000, 200
CHECK, APPLY, UNDO = "check-partners", "import-partners", "undo-partner-import"
State, Verdict, Decision = FileImport.State, StagedRow.Verdict, StagedRow.Decision


class NotNow(Exception):
    """The list is not in the state that the step needs; says why, in words."""


def receive(data: bytes, name: str, *, source: str, table: Table, owner, now: datetime) -> PartnerImport:
    """Keeps an uploaded list and its rows as they stand; checks it when its headers are understood."""
    with transaction.atomic():
        upload = FileImport(
            kind=KIND,
            owner=owner,
            name=name[:200],
            mapping=recognise(table.headers, PARTNER),
            rows=len(table.rows),
            expires_at=now + timedelta(hours=getattr(settings, "LMI_IMPORT_HOURS", 24)),
            report={"headers": list(table.headers)},
        )
        upload.file.save(f"{upload.token}.table", ContentFile(data))
        batch = PartnerImport.objects.create(upload=upload, source=source)
        for first in range(0, len(table.rows), CHUNK):
            StagedRow.objects.bulk_create(
                StagedRow(batch=batch, line=row.line, cells=[_plain(cell) for cell in row.cells])
                for row in table.rows[first : first + CHUNK]
            )
    if not missing(upload.mapping, PARTNER):
        start_check(batch, upload.mapping)
    return batch


def start_check(batch: PartnerImport, mapping: Mapping[str, int]) -> None:
    """Checks the rows, at once or by a job when there are many; also again, with other columns.

    Raises NotNow when the list is being written or is written already.
    """
    upload = batch.upload
    with transaction.atomic():
        if upload.job and upload.job.is_open:
            raise NotNow(_("This list is being worked on."))
        # A job that was cancelled while it imported has written nothing.
        waiting = FileImport.objects.filter(pk=upload.pk, state=upload.state).exclude(state=State.IMPORTED)
        if not waiting.update(state=State.CHECKING, mapping=dict(mapping)):
            raise NotNow(_("This list is imported already."))
        lines = list(batch.rows.values_list("line", flat=True))
        ranges = [(lines[i], lines[min(i + CHUNK, len(lines)) - 1]) for i in range(0, len(lines), CHUNK)]
        if is_long(upload):
            items = [(str(first), {"batch": batch.pk, "first": first, "last": last}) for first, last in ranges]
            upload.job = _job(CHECK, upload, items, _("Check the list “%(name)s”"))
            FileImport.objects.filter(pk=upload.pk).update(job=upload.job)
    upload.refresh_from_db()
    if not is_long(upload):
        for first, last in ranges:
            keep_chunk(batch, first, last, check_chunk(batch, first, last))
        end_check(batch)


def is_long(upload: FileImport) -> bool:
    return upload.rows > getattr(settings, "LMI_IMPORT_ROWS_IN_REQUEST", 500)


def check_chunk(batch: PartnerImport, first: int, last: int) -> list[StagedRow]:
    """The rows of some lines, checked; writes nothing."""
    upload = batch.upload
    rows = list(batch.rows.filter(line__range=(first, last)))
    carried = _carried_to(batch, first)
    sifted = []
    for row in rows:
        one = sift(row.line, row.cells, upload.mapping, PARTNER, carried)
        carried = one.carried
        sifted.append(one)
    reader = RowReader(PlaceBook.load(), scope_of(upload.owner))
    outcomes = iter(PartnerResource(reader, upload.owner).judge([one.row for one in sifted if one.row is not None]))
    return [
        _checked(batch, row, next(outcomes) if one.row is not None else None, one.note)
        for row, one in zip(rows, sifted, strict=True)
    ]


def keep_chunk(batch: PartnerImport, first: int, last: int, rows: Sequence[StagedRow]) -> None:
    """Puts checked rows in the place of the unchecked ones: faster than changing each."""
    batch.rows.filter(line__range=(first, last)).delete()
    StagedRow.objects.bulk_create(rows, batch_size=500)


def _checked(batch: PartnerImport, row: StagedRow, outcome: Outcome | None, note: str) -> StagedRow:
    if outcome is None:
        remark = {"column": "", "value": "", "reason": note, "remark": True}
        return StagedRow(batch=batch, line=row.line, cells=row.cells, problems=[remark])
    if note:
        outcome.reading.remark("province", "", note)
    said = outcome.reading.values
    values = {
        "fields": stored(said),
        "shown": {name: as_text(value) for name, value in said.items()},
        "differences": outcome.differences,
        "version": outcome.version,
        "why": outcome.match.why,
    }
    if outcome.verdict != Verdict.ERROR:
        values["signs"] = outcome.signs.as_json()
    return StagedRow(
        batch=batch,
        line=row.line,
        cells=row.cells,
        values=values,
        verdict=outcome.verdict,
        problems=problems_as_json(outcome.reading.problems),
        partner_id=outcome.match.same if outcome.verdict != Verdict.ERROR else None,
        twin_id=outcome.match.twin if outcome.verdict == Verdict.DUPLICATE else None,
    )


def _carried_to(batch: PartnerImport, first: int) -> Carried:
    """What the lines above the first one hand down to it."""
    mapping, above = batch.upload.mapping, []
    column = mapping.get("province", -1)
    earlier = batch.rows.filter(line__lt=first).order_by("-line").values_list("line", "cells")
    for line, row in earlier.iterator(chunk_size=100):
        above.append((line, row))
        if 0 <= column < len(row) and cells.text(row[column]):
            break
    carried = Carried()
    for line, row in reversed(above):
        carried = sift(line, row, mapping, PARTNER, carried).carried
    return carried


def rows_to_correct(batch: PartnerImport) -> Iterator[tuple[StagedRow, list]]:
    """Rows with an error and their cells as they stood, with the place that lines above handed down to them.

    Away from those lines an empty cell would mean another place, or none.
    """
    carried, mapping = Carried(), batch.upload.mapping
    for row in batch.rows.order_by("line").iterator(chunk_size=CHUNK):
        sifted = sift(row.line, row.cells, mapping, PARTNER, carried)
        carried = sifted.carried
        if row.verdict == Verdict.ERROR and sifted.row is not None:
            shown = list(row.cells)
            for name in ("province", "district"):
                if name in mapping and mapping[name] < len(shown):
                    shown[mapping[name]] = sifted.row[name]
            yield row, shown


def end_check(batch: PartnerImport) -> None:
    """When all rows are checked: finds those that are twice in the list, counts, and opens the list for decisions."""
    with transaction.atomic():
        pair(batch)
        batch.counts = count(batch)
        batch.save(update_fields=["counts"])
        FileImport.objects.filter(pk=batch.upload_id).update(state=State.CHECKED)
    batch.upload.refresh_from_db()


def count(batch: PartnerImport) -> dict[str, int]:
    """How many rows have each verdict, and how many decisions are open; rows about no organisation do not count."""
    found = Counter(dict(batch.rows.exclude(verdict="").order_by().values_list("verdict").annotate(Count("pk"))))
    counts = {verdict: found[verdict] for verdict in Verdict.values}
    return counts | {"open": batch.rows.filter(verdict=Verdict.DUPLICATE, decision="").count()}


def decide(batch: PartnerImport, decisions: Mapping[int, str]) -> int:
    """Keeps what a person decided on likely duplicates, {primary key of the row: decision}. How many."""
    _must_wait(batch)
    by_decision: dict[str, list[int]] = {}
    for pk, decision in decisions.items():
        if decision in Decision.values:
            by_decision.setdefault(decision, []).append(pk)
    duplicates = batch.rows.filter(verdict=Verdict.DUPLICATE)
    return sum(duplicates.filter(pk__in=keys).update(decision=one) for one, keys in by_decision.items())


def decide_rest(batch: PartnerImport, decision: str) -> int:
    """One decision for all likely duplicates that are still open. How many."""
    _must_wait(batch)
    if decision not in Decision.values:
        return 0
    return batch.rows.filter(verdict=Verdict.DUPLICATE, decision="").update(decision=decision)


def _must_wait(batch: PartnerImport) -> None:
    if batch.upload.state != State.CHECKED:
        raise NotNow(_("This list is not waiting for decisions."))


def start_apply(batch: PartnerImport, *, user, now: datetime, leave_out: bool) -> None:
    """Writes a checked list into the records, by a job when it is long. `leave_out` leaves out undecided rows.

    Raises NotNow when the list is somebody else's, too old, in another state, has open decisions, or when records
    that it is about were changed since it was checked.
    """
    if not leave_out and batch.rows.filter(verdict=Verdict.DUPLICATE, decision="").exists():
        raise NotNow(
            _("There are likely duplicates that nobody has decided on. Decide, or say that they are left out.")
        )
    upload = batch.upload
    with transaction.atomic():
        mine = FileImport.objects.filter(pk=upload.pk, owner=user, state=State.CHECKED, expires_at__gte=now)
        if not mine.update(state=State.IMPORTING):
            raise NotNow(_("This list is not waiting to be imported. Please upload it again."))
        if is_long(upload):
            upload.job = _job(APPLY, upload, [("list", {"batch": batch.pk})], _("Import the list “%(name)s”"), user)
            FileImport.objects.filter(pk=upload.pk).update(job=upload.job)
    upload.refresh_from_db()
    if not is_long(upload):
        try:
            write(plan(batch, now=now), now=now)
        except RecordsChanged:
            refuse(batch, changed_meanwhile())
            raise NotNow(changed_meanwhile()) from None


def plan(batch: PartnerImport, *, now: datetime) -> Plan:
    """What the list would write. Raises RecordsChanged when an organisation that was new is on file by now."""
    _must_still_be_new(batch)
    return plan_import(batch, today=timezone.localdate(now))


def _must_still_be_new(batch: PartnerImport) -> None:
    new = batch.rows.filter(verdict=Verdict.NEW).order_by().values_list("values__signs", flat=True)
    signs = [Signs(**one) for one in new.iterator(chunk_size=1000)]
    register = Register.load(batch.upload.owner, signs)
    if any(register.match(one) != Match() for one in signs):
        raise RecordsChanged


def write(plan: Plan, *, now: datetime) -> None:
    """Raises RecordsChanged, and then nothing is written."""
    if plan.batch.upload.state == State.IMPORTING:
        write_import(plan, actor=Actor(user=plan.batch.upload.owner), at=now)


def refuse(batch: PartnerImport, reason: str) -> None:
    """Opens a list again whose import failed; the reason is shown above it."""
    report = batch.upload.report | {"refusal": reason}
    FileImport.objects.filter(pk=batch.upload_id).update(state=State.CHECKED, report=report)


def changed_meanwhile() -> str:
    return _("Records that this list is about were changed meanwhile. Nothing was written. Please check it again.")


def start_undo(batch: PartnerImport, *, user, now: datetime) -> None:
    """Takes an import back, by a job when it is long. Raises NotNow when it was not imported or is taken back."""
    upload = batch.upload
    with transaction.atomic():
        fresh = PartnerImport.objects.filter(pk=batch.pk, undone_at=None, upload__state=State.IMPORTED)
        if not fresh.update(undone_at=now):
            raise NotNow(_("This import was taken back already, or was never carried out."))
        lines = list(written(batch).values_list("line", flat=True))
        ranges = [(lines[i], lines[min(i + UNDO_CHUNK, len(lines)) - 1]) for i in range(0, len(lines), UNDO_CHUNK)]
        if is_long(upload):
            items = [(str(first), {"batch": batch.pk, "first": first, "last": last}) for first, last in ranges]
            upload.job = _job(UNDO, upload, items, _("Take back the import of “%(name)s”"), user)
            FileImport.objects.filter(pk=upload.pk).update(job=upload.job)
    batch.refresh_from_db()
    if not is_long(upload):
        for first, last in ranges:
            take_back(batch, first, last, Actor(user=user), now)


def take_back(batch: PartnerImport, first: int, last: int, actor: Actor, now: datetime) -> None:
    """A piece of taking back; done again, it changes nothing."""
    rows = list(written(batch).filter(line__range=(first, last)))
    undo_rows(rows, name=batch.upload.name, actor=actor, at=now)


def written(batch: PartnerImport):
    """The rows that the import wrote."""
    return batch.rows.exclude(before={}).order_by("line")


def not_taken_back(batch: PartnerImport):
    """The rows whose import stayed when the list was taken back; `before["kept"]` says why."""
    return batch.rows.filter(before__has_key="kept").order_by("line")


def of_user(user) -> QuerySet[PartnerImport]:
    """The lists a user may look at: his own; all of them for headquarters and superusers."""
    found = PartnerImport.objects.select_related("upload__owner", "upload__job").filter(upload__kind=KIND)
    return found if scope_of(user).everything else found.filter(upload__owner=user)


def in_words(batch: PartnerImport) -> str:
    """What was found in a list, or what was written, in a sentence."""
    counts = batch.counts
    if "written_new" in counts:
        return _("Written: %(new)s new, %(changed)s changed; left out: %(left)s.") % {
            "new": counts["written_new"],
            "changed": counts["written_changed"],
            "left": counts["written_left_out"],
        }
    return _("%(new)s new, %(changed)s changed, %(same)s unchanged, %(twins)s to decide, %(errors)s with an error.") % {
        "new": counts["new"],
        "changed": counts["changed"],
        "same": counts["unchanged"],
        "twins": counts["duplicate"],
        "errors": counts["error"],
    }


def _job(kind: str, upload: FileImport, items: Sequence[tuple[str, dict]], title: str, owner=None) -> Job:
    link = reverse("partner_imports:report", args=[upload.token])
    return jobs.enqueue(kind, items, owner=owner or upload.owner, title=title % {"name": upload.name}, link=link)


def _plain(cell):
    """A cell as JSON keeps it: days and moments as text."""
    return cell if cell is None or isinstance(cell, str | int | float | bool) else cells.text(cell)
