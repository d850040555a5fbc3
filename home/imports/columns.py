"""Which column of a file is which: offices write headers in Thai or English, with units, stars and stray spaces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..thai import fold


@dataclass(frozen=True)
class Column:
    """A column that an import knows: `aliases` are headers, the surest first; `example` fills the template."""

    name: str
    label: str
    aliases: tuple[str, ...]
    required: bool = True
    example: str = ""

    def __hash__(self) -> int:
        return hash(self.name)


OBSERVATION = (
    Column(
        "indicator",
        _("Indicator"),
        ("indicator code", "รหัสตัวชี้วัด", "ตัวชี้วัด", "indicator", "รายการ"),
        example="vacancies",
    ),
    Column(
        "place",
        _("Place"),
        ("place code", "รหัสพื้นที่", "พื้นที่", "จังหวัด", "place", "province", "รหัสจังหวัด", "ภาค", "region", "area"),
        example="เชียงใหม่",
    ),
    Column(
        "period",
        _("Period"),
        ("period code", "รหัสงวด", "งวด", "ช่วงเวลา", "period", "เดือน", "ไตรมาส", "ปี", "month", "quarter", "year"),
        example="พ.ค. 2569",
    ),
    Column("value", _("Value"), ("ค่า", "value", "จำนวน", "ตัวเลข", "figure", "ค่าสถิติ"), example="1250"),
    Column(
        "source",
        _("Source"),
        ("แหล่งที่มา", "source", "ที่มา", "แหล่งข้อมูล", "หน่วยงานเจ้าของข้อมูล"),
        example="กรมการจัดหางาน",
    ),
    Column(
        "as_of",
        _("As of"),
        ("ข้อมูล ณ วันที่", "as of", "ณ วันที่", "วันที่ของข้อมูล", "วันที่", "date"),
        example="31/5/2569",
    ),
    Column(
        "source_url",
        _("Address of the source"),
        ("ที่อยู่ของแหล่งที่มา", "source url", "address of the source", "ลิงก์แหล่งที่มา"),
        required=False,
    ),
    Column(
        "demonstration",
        _("Demonstration data"),
        ("ข้อมูลสาธิต", "demonstration", "demonstration data", "ข้อมูลตัวอย่าง"),
        required=False,
    ),
)

INDICATOR = (
    Column("code", _("Code"), ("รหัส", "code", "indicator code", "รหัสตัวชี้วัด"), example="vacancies"),
    Column(
        "name_th",
        _("Thai name"),
        ("ชื่อภาษาไทย", "name th", "thai name", "ชื่อ", "ชื่อตัวชี้วัด", "ตัวชี้วัด"),
        example="ตำแหน่งงานว่าง",
    ),
    Column(
        "name_en",
        _("English name"),
        ("ชื่อภาษาอังกฤษ", "name en", "english name", "name"),
        required=False,
        example="Vacancies",
    ),
    Column("unit_th", _("Unit in Thai"), ("หน่วยภาษาไทย", "unit th", "unit in thai", "หน่วยนับ", "หน่วย"), example="อัตรา"),
    Column(
        "unit_en",
        _("Unit in English"),
        ("หน่วยภาษาอังกฤษ", "unit en", "unit in english", "unit"),
        required=False,
        example="posts",
    ),
    Column(
        "meaning_th",
        _("Meaning in Thai"),
        ("ความหมายภาษาไทย", "meaning th", "meaning in thai", "ความหมาย", "คำนิยาม"),
        required=False,
    ),
    Column(
        "meaning_en",
        _("Meaning in English"),
        ("ความหมายภาษาอังกฤษ", "meaning en", "meaning in english", "meaning"),
        required=False,
    ),
    Column(
        "decimals",
        _("Decimal places"),
        ("ทศนิยม", "decimals", "decimal places", "จำนวนทศนิยม"),
        required=False,
        example="0",
    ),
)


def recognise(headers: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """For each known column that the headers name, its position; a header serves one column only."""
    positions: dict[str, int] = {}
    for position, header in enumerate(headers):
        positions.setdefault(plain(header), position)
    ranked = sorted(
        (rank, order, column.name, positions[plain(alias)])
        for order, column in enumerate(columns)
        for rank, alias in enumerate((*column.aliases, column.name))
        if plain(alias) in positions
    )
    found: dict[str, int] = {}
    for _rank, _order, name, position in ranked:
        if name not in found and position not in found.values():
            found[name] = position
    return found


def missing(mapping: Mapping[str, int], columns: Sequence[Column]) -> list[Column]:
    """The columns that must be there and are not."""
    return [column for column in columns if column.required and column.name not in mapping]


def plain(header: str) -> str:
    """A header without what people add to it: case, underscores, a unit in brackets, a star."""
    text = re.sub(r"[(\[].*?[)\]]", " ", fold(header))
    return re.sub(r"[\s_*:\-–]+", " ", text).strip()
