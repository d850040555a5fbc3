"""Adds lines to a centre's log of letters, each with the hash of the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from ..letters.chain import Line
from ..models import Letter, LetterChain, LetterEvent
from .change_partner import Actor


@dataclass(frozen=True)
class Said:
    """A line to be: about a letter, or about the centre's register as a whole."""

    verb: str
    letter: Letter | None = None
    details: dict[str, object] = field(default_factory=dict)


def write_letter_log(centre, lines: Sequence[Said], *, actor: Actor, at: datetime) -> list[LetterEvent]:
    """The lines in their order, within the caller's transaction.

    Counting the chain up locks its row until that transaction ends, so that no other line comes between. Callers that
    also need a register's row take it first; all take them in this order.
    """
    chain = LetterChain.objects.get_or_create(centre=centre)[0]
    LetterChain.objects.filter(pk=chain.pk).update(length=F("length") + len(lines))
    chain.refresh_from_db()
    events, previous = [], chain.head
    name = actor.user.get_username() if actor.user else actor.role
    for sequence, said in enumerate(lines, chain.length - len(lines) + 1):
        about = str(said.letter.token) if said.letter else ""
        line = Line(centre.code, sequence, about, said.verb, at, name, said.details)
        hashed = line.hash_after(previous)
        events.append(
            LetterEvent(
                centre=centre,
                sequence=sequence,
                letter=said.letter,
                verb=said.verb,
                at=at,
                by=actor.user,
                actor=name,
                details=said.details,
                previous=previous,
                hash=hashed,
            )
        )
        previous = hashed
    LetterChain.objects.filter(pk=chain.pk).update(head=previous)
    return LetterEvent.objects.bulk_create(events, batch_size=500)
