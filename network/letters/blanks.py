"""Named blanks in the texts of letters, `{ผู้รับ}`, and what fills them. Pure.

Names are Thai because the people who edit the texts are; `BLANKS` lists them with what they mean. Checked when a text
is saved (`unknown_blanks`) and filled when a letter is written (`fill`, `body`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .compose import Block, Paragraph, Table


@dataclass(frozen=True)
class Blank:
    """`name` stands between the braces. `example` is what samples print. `table`: stands alone, for a whole table."""

    name: str
    example: str
    table: bool = False


BLANKS = (
    Blank("ผู้รับ", "นายกองค์การบริหารส่วนตำบลตัวอย่าง"),
    Blank("หน่วยงาน", "องค์การบริหารส่วนตำบลตัวอย่าง"),
    Blank("จังหวัด", "เชียงใหม่"),
    Blank("ศูนย์", "ศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ"),
    Blank("กลุ่มงาน", "กลุ่มงานเครือข่ายข้อมูลตลาดแรงงาน"),
    Blank("โทรศัพท์", "0 5300 0000"),
    Blank("อีเมล", "lmi@example.go.th"),
    Blank("โครงการ", "โครงการขยายเครือข่ายข้อมูลข่าวสารตลาดแรงงานสู่ตำบล หมู่บ้าน"),
    Blank("ปีงบประมาณ", "2570"),
    Blank("ช่วงวันที่คาดว่าจะเข้าพบ", "ระหว่างวันที่ 14 - 18 ธันวาคม 2569"),
    Blank("ตอบภายในวันที่", "4 ธันวาคม 2569"),
    Blank("ผู้ประสานงาน", "นางสาวตัวอย่าง ประสานงาน"),
    Blank("วันนัด", "วันพุธที่ 16 ธันวาคม 2569"),
    Blank("เวลานัด", "10.00 น."),
    Blank("สถานที่นัด", "ห้องประชุมองค์การบริหารส่วนตำบลตัวอย่าง"),
    Blank("เจ้าหน้าที่", "นายตัวอย่าง เดินทาง และคณะ"),
    Blank("วันเดินทาง", "ระหว่างวันที่ 16 - 18 ธันวาคม 2569"),
    Blank("พื้นที่เดินทาง", "จังหวัดเชียงใหม่และจังหวัดลำพูน"),
    Blank("จำนวนแห่ง", "6"),
    Blank("จำนวนผู้เดินทาง", "3"),
    Blank("พาหนะ", "รถยนต์ราชการ"),
    Blank("จำนวนเงิน", "12,480"),
    Blank("จำนวนเงินตัวอักษร", "หนึ่งหมื่นสองพันสี่ร้อยแปดสิบบาทถ้วน"),
    Blank("ตารางแผนการเยี่ยม", "", table=True),
    Blank("ตารางประมาณการค่าใช้จ่าย", "", table=True),
    Blank("เลขที่หนังสือเดิม", "รง 0305.3/98"),
    Blank("วันที่หนังสือเดิม", "2 พฤศจิกายน 2569"),
    Blank("เรื่องหนังสือเดิม", "ขอความอนุเคราะห์แจ้งรายชื่อผู้ประสานงาน"),
    Blank("วันที่เข้าพบ", "16 ธันวาคม 2569"),
    Blank("เว็บไซต์", "www.example.go.th"),
    Blank("วันที่แบนเนอร์หาย", "2 กุมภาพันธ์ 2570"),
    Blank("วันที่เป็นสมาชิก", "23 ธันวาคม 2569"),
)
BY_NAME = {blank.name: blank for blank in BLANKS}
_BLANK = re.compile(r"\{\s*([^{}\n]*?)\s*\}")


class BlankMissing(KeyError):
    """A text asks for something that nobody gave; carries the name of the blank."""


def blanks_in(text: str) -> tuple[str, ...]:
    """The names of the blanks, each once, in the order of the text."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


def unknown_blanks(text: str) -> tuple[str, ...]:
    """What stands in braces and is no blank; a brace without its partner counts as one."""
    strays = re.findall(r"[{}]", _BLANK.sub("", text))
    tables_inside = [
        name
        for line in text.splitlines()
        for name in blanks_in(line)
        if name in BY_NAME and BY_NAME[name].table and not _BLANK.fullmatch(line.strip())
    ]
    unknown = [name for name in blanks_in(text) if name not in BY_NAME]
    return tuple(dict.fromkeys([*unknown, *tables_inside, *strays]))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled; what is filled in is never read for blanks. Raises BlankMissing."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise BlankMissing(match[1])
        return values[match[1]]

    return _BLANK.sub(value, text)


def body(text: str, values: Mapping[str, str], tables: Mapping[str, Table] | None = None) -> tuple[Block, ...]:
    """The blocks of a text: an empty line ends a paragraph, a table's blank stands on a line of its own.

    A line that begins with `#` is a heading, one that begins with `-` an item; other line ends count as spaces.
    Raises BlankMissing.
    """
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        alone = _BLANK.fullmatch(part.strip())
        if alone and alone[1] in BY_NAME and BY_NAME[alone[1]].table:
            if alone[1] not in (tables or {}):
                raise BlankMissing(alone[1])
            found.append((tables or {})[alone[1]])
        elif part.strip():
            found += [_paragraph(lines, values) for lines in _joined(part.strip().split("\n"))]
    return tuple(found)


def _joined(lines: list[str]) -> list[str]:
    """Lines that begin nothing of their own belong to the one before; Thai that was merely wrapped gets no space."""
    found: list[str] = []
    for line in (each.strip() for each in lines):
        if found and not line.startswith(("#", "- ")) and not found[-1].startswith("#"):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _paragraph(text: str, values: Mapping[str, str]) -> Paragraph:
    if text.startswith("#"):
        return Paragraph(fill(text.lstrip("# "), values), level=0, heading=True)
    if text.startswith("- "):
        return Paragraph(fill(text.removeprefix("- "), values), level=2)
    return Paragraph(fill(text, values))
