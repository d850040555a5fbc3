from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from network.models import Visit

from ..instrument.pair_codes import new_pair_code
from ..models import Campaign, PairCode

TRIES = 5


def give_code(campaign: Campaign, visit: Visit) -> PairCode:
    """A new pair code for a kit that goes to this visit."""
    for left in range(TRIES - 1, -1, -1):
        try:
            with transaction.atomic():
                return PairCode.objects.create(
                    campaign=campaign, visit=visit, code=new_pair_code(), open_code=new_pair_code()
                )
        except IntegrityError:
            if not left:
                raise
    raise AssertionError


def code_of(campaign: Campaign, visit: Visit) -> PairCode:
    """The first code of a visit, made when it has none."""
    return PairCode.objects.filter(campaign=campaign, visit=visit).first() or give_code(campaign, visit)


def codes_of(campaign: Campaign, visits: Iterable[Visit]) -> list[PairCode]:
    """The first code of each visit in their order; those without get one."""
    visits = list(visits)
    found: dict[int, PairCode] = {}
    for code in PairCode.objects.filter(campaign=campaign, visit__in=visits).order_by("-pk"):
        found[code.visit_id] = code
    return [found.get(visit.pk) or give_code(campaign, visit) for visit in visits]
