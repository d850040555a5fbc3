"""A wording is saved as a draft, or as the next revision when the newest is frozen."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from ..instrument.checks import Problem, check
from ..instrument.source import Unreadable, read
from ..models import Instrument, Revision


class WrongQuestionnaire(Exception):
    """What is wrong with it, all of it, so that everything can be put right at once."""

    def __init__(self, problems: list[Problem]):
        super().__init__(", ".join(f"{one.place}: {one.rule}" for one in problems))
        self.problems = problems


def problems_of(source: str, instrument: Instrument | None = None) -> list[Problem]:
    """Of a definition as it was typed, held against what was already asked with this instrument."""
    try:
        questionnaire = read(source)
    except Unreadable as problem:
        return [Problem(problem.place, problem.rule, problem.detail)]
    found: dict[Problem, None] = {}
    frozen = [] if instrument is None else instrument.revisions.exclude(frozen_at=None)
    for earlier in [one.questionnaire for one in frozen] or [None]:
        found |= dict.fromkeys(check(questionnaire, earlier))
    return list(found)


@transaction.atomic
def write_revision(instrument: Instrument, source: str, *, note: str = "", by=None) -> Revision:
    """Raises WrongQuestionnaire, and then nothing is saved."""
    source = source.replace("\r\n", "\n")
    if problems := problems_of(source, instrument):
        raise WrongQuestionnaire(problems)
    newest = instrument.newest()
    if newest is not None and newest.source == source:
        return newest
    if newest is None or newest.frozen:
        number = newest.number + 1 if newest else 1
        newest = Revision.objects.create(instrument=instrument, number=number, source=source, note=note, created_by=by)
    else:
        newest.source, newest.note = source, note
        newest.save()
    if by is not None:
        log(instance=instrument, action="wagtail.edit", user=by)
    return newest
