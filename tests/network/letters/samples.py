"""Letters to print in tests. Nobody in them exists."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from network.letters import blanks
from network.letters.compose import (
    Enclosure,
    Kind,
    Letter,
    Recipient,
    Reference,
    ReplySlip,
    Sender,
    Signer,
    SlipLine,
    Table,
    Urgency,
)

CAUSE = (
    "ด้วยกรมการจัดหางาน กระทรวงแรงงาน โดยศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ ได้จัดทำโครงการขยายเครือข่ายข้อมูล"
    "ข่าวสารตลาดแรงงานสู่ตำบล หมู่บ้าน ประจำปีงบประมาณ พ.ศ. 2570 เพื่อให้องค์กรปกครองส่วนท้องถิ่นและสถานศึกษา"
    "ทั่วประเทศ ได้เข้าถึงข้อมูลข่าวสารตลาดแรงงานของกรมการจัดหางาน และเผยแพร่แก่คนหางาน ประชาชน และผู้สนใจ"
)
WISH = (
    "ศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ พิจารณาแล้วเห็นว่าองค์การบริหารส่วนตำบลสันทรายเป็นหน่วยงานที่มีบทบาทสำคัญในการ"
    "เผยแพร่ข้อมูลข่าวสารแก่ประชาชนในพื้นที่ จึงขอความอนุเคราะห์ให้เจ้าหน้าที่เข้าพบเพื่อประชาสัมพันธ์โครงการฯ และ"
    "แนะนำการเชื่อมลิงก์แบนเนอร์ “ข่าวสารตลาดแรงงาน” บนหน้าเว็บไซต์ของหน่วยงาน ในวันพุธที่ 16 ธันวาคม 2569 เวลา 10.00 น. "
    "ณ องค์การบริหารส่วนตำบลสันทราย ทั้งนี้ ขอให้แจ้งรายชื่อผู้ประสานงานภายในวันที่ 4 ธันวาคม 2569"
)
END = "จึงเรียนมาเพื่อโปรดพิจารณาให้ความอนุเคราะห์ จะขอบคุณยิ่ง"
SENDER = Sender(
    agency="ศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ",
    address_lines=("100 ถนนตัวอย่าง ตำบลสุเทพ อำเภอเมือง", "จังหวัดเชียงใหม่ 50200"),
    code_prefix="รง 0399.9",
    owner_section="กลุ่มงานเครือข่ายข้อมูลตลาดแรงงาน",
    phone="0 5300 0000",
    fax="0 5300 0001",
    email="lmi_north@example.go.th",
    stamp="ก.ก.",
)
SIGNER = Signer("นางสาวตัวอย่าง ศรีสมมุติ", "ผู้อำนวยการศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ")
RECIPIENT = Recipient(
    "นายกองค์การบริหารส่วนตำบลสันทราย",
    "องค์การบริหารส่วนตำบลสันทราย",
    ("ตำบลสันทราย อำเภอสันทราย", "จังหวัดเชียงใหม่"),
    "50210",
)
EXTERNAL = Letter(
    kind=Kind.EXTERNAL,
    sender=SENDER,
    recipient=RECIPIENT,
    subject="ขอความอนุเคราะห์ประชาสัมพันธ์โครงการขยายเครือข่ายข้อมูลข่าวสารตลาดแรงงานสู่ตำบล หมู่บ้าน",
    body=blanks.body(f"{CAUSE}\n\n{WISH}\n\n{END}", {}),
    signer=SIGNER,
    urgency=Urgency.MOST,
    number="รง 0399.9/123",
    date=date(2026, 11, 23),
    references=(Reference("ศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ", "รง 0399.9/ว 98", date(2026, 11, 2)),),
    enclosures=(Enclosure("รายละเอียดโครงการ"), Enclosure("แบบตอบรับ", 1, "แผ่น")),
)
SHORT = replace(EXTERNAL, body=blanks.body(f"{CAUSE}\n\n{END}", {}), references=(), enclosures=(), urgency=Urgency.NONE)
LONG = replace(EXTERNAL, body=blanks.body("\n\n".join([CAUSE, WISH, WISH, CAUSE, WISH, END]), {}))
MEMO = replace(
    EXTERNAL,
    kind=Kind.MEMO,
    recipient=Recipient("ผู้อำนวยการศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ"),
    subject="ขออนุมัติเดินทางไปราชการ",
    urgency=Urgency.NONE,
    references=(),
    enclosures=(),
)
CIRCULAR = replace(EXTERNAL, kind=Kind.CIRCULAR, number="รง 0399.9/ว 7")
STAMPED = replace(SHORT, kind=Kind.STAMPED, subject="")
CERTIFICATE = replace(SHORT, kind=Kind.CERTIFICATE, subject="เกียรติบัตร")
SLIP = ReplySlip(
    heading="แบบแจ้งรายชื่อผู้ประสานงาน",
    intro="องค์การบริหารส่วนตำบลสันทราย ขอแจ้งรายชื่อผู้ประสานงาน ดังนี้",
    lines=(SlipLine("ชื่อ - นามสกุล"), SlipLine("ช่วงเวลาที่สะดวก", ("ช่วงเช้า", "ช่วงบ่าย"))),
    return_to="ศูนย์บริหารข้อมูลตลาดแรงงานภาคเหนือ จังหวัดเชียงใหม่ 50200",
    qr="https://portal.example/answer/abcdefgh",
    qr_caption="ตอบทางเว็บไซต์ได้ที่รหัสนี้",
)


def visits(rows: int) -> Table:
    """A plan with so many rows."""
    return Table(
        head=("ที่", "หน่วยงาน", "วัน เดือน ปี"),
        rows=tuple((str(at), f"องค์การบริหารส่วนตำบลตัวอย่าง {at}", "16 ธันวาคม 2569") for at in range(1, rows + 1)),
        widths=(1, 8, 4),
    )


def star(height: int = 750) -> bytes:
    """A PNG that stands where the emblem goes."""
    picture = Image.new("RGBA", (round(height * 0.92), height), (0, 0, 0, 0))
    middle, far = picture.width / 2, height - 20
    ImageDraw.Draw(picture).polygon([(middle, 20), (picture.width - 20, far), (20, far)], fill=(30, 30, 30, 255))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
