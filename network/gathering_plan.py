"""What is read of meetings and trainings: the plan of a fiscal year, topics that double, and who was where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from home.access import may_do
from home.models import Centre
from home.tabular import Sheet

from . import topics
from .models import Attendance, Gathering


@dataclass(frozen=True)
class Double:
    """A training that is on the same: `topic` is what it says, `gathering` where it says it."""

    topic: str
    gathering: Gathering


def where_may(user, right: str):
    """The gatherings of the centres in which a user has a right (`view_gathering` …)."""
    centres = [pk for pk in Centre.objects.values_list("pk", flat=True) if may_do(user, f"network.{right}", pk)]
    mine = Q(centre__in=centres)
    return Gathering.objects.filter(mine | Q(centre=None) if may_do(user, f"network.{right}", None) else mine)


def plan_of(user, fiscal_year: int, kind: str = ""):
    """The gatherings of a year that the user may see, with how many are on the list and how many were there."""
    found = where_may(user, "view_gathering").in_year(fiscal_year).select_related("centre", "knowledge")
    if kind:
        found = found.filter(kind=kind)
    there = Count("attendances", filter=Q(attendances__present=True), distinct=True)
    counted = found.annotate(listed=Count("attendances", distinct=True), were_there=there)
    return counted.prefetch_related("speakers").order_by("on", "pk")


def doubles_of(gathering: Gathering, fiscal_year: int) -> list[Double]:
    """Trainings of the same fiscal year, of whatever centre, on the same topic; two queries.

    The manual asks for trainings that do not double those of other offices; a topic is no secret, so all are asked.
    """
    if gathering.kind == Gathering.Kind.PREPARATION:
        return []
    own = _topics_of(gathering)
    others = Gathering.objects.trainings().standing().in_year(fiscal_year).exclude(pk=gathering.pk)
    found = []
    for other in others.select_related("centre").prefetch_related("speakers"):
        same = next(
            (theirs for theirs in _topics_of(other) if any(topics.are_the_same(one, theirs) for one in own)), ""
        )
        if same:
            found.append(Double(same, other))
    return found


def _topics_of(gathering: Gathering) -> list[str]:
    """Its own topic, else its title, and what its speakers speak on."""
    return [gathering.topic or gathering.title, *(one.topic for one in gathering.speakers.all() if one.topic)]


@dataclass
class Row:
    """A person in a year: the gatherings the person attended, and their hours."""

    name: str
    group: str
    gatherings: list[Gathering] = field(default_factory=list)

    @property
    def hours(self) -> Decimal:
        return sum((one.hours for one in self.gatherings), Decimal(0))


def roster_of(user, fiscal_year: int) -> list[Row]:
    """Who attended which gatherings of a year, officers and volunteers, the most hours first; one query."""
    mine = where_may(user, "view_gathering").in_year(fiscal_year).standing()
    lines = Attendance.objects.filter(gathering__in=mine, present=True).select_related("user", "volunteer", "gathering")
    rows: dict[tuple, Row] = {}
    for line in lines.order_by("gathering__on"):
        if line.user_id or line.volunteer_id:
            group = _("officer") if line.user_id else _("labour volunteer")
            row = rows.setdefault((line.user_id, line.volunteer_id), Row(line.full_name, group))
            row.gatherings.append(line.gathering)
    return sorted(rows.values(), key=lambda row: (-row.hours, row.name))


def plan_sheet(gatherings: Iterable[Gathering], fiscal_year: int) -> Sheet:
    """The training plan as a table."""
    heads = [
        _("Day"), _("Last day"), _("Kind"), _("Title"), _("Topic"), _("Field of knowledge"), _("Speakers"), _("Where"),
        _("Hours"), _("Centre"), _("State"), _("On the list"), _("Were there"),
    ]  # fmt: skip
    rows = (
        [
            one.on, one.until, str(one.get_kind_display()), one.title, one.topic, str(one.knowledge or ""),
            ", ".join(speaker.name for speaker in one.speakers.all()), one.place, one.hours,
            one.centre.name if one.centre else _("Headquarters"), str(one.get_state_display()), one.listed,
            one.were_there,
        ]
        for one in gatherings
    )  # fmt: skip
    return Sheet(_("Plan %(year)s") % {"year": fiscal_year}, heads, rows)


def roster_sheet(rows: Iterable[Row]) -> Sheet:
    heads = [_("Name"), _("Group"), _("Meetings and trainings"), _("Hours"), _("Which")]
    lines = (
        [row.name, row.group, len(row.gatherings), row.hours, "; ".join(one.title for one in row.gatherings)]
        for row in rows
    )
    return Sheet(_("Roster"), heads, lines)
