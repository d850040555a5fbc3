"""A certificate with a signature, in the frame of the certificates of membership. Pure."""

from __future__ import annotations

from home.thai import MONTHS, buddhist_year

from ..certificate_frame import frame_svg
from .compose import Letter, Paragraph
from .look import Look
from .markup import EMBLEM, QR, Sheet

FRAME = "frame.svg"
STYLES = ("network/css/certificate.css", "network/css/letter_certificate.css")


def frame() -> bytes:
    return frame_svg().encode()


def html(letter: Letter, look: Look) -> str:
    """What stands between <body> and </body>: A4 on its side."""
    sheet = Sheet(letter, look)
    emblem = (
        f'<img class="emblem" src="{EMBLEM}" alt="ตราครุฑ">' if look.emblem else '<div class="emblem missing"></div>'
    )
    agency, *parents = letter.sender.agency.split("\n")
    parent = "".join(f"<span>{sheet.text(line)}</span>" for line in parents)
    whose = sheet.text(letter.recipient.organisation or letter.recipient.title)
    body = "".join(f"<p>{sheet.text(block.text)}</p>" for block in letter.body if isinstance(block, Paragraph))
    return (
        f'<img class="frame" src="{FRAME}" alt="">{sheet.marks()}<div class="sheet">{emblem}'
        f'<p class="office">{sheet.text(agency)}{parent}</p><h1>{sheet.text(letter.subject)}</h1><p>ให้ไว้เพื่อแสดงว่า</p>'
        f'<p class="name">{whose}</p>{body}{_given(sheet)}{sheet.signer("signed")}</div>'
        f'<div class="number"><p>{sheet.text(letter.number and f"เลขที่ {letter.number}")}</p></div>{_check(letter)}'
    )


def _given(sheet: Sheet) -> str:
    """As certificates write it: ให้ไว้ ณ วันที่ ๑ พฤษภาคม พุทธศักราช ๒๕๖๙."""
    day = sheet.letter.date
    if day is None:
        return '<p class="given">ให้ไว้ ณ วันที่</p>'
    written = f"{day.day} {MONTHS[day.month - 1]} พุทธศักราช {buddhist_year(day)}"
    return f'<p class="given">{sheet.text(f"ให้ไว้ ณ วันที่ {written}")}</p>'


def _check(letter: Letter) -> str:
    if not letter.qr:
        return ""
    return f'<div class="check"><img src="{QR}" alt="ที่อยู่สำหรับตรวจสอบเกียรติบัตรฉบับนี้"><p>ตรวจสอบด้วยคิวอาร์โค้ดนี้</p></div>'
