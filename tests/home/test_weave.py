from home import weave

from .drawn import pixels


def test_a_quarter_becomes_a_whole_figure():
    assert weave.mirrored(("..#", ".#o")) == ("..#.", ".#o#", "..#.")


def test_rows_are_drawn_thread_by_thread():
    """The dashes of the SVG, laid out again as pixels, are the rows that went in."""
    figure = weave.mirrored(weave.HOOKS)
    rows = [*weave.laid(figure, 2, 3), weave.Row(0, "o"), weave.Row(1, "##.o")]
    drawn = pixels(weave.paths(rows, {"#": "#111111", "o": "#222222"}, 40), 40)
    for row in rows:
        for x in range(40):
            expected = {"#": "#111111", "o": "#222222"}.get(row.threads[x % len(row.threads)])
            assert drawn.get((x, row.y)) == expected, (x, row)


def test_water_flows_without_a_seam():
    figure = weave.water(13)
    assert {len(row) for row in figure} == {16} and len(figure) == 13
    assert figure[6:12] == figure[:6]
