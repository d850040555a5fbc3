"""The sheet that comes back with letter A: who is the coordinator, and what suits the visit. A Thai original. Pure."""

from __future__ import annotations

from .compose import ReplySlip, SlipLine

_LINES = (
    SlipLine("ชื่อ - นามสกุลผู้ประสานงาน"),
    SlipLine("ตำแหน่ง"),
    SlipLine("โทรศัพท์"),
    SlipLine("ไปรษณีย์อิเล็กทรอนิกส์"),
    SlipLine("มีเว็บไซต์ของหน่วยงานที่ติดตั้งแบนเนอร์ได้", ("มี", "ไม่มี", "กำลังจัดทำ")),
    SlipLine("ช่วงเวลาที่สะดวกให้เข้าพบ", ("ช่วงเช้า", "ช่วงบ่าย")),
)


def coordinator_slip(organisation: str, return_to: str, qr: str) -> ReplySlip:
    """`qr`: the address where the same is answered online."""
    return ReplySlip(
        heading="แบบแจ้งรายชื่อผู้ประสานงาน",
        intro=f"{organisation} ขอแจ้งรายชื่อผู้ประสานงานเครือข่ายข้อมูลข่าวสารตลาดแรงงาน ดังนี้",
        lines=_LINES,
        return_to=return_to,
        qr=qr,
        qr_caption="ตอบทางเว็บไซต์ได้ที่รหัสนี้",
    )
