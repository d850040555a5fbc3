import pytest

from home.wrapping import lines, pieces

TITLE = "ผู้ว่างงานในตำบลน้ำพร้าวขอรับเงินทดแทนได้ที่สำนักงานจัดหางานจังหวัดลำปาง ภายใน 30 วัน"


@pytest.mark.parametrize("text", [TITLE, "ต่าง ๆ ฯลฯ “คำ” (ลำพูน) 1,234.5%", "Labour market, Q1 2026", "ก", "", "ํ่า้้"])
def test_the_pieces_are_the_text(text):
    assert "".join(pieces(text)) == " ".join(text.split())


def test_thai_is_cut_between_words_and_the_office_keeps_its_name():
    found = [piece.strip() for piece in pieces(TITLE)]
    for word in ("ตำบล", "สำนักงาน", "จัดหางาน", "จังหวัด", "ลำปาง", "30"):
        assert word in found


def test_signs_stay_with_their_words():
    found = pieces("“เครือข่าย” ดีต่าง ๆ 1,234.5% (ใหม่)")
    assert found[0].startswith("“") and not any(piece.strip() in ("”", "ๆ", "%", "(", ")", ",") for piece in found)
    assert any("1,234.5%" in piece for piece in found)


@pytest.mark.parametrize("width", [12, 20, 33, 200])
def test_lines_fit_and_hold_everything(width):
    found = lines(TITLE, width, len)
    assert "".join(found).replace(" ", "") == TITLE.replace(" ", "")
    assert all(len(line) <= width for line in found)


def test_lines_are_about_equally_full():
    found = lines("หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด", 22, len)
    assert len(found) == 2
    assert abs(len(found[0]) - len(found[1])) <= 4


def test_a_word_wider_than_the_line_is_cut_between_clusters():
    assert lines("a " + "b" * 25 + " c", 10, len) == ["a", "b" * 10, "b" * 10, "bbbbb c"]
    found = lines("ที่" * 9, 10, len)
    assert "".join(found) == "ที่" * 9 and set(found) <= {"ที่" * 3, "ที่" * 2, "ที่"}
