"""What an official letter says: the fields of the regulation on correspondence (2526, as amended) as data. Pure.

Texts are kept as people write them, with 0-9; the paper writes Thai digits. `Letter.to_json` is what is frozen when a
letter is issued, and `Letter.from_json` gives an equal letter back.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, replace
from enum import Enum

from . import plain


class Kind(Enum):
    """The kinds of letter that the network writes (ข้อ 11, 12, 13, 32), and its certificates."""

    EXTERNAL = "external"
    MEMO = "memo"
    STAMPED = "stamped"
    CIRCULAR = "circular"
    CERTIFICATE = "certificate"


class Urgency(Enum):
    """How fast a letter has to be dealt with (ข้อ 28)."""

    NONE = "none"
    URGENT = "urgent"
    VERY = "very"
    MOST = "most"

    @property
    def words(self) -> str:
        return {"none": "", "urgent": "ด่วน", "very": "ด่วนมาก", "most": "ด่วนที่สุด"}[self.value]


class Manners(Enum):
    """How a recipient is addressed: a salutation and the closing that belongs to it (annex 2). They never mix."""

    ORDINARY = "ordinary"
    HIGH = "high"
    MONK = "monk"
    SENIOR_MONK = "senior_monk"
    PRELATE = "prelate"

    @property
    def salutation(self) -> str:
        return _MANNERS[self][0]

    @property
    def closing(self) -> str:
        return _MANNERS[self][1]

    @classmethod
    def towards(cls, title: str) -> Manners:
        """The row for the person or post that a letter is addressed to."""
        post = (title.split() or [""])[0]
        if post in _HIGHEST:
            return cls.HIGH
        return next((row for beginnings, row in _CLERGY.items() if post.startswith(beginnings)), cls.ORDINARY)


_MANNERS = {
    Manners.ORDINARY: ("เรียน", "ขอแสดงความนับถือ"),
    Manners.HIGH: ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
    Manners.MONK: ("นมัสการ", "ขอนมัสการด้วยความเคารพ"),
    Manners.SENIOR_MONK: ("นมัสการ", "ขอนมัสการด้วยความเคารพอย่างสูง"),
    Manners.PRELATE: ("นมัสการ", "ขอนมัสการด้วยความเคารพอย่างยิ่ง"),
}
_HIGHEST = {
    "นายกรัฐมนตรี", "ประธานองคมนตรี", "รัฐบุรุษ", "ประธานรัฐสภา", "ประธานสภาผู้แทนราษฎร", "ประธานวุฒิสภา",
    "ประธานศาลฎีกา", "ประธานศาลรัฐธรรมนูญ", "ประธานศาลปกครองสูงสุด", "ประธานกรรมการการเลือกตั้ง",
    "ประธานกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ", "ประธานกรรมการตรวจเงินแผ่นดิน",
    "ประธานกรรมการสิทธิมนุษยชนแห่งชาติ", "ประธานผู้ตรวจการแผ่นดิน", "ผู้ตรวจการแผ่นดิน",
}  # fmt: skip
# How names of monks begin, the higher ranks first. A post in a temple school (ผู้อำนวยการ …) is an ordinary one.
_CLERGY: dict[str | tuple[str, ...], Manners] = {
    "สมเด็จพระ": Manners.PRELATE,
    ("พระพรหม", "พระธรรม", "พระเทพ", "พระราช"): Manners.SENIOR_MONK,
    ("พระ", "เจ้าอาวาส", "เจ้าคณะ"): Manners.MONK,
}


@dataclass(frozen=True)
class Sender:
    """The office that writes. `code_prefix` is its letters and figures before the slash: รง 0305.3.

    `owner_section`, `phone`, `fax`, `email` stand in the contact block; `reply_address` is where a reply slip goes back
    to when that is another place; `stamp` are the initials in the round stamp of a stamped letter.
    """

    agency: str
    address_lines: tuple[str, ...] = ()
    code_prefix: str = ""
    owner_section: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    reply_address: tuple[str, ...] = ()
    stamp: str = ""


@dataclass(frozen=True)
class Signer:
    """Who signs. `acting_for`: the line between name and position, as ปฏิบัติราชการแทนอธิบดีกรมการจัดหางาน."""

    name: str
    position: str
    acting_for: str = ""


@dataclass(frozen=True)
class Recipient:
    """Whom a letter is for. `title` is the post (or person) it is addressed to; the rest goes on the envelope."""

    title: str
    organisation: str = ""
    address_lines: tuple[str, ...] = ()
    zip: str = ""


@dataclass(frozen=True)
class Enclosure:
    """What comes with a letter: จำนวน `count` `unit`. `apart`: how it is sent when it does not lie in the envelope."""

    title: str
    count: int = 1
    unit: str = "ฉบับ"
    apart: str = ""


@dataclass(frozen=True)
class Reference:
    """An earlier letter that the recipient already has. `kind` is what it is called: หนังสือ, บันทึกข้อความ."""

    agency: str
    number: str
    date: datetime.date | None = None
    kind: str = "หนังสือ"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. Its first line is indented; `level` 0 is not, `level` 2 is an item of a list.

    `heading`: printed bold and kept with what follows.
    """

    text: str
    level: int = 1
    heading: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a head that repeats on every page; `foot` closes the last one.

    `widths`: parts of the whole, one per column (equal when empty). `numeric`: the columns, from 0, that stand right.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    foot: tuple[str, ...] = ()
    numeric: tuple[int, ...] = ()
    title: str = ""


Block = Paragraph | Table


@dataclass(frozen=True)
class SlipLine:
    """A line to be filled in by hand; with `choices`, boxes to be ticked."""

    label: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReplySlip:
    """A sheet after the letter that comes back. `qr` is the address where the same is answered on the web."""

    heading: str
    intro: str
    lines: tuple[SlipLine, ...]
    return_to: str = ""
    qr: str = ""
    qr_caption: str = ""


@dataclass(frozen=True)
class Letter:
    """A whole letter. `number` and `date` are empty until it is registered (ข้อ 43).

    `qr`: the address where the letter can be verified, or "". `urgency_within`: as in ด่วนภายใน "๑๖.๐๐ น."; "" for none.
    """

    kind: Kind
    sender: Sender
    recipient: Recipient
    subject: str
    body: tuple[Block, ...]
    signer: Signer | None = None
    manners: Manners = Manners.ORDINARY
    urgency: Urgency = Urgency.NONE
    urgency_within: str = ""
    number: str = ""
    date: datetime.date | None = None
    references: tuple[Reference, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    copies_to: tuple[str, ...] = ()
    qr: str = ""
    reply_slip: ReplySlip | None = None

    def registered(self, number: str, day: datetime.date) -> Letter:
        """The letter with its number and date."""
        return replace(self, number=number, date=day)

    def to_json(self) -> str:
        """Lossless and stable: equal letters give the same text, letter by letter."""
        return json.dumps(plain.of(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Letter:
        """The letter that `to_json` wrote, by this program or by an older one. Raises plain.Unreadable."""
        try:
            content = json.loads(text)
        except ValueError as problem:
            raise plain.Unreadable("not JSON") from problem
        return plain.read(cls, content)


def number_of(code_prefix: str, running: int | str, circular: bool = False) -> str:
    """How a registered letter is numbered: รง 0305.3/123, and รง 0305.3/ว 123 for a circular (ข้อ 32)."""
    return f"{code_prefix}/{'ว ' if circular else ''}{running}"
