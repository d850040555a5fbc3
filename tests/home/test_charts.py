from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home import charts

D = Decimal
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def share(text: str) -> Decimal:
    assert text.endswith("%")
    return D(text[:-1])


@given(numbers, numbers)
def test_ticks_are_few_round_equally_spaced_and_cover_exactly_what_they_must(one, other):
    low, high = min(one, other), max(one, other)
    ticks = charts.scale(low, high).ticks
    steps = {later - earlier for earlier, later in pairwise(ticks)}
    assert 2 <= len(ticks) <= 6
    assert len(steps) == 1
    step = steps.pop()
    assert step.normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert ticks[0] <= low <= high <= ticks[-1]
    if low != high:
        assert low - ticks[0] < step
        assert ticks[-1] - high < step
    if low <= 0 <= high:
        assert 0 in ticks


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 12345, [0, 5000, 10000, 15000]),
        (-3, 7, [-5, 0, 5, 10]),
        ("0.92", "1.18", ["0.9", "1.0", "1.1", "1.2"]),
        (0, 0, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (7, 7, [0, 2, 4, 6, 8]),
    ],
)
def test_ticks_are_the_ones_a_person_would_choose(low, high, ticks):
    assert list(charts.scale(D(low), D(high)).ticks) == [D(tick) for tick in ticks]


def test_a_scale_says_how_many_decimals_its_numbers_need():
    assert charts.scale(D("0.92"), D("1.18")).decimals == 1
    assert charts.scale(D(0), D(12345)).decimals == 0


def test_bars_are_as_long_as_their_values_and_share_one_zero():
    drawn = charts.bars(["a", "b", "c"], [charts.Series("n", (D(30), D(-10), D(0)))])
    assert drawn.zero == "25%"
    (first,), (second,), (third,) = (row.bars for row in drawn.rows)
    assert (first.x, first.width) == ("25%", "75%")
    assert (second.x, second.width) == ("0%", "25%")
    assert third.width == "0%"
    assert not third.missing


def test_a_missing_value_has_no_bar_and_is_not_zero():
    drawn = charts.bars(["a", "b"], [charts.Series("n", (D(5), None))])
    assert drawn.rows[1].bars[0].missing
    assert drawn.rows[1].bars[0].width == ""


@given(st.lists(st.one_of(st.none(), numbers), min_size=1, max_size=12))
def test_bars_stay_inside_the_drawing_and_something_is_never_nothing(values):
    drawn = charts.bars([str(i) for i, _ in enumerate(values)], [charts.Series("n", tuple(values))])
    if drawn is None:
        assert all(value is None for value in values)
        return
    for row in drawn.rows:
        bar = row.bars[0]
        if bar.missing:
            continue
        assert share(bar.x) >= 0
        assert share(bar.x) + share(bar.width) <= D("100.02")
        assert (share(bar.width) > 0) == (bar.value != 0)


def test_all_zero_bars_are_drawn_as_zero():
    drawn = charts.bars(["a"], [charts.Series("n", (D(0),))])
    assert drawn.rows[0].bars[0].width == "0%"


@pytest.mark.parametrize("draw", [charts.bars, charts.lines])
def test_nothing_counted_is_no_chart(draw):
    assert draw([], []) is None
    assert draw(["a"], [charts.Series("n", (None,))]) is None
    assert draw(["a"], []) is None


@pytest.mark.parametrize("draw", [charts.bars, charts.lines])
def test_a_fifth_series_is_left_to_the_table(draw):
    drawn = draw(["a"], [charts.Series(str(n), (D(n),)) for n in range(1, 6)])
    assert len(drawn.names if drawn.kind == "bars" else drawn.lines) == 4


def test_a_line_breaks_where_nothing_was_counted():
    drawn = charts.lines(list("abcde"), [charts.Series("n", (D(1), D(2), None, D(4), D(5)))])
    line = drawn.lines[0]
    assert len(line.points) == 4
    assert len(line.segments) == 2
    assert line.last == 5


def test_points_stand_above_the_middle_of_their_column():
    drawn = charts.lines(["a", "b"], [charts.Series("n", (D(0), D(10)))])
    assert [point.x for point in drawn.lines[0].points] == ["25%", "75%"]
    assert [point.y for point in drawn.lines[0].points] == ["100%", "0%"]


def test_a_line_far_from_zero_may_zoom_in_and_says_so_by_its_ticks():
    near = charts.lines(["a", "b"], [charts.Series("n", (D(980), D(1010)))])
    far = charts.lines(["a", "b"], [charts.Series("n", (D(100), D(1010)))])
    assert near.ticks[0].value > 0
    assert near.zero == ""
    assert far.ticks[0].value == 0
    assert far.zero == "100%"


@pytest.mark.parametrize(("count", "most"), [(1, 1), (2, 2), (6, 6), (8, 6), (12, 6), (60, 6)])
def test_there_is_room_for_the_labels_and_the_newest_is_among_them(count, most):
    labels = charts.lines([str(n) for n in range(count)], [charts.Series("n", tuple(map(D, range(count))))]).labels
    assert sum(label.wide for label in labels) <= most
    assert labels[-1].wide
    assert labels[-1].narrow
    assert sum(label.narrow for label in labels) <= 2


def test_a_sparkline_needs_two_values_and_a_flat_one_runs_in_the_middle():
    assert charts.sparkline([D(1)]) is None
    assert charts.sparkline([None, D(1)]) is None
    flat = charts.sparkline([D(3), D(3)])
    assert {point.y for point in flat.points} == {"50%"}
    rising = charts.sparkline([D(1), D(2)])
    assert share(rising.points[0].y) > share(rising.points[1].y)


def test_percentages_never_follow_the_readers_language():
    assert charts.per_cent(D("1234.5")) == "1234.5%"
    assert charts.per_cent(D(100)) == "100%"
    assert charts.per_cent(D("33.33333")) == "33.33%"


def test_a_sparkline_begins_where_counting_began():
    assert charts.sparkline([None, None, D(1), D(2)]) == charts.sparkline([D(1), D(2)])
