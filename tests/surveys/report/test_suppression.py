"""What is published of a report: nothing small, nothing from which something small follows."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.analysis.disclosure import hidden_in_line
from surveys.report.facts import facts
from surveys.report.hidden import HIDDEN
from surveys.report.suppression import blanked, publishable
from surveys.report.tables import tables

from ..simulated import dataset


def possible(counts: list[int], hidden: frozenset[int]) -> dict[int, set[int]]:
    """Every value that each hidden count may have for a reader who knows the sum and the rule, by trying them all."""
    total, shown = sum(counts), sum(n for place, n in enumerate(counts) if place not in hidden)
    everything = len(hidden) == len(counts)
    places = sorted(hidden)
    found: dict[int, set[int]] = {place: set() for place in places}
    for values in product(range(0 if everything else 1, total + 1), repeat=len(places)):
        if sum(values) == total - shown:
            for place, value in zip(places, values, strict=True):
                found[place].add(value)
    return found


@given(st.lists(st.integers(0, 7), min_size=2, max_size=4))
def test_no_hidden_count_of_a_line_follows_from_its_sum(counts):
    hidden = hidden_in_line(counts)
    assert all(place in hidden for place, n in enumerate(counts) if 0 < n < 5)
    assert not hidden or any(0 < n < 5 for n in counts)
    assert all(len(values) > 1 for values in possible(counts, hidden).values())


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [([9, 3, 7, 0], {1, 2}), ([1, 1, 8], {0, 1, 2}), ([12, 6, 0], set()), ([3, 0], {0, 1}), ([2, 2, 90], {0, 1})],
)
def test_as_little_is_hidden_as_is_needed(counts, hidden):
    assert hidden_in_line(counts) == hidden


def content(n: int) -> dict:
    """Of so many simulated people, with a little of each of the other parts."""
    line = {"sent": n, "before": n, "after": n, "open": 0, "paired": n, "doubtful": 0, "set_aside": 0}
    places = [
        {"key": 1, "words": {"th": "ก"}, **line, "after": n - 3},
        {"key": 2, "words": {"th": "ข"}, **line, "after": 3},
    ]
    found = {
        "funnel": {"places": places, "kinds": [], "modes": [], "total": dict(line)},
        **tables(dataset(n), "boonchom"),
        "told_and_seen": {"rows": [], "columns": [], "counts": [[6, 2], [9, 8]]},
        "kpi": {"figures": {}}, "last_year": None, "parts": {"answers": "x"},
        "themes": {"lines": [{"code": "a", "words": {}, "NEED_T": 0, "SUGG_T": 3, "n": 3}], "texts": 9, "uncoded": 6},
    }  # fmt: skip
    return found | {"facts": facts(found)}


def small_counts(values, path=()) -> list:
    """Every whole number from 1 to 4 that stands where people are counted."""
    counted = {"n", "before", "after", "open", "paired", "gained", "lost", "missing", "valid", "people", "counts"}
    if isinstance(values, dict):
        return [one for name, value in values.items() for one in small_counts(value, (*path, name))]
    if isinstance(values, list):
        return [one for value in values for one in small_counts(value, path)]
    is_count = isinstance(values, int) and not isinstance(values, bool) and counted & set(path[-1:])
    return [(path, values)] if is_count and 0 < values < 5 else []


@pytest.mark.parametrize("n", [400, 24, 6, 3])
def test_no_small_count_of_people_is_left_in_any_table(n):
    whole = content(n)
    assert small_counts(whole)
    assert small_counts(publishable(whole)) == []
    assert small_counts(whole), "the content itself is left as it is"


def test_a_row_of_levels_with_a_small_count_keeps_its_mean_and_loses_its_counts():
    one = publishable(content(24))
    hidden = [line for line in one["satisfaction"]["lines"] if line["counts"] == HIDDEN]
    assert hidden
    assert all(isinstance(line["mean"], float) for line in hidden)


def test_nothing_of_fewer_than_five_is_averaged_or_tested():
    one = publishable(content(3))
    for line in (*one["use"], *one["knowledge"]):
        assert {line[name] for name in ("before_mean", "after_mean", "sd", "t", "p", "d_z")} <= {HIDDEN, None}
    assert one["facts"]["knowledge_after"] == one["facts"]["satisfaction"] == one["facts"]["paired"] == HIDDEN


def test_the_p_of_a_change_goes_with_its_counts():
    for line in publishable(content(24))["known"]:
        if line["gained"] == HIDDEN:
            assert (line["lost"], line["p"], line["adjusted"]) == (HIDDEN, HIDDEN, HIDDEN)


def test_what_is_hidden_is_not_known_to_sentences():
    assert blanked({"a": [HIDDEN, 1, {"b": HIDDEN}]}) == {"a": [None, 1, {"b": None}]}
