"""Lays the things of the kit ready for a visit, and takes them from the store; what is put back goes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from ..models import KitCheck, KitItem, Visit
from .change_partner import Actor
from .move_visit import locked, write_down


@transaction.atomic
def lay_ready(visit: Visit, wanted: Iterable[int], *, actor: Actor, at: datetime) -> list[KitItem]:
    """`wanted` are the keys of all the items that lie ready now. Answers those of which the store has too few; they are
    written down nevertheless, because they lie there, and the store stays at nothing."""
    stored, wanted = locked(visit.pk), set(wanted)
    items = {item.pk: item for item in KitItem.objects.select_for_update().filter(season=stored.season_id)}
    laid = {check.item_id: check for check in stored.kit.all()}
    short = []
    for key in (wanted & items.keys()) - laid.keys():
        item = items[key]
        taken = min(item.stock, item.per_visit)
        if taken < item.per_visit:
            short.append(item)
        KitItem.objects.filter(pk=key).update(stock=F("stock") - taken)
        KitCheck.objects.create(visit=stored, item=item, quantity=item.per_visit, by=actor.user, at=at)
    for key in laid.keys() - wanted:
        KitItem.objects.filter(pk=key).update(stock=F("stock") + laid[key].quantity)
        laid[key].delete()
    if wanted != set(laid):
        write_down(stored, "kit", actor, at, before=stored.state, fields={"kit": [str(len(laid)), str(len(wanted))]})
    return short
