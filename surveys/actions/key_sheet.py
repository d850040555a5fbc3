"""A sheet of paper is typed in, then typed again by somebody else; where the two differ the second decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from wagtail.log_actions import log

from ..doubts import BACKWARDS, BOT, DOUBLE, doubts
from ..instrument.answering import settle
from ..instrument.digits import typed
from ..instrument.items import Form
from ..models import Decision, KeyedSheet, PairCode, Response
from .save_answer import AnswersWrong, Arrival, save_answer

#: Doubts that do not come from the answers themselves.
_OF_ARRIVAL = (DOUBLE, BOT, BACKWARDS)


class OwnSheet(Exception):
    """Whoever keyed a sheet first cannot key it a second time."""


class NotWaiting(Exception):
    """There is nothing to decide about this sheet, or somebody else has decided meanwhile."""


@dataclass(frozen=True)
class Keyed:
    """What became of a sheet: `again` when it was the second keying; `differing`: variables that are not alike."""

    sheet: KeyedSheet
    again: bool
    differing: tuple[str, ...] = ()


def as_typed(form: Form, keyed: Mapping[str, str]) -> dict[str, str]:
    """The keyed digits of a form as answers are written; what is no item of it is left out."""
    return {item.name: typed(item, keyed.get(item.name, "")) for item in form.items}


@transaction.atomic
def key_sheet(
    code: PairCode, wave: int, keyed: Mapping[str, str], *, on: date, mode: int, form_name: str, by, now: datetime,
    another: bool = False,
) -> Keyed:  # fmt: skip
    """The first keying makes the answer; the second, by somebody else, is only held against it.

    `another`: it is one more sheet with the same code. Raises AnswersWrong and OwnSheet, and then nothing is kept.
    """
    form = code.campaign.form(wave)
    raw = as_typed(form, keyed)
    if settled := KeyedSheet.objects.filter(response__form_name=form_name).first():
        return Keyed(settled, again=False)
    locked = KeyedSheet.objects.select_for_update(of=("self",))
    waiting = locked.once().filter(response__pair=code, response__wave=wave)
    if not another:
        if sheet := waiting.exclude(first_by=by).order_by("pk").first():
            return _again(sheet, form, raw, by=by, now=now)
        if waiting.exists():
            raise OwnSheet
    arrival = Arrival(form_name=form_name, answered_on=on, mode=mode, keyed_by=by)
    response = save_answer(code.campaign, wave, raw, code, arrival, now=now)
    return Keyed(KeyedSheet.objects.create(response=response, first=raw, first_by=by, first_at=now), again=False)


def _again(sheet: KeyedSheet, form: Form, raw: Mapping[str, str], *, by, now: datetime) -> Keyed:
    if (settled := settle(form, raw, on_paper=True)).wrong:
        raise AnswersWrong(settled)
    sheet.second, sheet.second_by, sheet.second_at = dict(raw), by, now
    differing = differences(sheet, form)
    if not differing:
        sheet.settled_at = now
    sheet.save()
    return Keyed(sheet, again=True, differing=differing)


def differences(sheet: KeyedSheet, form: Form) -> tuple[str, ...]:
    """The variables that two people typed differently, in the order of the form."""
    first, second = (settle(form, raw or {}, on_paper=True).answers for raw in (sheet.first, sheet.second))
    return tuple(item.name for item in form.items if first.get(item.name) != second.get(item.name))


@transaction.atomic
def settle_sheet(sheet: KeyedSheet, chosen: Mapping[str, str], *, by, now: datetime) -> Response:
    """The answers where both keyings differ, as the sheet has them after another look; written with a decision.

    `chosen`: an answer, as typed, for each variable that differs. Raises NotWaiting, and AnswersWrong for what cannot
    be taken.
    """
    stored = KeyedSheet.objects.select_for_update(of=("self",)).differing().filter(pk=sheet.pk).first()
    if stored is None:
        raise NotWaiting
    response = Response.objects.select_related("campaign__revision").get(pk=stored.response_id)
    differing = differences(stored, response.form)
    said = as_typed(response.form, chosen)
    raw = {**stored.first, **{name: said[name] for name in differing}}
    if (settled := settle(response.form, raw, on_paper=True)).wrong:
        raise AnswersWrong(settled)
    changed = [name for name in differing if settled.answers.get(name) != response.answers.get(name)]
    if changed:
        response.answers = dict(settled.answers)
        kept = [doubt for doubt in response.doubts if doubt in _OF_ARRIVAL]
        response.doubts = [*doubts(response.form, settled.answers), *kept]
        response.save(update_fields=["answers", "doubts"])
    stored.settled_at = now
    stored.save(update_fields=["settled_at"])
    reason = ", ".join(changed)[:300]
    Decision.objects.create(response=response, verb=Decision.Verb.CORRECT, reason=reason, by=by, at=now)
    log(instance=response, action="wagtail.edit", user=by, data={"verb": "correct", "changed": changed})
    return response
