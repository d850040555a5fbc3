from home.thai import sort_key


def test_a_leading_vowel_counts_after_its_consonant():
    # The Royal Institute's order: ก < ช < เชียง… (ช) < ตาก < แพร่ (พ) < ลำปาง < อุดรธานี
    right = ["กระบี่", "ชลบุรี", "เชียงราย", "เชียงใหม่", "ตาก", "พะเยา", "แพร่", "ลำปาง", "เลย", "อุดรธานี"]
    mixed = [right[at] for at in (3, 9, 0, 7, 5, 1, 8, 2, 6, 4)]
    assert sorted(mixed, key=sort_key) == right


def test_tone_marks_only_break_ties():
    assert sorted(["ข้าว", "ข่าว", "ขาวดำ", "ขาว"], key=sort_key) == ["ขาว", "ข่าว", "ข้าว", "ขาวดำ"]
