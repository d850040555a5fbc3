"""How a campaign stands while it runs: sent, returned, usable and paired, by province and channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from network.models import Visit

from .models import Campaign, PairCode, Response
from .pairing import Pairs, Sheet, pair

State = Response.State


@dataclass(frozen=True)
class Line:
    """A province: kits sent, Forms 1 and 2 returned (usable), pairs of one person. The open answers stand apart."""

    name: str
    sent: int
    before: int
    after: int
    open: int
    paired: int

    @property
    def share(self) -> int | None:
        """Forms 2 returned, in percent of the kits sent."""
        return round(100 * self.after / self.sent) if self.sent else None


@dataclass(frozen=True)
class Progress:
    lines: tuple[Line, ...]
    total: Line
    channels: tuple[tuple[str, int, int], ...]
    waiting: int
    pairs: Pairs


def progress(campaign: Campaign, user) -> Progress:
    """Of the provinces that a user works for; five queries, however many answers."""
    # Of a code whose link was cut nobody knows any more where its kit went.
    codes = PairCode.objects.for_user(user).filter(campaign=campaign).exclude(visit=None)
    answers = Response.objects.for_user(user).filter(campaign=campaign)
    usable = answers.usable()
    sent = dict(codes.values_list("visit__partner__province__name_th").annotate(n=Count("pk")).order_by())
    counted = usable.values_list("province__name_th").annotate(
        before=Count("pk", filter=Q(wave=1)),
        after=Count("pk", filter=Q(wave=2, open=False)),
        open=Count("pk", filter=Q(open=True)),
    )
    returned = {name: rest for name, *rest in counted.order_by()}
    pairs, homes = pairs_of(usable)
    paired: dict[str, int] = {}
    for before, _after in pairs.people:
        paired[homes[before.pk]] = paired.get(homes[before.pk], 0) + 1
    lines = tuple(
        Line(name, sent.get(name, 0), *returned.get(name, (0, 0, 0)), paired.get(name, 0))
        for name in sorted(sent.keys() | returned.keys())
    )
    total = Line(
        _("All"),
        *(sum(getattr(line, part) for line in lines) for part in ("sent", "before", "after", "open", "paired")),
    )
    return Progress(lines, total, _channels(usable), answers.waiting().count(), pairs)


def _channels(usable) -> tuple[tuple[str, int, int], ...]:
    counted = usable.values_list("mode").annotate(
        before=Count("pk", filter=Q(wave=1)), after=Count("pk", filter=Q(wave=2))
    )
    return tuple((Response.Mode(mode).label, before, after) for mode, before, after in counted.order_by("mode"))


def pairs_of(usable) -> tuple[Pairs, dict[int, str]]:
    """The pairs among answers, and the province of each answer. One query."""
    rows = usable.filter(open=False).values_list(
        "pk", "wave", "pair_id", "pair__visit__partner_id", "answers__RTYPE", "answered_on", "same_person",
        "province__name_th",
    )  # fmt: skip
    homes, sheets = {}, []
    for pk, wave, code, partner, role, on, same, home in rows:
        homes[pk] = home
        sheets.append(Sheet(pk, wave, code or 0, partner or 0, role if isinstance(role, int) else 0, on, same))
    return pair(sheets), homes


def awaited(campaign: Campaign, user, today: date, days: int = 30):
    """Visits of a campaign's season that took place so many days ago and whose Form 2 has not come."""
    return (
        Visit.objects.for_user(user)
        .filter(season=campaign.season, form2_on=None, visited_on__isnull=False, visited_on__lte=today)
        .done()
        .select_related("partner__province")
        .order_by("visited_on")
    )
