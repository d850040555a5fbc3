"""A reader knows every shown number, every total, and that what is hidden is not zero. Nothing more must follow."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.analysis.disclosure import hidden_cells, hidden_in_row, recoverable, small, with_totals

tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=5)
)


def test_one_small_cell_takes_a_circle_of_others_with_it():
    table = [[3, 20, 30], [40, 50, 60], [70, 80, 90]]
    hidden = hidden_cells(table)
    assert (0, 0) in hidden
    assert len(hidden) == 4, "two lines each way are the fewest that protect it"
    assert not any(3 in cell for cell in hidden), "the totals stay"


def test_two_single_people_in_a_row_of_two_are_protected_from_their_sum():
    hidden = hidden_cells([[1, 1, 20], [9, 9, 30]])
    assert {(0, 0), (0, 1)} < set(hidden)
    assert (0, 2) in hidden, "of two hidden cells that sum to two each would be one"


def test_a_table_of_large_cells_is_shown_whole():
    assert hidden_cells([[5, 10], [0, 20]]) == frozenset()
    assert hidden_cells([]) == frozenset()


def test_a_row_with_a_mean_hides_all_its_counts_or_none():
    assert hidden_in_row([20, 3, 0])
    assert not hidden_in_row([20, 5, 0])


@given(tables)
def test_every_small_cell_is_hidden_and_none_can_be_worked_out(table):
    hidden = hidden_cells(table)
    full = with_totals(table)
    assert {(r, c) for r, row in enumerate(full) for c, n in enumerate(row) if small(n)} <= hidden
    assert not recoverable(full, hidden)


@given(tables)
def test_no_line_with_a_shown_total_hides_a_single_cell(table):
    full, hidden = with_totals(table), hidden_cells(table)
    for line in (*_rows(full), *_columns(full)):
        assert sum(cell in hidden for cell in line) != 1


@given(tables)
def test_the_totals_as_equations_leave_every_hidden_cell_open(table):
    """A linear system: a cell is settled when its unit vector lies in the row space of the equations."""
    full, hidden = with_totals(table), sorted(hidden_cells(table))
    equations = np.array(
        [[(cell in line[:-1]) - (cell == line[-1]) for cell in hidden] for line in (*_rows(full), *_columns(full))],
        dtype=float,
    ).reshape(-1, len(hidden) or 1)
    if not hidden:
        return
    rank = np.linalg.matrix_rank(equations)
    for place in range(len(hidden)):
        unit = np.eye(len(hidden))[place]
        assert np.linalg.matrix_rank(np.vstack([equations, unit])) == rank + 1


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2), st.integers(5, 6))
def test_another_table_fits_what_is_shown_for_every_hidden_cell(corner, large):
    """By brute force: for each hidden cell there is a table with another number there and the same shown numbers."""
    table = [[*corner[0], large], [*corner[1], large], [large, large, large]]
    full, hidden = with_totals(table), hidden_cells(table)
    inner = [(r, c) for r, c in sorted(hidden) if r < 3 and c < 3]
    if len(inner) > 6:
        return
    open_cells = dict.fromkeys(inner)
    seen = {cell: set() for cell in inner}
    for values in product(range(1, 13), repeat=len(open_cells)) if len(inner) <= 5 else ():
        other = [row[:] for row in table]
        for (r, c), value in zip(inner, values, strict=True):
            other[r][c] = value
        there = with_totals(other)
        if all(there[r][c] == full[r][c] for r in range(4) for c in range(4) if (r, c) not in hidden):
            for cell, value in zip(inner, values, strict=True):
                seen[cell].add(value)
    if len(inner) <= 5:
        assert all(len(values) > 1 for values in seen.values())


def _rows(full):
    return [[(r, c) for c in range(len(full[0]))] for r in range(len(full))]


def _columns(full):
    return [[(r, c) for r in range(len(full))] for c in range(len(full[0]))]
