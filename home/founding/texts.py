"""What the pages about the site say on its first day; the office edits them in the admin."""

from .plan import heading, paragraph

PRIVACY_TH = (
    heading("ข้อมูลที่เว็บไซต์นี้เก็บ"),
    paragraph(
        "ผู้อ่านทั่วไปใช้เว็บไซต์นี้ได้โดยไม่ต้องลงทะเบียน เว็บไซต์ไม่ใช้เครื่องมือติดตามของบุคคลภายนอก "
        "คุกกี้ที่ใช้มีเพียงคุกกี้จดจำขนาดตัวอักษร ความคมชัด และภาษา ที่ท่านเลือกเอง",
        "ระบบบันทึกข้อมูลจราจรทางคอมพิวเตอร์ตามที่กฎหมายว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์กำหนด",
    ),
    heading("สิทธิของท่าน"),
    paragraph(
        "เมื่อท่านให้ข้อมูลส่วนบุคคลแก่เรา เราใช้เท่าที่จำเป็นตามวัตถุประสงค์ที่แจ้งไว้ ท่านขอดู ขอแก้ไข "
        "หรือขอลบข้อมูลได้ตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562 โดยติดต่อหน่วยงานตามที่อยู่ท้ายเว็บไซต์",
    ),
)
PRIVACY_EN = (
    heading("What this site keeps"),
    paragraph(
        "Readers need no account. The site uses no trackers of other companies. The only cookies remember the text "
        "size, the contrast and the language that you chose.",
        "The system keeps the traffic records that the Computer Crime Act requires.",
    ),
    heading("Your rights"),
    paragraph(
        "When you give us personal data we use it only as far as the stated purpose needs. Under the Personal Data "
        "Protection Act B.E. 2562 you may see, correct or erase it: write to the office at the address below.",
    ),
)
WEBSITE_TH = (
    paragraph(
        "เนื้อหาบนเว็บไซต์นี้จัดทำเพื่อเผยแพร่ข้อมูลข่าวสารตลาดแรงงานแก่ประชาชน ท่านนำไปใช้และเผยแพร่ต่อได้โดยอ้างอิงที่มา "
        "เว้นแต่ระบุไว้เป็นอย่างอื่น",
        "เว็บไซต์นี้เชื่อมโยงไปยังเว็บไซต์ของหน่วยงานอื่น ซึ่งหน่วยงานนั้นเป็นผู้รับผิดชอบเนื้อหา",
        "หากพบข้อมูลที่คลาดเคลื่อน โปรดแจ้งหน่วยงานตามที่อยู่ท้ายเว็บไซต์ เราจะตรวจสอบและแสดงหมายเหตุการแก้ไขไว้ในหน้านั้น",
    ),
)
SECURITY_TH = (
    paragraph(
        "เว็บไซต์นี้รับส่งข้อมูลด้วยการเข้ารหัสทุกหน้า ไม่เรียกใช้สคริปต์จากภายนอก และจำกัดจำนวนครั้งการเข้าสู่ระบบที่ไม่สำเร็จ",
        "ผู้ดูแลเนื้อหาได้รับสิทธิเท่าที่จำเป็นต่อหน้าที่ และระบบบันทึกการเปลี่ยนแปลงเนื้อหาทุกครั้ง",
        "หากพบช่องโหว่หรือเหตุผิดปกติ โปรดแจ้งหน่วยงานตามที่อยู่ท้ายเว็บไซต์โดยไม่เผยแพร่ต่อสาธารณะก่อนได้รับการแก้ไข",
    ),
)
ABOUT_TH = (
    paragraph(
        "เครือข่ายข้อมูลข่าวสารตลาดแรงงานเป็นงานของกองบริหารข้อมูลตลาดแรงงาน กรมการจัดหางาน "
        "ร่วมกับศูนย์บริหารข้อมูลตลาดแรงงานทั้ง 6 ภาค เพื่อเผยแพร่ข้อมูลข่าวสารตลาดแรงงานสู่ตำบลและหมู่บ้าน",
        "องค์กรปกครองส่วนท้องถิ่น สถานศึกษา และหน่วยงานในพื้นที่ร่วมเป็นเครือข่ายโดยเชื่อมโยงเว็บไซต์มายังข่าวสารตลาดแรงงาน",
    ),
    heading("บริการของกรมการจัดหางาน"),
    ("services", None),
)
ABOUT_EN = (
    paragraph(
        "The Labour Market Information Network is run by the Labour Market Information Administration Division of the "
        "Department of Employment with its six regional centres, to carry labour market information to every "
        "subdistrict and village.",
        "Local government, schools and other organisations join by linking their websites to the news here.",
    ),
    heading("Services of the Department of Employment"),
    ("services", None),
)
QUESTIONS_TH = (
    (
        "group",
        {
            "title": "การใช้เว็บไซต์",
            "questions": [
                {
                    "question": "ค้นหาตำแหน่งงานว่างและสมัครงานมีค่าใช้จ่ายหรือไม่",
                    "answer": "<p>ไม่มีค่าใช้จ่ายใด ๆ กรมการจัดหางานไม่เก็บค่าบริการจากคนหางาน</p>",
                },
                {
                    "question": "นำข้อมูลและข่าวบนเว็บไซต์นี้ไปเผยแพร่ต่อได้หรือไม่",
                    "answer": "<p>ได้ โดยอ้างอิงที่มา ข้อมูลสถิติดาวน์โหลดได้ที่หน้าข้อมูลเปิด</p>",
                },
                {
                    "question": "พบการหลอกลวงคนหางานต้องแจ้งที่ใด",
                    "answer": "<p>แจ้งกองทะเบียนจัดหางานกลางและคุ้มครองคนหางาน หรือสำนักงานจัดหางานจังหวัดใกล้บ้าน</p>",
                },
            ],
        },
    ),
)
