"""Everything of a campaign's answers in one ZIP: data for SPSS, tables for everybody, and how to read them."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from home.tabular import Sheet, write_csv, write_xlsx

from .codebook import HEADERS, codebook
from .dataset import Dataset
from .frames import long_frame, wide_frame
from .models import Revision
from .spss.files import write_sav
from .spss.syntax import syntax

LONG, WIDE = "answers-long.sav", "answers-pairs.sav"
#: A workbook of more rows takes minutes to write and to open.
LARGEST_WORKBOOK = 20_000
#: A ZIP says when its files were written; the same answers give the same bytes.
_WHEN = (2026, 1, 1, 0, 0, 0)


def write_bundle(dataset: Dataset, revision: Revision, target: Path, *, title: str, note: str = "") -> dict[str, str]:
    """Writes the ZIP; the name of each file with its SHA-256."""
    sums = {}
    with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in _files(Path(name), dataset, revision, title, note):
            body = path.read_bytes()
            sums[path.name] = sha256(body).hexdigest()
            packed.writestr(zipfile.ZipInfo(path.name, _WHEN), body, zipfile.ZIP_DEFLATED)
            path.unlink()
        listed = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
        packed.writestr(zipfile.ZipInfo("SHA256SUMS", _WHEN), listed)
    return sums


def _files(folder: Path, dataset: Dataset, revision: Revision, title: str, note: str) -> Iterator[Path]:
    questionnaire = dataset.questionnaire
    notes = [one for one in (f"{revision}", f"sha256 {revision.checksum}", f"data {dataset.checksum}", note) if one]
    long, wide = long_frame(dataset), wide_frame(dataset)
    for name, (variables, columns) in ((LONG, long), (WIDE, wide)):
        write_sav(folder / name, variables, columns, title=title, notes=notes)
        yield folder / name
    yield _text(folder / "tables.sps", syntax(questionnaire, LONG, WIDE))
    names = [one.name for one in long[0]]
    with (folder / "answers.csv").open("wb") as file:
        file.writelines(write_csv(names, _rows(names, long[1])))
    yield folder / "answers.csv"
    entries = list(codebook(questionnaire))
    book = Sheet("codebook", HEADERS, [one.cells() for one in entries])
    if len(long[1][names[0]]) <= LARGEST_WORKBOOK:
        yield _bytes(folder / "answers.xlsx", write_xlsx(Sheet("answers", names, _rows(names, long[1])), book))
    yield _bytes(folder / "codebook.xlsx", write_xlsx(book))
    page = render_to_string("surveys/codebook.html", {"entries": entries, "headers": HEADERS, "title": title})
    yield _text(folder / "codebook.html", page)
    yield _text(folder / "questionnaire.yaml", revision.source)


def _rows(names: Sequence[str], columns: dict[str, Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    return zip(*(columns[name] for name in names), strict=True)


def _text(path: Path, text: str) -> Path:
    return _bytes(path, text.encode())


def _bytes(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


def stamp(now: datetime) -> str:
    """For the name of the file: the day in UTC."""
    return now.astimezone(UTC).strftime("%Y%m%d")
