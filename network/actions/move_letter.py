"""The one way in which letters get from state to state: who may, from where, and the line of the log that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F

from home.access import may_do

from ..models import Letter
from .change_partner import Actor
from .write_letter_log import Said, write_letter_log


class WrongState(Exception):
    """The letter is not where it was thought to be, or was changed meanwhile; `current` is how it stands now."""

    def __init__(self, current) -> None:
        super().__init__(str(current.get_state_display()))
        self.current = current


class InABatch(Exception):
    """The letter goes its way together with the others of its batch."""


def may(actor: Actor, right: str, centre_id: int) -> bool:
    """Whether the actor has the right (`issue_letter` …) in that very centre."""
    return actor.user is not None and may_do(actor.user, f"network.{right}", centre_id)


def require(actor: Actor, right: str, centre_id: int) -> None:
    """Raises PermissionDenied."""
    if not may(actor, right, centre_id):
        raise PermissionDenied(right)


def locked(letter: Letter, states: Sequence[str], *, version: int | None = None) -> Letter:
    """The letter as it is stored, held until the transaction ends. Raises WrongState, InABatch.

    `version`: what whoever acts has seen. Letters of a batch move one by one only once they are out.
    """
    found = Letter.objects.select_for_update(of=("self",)).select_related("centre", "partner").get(pk=letter.pk)
    if found.state not in states or version not in (None, found.version):
        raise WrongState(found)
    return found


def alone(letter: Letter) -> Letter:
    """Raises InABatch for a letter that is still written together with others."""
    if letter.batch_id and letter.is_open:
        raise InABatch
    return letter


def move(letter: Letter, to: str, verb: str, *, actor: Actor, at: datetime, details=None, **fields) -> Letter:
    """Writes the new state with `fields` and the line of the log, within the caller's transaction."""
    for name, value in {"state": to, **fields}.items():
        setattr(letter, name, value)
    letter.version += 1
    letter.save(update_fields=["state", "version", *fields])
    write_letter_log(letter.centre, [Said(verb, letter, details or {})], actor=actor, at=at)
    return letter


def move_all(letters: Sequence[Letter], to: str, verb: str, *, actor: Actor, at: datetime, details=None, **fields):
    """The same for all letters of a batch, in a few statements however many they are."""
    if not letters:
        return
    keys = [letter.pk for letter in letters]
    Letter.objects.filter(pk__in=keys).update(state=to, version=F("version") + 1, **fields)
    lines = [Said(verb, letter, details or {}) for letter in letters]
    write_letter_log(letters[0].centre, lines, actor=actor, at=at)
