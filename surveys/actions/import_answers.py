"""Takes the rows of a file as answers, through a resource of django-import-export: tried first, then written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from import_export.resources import ModelResource
from tablib import Dataset as Rows

from ..keyed_files import KeyedRow
from ..models import Campaign, PairCode, Response
from .save_answer import AlreadyAnswered, Arrival, save_answer


@dataclass(frozen=True)
class Outcome:
    """What would become (or became) of a row: "new", "known", "double" or "error", and why not."""

    row: KeyedRow
    verdict: str
    rule: str = ""


class AnswerResource(ModelResource):
    """One row at a time through save_answer(), so that a file is judged as a screen is."""

    class Meta:
        model = Response
        fields = import_id_fields = ("form_name",)
        skip_diff = True

    def __init__(self, campaign: Campaign, rows: Sequence[KeyedRow], codes: dict[str, PairCode], by, now: datetime):
        super().__init__()
        self.campaign, self.rows, self.codes, self.by, self.now = campaign, rows, codes, by, now
        self.outcomes: list[Outcome] = []

    def import_row(self, row, instance_loader, **kwargs):
        result = self.get_row_result_class()()
        outcome = self._take(self.rows[int(row["place"])])
        self.outcomes.append(outcome)
        result.import_type = {"new": result.IMPORT_TYPE_NEW, "double": result.IMPORT_TYPE_NEW}.get(
            outcome.verdict, result.IMPORT_TYPE_SKIP
        )
        return result

    def _take(self, row: KeyedRow) -> Outcome:
        if row.rule:
            return Outcome(row, "error", row.rule)
        if row.code not in self.codes:
            return Outcome(row, "error", "code")
        arrival = Arrival(
            form_name=_name(self.campaign, row), answered_on=row.on or timezone.localdate(self.now), mode=row.mode,
            language=row.language if row.language in (1, 2) else 1, keyed_by=self.by,
        )  # fmt: skip
        if Response.objects.filter(form_name=arrival.form_name).exists():
            return Outcome(row, "known")
        try:
            made = save_answer(self.campaign, row.wave, row.raw, self.codes[row.code], arrival, now=self.now)
        except AlreadyAnswered:
            return Outcome(row, "error", "answered")
        return Outcome(row, "double" if made.state == Response.State.DOUBLE else "new")


def _name(campaign: Campaign, row: KeyedRow) -> str:
    """The same row of the same file is the same answer, however often it is imported."""
    said = f"{campaign.pk}/{row.wave}/{row.code}/{row.on}/{sorted(row.raw.items())}"
    return f"file-{sha256(said.encode()).hexdigest()[:48]}"


def import_answers(
    campaign: Campaign, rows: Sequence[KeyedRow], *, user, now: datetime, dry_run: bool
) -> list[Outcome]:
    """Only codes of partners that the user works for are known. A dry run writes nothing and says the same."""
    found = PairCode.objects.for_user(user).filter(campaign=campaign, code__in={row.code for row in rows})
    codes = {one.code: one for one in found.select_related("campaign__revision", "visit__partner", "visit__season")}
    resource = AnswerResource(campaign, rows, codes, user, now)
    data = Rows(*[(place, "") for place in range(len(rows))], headers=["place", "form_name"])
    with transaction.atomic():
        resource.import_data(data, dry_run=False, raise_errors=True, use_transactions=False)
        if dry_run:
            transaction.set_rollback(True)
    return resource.outcomes
