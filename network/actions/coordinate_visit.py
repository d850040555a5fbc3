"""A partner has named its coordinator, by its signed link or on paper: the visits that waited for it go on."""

from __future__ import annotations

from datetime import datetime

from ..models import Contact, Season, Visit
from ..outreach import states
from .change_partner import Actor
from .move_visit import CannotMove, move_visit


def name_coordinator(
    contact: Contact, *, at: datetime, channel: str = Visit.Channel.ONLINE, replied_at: datetime | None = None
) -> list[Visit]:
    """The visits of the contact's partner, in seasons that run, that were waiting for letter A to be answered.

    `replied_at` is when the answer came, where staff took it over later.

    A visit that cannot go on, because the person left neither telephone nor e-mail, waits on.
    """
    waiting = Visit.objects.filter(
        partner=contact.partner_id, state=states.LETTER_A_SENT, season__in=Season.objects.running()
    )
    moved = []
    for visit in waiting:
        values = {"coordinator": contact, "reply_channel": channel, "reply_at": replied_at or at}
        try:
            move_visit(visit, "coordinate", actor=Actor(role=states.PARTNER), at=at, values=values)
        except CannotMove:
            continue
        moved.append(visit)
    return moved
