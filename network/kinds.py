"""Kinds of partner organisations, and how their names say which kind they are. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`value` is stored; `prefixes` begin the name of such an organisation, the longest first."""

    value: str
    name_th: str
    name_en: str
    prefixes: tuple[str, ...]
    school: bool = False


KINDS = (
    Kind(
        "pao", "องค์การบริหารส่วนจังหวัด", "Provincial administrative organisation", ("องค์การบริหารส่วนจังหวัด", "อบจ.", "อบจ")
    ),
    Kind("city", "เทศบาลนคร", "City municipality", ("สำนักงานเทศบาลนคร", "เทศบาลนคร", "ทน.")),
    Kind("town", "เทศบาลเมือง", "Town municipality", ("สำนักงานเทศบาลเมือง", "เทศบาลเมือง", "ทม.")),
    Kind(
        "subdistrict_municipality", "เทศบาลตำบล", "Subdistrict municipality", ("สำนักงานเทศบาลตำบล", "เทศบาลตำบล", "ทต.")
    ),
    Kind("sao", "องค์การบริหารส่วนตำบล", "Subdistrict administrative organisation", ("องค์การบริหารส่วนตำบล", "อบต.", "อบต")),
    Kind("special", "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ", "Special local government", ("กรุงเทพมหานคร", "เมืองพัทยา")),
    Kind(
        "vocational",
        "สถานศึกษาอาชีวศึกษา",
        "Vocational college",
        (
            "วิทยาลัยเทคนิค",
            "วิทยาลัยอาชีวศึกษา",
            "วิทยาลัยการอาชีพ",
            "วิทยาลัยสารพัดช่าง",
            "วิทยาลัยพณิชยการ",
            "วิทยาลัยเกษตรและเทคโนโลยี",
            "วิทยาลัยเทคโนโลยี",
        ),
        school=True,
    ),
    Kind("university", "สถาบันอุดมศึกษา", "University", ("มหาวิทยาลัย", "สถาบันเทคโนโลยี"), school=True),
    Kind(
        "nfe",
        "ศูนย์ส่งเสริมการเรียนรู้ (สกร./กศน.)",
        "Learning encouragement centre",
        ("ศูนย์ส่งเสริมการเรียนรู้", "ศูนย์การศึกษานอกระบบ", "สกร.", "กศน.", "กศน"),
        school=True,
    ),
    Kind("school", "โรงเรียน", "School", ("โรงเรียน", "ร.ร.", "รร."), school=True),
)
BY_VALUE = {kind.value: kind for kind in KINDS}
_PREFIXES = sorted(((prefix, kind) for kind in KINDS for prefix in kind.prefixes), key=lambda pair: -len(pair[0]))


def kind_of(name: str) -> Kind | None:
    """The kind that a name says, None when it says none."""
    name = name.strip()
    return next((kind for prefix, kind in _PREFIXES if name.startswith(prefix)), None)


def stripped(name: str) -> str:
    """The name without its kind and without white space: what two spellings of one organisation share."""
    name = name.strip()
    for prefix, _kind in _PREFIXES:
        if name.startswith(prefix) and len(name) > len(prefix):
            name = name[len(prefix) :]
            break
    return re.sub(r"[\s().]+", "", name)
