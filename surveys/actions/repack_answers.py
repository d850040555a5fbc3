"""Holds the packed codes against the answers they were made of, and puts right what differs."""

from __future__ import annotations

from dataclasses import dataclass

from ..instrument.packing import WrongPacking, pack
from ..models import Response

CHUNK = 2000


@dataclass(frozen=True)
class Repacked:
    """`wrong`: primary keys of answers whose codes differed; `broken`: of answers that cannot be packed at all."""

    looked_at: int
    wrong: tuple[int, ...]
    broken: tuple[int, ...]


def repack_answers(*, repair: bool) -> Repacked:
    """Every answer of every campaign; with `repair` false nothing is written."""
    looked_at, wrong, broken, changed = 0, [], [], []
    responses = Response.objects.select_related("campaign__revision").order_by("pk")
    for response in responses.iterator(chunk_size=CHUNK):
        looked_at += 1
        try:
            codes = pack(response.form, response.answers)
        except WrongPacking:
            broken.append(response.pk)
            continue
        if bytes(response.codes) != codes:
            wrong.append(response.pk)
            response.codes = codes
            changed.append(response)
        if repair and len(changed) >= CHUNK:
            Response.objects.bulk_update(changed, ["codes"])
            changed.clear()
    if repair and changed:
        Response.objects.bulk_update(changed, ["codes"])
    return Repacked(looked_at, tuple(wrong), tuple(broken))
