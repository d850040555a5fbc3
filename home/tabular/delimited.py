"""CSV and TSV as Thai offices send them: any of four encodings, any of four delimiters."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from .formulas import unguarded
from .table import Limits, Table, TableRefused, tabulate

DELIMITERS = ",;\t|"
LONGEST_LINE = 200_000


def read_text(data: bytes, limits: Limits) -> Table:
    """Raises TableRefused for a text in no known encoding, or whose quotes do not match."""
    text, encoding = decoded(data)
    hinted = text[:4].lower() == "sep=" and text[4:5]
    if hinted:
        # Excel's own first line; it is blanked, so that line numbers stay true.
        text = text[5:]
    return tabulate(_records(text, hinted or _delimiter(text)), limits, encoding=encoding)


def decoded(data: bytes) -> tuple[str, str]:
    # Windows-874 accepts most bytes, so it comes last; UTF-16 is only believed with its byte order mark.
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise TableRefused(
        _("The file is neither an Excel workbook (.xlsx) nor a text in a known encoding. Please save it as .xlsx.")
    )


def _delimiter(text: str) -> str:
    """The delimiter that stands equally often in the most of the first lines, outside of quotes; then the commonest."""
    start = "".join(io.StringIO(text[:20_000]).readlines()[:20])
    unquoted = "".join(start.split('"')[::2])
    lines = unquoted.splitlines()

    def weight(delimiter: str) -> tuple[int, int]:
        times = Counter(count for line in lines if (count := line.count(delimiter)))
        return max(times.values(), default=0), unquoted.count(delimiter)

    return max(DELIMITERS, key=weight)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            yield line, [unguarded(cell) for cell in record]
            line = reader.line_num + 1
    except csv.Error:
        raise TableRefused(
            _("From line %(line)s on the quotation marks do not match. Please save the file as .xlsx.") % {"line": line}
        ) from None


def _lines(text: str) -> Iterable[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > LONGEST_LINE:
            raise TableRefused(_("Line %(line)s is too long to be a row of a table.") % {"line": number})
        yield line
