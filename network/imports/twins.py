"""Which rows of a list are about the same organisation as an earlier row."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from ..models import PartnerImport, StagedRow
from .known import FILE, Register, Signs

Verdict = StagedRow.Verdict


class Earlier(NamedTuple):
    """What later rows need to know of a row."""

    line: int
    partner: int | None
    unchanged: bool
    said: frozenset[str]


def pair(batch: PartnerImport) -> None:
    """Makes likely duplicates of the rows that say the same organisation again; `values["twin_line"]` is the earlier.

    A later row that adds nothing to what an earlier one has already brought is unchanged, whatever else it says.
    """
    register, by_partner, by_line = Register(), {}, {}
    touched = []
    rows = batch.rows.exclude(verdict__in=["", Verdict.ERROR]).defer("cells").order_by("line")
    for row in rows.iterator(chunk_size=500):
        signs = Signs(**row.values["signs"])
        match = register.match(signs)
        twin = by_partner.get(row.partner_id) or by_line.get(match.same)
        if twin is None and row.verdict == Verdict.NEW:
            twin = by_line.get(match.twin)
        unchanged = row.verdict == Verdict.UNCHANGED
        own = Earlier(row.line, row.partner_id, unchanged, frozenset(row.values["fields"]))
        if twin is not None:
            _set_twin(row, twin)
            touched.append(row)
        by_line[row.line] = own
        register.add(row.line, signs)
        if row.partner_id:
            by_partner.setdefault(row.partner_id, own)
    StagedRow.objects.bulk_update(touched, ["values", "verdict", "partner", "twin", "problems"], batch_size=200)


def _set_twin(row: StagedRow, twin: Earlier) -> None:
    adds = set(row.values["differences"]) - twin.said
    if row.partner_id and row.partner_id == twin.partner and not adds and twin.unchanged:
        row.verdict = Verdict.UNCHANGED
        reason = _("Line %(line)s is about the same organisation; what it says counts.") % {"line": twin.line}
        row.problems = [*row.problems, {"column": "", "value": "", "reason": reason, "remark": True}]
        return
    row.verdict, row.twin = Verdict.DUPLICATE, None
    row.values = row.values | {"twin_line": twin.line, "why": FILE}
