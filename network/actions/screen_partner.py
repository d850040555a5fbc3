"""Writes a screening down and lets the partner's observations follow it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..models import Partner, Screening
from .change_partner import Actor
from .observe_partners import observe_partners


@transaction.atomic
def screen_partner(
    partner: Partner, site_works: str, banner_room: str, note: str = "", *, actor: Actor, at: datetime,
    automatic: bool = False,
) -> Screening:  # fmt: skip
    """`site_works` and `banner_room` are answers of Screening.Answer."""
    screening = Screening.objects.create(
        partner=partner, site_works=site_works, banner_room=banner_room, note=note, by=actor.user, at=at,
        automatic=automatic,
    )  # fmt: skip
    observe_partners([partner.pk], actor=actor, at=at)
    return screening
