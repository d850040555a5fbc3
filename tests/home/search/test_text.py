import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.search.lexicon import known_words
from home.search.text import Piece, clusters, excerpt, phrases, spans, words
from tests import search_corpus


def marked(text: str, query: str) -> list[str]:
    return [text[span.start : span.end] for span in spans(text, query)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ตลาดแรงงาน", ["ตลาด", "แรงงาน"]),
        ("อุตสาหกรรมการผลิต", ["อุตสาหกรรม", "การ", "ผลิต"]),
        ("เผยแพร่ข่าวที่แพร่", ["เผยแพร่", "ข่าว", "ที่", "แพร่"]),
        ("ชาวนาตกงาน", ["ชาว", "นา", "ตก", "งาน"]),
        ("กรุงเทพฯ ปี ๒๕๖๙", ["กรุงเทพ", "ปี", "2569"]),
        ("COVID-19 (โควิด)", ["covid", "19", "โควิด"]),
    ],
)
def test_a_sentence_falls_into_its_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("typed", ["น้ำ", "นํ้า", "นำ้", "น\u200bํ้า", "น้\u00adำ"])
def test_what_looks_the_same_is_the_same(typed):
    assert words(typed) == ["น้ำ"]


def test_a_doubled_e_is_the_vowel_it_looks_like():
    assert words("เเพร่") == words("แพร่")


@pytest.mark.parametrize("word", ["แรงงาน", "ตำแหน่ง", "เชียงใหม่", "ผู้ประกอบการ"])
def test_whatever_was_typed_so_far_begins_like_the_word(word):
    whole = "".join(clusters(word))
    starts = [match.end() for match in re.finditer(r"[เ-ไ]?[ก-ฮ][ัิ-ฺ็-๎]*[ะาำ]?", word)]
    for end in starts:
        assert clusters(word[:end]) == clusters(word)[: len(clusters(word[:end]))]
    assert whole == word


@given(st.text(alphabet="กงนรอาำเแัี่้์ๆฯ 12๓aB.-\u200b\"'%", max_size=60))
def test_nothing_is_lost_or_invented(text):
    assert "".join(words(text)) == "".join(clusters(text))


@given(st.text(max_size=300), st.text(max_size=20))
def test_an_excerpt_never_fails_and_stays_short(text, query):
    shown = "".join(piece.text for piece in excerpt(text, query, width=60))
    assert len(shown) < 60 + 2 * 60 + 4 or len(text.split()) == 1


def test_the_segmenter_agrees_with_the_corpus_on_most_words():
    lines = [line.replace("{province}", "ตาก") for line in search_corpus.BODIES]
    gold = [re.split(r"[|\s]+", re.sub(r"\{\w+\}", "7", line)) for line in lines]
    ours = [words(re.sub(r"\{\w+\}", "7", line).replace("|", "")) for line in lines]
    right = sum(len(set(a) & set(b)) for a, b in zip(gold, ours, strict=True))
    assert right / sum(len(set(line)) for line in gold) > 0.9


def test_the_provinces_are_known_words():
    assert {"แพร่", "ตาก", "น่าน", "พระนครศรีอยุธยา"} <= known_words()


def test_a_query_is_one_phrase_for_each_chunk():
    assert phrases("ตลาดแรงงาน  แพร่ แพร่") == ["ตลาด แรงงาน", "แพร่"]


@pytest.mark.parametrize("query", ["", "   ", '"', "%%%", "()*:&|!", "\0", "🙂", "ฯๆ", "\u200b"])
def test_signs_alone_ask_for_nothing(query):
    assert phrases(query) == []


def test_only_the_word_itself_is_marked():
    assert [(span.start, span.end) for span in spans("เผยแพร่ที่แพร่", "แพร่")] == [(10, 14)]


def test_inside_a_word_is_marked_when_the_word_is_nowhere():
    assert marked("เผยแพร่", "แพร่") == ["แพร่"]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("ปี ๒๕๖๙", "2569", ["๒๕๖๙"]),
        ("ปี 2569", "๒๕๖๙", ["2569"]),
        ("แรง\u200bงาน", "แรงงาน", ["แรง\u200bงาน"]),
        ("นํ้าท่วม", "น้ำ", ["นํ้า"]),
        ("Smart Job", "smart", ["Smart"]),
        ("ช่างเชื่อมและช่างไฟฟ้า", "ช่าง ไฟฟ้า", ["ช่าง", "ช่างไฟฟ้า"]),
    ],
)
def test_what_is_marked_is_the_text_as_it_stands(text, query, expected):
    assert marked(text, query) == expected


def test_an_excerpt_surrounds_the_first_hit_and_says_what_it_leaves_out():
    text = "ก่อนหน้านี้มีเรื่องอื่น " * 20 + "จังหวัดแพร่เปิดรับสมัคร " + "หลังจากนั้นก็มีอีก " * 20
    pieces = excerpt(text, "แพร่", width=80)
    assert Piece("แพร่", hit=True) in pieces
    assert pieces[0].text.startswith("…")
    assert pieces[-1].text.endswith("…")


def test_an_excerpt_of_a_short_text_is_the_text():
    assert excerpt("ข่าว  แรงงาน", "ไม่มี") == [Piece("ข่าว แรงงาน")]


def test_an_excerpt_keeps_markup_as_text():
    assert "".join(piece.text for piece in excerpt("<b>งาน</b>", "งาน")) == "<b>งาน</b>"
