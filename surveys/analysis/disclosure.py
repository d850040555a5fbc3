"""Small cells: what a published table must not show, and what it must hide besides so that nobody can work it out.

A cell of one to four people is hidden. Since rows and columns are printed with their totals, more must go: in the graph
whose edges are the hidden cells, between the lines (rows and columns, totals included) they lie on, a cell that lies on
no circle follows from the totals by subtraction. And a sum so small that each hidden cell must be one gives it away as
well. Hidden cells all look alike, so a reader knows of them only that they are not zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

SMALLEST = 5

Cell = tuple[int, int]
Table = list[list[int]]
_NEVER: Final = 10**12


def small(n: int, smallest: int = SMALLEST) -> bool:
    return 0 < n < smallest


def with_totals(table: Sequence[Sequence[int]]) -> Table:
    """The table with a last column and a last row of sums."""
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def hidden_cells(table: Sequence[Sequence[int]], smallest: int = SMALLEST) -> frozenset[Cell]:
    """What to hide of a table of counts, as (row, column) of the table with_totals()."""
    full = with_totals(table)
    hidden = {(r, c) for r, row in enumerate(full) for c, n in enumerate(row) if small(n, smallest)}
    while exposed := recoverable(full, hidden):
        if (more := _companion(full, hidden, exposed)) is None:
            break
        hidden.add(more)
    return frozenset(hidden)


def hidden_in_line(counts: Sequence[int], smallest: int = SMALLEST) -> frozenset[int]:
    """What to hide of counts in one line, printed with their sum: the places of the small ones and of their company.

    One hidden count follows from the sum, and so do several that can only be one each. Where nothing is left to hide
    them behind, the whole line goes, its zeros as well.
    """
    hidden = {place for place, n in enumerate(counts) if small(n, smallest)}
    while hidden and (len(hidden) == 1 or sum(counts[place] for place in hidden) == len(hidden)):
        left = [(n, place) for place, n in enumerate(counts) if n and place not in hidden]
        if not left:
            return frozenset(range(len(counts)))
        hidden.add(min(left)[1])
    return frozenset(hidden)


def hidden_in_row(row: Sequence[int], smallest: int = SMALLEST) -> bool:
    """Whether the single counts of a row must go altogether.

    Beside them a report prints n, mean and S.D.: with those three, hiding only some of five counts hides nothing.
    """
    return any(small(n, smallest) for n in row)


def recoverable(full: Sequence[Sequence[int]], hidden: Iterable[Cell]) -> set[Cell]:
    """The hidden cells of a table with totals that a reader can work out exactly."""
    cells = set(hidden)
    return _bridges(cells) | _pinned(full, cells)


def _companion(full: Table, hidden: set[Cell], exposed: set[Cell]) -> Cell | None:
    """The cheapest cell to hide as well: not empty, no total, pairing off lines with a single hidden cell, small."""
    rows, columns = {r for r, _c in exposed}, {c for _r, c in exposed}
    in_row, in_column = Counter(r for r, _c in hidden), Counter(c for _r, c in hidden)
    last_row, last_column = len(full) - 1, len(full[0]) - 1

    def price(cell: Cell) -> tuple[bool, int, int, int, Cell]:
        r, c = cell
        alone = (in_row[r] == 1) + (in_column[c] == 1)
        return full[r][c] == 0, (r == last_row) + (c == last_column), -alone, full[r][c], cell

    open_cells = [(r, c) for r, row in enumerate(full) for c in range(len(row)) if (r, c) not in hidden]
    near = [cell for cell in open_cells if cell[0] in rows or cell[1] in columns]
    return min(near or open_cells, key=price, default=None)


def _bridges(cells: set[Cell]) -> set[Cell]:
    """Edges on no circle of the graph rows–columns: taking away lines with one edge, and cuts, leaves the circles."""
    bridges = set()
    for cell in cells:
        others = cells - {cell}
        if not _joined(others, ("row", cell[0]), ("column", cell[1])):
            bridges.add(cell)
    return bridges


def _joined(cells: set[Cell], start: tuple[str, int], goal: tuple[str, int]) -> bool:
    neighbours: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for r, c in cells:
        neighbours.setdefault(("row", r), []).append(("column", c))
        neighbours.setdefault(("column", c), []).append(("row", r))
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for there in neighbours.get(here, ()):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return False


def _pinned(full: Sequence[Sequence[int]], cells: set[Cell]) -> set[Cell]:
    """Cells whose lowest and highest possible value meet, as each line narrows them down."""
    low = {(r, c): 1 if full[r][c] else 0 for r, c in cells}
    high = dict.fromkeys(cells, _NEVER)
    lines = list(_lines(full, cells))
    # A table of counts settles within a few rounds; the limit only bounds the work.
    for _round in range(len(cells) + 2):
        changed = False
        for parts, total, known in lines:
            changed |= _narrow(parts, total, known, low, high)
        if not changed:
            break
    return {cell for cell in cells if low[cell] >= high[cell]}


def _lines(full: Sequence[Sequence[int]], cells: set[Cell]) -> Iterable[tuple[list[Cell], Cell | int, int]]:
    """Each row and column: its hidden parts, its total (or where it is hidden), and the sum of what is shown."""
    if not full:
        return
    height, width = len(full), len(full[0])
    rows = [[(r, c) for c in range(width)] for r in range(height)]
    columns = [[(r, c) for r in range(height)] for c in range(width)]
    for *parts, total in (*rows, *columns):
        hidden = [cell for cell in parts if cell in cells]
        known = sum(full[r][c] for r, c in parts if (r, c) not in cells)
        yield hidden, total if total in cells else full[total[0]][total[1]], known


def _narrow(parts: list[Cell], total: Cell | int, known: int, low: dict[Cell, int], high: dict[Cell, int]) -> bool:
    """Tighten what one line leaves possible; whether anything changed."""
    before = [(low[cell], high[cell]) for cell in parts]
    least, most = known + sum(lo for lo, _hi in before), known + sum(hi for _lo, hi in before)
    changed = False
    if isinstance(total, int):
        floor = ceiling = total
    else:
        was = low[total], high[total]
        floor, ceiling = max(was[0], least), min(was[1], most)
        low[total], high[total] = floor, ceiling
        changed = was != (floor, ceiling)
    for cell, (lo, hi) in zip(parts, before, strict=True):
        low[cell], high[cell] = max(lo, floor - (most - hi)), min(hi, ceiling - (least - lo))
        changed |= (low[cell], high[cell]) != (lo, hi)
    return changed
