"""The moment in which a letter becomes one: number, date and words in one short transaction; the PDF right after it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from home.thai import buddhist_year

from ..letter_content import letter_content, numbering_of, office_of
from ..letter_troubles import letter_troubles, office_troubles, with_what_is_written
from ..letters.compose import Kind
from ..models import Letter, LetterEvent
from ..models.letters.letters import OUT
from .change_partner import Actor
from .check_letter import LetterNotReady
from .give_number import give_number
from .move_letter import WrongState, locked, move, require
from .note_issued import note_issued
from .print_issued import print_issued_quietly
from .write_letter_log import Said, write_letter_log


def issue_letter(letter: Letter, *, actor: Actor, at: datetime) -> Letter:
    """Numbers an approved letter. Done twice it is done once: the second time gives the letter as it was issued.

    The PDF is made when the transaction is committed; should that fail, `sweep_letters` makes it. Raises
    PermissionDenied, WrongState, LetterNotReady.
    """
    require(actor, "issue_letter", letter.centre_id)
    with transaction.atomic():
        try:
            letter = locked(letter, (Letter.State.APPROVED,))
        except WrongState as problem:
            if problem.current.state in OUT:
                return problem.current
            raise
        _register(with_what_is_written(Letter.objects).get(pk=letter.pk), actor, at)
    letter.refresh_from_db()
    return letter


def _register(letter: Letter, actor: Actor, at: datetime) -> None:
    """Everything that may refuse comes before the number, whose row is held from there to the end."""
    day, office = timezone.localdate(at), office_of(letter.centre)
    stopping = [each for each in letter_troubles(letter, day, office) if each.stops]
    if stopping := [*office_troubles(office), *stopping]:
        raise LetterNotReady(stopping)
    kind, numbering, content = Kind(letter.kind), numbering_of(office), letter_content(letter, day, office)
    book = give_number(letter.centre, numbering.series(kind), buddhist_year(day))
    number = numbering.text(kind, book.last, book.year)
    move(
        letter,
        Letter.State.ISSUED,
        LetterEvent.Verb.ISSUED,
        actor=actor,
        at=at,
        details={"number": number, "dated": day.isoformat(), "series": book.series, "year": book.year},
        book=book,
        number=book.last,
        number_text=number,
        dated_on=day,
        subject=content.subject,
        content=content.registered(number, day).to_json(),
        issued_by=actor.user,
        issued_at=at,
    )
    note_issued(letter, actor=actor, at=at)
    if letter.corrects:
        said = Said(LetterEvent.Verb.CORRECTED, letter.corrects, {"number": number})
        write_letter_log(letter.centre, [said], actor=actor, at=at)
    transaction.on_commit(partial(print_issued_quietly, letter.pk), robust=True)
