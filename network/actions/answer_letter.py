"""The answer to letter A that came through the code on its reply slip: a proposed coordinator, a letter replied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..form_tokens import AlreadyDone, FormToken
from ..models import Letter, Partner, Proposal
from .change_partner import Actor
from .record_reply import note_reply
from .send_in import PERSON, ROLE

REPLY = "ตอบทางเว็บไซต์"


@transaction.atomic
def answer_letter(letter: Letter, values: Mapping[str, str], *, form: FormToken, at: datetime) -> Proposal:
    """`values`: the coordinator (send_in.PERSON) and `message`. Staff decide before anything is on record.

    Raises AlreadyDone for the same form twice, WrongState for a letter that is void.
    """
    person = {name: ["", values[name]] for name in PERSON if values.get(name)}
    said = {
        "partner": letter.partner,
        "people": [{"contact": None, "act": "add", "values": person}],
        "message": values.get("message", ""),
    }
    proposal, is_new = Proposal.objects.get_or_create(form_token=form.name, defaults=said)
    if not is_new:
        raise AlreadyDone
    on = timezone.localdate(at)
    note_reply(letter, on, REPLY, actor=Actor(role=ROLE), at=at)
    Partner.objects.filter(pk=letter.partner_id).update(last_heard_on=on)
    return proposal
