"""Finishes what was interrupted: issued letters without their PDF, and mails that may have left or not."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models import Delivery, Letter
from .print_issued import print_issued

logger = logging.getLogger(__name__)
#: Younger ones are probably being made at this very moment.
PATIENCE = timedelta(minutes=1)
#: No mail server is waited for so long (EMAIL_TIMEOUT); who has not come back by then is dead.
LONGEST_MAIL = timedelta(minutes=15)
#: Letters at one go.
MOST = 1000


@dataclass(frozen=True)
class Swept:
    printed: int
    failed: int
    uncertain: int


def sweep_letters(*, now: datetime, patience: timedelta = PATIENCE) -> Swept:
    """Makes the PDFs that are missing, and marks mails that hang. Letters issued within `patience` are left alone."""
    printed = failed = 0
    waiting = Letter.objects.unprinted().filter(issued_at__lte=now - patience).select_related("book", "centre")
    for letter in waiting.order_by("issued_at")[:MOST]:
        try:
            print_issued(letter)
            printed += 1
        except Exception:
            logger.exception("The PDF of letter %s cannot be made", letter.pk)
            failed += 1
    hanging = Delivery.objects.filter(state=Delivery.State.SENDING, started_at__lte=now - LONGEST_MAIL)
    uncertain = hanging.update(state=Delivery.State.UNCERTAIN, finished_at=now)
    return Swept(printed, failed, uncertain)
