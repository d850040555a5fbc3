"""A letter about a visit has its number: the visit knows it, and goes on where the letter was all that was missing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ..models import Visit
from ..outreach import states
from .change_partner import Actor, as_text
from .move_visit import CannotMove, locked, move_visit, write_down

A, B = "a", "b"


@transaction.atomic
def note_letter(visit: Visit, letter: str, number: str, on: date, *, actor: Actor, at: datetime) -> bool:
    """`letter` is A (who coordinates?) or B (we come), `on` its date. True where the visit went on.

    Whoever may issue letters has been asked before. Raises CannotMove in a season that is closed.
    """
    stored = locked(visit.pk)
    if letter == A and stored.state == states.SELECTED and not stored.season.closed:
        values = {"letter_a_number": number, "letter_a_on": on}
        move_visit(visit, "send_letter_a", actor=actor, at=at, values=values)
        return True
    write_number(visit, letter, number, on, actor=actor, at=at)
    return False


@transaction.atomic
def write_number(visit: Visit, letter: str, number: str, on: date | None, *, actor: Actor, at: datetime) -> None:
    """Writes number and day of a letter down, wherever the visit stands. Raises CannotMove in a closed season."""
    stored = locked(visit.pk)
    if stored.season.closed:
        raise CannotMove([states.Missing("season_closed")])
    values = {f"letter_{letter}_number": number, f"letter_{letter}_on": on}
    fields = {name: [as_text(getattr(stored, name)), as_text(value)] for name, value in values.items()}
    for name, value in values.items():
        setattr(stored, name, value)
    stored.version += 1
    stored.save(update_fields=[*values, "version", "updated_at"])
    write_down(stored, "letter", actor, at, before=stored.state, fields=fields)
