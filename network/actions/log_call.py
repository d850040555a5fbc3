"""Writes a telephone call down; one that confirms day and time again is remembered by the visit."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..kinds import BY_VALUE
from ..models import CallLog, Contact, Visit
from .change_partner import Actor
from .move_visit import locked, write_down


@transaction.atomic
def log_call(
    visit: Visit, result: str, note: str = "", contact: Contact | None = None, *, actor: Actor, at: datetime
) -> CallLog:
    """`result` is a CallLog.Result; which script was read follows from the kind of the partner."""
    stored = locked(visit.pk)
    script = CallLog.Script.SCHOOL if BY_VALUE[stored.partner.kind].school else CallLog.Script.LOCAL
    call = CallLog.objects.create(
        visit=stored, at=at, by=actor.user, contact=contact, script=script, result=result, note=note
    )
    if result == CallLog.Result.RECONFIRMED:
        stored.reconfirmed_on = timezone.localdate(at)
        stored.version += 1
        stored.save(update_fields=["reconfirmed_on", "version", "updated_at"])
    write_down(stored, "call", actor, at, before=stored.state, reason=call.get_result_display())
    return call
