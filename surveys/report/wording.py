"""Names and signs that the tables and the sentences of a report share. Values only."""

from __future__ import annotations

from collections.abc import Mapping

#: What a mean of five levels is called, from the lowest.
BANDS: Mapping[int, Mapping[str, str]] = {
    1: {"th": "น้อยที่สุด", "en": "lowest"},
    2: {"th": "น้อย", "en": "low"},
    3: {"th": "ปานกลาง", "en": "moderate"},
    4: {"th": "มาก", "en": "high"},
    5: {"th": "มากที่สุด", "en": "highest"},
}


def signed_number(value: float, places: int = 2) -> str:
    """+0.60, −0.60, 0.00."""
    rounded = round(value, places)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):,.{places}f}"


Words = Mapping[str, str]


def _words(th: str, en: str) -> Words:
    return {"th": th, "en": en}


CHAPTERS: Mapping[str, Words] = {
    "summary": _words("บทสรุปผู้บริหาร", "Summary"),
    "work": _words("ผลการปฏิบัติงาน", "The season’s work"),
    "response": _words("การตอบแบบสอบถามและผู้ตอบ", "Response, and who answered"),
    "change": _words("การเปลี่ยนแปลงก่อนและหลังการเข้าพบ", "Before and after the visit"),
    "satisfaction": _words("ความพึงพอใจและประโยชน์ที่ได้รับ", "Satisfaction and benefit"),
    "banner": _words("ผลการเชื่อมลิงก์แบนเนอร์", "The banner"),
    "problems": _words("ปัญหา อุปสรรค และข้อเสนอแนะ", "Problems and suggestions"),
    "last_year": _words("เปรียบเทียบกับปีที่ผ่านมา", "Compared with the last report"),
    "proposal": _words("ข้อเสนอเพื่อการดำเนินงาน", "What is proposed"),
    "appendix": _words("ภาคผนวก", "Appendix"),
}
TABLES: Mapping[int, Words] = {
    1: _words("จำนวนแบบสอบถามและอัตราตอบกลับ", "Forms sent and returned"),
    2: _words("จำนวนและร้อยละจำแนกตามข้อมูลทั่วไป", "Who answered"),
    3: _words("การรู้จักบริการก่อนและหลัง", "Awareness of the services before and after"),
    4: _words("การใช้บริการก่อนและหลัง", "Use of the services before and after"),
    5: _words("ระดับการใช้บริการก่อนและหลัง", "Level of use before and after"),
    6: _words("ประโยชน์ที่คาดหวังและได้รับจริง", "Benefit expected and received"),
    7: _words("ความรู้และการเข้าถึง", "Knowledge and access"),
    8: _words("ช่องทางรับข่าวสาร", "Channels"),
    9: _words("ความพึงพอใจ", "Satisfaction"),
    10: _words("ประโยชน์จากเครือข่าย", "Benefit of the network"),
    11: _words("เปรียบเทียบตามกลุ่ม", "Groups compared"),
    12: _words("ผลการเชื่อมลิงก์แบนเนอร์", "Placing the banner"),
    13: _words("ปัญหาและข้อเสนอแนะ", "Problems and suggestions"),
    14: _words("ความเชื่อมั่นของแบบสอบถาม", "Reliability of the questionnaire"),
}
PARTNER_MEANS = _words(
    "ค่าเฉลี่ยรายหน่วยงาน กรณีผู้ตอบก่อนและหลังเป็นคนละคน", "Means of partners whose answers are of different people"
)
OUTLOOK = _words("แนวโน้มการใช้บริการ", "Looking ahead")
PURPOSES = _words("วัตถุประสงค์ที่นำข้อมูลไปใช้", "What the information was used for")
KPI: Mapping[str, Words] = {
    "visited": _words("เข้าพบแล้ว (จากเป้าหมาย)", "Visited, of the quota"),
    "new": _words("หน่วยงานใหม่", "New organisations"),
    "again": _words("หน่วยงานที่เข้าพบซ้ำ", "Visited again"),
    "letters": _words("หนังสือประสานงานที่ส่ง", "Letters sent"),
    "replied": _words("ตอบรับหนังสือประสานงาน", "Replies to the letter"),
    "reply_days": _words("มัธยฐานจำนวนวันก่อนตอบรับ", "Median days until the reply"),
    "kept": _words("เข้าพบตามนัดหมาย", "Appointments kept"),
    "moved": _words("เลื่อนนัดหมาย", "Appointments moved"),
    "given_up": _words("ยกเลิกกลุ่มเป้าหมาย", "Targets given up"),
    "ready_in_time": _words("เตรียมความพร้อมล่วงหน้า", "Ready at least a day before"),
    "form1": _words("ตอบแบบ 1", "Form 1 answered"),
    "form2": _words("ตอบแบบ 2", "Form 2 answered"),
    "banner": _words("มีแบนเนอร์บนเว็บไซต์", "Banner on the site"),
    "staff": _words("เจ้าหน้าที่ที่ได้รับข้อมูล", "Staff reached"),
    "teachers": _words("ครูที่ได้รับข้อมูล", "Teachers reached"),
    "pupils": _words("นักเรียน นักศึกษาที่ได้รับข้อมูล", "Pupils and students reached"),
    "public": _words("ประชาชนที่ได้รับข้อมูล", "Citizens reached"),
    "spent": _words("งบประมาณที่ใช้ (จากที่จัดสรร)", "Spent, of the budget"),
    "bound": _words("งบประมาณที่ผูกพัน", "Bound by approved trips"),
    "cost_per_visit": _words("ค่าใช้จ่ายต่อการเข้าพบ", "Cost per visit"),
    "cost_per_banner": _words("ค่าใช้จ่ายต่อแบนเนอร์", "Cost per banner on a site"),
}
UNITS: Mapping[str, Words] = {
    "visits": _words("แห่ง", ""),
    "days": _words("วัน", "days"),
    "people": _words("คน", "people"),
    "baht": _words("บาท", "baht"),
    "%": _words("ร้อยละ", "%"),
}
BAND_NAMES: Mapping[str, Words] = {
    "boonchom": _words("บุญชม ศรีสะอาด (2545)", "Boonchom Srisa-ard (2002)"),
    "equal_interval": _words("ช่วงเท่ากัน 0.80 (Best, 1977)", "equal intervals of 0.80 (Best, 1977)"),
    "half_open": _words("ช่วงครึ่งเปิด 4.50–5.00", "half-open intervals from 4.50"),
}
NOTES: tuple[Words, ...] = (
    _words(
        "ค่าเฉลี่ยปัดเศษเป็นทศนิยม 2 ตำแหน่งก่อนแปลความหมาย ส่วนเบี่ยงเบนมาตรฐาน (S.D.) คำนวณด้วย n − 1",
        "Means are rounded to two decimals before they are put into words; the S.D. is with n − 1.",
    ),
    _words(
        "การเปรียบเทียบก่อนและหลังใช้เฉพาะคู่แบบ 1–แบบ 2 ของผู้ตอบคนเดียวกันที่ตอบข้อนั้นทั้งสองครั้ง ผลต่าง = หลัง − ก่อน",
        "Before and after are compared for the same respondents only, where both answers are valid; the difference is "
        "after minus before.",
    ),
    _words(
        "ทดสอบค่าเฉลี่ยด้วย paired t-test สองทาง (ช่วงความเชื่อมั่นร้อยละ 95) ขนาดอิทธิพล d ของ Cohen แบบ d_z "
        "ตรวจซ้ำด้วย Wilcoxon signed-rank (ตัดผลต่างศูนย์ ปรับค่าซ้ำ)",
        "Means are tested with a two-sided paired t (95% interval); d is Cohen’s d_z; the Wilcoxon signed-rank test "
        "(zeros dropped, corrected for ties) is given beside it.",
    ),
    _words(
        "ทดสอบร้อยละก่อนและหลังด้วย McNemar แบบแม่นตรง (binomial)",
        "Shares before and after are tested with McNemar’s exact (binomial) test.",
    ),
    _words(
        "ค่า p ปรับด้วยวิธี Holm ภายในตารางเดียวกัน * p < .05 ** p < .01 *** p < .001",
        "p is adjusted after Holm within each table. * p < .05, ** p < .01, *** p < .001.",
    ),
    _words(
        "เปรียบเทียบสองกลุ่มด้วย t-test และหลายกลุ่มด้วย F-test พร้อมค่าของ Welch และ Levene (รอบค่าเฉลี่ย) "
        "รายคู่ใช้ Tukey หรือ Games–Howell เมื่อความแปรปรวนต่างกัน",
        "Two groups are compared by t, more by F, with Welch’s form and Levene’s test (around the mean); pairs of "
        "groups after Tukey, or Games–Howell where spreads differ.",
    ),
    _words(
        "ข้อที่ตอบได้มากกว่า 1 ข้อ คิดร้อยละจากผู้ที่เลือกอย่างน้อย 1 ข้อ",
        "Where several answers may be ticked, shares are of those who ticked at least one.",
    ),
    _words(
        "ความเชื่อมั่นใช้สัมประสิทธิ์แอลฟาของ Cronbach ช่วงความเชื่อมั่นตาม Feldt เกณฑ์ไม่ต่ำกว่า .70",
        "Reliability is Cronbach’s alpha with Feldt’s interval; .70 and more is taken for good.",
    ),
)
HIDDEN_NOTE = _words(
    "<5 หมายถึงจำนวน 1–4 หรือจำนวนที่ปกปิดเพิ่มเติมเพื่อไม่ให้คำนวณย้อนกลับได้ – ในตารางระดับหมายถึงปกปิดจำนวนทั้งแถว",
    "<5 stands for one to four, and for numbers hidden besides so that those cannot be worked out; – in a table of "
    "levels means that the counts of the row are hidden.",
)
