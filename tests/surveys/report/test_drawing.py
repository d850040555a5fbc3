import pytest

from surveys.report import drawing
from surveys.report.drawing import WIDTH


def test_bars_stand_around_the_middle_of_the_middle_level():
    one = drawing.likert([10, 10, 20, 30, 30])
    left, right = float(one.pieces[0].x), float(one.pieces[-1].x) + float(one.pieces[-1].width)
    middle = float(one.pieces[2].x) + float(one.pieces[2].width) / 2
    assert middle == pytest.approx(WIDTH / 2, abs=0.02)
    assert (WIDTH / 2 - left) / (right - WIDTH / 2) == pytest.approx(30 / 70, abs=0.01)


def test_all_bars_of_a_table_have_one_scale_and_fit():
    lines = [{"counts": [0, 0, 0, 0, 9]}, {"counts": [5, 0, 0, 0, 5]}, {"counts": "hidden"}, {"counts": []}]
    scale = drawing.reach(lines)
    assert scale == 1.0
    for line in lines[:2]:
        for piece in drawing.likert(line["counts"], scale).pieces:
            assert 0 <= float(piece.x) <= WIDTH
            assert float(piece.x) + float(piece.width) <= WIDTH + 0.02


@pytest.mark.parametrize("counts", [[], "hidden", [0, 0, 0, 0, 0], None])
def test_nothing_is_drawn_of_nothing(counts):
    assert drawing.likert(counts) is None


def test_a_dumbbell_says_where_it_goes():
    up, down = drawing.dumbbell(1.0, 5.0, 1, 5), drawing.dumbbell(4.0, 2.0, 1, 5)
    assert float(up.before) < float(up.after)
    assert (up.rises, down.rises) == (True, False)
    assert up.ticks[0] == up.before
    assert drawing.dumbbell("hidden", 2.0, 1, 5) is drawing.dumbbell(None, 2.0, 1, 5) is None
