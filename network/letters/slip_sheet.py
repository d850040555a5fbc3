"""The reply slip: a sheet after the letter that is filled in by hand and comes back. Pure."""

from __future__ import annotations

from .compose import ReplySlip, SlipLine
from .markup import SLIP_QR
from .prose import Prose


def html(slip: ReplySlip, prose: Prose) -> str:
    code = ""
    if slip.qr:
        caption = f"<div>{prose.html(slip.qr_caption)}</div>" if slip.qr_caption else ""
        code = f'<div class="slip-code"><img src="{SLIP_QR}" alt="{prose.html(slip.qr)}">{caption}</div>'
    rows = "".join(line_html(each, prose) for each in slip.lines)
    back = f'<p class="slip-return"><b>ส่งคืน</b> {prose.html(slip.return_to)}</p>' if slip.return_to else ""
    return (
        f'<div class="slip">{code}<h2>{prose.html(slip.heading)}</h2><p class="slip-intro">{prose.html(slip.intro)}</p>'
        f'{rows}<div class="slip-signed"><div>ลงชื่อ <span class="rule rule--name"></span> ผู้ให้ข้อมูล</div>'
        '<div>( <span class="rule rule--name"></span> )</div>'
        '<div>ตำแหน่ง <span class="rule rule--name"></span></div>'
        f'<div>วันที่ <span class="rule rule--name"></span></div></div>{back}</div>'
    )


def line_html(line: SlipLine, prose: Prose) -> str:
    if not line.choices:
        return f'<div class="slip-line"><span class="slip-label">{prose.html(line.label)}</span></div>'
    boxes = "".join(
        f'<span class="slip-choice"><span class="box"></span>{prose.html(choice)}</span>' for choice in line.choices
    )
    return f'<p class="slip-choices">{prose.html(line.label)}</p><div class="slip-boxes">{boxes}</div>'
