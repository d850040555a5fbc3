"""The answers of a campaign, read once and laid out as columns: for tables, tests and files.

One query; the coded items come from their packed bytes, numbers, days and texts from the answers themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np

from .derive import derive
from .instrument.items import AFTER, BEFORE, NO_ANSWER, Form, Kind, Questionnaire
from .models import Campaign, Response
from .packs import columns
from .pairing import Pairs, Sheet, pair

REGIONS = {"north": 1, "northeast": 2, "central": 3, "east": 4, "west": 5, "south": 6}
FIELDS = (
    "pk", "wave", "pair_id", "pair__code", "pair__visit__partner_id", "open", "province__code",
    "province__centre__code", "orgtype", "mode", "language", "answered_on", "same_person", "codes",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Sheet):
    """What is known of an answer beside its codes; `key` is the pair code as it is stored."""

    key: str = ""
    open: bool = False
    province: int = 0
    region: int = 0
    orgtype: int = 0
    mode: int = 1
    language: int = 1


@dataclass(frozen=True)
class Wave:
    """The answers to one form: rows and columns in one order."""

    form: Form
    rows: tuple[Row, ...]
    codes: Mapping[str, Any]
    answers: Sequence[Mapping[str, Any]] = ()

    @cached_property
    def pks(self) -> Any:
        """In ascending order, as the rows are."""
        return np.fromiter((row.pk for row in self.rows), np.int64, len(self.rows))

    def places(self, sheets: Iterable[Sheet]) -> Any:
        """Where these answers stand among the rows."""
        return np.searchsorted(self.pks, np.fromiter((sheet.pk for sheet in sheets), np.int64))


@dataclass(frozen=True)
class Dataset:
    """`checksum`: of every code and day that the tables are made of."""

    questionnaire: Questionnaire
    fiscal_year: int
    waves: Mapping[int, Wave]
    checksum: str = ""

    @cached_property
    def all_columns(self) -> Mapping[int, Mapping[str, Any]]:
        """The codes of each form and what is computed from them."""
        return {wave: {**one.codes, **derive(self.questionnaire, one.codes)} for wave, one in self.waves.items()}

    @cached_property
    def pairs(self) -> Pairs:
        """Answers through the open address stay outside."""
        return pair(row for one in self.waves.values() for row in one.rows if not row.open)

    @cached_property
    def paired_places(self) -> tuple[Any, Any]:
        """Of each level-1 pair the row before and the row after, as arrays of positions."""
        people = self.pairs.people
        before = self.waves[BEFORE].places(one for one, _two in people)
        return before, self.waves[AFTER].places(two for _one, two in people)

    def paired(self, name: str) -> tuple[Any, Any]:
        """A variable before and after, where both are valid."""
        places = self.paired_places
        before = self.all_columns[BEFORE][name][places[0]]
        after = self.all_columns[AFTER][name][places[1]]
        valid = (before >= 0) & (after >= 0)
        return before[valid], after[valid]


def read_dataset(campaign: Campaign, responses=None, *, texts: bool = False) -> Dataset:
    """The usable answers of a campaign (or of `responses`, which must be its). `texts`: with the answers themselves."""
    questionnaire = campaign.revision.questionnaire
    if responses is None:
        responses = Response.objects.filter(campaign=campaign).usable()
    fields = (*FIELDS, "answers") if texts else FIELDS
    found = list(responses.order_by("pk").values_list(*fields))
    digest = sha256(campaign.revision.checksum.encode())
    waves = {}
    for wave in (BEFORE, AFTER):
        mine = [one for one in found if one[1] == wave]
        form = questionnaire.forms[wave]
        packs = [bytes(one[13]) for one in mine]
        for one, pack in zip(mine, packs, strict=True):
            digest.update(f"{one[0]} {one[2]} {one[11]}".encode() + pack)
        codes = columns(form, packs)
        roles = codes["RTYPE"].tolist() if "RTYPE" in codes else [0] * len(mine)
        rows = tuple(
            Row(
                pk=one[0], wave=wave, code=one[2] or 0, key=one[3] or "", partner=one[4] or 0, role=role, open=one[5],
                province=int(one[6]), region=REGIONS.get(one[7], 0), orgtype=one[8], mode=one[9], language=one[10],
                on=one[11], same=one[12],
            )
            for one, role in zip(mine, roles, strict=True)
        )  # fmt: skip
        waves[wave] = Wave(form, rows, codes, tuple(one[14] for one in mine) if texts else ())
    return Dataset(questionnaire, campaign.season.fiscal_year, waves, digest.hexdigest())


def uncoded(form: Form, name: str, answers: Sequence[Mapping[str, Any]]) -> list[Any]:
    """A column of numbers, days or texts, from the answers. A number that was not given is −9."""
    item = form.by_name[name]
    if item.kind is Kind.INT:
        return [_number(one.get(name, NO_ANSWER)) for one in answers]
    if item.kind is Kind.DATE:
        return [date.fromisoformat(one[name]) if one.get(name) else None for one in answers]
    return [one.get(name) or "" for one in answers]


def _number(value: Any) -> int:
    return value if isinstance(value, int) else NO_ANSWER
