"""A person decides whether a site was taken over. Only a confirmed case is told to the partner, and at once."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from ..models import BannerCheck, Change
from .change_partner import Actor, record
from .write_about_banner import write_warning


class NothingSuspected(Exception):
    """The site is under no suspicion, or somebody has decided already."""


@transaction.atomic
def decide_suspicion(check: BannerCheck, *, confirmed: bool, actor: Actor, at: datetime) -> None:
    """Raises NothingSuspected."""
    after = BannerCheck.Suspicion.CONFIRMED if confirmed else BannerCheck.Suspicion.DISMISSED
    waiting = BannerCheck.objects.filter(pk=check.pk, suspicion=BannerCheck.Suspicion.WAITING)
    if not waiting.update(suspicion=after, decided_at=at, **({"told_hijack_at": at} if confirmed else {})):
        raise NothingSuspected
    fields = {"suspicion": [BannerCheck.Suspicion.WAITING.value, after.value]}
    record(check.partner, Change.Verb.OBSERVED, actor, at, fields=fields)
    if confirmed:
        transaction.on_commit(partial(write_warning, check.pk, owner=actor.user))
