"""Drafts letters A or B for visits, as one batch that fills in what each visit knows; numbers come by issuing only."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from home.models import Centre
from home.thai import long_date

from ..models import Letter, LetterBatch, LetterTemplate, Signatory, TravelRequest, Visit
from ..models.letters.texts import Purpose
from ..outreach import states
from ..visit_facts import facts_of
from ..visit_papers import for_letter_a, for_letter_b
from .change_partner import Actor
from .make_batch import make_batch

Errand = Letter.Errand
PURPOSES = {Errand.A: Purpose.COORDINATORS, Errand.B: Purpose.VISIT, Errand.MEMO: Purpose.TRAVEL}
TITLES = {Errand.A: "หนังสือขอรายชื่อผู้ประสานงาน", Errand.B: "หนังสือแจ้งการดำเนินการ"}


class NoReadyText(Exception):
    """No ready text of this purpose is in use."""


class NothingToWrite(Exception):
    """None of the visits can be written to now, or they belong to several centres."""


def ready_text(centre: Centre, errand: str) -> LetterTemplate:
    """The centre's own text, else the national one. Raises NoReadyText."""
    of_both = LetterTemplate.objects.filter(active=True, purpose=PURPOSES[Errand(errand)])
    usable = of_both.filter(centre=centre) | of_both.filter(centre=None)
    found = usable.order_by(F("centre").asc(nulls_last=True), "pk").first()
    if found is None:
        raise NoReadyText
    return found


def only_signatory(centre: Centre) -> Signatory | None:
    """Who signs where one person alone does."""
    signers = list(Signatory.objects.active().filter(centre=centre)[:2])
    return signers[0] if len(signers) == 1 else None


def why_not(visit: Visit, errand: str, today) -> list[states.Missing]:
    """What stands in the way of drafting a letter about a visit; nothing where it can be written."""
    if visit.letters.filter(errand=errand).exclude(state=Letter.State.VOID).exists():
        return [states.Missing("letter_written")]
    if errand == Errand.A:
        missing = states.what_is_missing("send_letter_a", visit.state, facts_of(visit, today))
        return [one for one in missing if one.code != "no_letter_a"]
    if visit.season.closed:
        return [states.Missing("season_closed")]
    return [] if visit.appointment and visit.state in states.BEFORE else [states.Missing("no_appointment")]


@transaction.atomic
def write_visit_letters(
    visits: Iterable[Visit], errand: str, *, actor: Actor, at: datetime, token: uuid.UUID | None = None
) -> LetterBatch:
    """A batch with one draft for each visit that can be written to; the others are left out.

    Raises NothingToWrite, NoReadyText, PermissionDenied.
    """
    keys = [visit.pk for visit in visits]
    known = token and LetterBatch.objects.filter(token=token).first()
    if known:
        return known
    related = ("season", "partner__province__centre", "partner__district", "team", "coordinator", "travel")
    stored = Visit.objects.select_for_update(of=("self",)).select_related(*related).filter(pk__in=keys)
    able = [one for one in stored.order_by("appointment", "pk") if not why_not(one, errand, timezone.localdate(at))]
    centres = {one.partner.province.centre for one in able}
    if len(centres) != 1:
        raise NothingToWrite
    centre, season = centres.pop(), able[0].season
    blanks = {"โครงการ": season.project_title, "ปีงบประมาณ": str(season.fiscal_year)}
    if errand == Errand.A:
        reply_by = timezone.localdate(at) + timedelta(days=season.remind_days)
        blanks["ตอบภายในวันที่"] = long_date(reply_by)
    values = {
        "template": ready_text(centre, errand), "title": _title(errand, able), "blanks": blanks,
        "signatory": only_signatory(centre),
    }  # fmt: skip
    own = {one.partner_id: {"errand": errand, "visit": one, "blanks": _own_blanks(one, errand)} for one in able}
    return make_batch(centre, [one.partner for one in able], values, actor=actor, at=at, token=token, own=own)


def _own_blanks(visit: Visit, errand: str) -> dict[str, str]:
    return for_letter_a(visit) if errand == Errand.A else for_letter_b(visit, people_of(visit.travel))


def people_of(travel: TravelRequest | None) -> list[str]:
    """Who travels, the leader first."""
    return [str(one) for one in travel.travellers.all()] if travel else []


def _title(errand: str, visits: Sequence[Visit]) -> str:
    team = next((one.team.name for one in visits if one.team_id), "")
    return " ".join(part for part in (TITLES[Errand(errand)], team, str(visits[0].season)) if part)
