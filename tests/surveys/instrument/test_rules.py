import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.instrument.rules import ALWAYS, WrongRule, read_rule

NAMES = ("RTYPE", "WEBOK", "CH_01")
names = st.sampled_from(NAMES)
codes = st.integers(0, 4)
conditions = st.one_of(
    st.builds("{} == {}".format, names, codes),
    st.builds("{} != {}".format, names, codes),
    st.builds(lambda name, several: f"{name} in {several}", names, st.lists(codes, min_size=1, max_size=3)),
)
answers = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from((0, 1, 2, 3, 4, -7, -8, -9, "text")) for name in NAMES}
)


@given(st.lists(conditions, min_size=1, max_size=3).map(" and ".join), answers)
def test_a_rule_means_what_python_would_make_of_it(text, given_answers):
    """The brute-force reading: by eval, with every answer valid; and false as soon as one it asks for is not."""
    named = [name for name in NAMES if name in text]
    valid = all(isinstance(given_answers.get(name), int) and given_answers[name] >= 0 for name in named)
    expected = valid and eval(text, {}, dict(given_answers))  # noqa: S307 - the very thing the rules avoid
    assert read_rule(text).holds(given_answers) is bool(expected)


@given(st.lists(conditions, min_size=1, max_size=3).map(" and ".join))
def test_a_rule_written_down_again_is_the_same_rule(text):
    assert read_rule(str(read_rule(text))).conditions == read_rule(str(read_rule(text))).conditions
    for values in ({"RTYPE": 1, "WEBOK": 0, "CH_01": 2}, {"RTYPE": 3, "WEBOK": 3, "CH_01": 3}, {}):
        assert read_rule(text).holds(values) is read_rule(str(read_rule(text))).holds(values)


@pytest.mark.parametrize(
    "text",
    ["RTYPE", "RTYPE = 1", "RTYPE in 1", "RTYPE in []", "rtype == 1", "RTYPE > 1", "RTYPE == 1 or WEBOK == 1",
     "__import__('os')", "RTYPE == 1 and", "RTYPE == 99999999", "RTYPE in [1, 2"],
)  # fmt: skip
def test_nothing_else_is_a_rule(text):
    with pytest.raises(WrongRule):
        read_rule(text)


def test_without_words_a_rule_always_holds():
    assert read_rule("  ") is ALWAYS
    assert ALWAYS.holds({})
    assert not ALWAYS
