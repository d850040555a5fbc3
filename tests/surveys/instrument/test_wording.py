"""Words are changed where they stand; everything else of the definition stays as it is."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.instrument.source import read
from surveys.instrument.wording import line_of, reworded, texts
from tests.surveys.questionnaires import DRAFTED, SMALL


def test_every_text_of_the_drafted_one_is_found_in_both_languages():
    source = DRAFTED.read_text()
    found = texts(source)
    keys = {text.key for text in found}
    assert all(f"{key[:-2]}en" in keys for key in keys if key.endswith("/th"))
    said = {text.text for text in found if text.language == "th"}
    for form in read(source).forms.values():
        assert form.words.th in said
        for item in form.items:
            assert item.words.th.split(": ")[-1] in said or item.words.th == "ระบุ"


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_a_new_text_is_read_back_as_it_was_typed_and_nothing_else_changes(words):
    words = " ".join(words.split())
    key = next(text.key for text in texts(SMALL) if text.text == "มีเว็บไซต์")
    changed = reworded(SMALL, {key: words})
    before, after = ({text.key: text.text for text in texts(source)} for source in (SMALL, changed))
    assert after == before | {key: words}
    assert read(reworded(SMALL, {key: words or "x"})).forms[1].by_name.keys() == read(SMALL).forms[1].by_name.keys()


def test_nothing_changed_is_the_very_same_document():
    source = DRAFTED.read_text()
    assert reworded(source, {text.key: text.text for text in texts(source)}) == source
    assert texts("a: [") == []


def test_a_problem_is_found_on_its_line():
    source = DRAFTED.read_text()
    number = line_of(source, "BNWILL 4")
    assert "var: BNWILL" in source.splitlines()[number - 1]
    assert line_of(source, "line 7") == 7
    assert line_of(source, "") == 0
