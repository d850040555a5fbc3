"""Where lines end: between words, by a word list that the line breaker does not use."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from home import pdf
from home.search.lexicon import known_words
from home.search.text import CLUSTER
from network.letters import blanks
from network.letters.compose import Paragraph
from network.letters.paper import Look, print_letter
from network.letters.prose import Prose
from network.letters.ready import ready_texts

from . import samples
from .reading import lines, pages

#: From the office's manual, chapters 1, 3 and 4.
MANUAL = (
    "กำหนดช่วงวัน เดือน ปี ที่คาดว่าจะออกปฏิบัติงานจริง ทำหนังสือถึงกลุ่มเป้าหมายที่เลือกไว้ ขอรายชื่อผู้ประสานงานเพื่อชี้แจงรายละเอียดและ"
    "กำหนดวันที่แน่นอนที่จะเข้าไปประชาสัมพันธ์",
    "เมื่อได้รายชื่อผู้ประสานงานแล้วให้ติดต่อประสานงานเพื่ออธิบายโครงการเบื้องต้น และลักษณะการประชาสัมพันธ์ เช่น หากเป็นหน่วยงาน"
    "องค์การบริหารส่วนท้องถิ่น อาจประชาสัมพันธ์ให้กับเจ้าหน้าที่ของหน่วยงานเพื่อขยายผลถึงประชาชนหรือเจ้าหน้าที่ในหน่วยงานและหากเป็น"
    "สถานศึกษาอาจเข้าพบอาจารย์ฝ่ายแนะแนวเพื่อขยายผลถึงนักเรียนต่อไป ซึ่งบางสถานศึกษาอาจต้องการให้เจ้าหน้าที่บรรยายให้กับนักเรียนใน"
    "ห้องประชุมโดยตรง หรือห้องคอมพิวเตอร์เพื่อใช้งานจริง",
    "ส่งรายชื่อกลุ่มเป้าหมาย พร้อมระบุช่วงวันที่จะออกปฏิบัติงานให้ฝ่ายบริหารงานทั่วไปเพื่อจัดทำหนังสือขออนุมัติเดินทางและคุมยอดเงินตาม"
    "งบประมาณที่ได้รับ",
    "โดยสิ่งที่เจ้าหน้าที่ทุกคนต้องมี คือ ความรู้เกี่ยวกับภารกิจของกรมการจัดหางาน ภารกิจของกองบริหารข้อมูลตลาดแรงงาน และภารกิจของ"
    "ศูนย์บริหารข้อมูลตลาดแรงงาน การใช้บริการต่าง ๆ ผ่านเว็บไซต์ของกรมการจัดหางาน และสามารถให้คำแนะนำกับกลุ่มเป้าหมายได้ ซึ่งเว็บไซต์"
    "กรมการจัดหางานมีบริการข้อมูลข่าวสารตลาดแรงงานในด้านต่าง ๆ ที่เป็นประโยชน์แก่กลุ่มเป้าหมาย",
    "สอบถามความคิดเห็นตามแบบประเมินโครงการ แบบ 1 ก่อนการเข้าใช้บริการผ่านเว็บไซต์ของกรมการจัดหางานและแจกแบบ 2 เพื่อติดตามการ"
    "เข้าใช้บริการข้อมูลข่าวสารตลาดแรงงานของกลุ่มเป้าหมายและผู้มาใช้บริการ เช่น ประชาชน นักเรียน ซึ่งหน่วยงานกลุ่มเป้าหมายสามารถส่ง"
    "กลับมาทางธุรกิจตอบรับโดยไม่เสียค่าใช้จ่ายใด ๆ",
    "รวบรวมแบบสอบถามทั้งก่อนและหลังการดำเนินโครงการเพื่อประเมินผลสัมฤทธิ์ของโครงการ พร้อมวิเคราะห์และประมวลผลข้อมูลในแต่ละประเด็น"
    "สอบถาม สรุปผลการดำเนินโครงการรายงานผลให้กองบริหารข้อมูลตลาดแรงงานทราบเพื่อจักได้จัดทำรายงานในภาพรวมและเผยแพร่ประชาสัมพันธ์ต่อไป",
    "มีความน่าเชื่อถือและป้องกันปัญหาการหลอกลวงคนหางานและการค้ามนุษย์ สามารถจัดเตรียมเอกสารในการไปติดต่อราชการโดยไม่ต้องเสียเวลาไป"
    "ติดต่อบ่อยครั้ง เป็นแหล่งรวบรวมข้อมูลในการประกอบอาชีพอิสระและทดสอบความถนัดทางอาชีพ",
)  # fmt: skip


@cache
def unknown(run: str) -> int:
    """How many clusters of a run of Thai are left over when as much of it as possible is read as known words."""
    clusters = CLUSTER.findall(run)
    best = [0]
    for end in range(1, len(clusters) + 1):
        ways = [best[end - 1] + 1]
        ways += [best[at] for at in range(max(0, end - 12), end) if "".join(clusters[at:end]) in known_words()]
        best.append(min(ways))
    return best[-1]


def torn(one: str, other: str) -> str:
    """The run of letters that a line's end tears inside a word, with a stroke where; "" where it stands well."""
    left = re.search(r"[ก-์]+$", one)
    right = re.match(r"[ก-์]+", other)
    if not left or not right:
        return ""
    whole = unknown(left[0] + right[0])
    return "" if unknown(left[0]) + unknown(right[0]) == whole else f"{left[0][-20:]}|{right[0][:20]}"


def set_in(texts, width: int) -> list[str]:
    """The lines of the texts, set as paragraphs of letters so many millimetres wide."""
    prose = Prose()
    body = "".join(f'<p class="body" style="width:{width}mm">{prose.html(text)}</p>' for text in texts)
    proof = pdf.lay_out(body, title="x", language="th", stylesheets=("network/css/letter.css",))
    return [line for page in range(len(proof.page_names)) for line in proof.lines(page)]


@pytest.mark.parametrize("width", [160, 150, 140])
def test_no_line_of_the_manual_ends_inside_a_word(width):
    found = set_in(MANUAL, width)
    assert len(found) > 20
    assert [each for each in map(torn, found, found[1:]) if each] == []


def test_the_test_sees_a_torn_word():
    assert torn("แจ้งรายชื่อผู้ประสานง", "านของหน่วยงาน")
    assert torn("เพื่อประชาสัม", "พันธ์โครงการ")
    assert not torn("เพื่อประชาสัมพันธ์", "โครงการ")


def test_no_line_of_the_ready_texts_ends_inside_a_word_or_a_date():
    values = {blank.name: blank.example for blank in blanks.BLANKS}
    tables = {blank.name: samples.visits(1) for blank in blanks.BLANKS if blank.table}
    texts = [
        block.text
        for ready in ready_texts()
        for block in blanks.body(ready.body, values, tables)
        if isinstance(block, Paragraph)
    ]
    found = set_in(texts, 160)
    assert [each for each in map(torn, found, found[1:]) if each] == []
    assert [line for line in found if re.search(r"(มกราคม|พฤศจิกายน|ธันวาคม|พ\.ศ\.|จำนวน|โทร\.)$", line)] == []


def test_a_name_is_not_broken_wherever_it_falls():
    name = samples.RECIPIENT.organisation
    for filler in range(0, 60, 3):
        text = f"{'กา ' * filler}ขอเชิญ{name}เข้าร่วม “โครงการตัวอย่าง” ในวันที่ 16 ธันวาคม 2569 ด้วย"
        made = print_letter(replace(samples.SHORT, body=(Paragraph(text),)), Look())
        assert pages(made) == 1
        printed = [line.text for line in lines(made)]
        for whole in (name, "“โครงการตัวอย่าง”", "๑๖ ธันวาคม ๒๕๖๙"):
            assert any(whole in line for line in printed if "เรียน" not in line), whole
