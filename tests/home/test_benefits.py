from home.benefits import BENEFITS


def test_the_manual_names_eight_and_each_has_its_english():
    assert len(BENEFITS) == 8
    assert all(thai and english.isascii() for thai, english in BENEFITS)


def test_the_words_are_the_manuals():
    # Section 6 of the office's manual, its third and eighth items.
    assert BENEFITS[2][0] == "ค้นหาตำแหน่งงานว่างและสมัครงานได้สะดวก รวดเร็ว โดยไม่เสียค่าใช้จ่ายใด ๆ"
    assert BENEFITS[7][0] == "เป็นแหล่งรวบรวมข้อมูลในการประกอบอาชีพอิสระและทดสอบความถนัดทางอาชีพ"
