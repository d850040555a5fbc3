"""Makes one record of two, and two of one again. Nothing is deleted: the record that goes points to the one kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from home.generation import bump

from .. import standing
from ..models import Change, Merge, Partner
from .change_partner import Actor, EditedMeanwhile, differences, record
from .move_records import move_back, move_records

#: The fields one chooses between, side by side.
CHOICES = (
    "kind", "name_th", "name_en", "province", "district", "subdistrict", "address", "zip_code",
    "website", "phone", "email", "latitude", "longitude", "source",
)  # fmt: skip
EARLIEST = ("first_visited_on", "joined_on")
LATEST = ("last_visited_on", "banner_seen_on", "last_heard_on")
KNOWN = {"site_state": "unknown", "banner_state": "unknown", "suitable": None, "banner_lost_on": None, "left_on": None}


class CannotMerge(Exception):
    """The two cannot become one: they are the same record, or one of them has gone into another already."""


class CannotUnmerge(Exception):
    """The two cannot be separated: they are separate already, or what was kept has itself gone into another."""


@transaction.atomic
def merge_partners(
    kept: Partner,
    gone: Partner,
    chosen: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
    versions: tuple[int, int] | None = None,
) -> Merge:
    """`chosen` are values for fields of CHOICES of the record kept. `versions` are those that whoever chose has seen.

    Raises CannotMerge, and EditedMeanwhile when one of the two is not at its version any more.
    """
    kept, gone = _locked(kept.pk, gone.pk)
    for partner, seen in zip((kept, gone), versions or (), strict=False):
        if partner.version != seen:
            raise EditedMeanwhile(partner)
    values = {**chosen, "former_names": _former_names(kept, gone, chosen), **_observed(kept, gone)}
    changed = differences(kept, values)
    merge = Merge(kept=kept, gone=gone, at=at, by=actor.user, before=_stored(kept, changed))
    for name in changed:
        setattr(kept, name, values[name])
    merge.after = _stored(kept, changed)
    merge.moved = move_records(gone, kept)
    merge.save()
    gone.merged_into = kept
    _save(kept, timezone.localdate(at))
    _save(gone, timezone.localdate(at))
    record(kept, Change.Verb.MERGED, actor, at, fields=changed | {"merged": ["", _called(gone)]})
    record(gone, Change.Verb.MERGED, actor, at, fields={"merged_into": ["", _called(kept)]})
    bump()
    return merge


@transaction.atomic
def unmerge_partners(merge: Merge, *, actor: Actor, at: datetime) -> Merge:
    """Takes two records apart: each gets back what it had; what was changed since the merge stays as it is now.

    Raises CannotUnmerge.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    pair = Partner.objects.select_for_update().in_bulk([merge.kept_id, merge.gone_id])
    kept, gone = pair[merge.kept_id], pair[merge.gone_id]
    if merge.undone_at or gone.merged_into_id != kept.pk or kept.merged_into_id:
        raise CannotUnmerge
    now = _stored(kept, merge.after)
    values = {name: before for name, before in merge.before.items() if now[name] == merge.after[name]}
    restored = {name: _python(name, value) for name, value in values.items()}
    changed = differences(kept, restored)
    for name, value in restored.items():
        setattr(kept, name, value)
    move_back(merge.moved, kept, gone)
    gone.merged_into = None
    merge.undone_at = at
    merge.save()
    _save(kept, timezone.localdate(at))
    _save(gone, timezone.localdate(at))
    record(kept, Change.Verb.UNMERGED, actor, at, fields=changed | {"merged": [_called(gone), ""]})
    record(gone, Change.Verb.UNMERGED, actor, at, fields={"merged_into": [_called(kept), ""]})
    bump()
    return merge


def _locked(kept: int, gone: int) -> tuple[Partner, Partner]:
    pair = Partner.objects.select_for_update().order_by("pk").in_bulk([kept, gone])
    if kept == gone or len(pair) < 2 or pair[kept].merged_into_id or pair[gone].merged_into_id:
        raise CannotMerge
    return pair[kept], pair[gone]


def _called(partner: Partner) -> str:
    return f"{partner.name_th} ({partner.code})"


def _former_names(kept: Partner, gone: Partner, chosen: Mapping[str, object]) -> str:
    """Every name either record ever had, except the one it goes by now: a search for any of them still finds it."""
    name = chosen.get("name_th", kept.name_th)
    names = [*kept.former_names.splitlines(), *gone.former_names.splitlines(), kept.name_th, gone.name_th]
    return "\n".join(dict.fromkeys(one.strip() for one in names if one.strip() and one.strip() != name))


def _observed(kept: Partner, gone: Partner) -> dict[str, object]:
    """What was seen of either: the earliest firsts, the latest lasts, and what only one of them knows."""
    seen: dict[str, object] = {"open_visit": kept.open_visit or gone.open_visit}
    for names, best in ((EARLIEST, min), (LATEST, max)):
        for name in names:
            days = [day for day in (getattr(kept, name), getattr(gone, name)) if day]
            seen[name] = best(days) if days else None
    if kept.suitable is None:
        seen["screened_on"] = gone.screened_on
    for name, unknown in KNOWN.items():
        own = getattr(kept, name)
        seen[name] = getattr(gone, name) if own == unknown else own
    return seen


def _stored(partner: Partner, names) -> dict[str, object]:
    """The columns of some fields as JSON keeps them: related records by key, days in ISO form."""
    values = {name: getattr(partner, Partner._meta.get_field(name).attname) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _python(name: str, stored: object) -> object:
    field = Partner._meta.get_field(name)
    if field.is_relation:
        return field.related_model._default_manager.filter(pk=stored).first()
    return field.to_python(stored)


def _save(partner: Partner, today: date) -> None:
    partner.version += 1
    partner.status = standing.standing(partner.seen(), today)
    partner.save()
