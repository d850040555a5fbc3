"""Letters as HTML for the printer, a head for each kind and one body. Pure; `letter.css` says where things stand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from home.thai import long_date

from .compose import Block, Enclosure, Kind, Letter, Reference, Table
from .look import Look
from .prose import NBSP, Prose

#: Addresses of the drawings, which are handed to the printer with the letter.
EMBLEM, STAMP, QR, SLIP_QR = "emblem", "stamp.png", "qr.svg", "slip-qr.svg"
#: Millimetres of the text, and of a register's blank that is filled in by hand.
WIDTH = 160
SPECIMEN = "ตัวอย่าง (SPECIMEN) – ยังตั้งค่าตราครุฑ รหัสหนังสือ หรือผู้ลงนามไม่ครบ"
DRAFT = "ร่าง"
COPY = "สำเนาคู่ฉบับ"
INITIALS = ("ร่าง", "พิมพ์", "ตรวจ")
#: Each label of a head has a class of its own, because what hangs behind it hangs as far in as the label is wide.
LABELS = {
    "เรื่อง": "subject", "เรียน": "dear", "กราบเรียน": "high", "นมัสการ": "monk", "ถึง": "to", "อ้างถึง": "ref",
    "สิ่งที่ส่งมาด้วย": "enc", "สำเนาส่ง": "copies",
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A letter on its way to the paper. `step`: how much its blank lines are shrunk, see `fitting.STEPS`."""

    letter: Letter
    look: Look
    step: int = 0

    @cached_property
    def prose(self) -> Prose:
        letter = self.letter
        names = [letter.recipient.organisation, letter.sender.agency, letter.sender.owner_section]
        names += [letter.signer.name] if letter.signer else []
        names += [reference.agency for reference in letter.references]
        return Prose([line for name in names for line in name.split("\n")], thai=self.look.habits.thai_digits)

    def html(self) -> str:
        """What stands between <body> and </body>."""
        own = " own" if self.look.faces else ""
        return f'<div class="fit-{self.step}{own}">{self.marks()}{HEADS[self.letter.kind](self)}{self.rest()}</div>'

    def text(self, text: str) -> str:
        return self.prose.html(text)

    def lines(self, lines: Iterable[str]) -> str:
        """Each line a block; a text of several lines counts as several."""
        each = (part for line in lines for part in line.split("\n") if part.strip())
        return "".join(f"<div>{self.text(line)}</div>" for line in each)

    # Marks and drawings

    def marks(self) -> str:
        draft = f'<div class="draft">{DRAFT}</div>' if self.look.mark == "draft" else ""
        copy = f'<div class="copy">{COPY}</div>' if self.look.variant == "file_copy" else ""
        return draft + copy

    def emblem(self, extra: str = "") -> str:
        if self.look.variant == "file_copy":
            return ""
        if self.look.emblem is None:
            return f'<div class="emblem emblem--missing{extra}"></div>'
        return f'<img class="emblem{extra}" src="{EMBLEM}" alt="ตราครุฑ">'

    # Heads

    def garuda_head(self) -> str:
        letter = self.letter
        agency = self.lines((letter.sender.agency, *letter.sender.address_lines))
        return (
            f'{self.emblem()}<div class="urgency">{self.text(urgency(letter))}</div><div class="head">'
            f'<div class="number">{self.number()}</div><div class="agency">{agency}</div></div>'
            f'<div class="date">{self.day(letter.date)}</div>{self.labelled("เรื่อง", letter.subject)}'
            f"{self.labelled(letter.manners.salutation, letter.recipient.title)}{self.references()}{self.enclosures()}"
        )

    def stamped_head(self) -> str:
        letter = self.letter
        return (
            f'{self.emblem()}<div class="urgency">{self.text(urgency(letter))}</div>'
            f'<div class="number">{self.number()}</div>{self.labelled("ถึง", letter.recipient.title)}'
            f"{self.references()}{self.enclosures()}"
        )

    def memo_head(self) -> str:
        letter, sender = self.letter, self.letter.sender
        return (
            f'{self.emblem(" emblem--small")}<div class="memo-urgency">{self.text(urgency(letter))}</div>'
            f'<h1>บันทึกข้อความ</h1><div class="row"><b class="row-agency">ส่วนราชการ</b>'
            f'<span class="dots dots--agency">{self.text(memo_agency(sender.agency, sender.phone))}</span></div>'
            f'<div class="row"><b class="row-number">ที่</b>'
            f'<span class="dots dots--number">{self.number(label="")}</span>'
            f'<b class="row-date">วันที่</b><span class="dots dots--date">{self.day(letter.date)}</span></div>'
            f'<div class="row"><b class="row-subject">เรื่อง</b><span class="dots dots--subject">'
            f"{self.text(letter.subject)}</span></div>"
            f"{self.labelled(letter.manners.salutation, letter.recipient.title)}{self.references()}{self.enclosures()}"
        )

    def number(self, label: str = "ที่ ") -> str:
        """Before it is registered a letter shows the code of the office and room for the number."""
        number = self.letter.number or (f"{self.letter.sender.code_prefix}/" if self.letter.sender.code_prefix else "")
        circular = "ว" if self.letter.kind is Kind.CIRCULAR and not self.letter.number and number else ""
        return self.text(f"{label}{number}{circular}")

    def day(self, day: datetime.date | None) -> str:
        return self.text(long_date(day)) if day else NBSP

    def labelled(self, label: str, text: str) -> str:
        return f'<p class="line line--{LABELS[label]}"><span class="label">{label}</span>{self.text(text)}</p>'

    def references(self) -> str:
        texts = [reference_text(each) for each in self.letter.references]
        if len(texts) > 1:
            texts = [f"{index}. {text}" for index, text in enumerate(texts, 1)]
        return self.list_of("อ้างถึง", texts)

    def enclosures(self) -> str:
        return self._rows("สิ่งที่ส่งมาด้วย", [self.enclosure(each, at) for at, each in enumerate(self.letter.enclosures, 1)])

    def enclosure(self, enclosure: Enclosure, at: int) -> str:
        alone = len(self.letter.enclosures) == 1
        title = enclosure.title if alone else f"{at}.{NBSP}{enclosure.title}"
        if enclosure.apart:
            title = f"{title} ({enclosure.apart})"
        count = f"จำนวน {enclosure.count} {enclosure.unit}"
        item = "item item--alone" if alone else "item"
        return f'<span class="{item}">{self.text(title)}</span><span class="count">{self.text(count)}</span>'

    def list_of(self, label: str, texts: list[str]) -> str:
        return self._rows(label, [self.text(text) for text in texts])

    def _rows(self, label: str, rows: list[str]) -> str:
        name = LABELS[label]
        return "".join(
            f'<p class="line line--{name}{" line--next" if at else ""}">'
            f'<span class="label">{NBSP if at else label}</span>{row}</p>'
            for at, row in enumerate(rows)
        )

    # Text, signature, foot

    def rest(self) -> str:
        return f"{self.body()}{FEET[self.letter.kind](self)}"

    def body(self) -> str:
        last = len(self.letter.body) - 1
        return "".join(self.block(each, near=at >= last - 1) for at, each in enumerate(self.letter.body))

    def block(self, block: Block, near: bool = False) -> str:
        if isinstance(block, Table):
            return self.table(block)
        names = ["body", *([f"body--{block.level}"] if block.level != 1 else [])]
        names += ["body--heading"] if block.heading else []
        names += ["body--near"] if near else []
        return f'<p class="{" ".join(names)}">{self.text(block.text)}</p>'

    def table(self, table: Table) -> str:
        widths = table.widths or (1,) * len(table.head)
        columns = "".join(f'<col style="width:{WIDTH * width / sum(widths):.1f}mm">' for width in widths)
        head = "".join(f'<th scope="col">{self.text(cell)}</th>' for cell in table.head)
        rows = "".join(f"<tr>{self._cells(row, table.numeric)}</tr>" for row in table.rows)
        foot = f'<tr class="total">{self._cells(table.foot, table.numeric)}</tr>' if table.foot else ""
        title = f'<p class="body body--0 body--heading table-title">{self.text(table.title)}</p>' if table.title else ""
        return f"{title}<table>{columns}<thead><tr>{head}</tr></thead><tbody>{rows}{foot}</tbody></table>"

    def _cells(self, row: tuple[str, ...], numeric: tuple[int, ...]) -> str:
        right = ' class="right"'
        return "".join(f"<td{right if at in numeric else ''}>{self.text(cell)}</td>" for at, cell in enumerate(row))

    def signed(self) -> str:
        """Closing, room for the signature, name and position; then who to ask."""
        return f'<p class="closing">{self.letter.manners.closing}</p>{self.signer("signer")}{self.contact()}'

    def signed_memo(self) -> str:
        return f"{self.signer('signer signer--memo')}{self.copies()}{self.check()}"

    def signer(self, name: str) -> str:
        who = self.letter.signer
        if who is None:
            return f'<div class="{name}">{NBSP}</div>'
        return f'<div class="{name}">{self.lines((f"({who.name})", *_post(who.position, who.acting_for)))}</div>'

    def stamped(self) -> str:
        """The name of the agency under its stamp, with initials beside it, and the date (ข้อ 14)."""
        return (
            f'<div class="stamped"><img class="stamp" src="{STAMP}" alt="ตราชื่อส่วนราชการ">'
            f'<div class="stamp-initials">{self.text(self.letter.sender.stamp)}</div>'
            f"{self.lines((self.letter.sender.agency,))}"
            f'<div class="stamp-date">{self.day(self.letter.date)}</div></div>{self.contact()}'
        )

    def contact(self) -> str:
        sender = self.letter.sender
        lines = (
            sender.owner_section,
            f"โทร. {sender.phone}" if sender.phone else "",
            f"โทรสาร {sender.fax}" if sender.fax else "",
            f"ไปรษณีย์อิเล็กทรอนิกส์ {sender.email}" if sender.email else "",
        )
        return f'<div class="contact">{self.check()}{self.lines(lines)}{self.copies()}</div>'

    def copies(self) -> str:
        return self.list_of("สำเนาส่ง", list(self.letter.copies_to))

    def check(self) -> str:
        """At the foot, right: where the letter can be verified, or on the file copy who wrote and checked it."""
        if self.look.variant == "file_copy":
            return self.initials()
        if not self.letter.qr:
            return ""
        return f'<div class="check"><img src="{QR}" alt="ที่อยู่สำหรับตรวจสอบหนังสือฉบับนี้"><div>ตรวจสอบหนังสือ</div></div>'

    def initials(self) -> str:
        rows = "".join(f'<div>{word} <span class="rule"></span></div>' for word in INITIALS)
        return f'<div class="check initials">{rows}</div>'


def _post(position: str, acting_for: str) -> tuple[str, ...]:
    """The signer's own post first, then for whom he signs."""
    return (position, acting_for) if acting_for else (position,)


def urgency(letter: Letter) -> str:
    """The word of the urgency, or ด่วนภายใน and the time (ข้อ 28)."""
    return f"ด่วนภายใน {letter.urgency_within}" if letter.urgency_within else letter.urgency.words


def memo_agency(agency: str, phone: str) -> str:
    """On one line, with the telephone unless somebody wrote it there already."""
    agency = " ".join(agency.split())
    return agency if not phone or "โทร" in agency else f"{agency} โทร. {phone}"


def reference_text(reference: Reference) -> str:
    dated = f" ลงวันที่ {long_date(reference.date)}" if reference.date else ""
    return f"{reference.kind}{reference.agency} ที่ {reference.number}{dated}"


HEADS: dict[Kind, Callable[[Sheet], str]] = {
    Kind.EXTERNAL: Sheet.garuda_head,
    Kind.CIRCULAR: Sheet.garuda_head,
    Kind.STAMPED: Sheet.stamped_head,
    Kind.MEMO: Sheet.memo_head,
}
FEET: dict[Kind, Callable[[Sheet], str]] = {
    Kind.EXTERNAL: Sheet.signed,
    Kind.CIRCULAR: Sheet.signed,
    Kind.STAMPED: Sheet.stamped,
    Kind.MEMO: Sheet.signed_memo,
}
