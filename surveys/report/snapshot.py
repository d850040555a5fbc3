"""The answers of a report as they stood when it was submitted: codes and what tables need, and no way to who gave them.

Pair codes and partners are numbered anew in the order in which they come, so that nothing in a snapshot leads back to
a sheet or an organisation; several snapshots can be laid one behind the other.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import date

import numpy as np

from ..dataset import Dataset, Row, Wave
from ..instrument.items import WAVES, Questionnaire
from ..packs import columns

#: What is kept of a row besides its codes, in this order.
FIELDS = ("code", "partner", "open", "province", "region", "orgtype", "mode", "language", "on", "same")


def take_snapshot(dataset: Dataset) -> bytes:
    """The same answers give the same bytes."""
    codes: dict[int, int] = {}
    partners: dict[int, int] = {}
    kept = {}
    for wave in WAVES:
        one = dataset.waves[wave]
        rows = []
        for row in one.rows:
            code = codes.setdefault(row.code, len(codes) + 1) if row.code else 0
            partner = partners.setdefault(row.partner, len(partners) + 1) if row.partner else 0
            rows.append([code, partner, int(row.open), row.province, row.region, row.orgtype, row.mode, row.language,
                         row.on.isoformat(), int(row.same)])  # fmt: skip
        table = np.ascontiguousarray([one.codes[item.name] for item in one.form.coded], np.int8).T
        kept[str(wave)] = {"rows": rows, "codes": b64encode(np.ascontiguousarray(table).tobytes()).decode()}
    return zlib.compress(json.dumps(kept, separators=(",", ":")).encode(), 9)


def read_snapshots(questionnaire: Questionnaire, fiscal_year: int, snapshots: Sequence[bytes]) -> Dataset:
    """One dataset of all of them; its checksum is left to whoever knows what they were taken from."""
    rows: dict[int, list[Row]] = {wave: [] for wave in WAVES}
    packs: dict[int, list[bytes]] = {wave: [] for wave in WAVES}
    codes = partners = 0
    for snapshot in snapshots:
        kept = json.loads(zlib.decompress(snapshot))
        most = [0, 0]
        for wave in WAVES:
            for values in kept[str(wave)]["rows"]:
                known = dict(zip(FIELDS, values, strict=True))
                most = [max(most[0], known["code"]), max(most[1], known["partner"])]
                rows[wave].append(_row(wave, known, codes, partners))
            packs[wave].append(b64decode(kept[str(wave)]["codes"]))
        codes, partners = codes + most[0], partners + most[1]
    return Dataset(questionnaire, fiscal_year, _numbered(questionnaire, rows, packs))


def _row(wave: int, known: dict, codes: int, partners: int) -> Row:
    return Row(
        pk=0, wave=wave, role=0,
        code=known["code"] + codes if known["code"] else 0,
        partner=known["partner"] + partners if known["partner"] else 0,
        open=bool(known["open"]), province=known["province"], region=known["region"], orgtype=known["orgtype"],
        mode=known["mode"], language=known["language"], on=date.fromisoformat(known["on"]), same=bool(known["same"]),
    )  # fmt: skip


def _numbered(questionnaire: Questionnaire, rows: dict[int, list[Row]], packs: dict[int, list[bytes]]):
    """With a number of its own for each answer and the role that its codes say, as pairing asks for them."""
    waves, number = {}, 0
    for wave in WAVES:
        form = questionnaire.forms[wave]
        table = columns(form, packs[wave])
        roles = table["RTYPE"].tolist() if "RTYPE" in table else [0] * len(rows[wave])
        numbered = []
        for row, role in zip(rows[wave], roles, strict=True):
            number += 1
            fields = {name: getattr(row, name) for name in FIELDS}
            numbered.append(Row(pk=number, wave=wave, role=role, **fields))
        waves[wave] = Wave(form, tuple(numbered), table)
    return waves
