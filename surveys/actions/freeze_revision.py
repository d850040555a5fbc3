from __future__ import annotations

from datetime import datetime

from ..models import Revision


def freeze_revision(revision: Revision, reason: str, *, now: datetime) -> bool:
    """The first printed sheet, opened campaign or answer freezes the wording. False when it was frozen before."""
    frozen = Revision.objects.filter(pk=revision.pk, frozen_at=None).update(frozen_at=now, frozen_because=reason)
    if frozen:
        revision.frozen_at, revision.frozen_because = now, reason
    return bool(frozen)
