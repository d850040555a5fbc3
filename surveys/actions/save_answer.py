"""A form comes in: judged, kept, and told to the visit. Sent twice, it is one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from network.actions.record_form import record_form
from network.models import Visit

from ..doubts import BOT, DOUBLE, doubts
from ..instrument.answering import Settled, settle
from ..models import Campaign, PairCode, Response, Revision
from ..organisation_types import orgtype
from .freeze_revision import freeze_revision

State, Mode = Response.State, Response.Mode
CHANNELS = {
    Mode.ONLINE: Visit.Channel.ONLINE,
    Mode.INTERVIEW: Visit.Channel.PAPER,
    Mode.PAPER: Visit.Channel.PAPER,
    Mode.MAIL: Visit.Channel.BUSINESS_REPLY,
}


class AnswersWrong(Exception):
    """Some answers cannot be taken; `settled` names them and holds all the others."""

    def __init__(self, settled: Settled):
        super().__init__(", ".join(wrong.name for wrong in settled.wrong))
        self.settled = settled


class AlreadyAnswered(Exception):
    """This code was answered for this form: its holder is told so, and nothing is overwritten."""


class CampaignClosed(Exception):
    """Not open yet, or over."""


@dataclass(frozen=True)
class Arrival:
    """How a form came in. `form_name` is unique to the form that was handed out; `bot` when it looks like one."""

    form_name: str
    answered_on: date
    mode: int = Mode.ONLINE
    language: int = Response.Language.TH
    open: bool = False
    seconds: int | None = None
    notice: str = ""
    bot: bool = False
    keyed_by: object | None = None


def save_answer(
    campaign: Campaign, wave: int, raw: Mapping[str, str], pair: PairCode, arrival: Arrival, *, now: datetime
) -> Response:
    """Keeps one filled-in form; the very form that was sent before gives the answer it made then.

    Online answers to a code that was answered raise AlreadyAnswered; paper is kept as a second answer for a person to
    decide. Raises AnswersWrong with everything that could be taken, and CampaignClosed for online answers out of time.
    """
    if sent := Response.objects.filter(form_name=arrival.form_name).first():
        return sent
    if arrival.mode == Mode.ONLINE and not campaign.open_on(arrival.answered_on):
        raise CampaignClosed
    settled = settle(campaign.form(wave), raw, on_paper=arrival.mode in (Mode.PAPER, Mode.MAIL))
    if settled.wrong:
        raise AnswersWrong(settled)
    try:
        return _keep(campaign, wave, settled, pair, arrival, now)
    except IntegrityError:
        # Of two that came at the same moment one is kept: this form's own double, or another form of the code.
        if sent := Response.objects.filter(form_name=arrival.form_name).first():
            return sent
        raise AlreadyAnswered from None


@transaction.atomic
def _keep(campaign: Campaign, wave: int, settled: Settled, pair: PairCode, arrival: Arrival, now: datetime) -> Response:
    found = doubts(campaign.form(wave), settled.answers, arrival.seconds)
    state = State.SUSPECT if arrival.bot else State.USABLE
    found += [BOT] if arrival.bot else []
    if not arrival.open and Response.objects.filter(pair=pair, wave=wave, open=False, state=State.USABLE).exists():
        if arrival.mode == Mode.ONLINE:
            raise AlreadyAnswered
        state, found = State.DOUBLE, [*found, DOUBLE]
    partner = pair.visit.partner
    response = Response(
        campaign=campaign, wave=wave, pair=pair, open=arrival.open, province_id=partner.province_id,
        orgtype=orgtype(partner.kind), mode=arrival.mode, language=arrival.language, answered_on=arrival.answered_on,
        answers=dict(settled.answers), state=state, doubts=found, seconds=arrival.seconds, notice=arrival.notice,
        form_name=arrival.form_name, keyed_by=arrival.keyed_by,
    )  # fmt: skip
    response.save()
    freeze_revision(campaign.revision, Revision.Reason.ANSWERED, now=now)
    if state == State.USABLE:
        record_form(pair.visit, wave, now, channel=CHANNELS[Mode(arrival.mode)])
    return response
