"""XLSX, read with the distrust a packed file deserves: weighed before it is unpacked, then read as a stream.

Not through openpyxl, which needs several passes and, for a hand-made file of five kilobytes, gigabytes. What the parts
mean: ECMA-376 Part 1, 18.2 (workbook), 18.3 (sheets), 18.4 (strings), 18.8 (formats).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from .markup import MarkupRefused, Reader
from .table import Cell, Limits, Table, TableRefused, tabulate

WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MOST_PARTS = 2_000
LAST_ROW, LAST_COLUMN = 2**20, 2**14
LONGEST_TEXT = 32_767
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read_workbook(data: bytes, limits: Limits) -> Table:
    """Raises TableRefused for what is no sound workbook, and for bombs before they go off."""
    damaged = TableRefused(_("The workbook is damaged and cannot be read. Please open it in Excel and save it again."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = _weighed(packed, limits)
            book = _Book().read(packed.open(parts[WORKBOOK]))
            if (sheet := book.first_visible) is None:
                raise TableRefused(_("The workbook has no visible sheet."))
            target = _Relations().read(packed.open(parts[RELATIONS])).targets[sheet.relation]
            styles = _Styles().read(packed.open(parts[STYLES])) if STYLES in parts else _Styles()
            strings = _Strings(limits)
            if STRINGS in parts:
                strings.read(packed.open(parts[STRINGS]))
            epoch = CALENDAR_MAC_1904 if book.mac else CALENDAR_WINDOWS_1900
            rows = _Rows(limits, strings.found, styles.dates, epoch)
            lines = rows.lines(packed.open(parts[target]))
            return tabulate(lines, limits, encoding="xlsx", sheet=sheet.name)
    except (zipfile.BadZipFile, MarkupRefused, KeyError, ValueError, IndexError, OverflowError):
        raise damaged from None
    except (NotImplementedError, RuntimeError, EOFError, OSError, zipfile.zlib.error):
        # An unknown compression, a password inside the archive, an archive that was cut off.
        raise damaged from None


def _weighed(packed: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The parts by lower-case name. Refuses by the sizes the archive states; reading never goes beyond them."""
    infos = packed.infolist()
    parts = {info.filename.lower().lstrip("/"): info for info in infos}
    if WORKBOOK not in parts:
        raise TableRefused(
            _("The file is packed but is no Excel workbook. Please open it, choose “Save as” and the type .xlsx.")
        )
    bloated = any(info.file_size > 2**20 and info.file_size > limits.ratio * info.compress_size for info in infos)
    if bloated or len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > limits.unpacked:
        raise _too_large()
    return parts


def _too_large() -> TableRefused:
    return TableRefused(_("The workbook is too large when unpacked. Please keep only the table in it."))


class _Sheet:
    def __init__(self, attributes: dict[str, str]):
        self.name = attributes.get("name", "")
        self.visible = attributes.get("state", "visible") == "visible"
        self.relation = next(value for key, value in attributes.items() if key.rpartition(":")[2] == "id")


class _Book(Reader):
    """xl/workbook.xml: the sheets in their order, and the calendar."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.mac = False

    @property
    def first_visible(self) -> _Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.visible), None)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append(_Sheet(attributes))
        elif name == "workbookPr":
            self.mac = attributes.get("date1904") in ("1", "true")


class _Relations(Reader):
    """Which part a relation of the workbook leads to; parts outside of the file are not followed."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", attributes["Target"]))
            self.targets[attributes["Id"]] = target.lstrip("/").lower()


class _Styles(Reader):
    """xl/styles.xml: for each cell format, whether it shows a number as a date."""

    def __init__(self) -> None:
        self.formats = dict(BUILTIN_FORMATS)
        self.dates: list[bool] = []
        self._in_cell_formats = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cell_formats = True
        elif name == "xf" and self._in_cell_formats:
            code = self.formats.get(int(attributes.get("numFmtId", 0)))
            self.dates.append(bool(code) and is_date_format(code[:255]))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_formats = False


class _Strings(Reader):
    """xl/sharedStrings.xml: the texts that cells point to, without their formats and their reading aids."""

    def __init__(self, limits: Limits) -> None:
        self.most_elements = 3 * limits.cells
        self.found: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._reading = self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._reading = not self._aside
        elif name == "si":
            self._text, self._length = [], 0
        elif name == "rPh":
            self._aside = True

    def text(self, data: str) -> None:
        if self._reading and self._length < LONGEST_TEXT:
            self._length += len(data)
            self._text.append(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._reading = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append("".join(self._text)[:LONGEST_TEXT])


class _Rows(Reader):
    """A sheet: numbered rows with the values of their cells, formulas as what they last came to."""

    def __init__(self, limits: Limits, strings: Sequence[str], dates: Sequence[bool], epoch: datetime) -> None:
        self.most_elements = 4 * limits.cells
        self.limits, self.strings, self.dates, self.epoch = limits, strings, dates, epoch
        self._ready: list[tuple[int, list[Cell]]] = []
        self._line = self._column = self._length = 0
        self._row: list[Cell] = []
        self._text: list[str] = []
        self._kind, self._is_date, self._reading = "n", False, False

    def lines(self, file) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that hold something, as soon as they are read."""
        for _slice in self.feed(file):
            ready, self._ready = self._ready, []
            yield from ready

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._reading = True
        elif name == "row":
            self._line = int(attributes.get("r", self._line + 1))
            self._column, self._row = 0, []
            if not 0 < self._line <= LAST_ROW:
                raise MarkupRefused("row out of range")

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if reference := attributes.get("r"):
            if not (match := _REFERENCE.fullmatch(reference)):
                raise MarkupRefused("no such cell")
            self._column = _column_number(match[1])
        style = int(attributes.get("s", 0))
        self._kind, self._is_date = attributes.get("t", "n"), 0 <= style < len(self.dates) and self.dates[style]
        self._text, self._length = [], 0

    def text(self, data: str) -> None:
        if self._reading and self._length < LONGEST_TEXT:
            self._length += len(data)
            self._text.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._reading = False
        elif name == "c" and self._text:
            self._place(self._value("".join(self._text)))
        elif name == "row" and self._row:
            self._ready.append((self._line, self._row))
            self._row = []

    def _place(self, value: Cell) -> None:
        row, column = self._row, self._column
        if column > self.limits.columns:
            # One more than is accepted says enough; the rest of a far-flung row need not be kept.
            column = self.limits.columns + 1
        row.extend([None] * (column - len(row)))
        row[column - 1] = value

    def _value(self, text: str) -> Cell:
        if self._kind == "s":
            return self.strings[int(text)]
        if self._kind == "b":
            return text.strip() == "1"
        if self._kind == "d":
            return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=None)
        if self._kind != "n":
            return text
        number = float(text) if any(mark in text for mark in ".eE") else int(text)
        if not self._is_date:
            return number
        try:
            return from_excel(number, self.epoch)
        except (ValueError, OverflowError):
            return number


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if number > LAST_COLUMN:
        raise MarkupRefused("column out of range")
    return number
