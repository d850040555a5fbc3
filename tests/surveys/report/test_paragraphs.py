import re
from copy import deepcopy

from surveys.report.facts import NAMES, facts
from surveys.report.paragraphs import basis, generated, keys, paragraphs
from surveys.report.tables import tables

from ..simulated import dataset

LINE = {"sent": 150, "before": 130, "after": 120, "open": 0, "paired": 110, "doubtful": 0, "set_aside": 0}


def content(n: int = 120) -> dict:
    figures = {
        "visited": {"value": 80, "of": 100}, "new": {"value": 60, "of": 80}, "again": {"value": 20, "of": 80},
        "banner": {"value": 20, "of": 80}, "replied": {"value": 45, "of": 50},
    }  # fmt: skip
    found = {
        "scope": {"year": 2570, "project": "โครงการ", "centre": "north", "name": {"th": "ศูนย์ภาคเหนือ"}},
        "funnel": {"places": [], "kinds": [], "modes": [], "total": LINE},
        **tables(dataset(n), "boonchom"),
        "kpi": {"figures": figures, "months": []},
        "banners": {"shown": 0, "clicks": 0},
        "themes": {"lines": [], "texts": 0, "uncoded": 0},
        "told_and_seen": None,
        "last_year": None,
    }
    return found | {"facts": facts(found)}


def test_every_paragraph_is_written_from_the_figures():
    texts = generated(content())
    assert set(texts) == set(keys())
    assert "80 แห่ง จากเป้าหมาย 100 แห่ง คิดเป็นร้อยละ 80.0" in texts["work"]
    assert "แบบ 2 ที่ใช้ได้ 120 ชุด คิดเป็นอัตราตอบกลับของแบบ 2 ร้อยละ 80.0" in texts["response"]
    assert "ร้อยละ 25.0" in texts["banner"]
    for text in texts.values():
        assert not re.search(r"[{}]|None|nan|hidden", text)


def test_the_words_follow_the_figures():
    one = content()
    line = one["knowledge"][-1]
    rising = generated(one)["knowledge"]
    assert "เพิ่มขึ้น" in rising
    assert f"{line['before_mean']:.2f}" in rising
    assert "มีนัยสำคัญทางสถิติที่ระดับ .05" in rising
    other = deepcopy(one)
    mean = other["knowledge"][-1]
    mean["before_mean"], mean["after_mean"], mean["p"] = mean["after_mean"], mean["before_mean"], 0.4
    falling = generated(other)["knowledge"]
    assert "ลดลง" in falling
    assert "ไม่มีนัยสำคัญทางสถิติ" in falling
    assert "p = .400" in falling


def test_a_sentence_without_its_figure_is_not_written():
    one = content()
    assert generated(one)["last_year"] == ""
    assert "คนหางาน" not in generated(one)["problems"]
    one["themes"]["lines"] = [{"code": "a", "words": {"th": "การหลอกลวงคนหางาน"}, "n": 7}]
    assert "เรื่องการหลอกลวงคนหางาน จำนวน 7 ความเห็น" in generated(one)["problems"]
    lines = [{"name": name, "before": 1.0, "after": 2.0, "change": 1.0} for name in NAMES]
    one["last_year"] = {"year": 2569, "lines": lines, "hidden": []}
    assert "พ.ศ. 2569" in generated(one)["last_year"]


def test_words_of_people_are_kept_and_marked_when_their_figures_are_no_more():
    one = content()
    kept = {"known": {"text": "ของเรา", "basis": basis(generated(one)["known"])}}
    found = {each.key: each for each in paragraphs(one, kept)}
    assert (found["known"].text, found["known"].edited, found["known"].outdated) == ("ของเรา", True, False)
    assert not found["use"].edited
    one["known"][0]["points"] = 99.0
    assert {each.key for each in paragraphs(one, kept) if each.outdated} == {"known"}
