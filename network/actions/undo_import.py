"""Takes an import back as far as nobody has touched what it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from home.generation import bump

from .. import standing
from ..models import Change, Partner, StagedRow
from .change_partner import Actor, differences, record
from .import_partners import PLACES


@transaction.atomic
def undo_rows(rows: Sequence[StagedRow], *, name: str, actor: Actor, at: datetime) -> None:
    """Removes the partners that some rows made and sets back those they changed; `name` is the file's.

    What somebody has touched since stays, and the row says why in `before["kept"]`.
    """
    partners = Partner.objects.select_for_update().in_bulk([row.partner_id for row in rows if row.partner_id])
    made = [row.partner_id for row in rows if row.before["new"] and row.partner_id in partners]
    held = _held(made)
    removed = []
    for row in rows:
        partner = partners.get(row.partner_id)
        if partner is None:
            row.before["kept"] = _("The record is not there any more.")
        elif not row.before["new"]:
            _set_back(row, partner, name, actor, at)
        elif partner.pk in held or partner.version != row.before["version"]:
            row.before["kept"] = _("Somebody has worked with the new record since; it stays.")
        else:
            removed.append(partner.pk)
    _remove(removed)
    StagedRow.objects.bulk_update(rows, ["before"], batch_size=200)
    bump()


def _held(partners: Iterable[int]) -> set[int]:
    """The partners on which something hangs by now: people, notes, files, more history than their first line."""
    partners, held = list(partners), set()
    for relation in Partner._meta.related_objects:
        if relation.related_model in (Change, StagedRow):
            continue
        name = relation.field.name
        of_these = relation.related_model._default_manager.filter(**{f"{name}__in": partners})
        held |= set(of_these.order_by().values_list(name, flat=True))
    lines = Counter(Change.objects.filter(partner__in=partners).order_by().values_list("partner", flat=True))
    return held | {pk for pk, number in lines.items() if number > 1}


def _set_back(row: StagedRow, partner: Partner, name: str, actor: Actor, at: datetime) -> None:
    before, after = row.before["fields"], row.before["after"]
    now = {field: getattr(partner, Partner._meta.get_field(field).attname) for field in after}
    untouched = [field for field in after if now[field] == after[field]]
    values = {field: _python(field, before[field]) for field in untouched}
    if len(untouched) < len(after):
        others = [str(Partner._meta.get_field(field).verbose_name) for field in after if field not in untouched]
        row.before["kept"] = _("Changed again since: %(fields)s. That stays.") % {"fields": ", ".join(others)}
    changed = differences(partner, values)
    if not changed:
        return
    for field, value in values.items():
        setattr(partner, field, value)
    partner.version += 1
    partner.status = standing.standing(partner.seen(), at.date())
    partner.save()
    reason = _("Import of “%(name)s” taken back") % {"name": name[:200]}
    record(partner, Change.Verb.CHANGED, actor, at, fields=changed, reason=reason)


def _python(field: str, value: Any) -> Any:
    return PLACES[field].objects.get(pk=value) if field in PLACES and value else value


def _remove(partners: Sequence[int]) -> None:
    """The records with the one line that says where they came from; the log keeps that there was an import."""
    Change.objects.filter(partner__in=partners).withdraw()
    Partner.objects.filter(pk__in=partners).delete()
