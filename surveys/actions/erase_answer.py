from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from ..models import Decision, KeyedSheet, PairCode, Response


@transaction.atomic
def erase_answers(code: PairCode, wave: int, *, now: datetime, by=None, reason: str = "") -> int:
    """Everything that was answered to a form with this code goes, on request; that it went stays. How many answers.

    `by`: the member of staff who does it for somebody, None when the holder of the code does it himself.
    """
    found = list(
        Response.objects.select_for_update(of=("self",)).filter(pair=code, wave=wave, open=False).exclude(answers={})
    )
    KeyedSheet.objects.filter(response__in=found).delete()
    for response in found:
        response.answers, response.state, response.doubts = {}, Response.State.SET_ASIDE, []
        response.seconds, response.same_person = None, False
        response.save(update_fields=["answers", "state", "doubts", "seconds", "same_person"])
        response.decisions.update(reason="")
        Decision.objects.create(response=response, verb=Decision.Verb.ERASE, reason=reason, by=by, at=now)
        log(instance=response, action="surveys.erase", user=by)
    return len(found)
