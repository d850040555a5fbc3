"""A person decides about a doubtful or unpaired answer; what was decided, by whom and why stays with it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from network.actions.record_form import record_form

from ..models import Decision, PairCode, Response
from .save_answer import CHANNELS

Verb, State = Decision.Verb, Response.State


class CodeIsTaken(Exception):
    """Another answer of this code counts already; it must be set aside first."""


def decide_answer(
    response: Response, verb: str, *, by, now: datetime, reason: str = "", code: PairCode | None = None
) -> Decision:
    """Raises CodeIsTaken, and ValueError for a move without a code of the same campaign."""
    try:
        with transaction.atomic():
            counted_before = response.state == State.USABLE
            _change(response, verb, code)
            if response.state == State.USABLE and not counted_before and response.pair_id and response.pair.visit_id:
                channel = CHANNELS[Response.Mode(response.mode)]
                record_form(response.pair.visit, response.wave, now, channel=channel)
            log(instance=response, action="wagtail.edit", user=by, data={"verb": str(verb)})
            return Decision.objects.create(response=response, verb=verb, reason=reason, by=by, at=now)
    except IntegrityError:
        raise CodeIsTaken from None


def _change(response: Response, verb: str, code: PairCode | None) -> None:
    match verb:
        case Verb.ACCEPT:
            response.state = State.USABLE
        case Verb.SET_ASIDE:
            response.state = State.SET_ASIDE
        case Verb.SAME:
            response.same_person = True
        case Verb.APART:
            response.same_person = False
        case Verb.MOVE:
            if code is None or code.campaign_id != response.campaign_id:
                raise ValueError("a code of this campaign is needed")
            response.pair, response.same_person = code, False
        case _:
            raise ValueError(verb)
    response.save(update_fields=["state", "same_person", "pair"])
