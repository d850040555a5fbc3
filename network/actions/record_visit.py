"""Records what happened at a visit: the steps, the heads, the forms, questions and photographs. Sent twice, it is kept
once; until the visit is closed, it may be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from ..models import QuestionAsked, Visit, VisitPhoto
from ..outreach import states
from ..pictures import drawn_anew
from .change_partner import Actor, as_text
from .move_visit import AlreadyRecorded, CannotMove, MovedMeanwhile, check_right, locked, move_visit, write_down

CORRECTABLE = (states.VISITED, states.FOLLOWING_UP)


@dataclass(frozen=True)
class Picture:
    """A photograph as it was sent; `key` is what the telephone knows it by."""

    data: bytes
    caption: str = ""
    key: str = ""


@transaction.atomic
def record_visit(
    visit: Visit,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
    questions: Iterable[str] = (),
    pictures: Iterable[Picture] = (),
    key: str = "",
    expected_version: int | None = None,
) -> Visit:
    """`values` are fields of the visit. Raises what move_visit does, and OSError for what is no picture."""
    stored = locked(visit.pk)
    if key and stored.events.filter(key=key).exists():
        raise AlreadyRecorded
    if stored.state in CORRECTABLE:
        _correct(stored, values, actor, at, key, expected_version)
    else:
        move_visit(visit, "record", actor=actor, at=at, values=values, key=key, expected_version=expected_version)
    known = set(stored.questions.values_list("text", flat=True))
    QuestionAsked.objects.bulk_create(
        QuestionAsked(visit=stored, text=text[:500], by=actor.user, at=at) for text in questions if text not in known
    )
    for picture in pictures:
        add_photo(stored, picture, actor=actor, at=at)
    visit.refresh_from_db()
    return visit


def _correct(
    stored: Visit, values: Mapping[str, Any], actor: Actor, at: datetime, key: str, version: int | None
) -> None:
    check_right(states.TRANSITIONS["record"], actor, stored)
    if stored.season.closed:
        raise CannotMove([states.Missing("season_closed")])
    if version is not None and stored.version != version:
        raise MovedMeanwhile(stored)
    changed = {
        name: [as_text(getattr(stored, name)), as_text(value)]
        for name, value in values.items()
        if getattr(stored, name) != value
    }
    for name in changed:
        setattr(stored, name, values[name])
    stored.version += 1
    stored.save()
    write_down(stored, "edit", actor, at, before=stored.state, fields=changed, key=key)


def add_photo(visit: Visit, picture: Picture, *, actor: Actor, at: datetime) -> VisitPhoto | None:
    """Keeps a photograph without what the camera wrote into it; None where it was sent before. Raises OSError."""
    if picture.key and visit.photos.filter(key=picture.key).exists():
        return None
    photo = VisitPhoto(visit=visit, caption=picture.caption[:200], key=picture.key, by=actor.user, at=at)
    photo.file.save(f"{visit.pk}.jpg", ContentFile(drawn_anew(picture.data)), save=True)
    return photo
