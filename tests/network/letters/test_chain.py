from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from network.letters.chain import Kept, Line, broken

AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def log(number=4):
    kept, previous = [], ""
    for place in range(1, number + 1):
        line = Line("north", place, f"letter-{place}", "issued", AT, "somebody", {"number": place})
        kept.append(Kept(line, previous, line.hash_after(previous)))
        previous = kept[-1].hash
    return kept


def look(kept, length=4, head=None):
    return list(broken(kept, length, log()[-1].hash if head is None else head))


def test_a_whole_log_is_whole():
    assert look(log()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "voided"},
        {"actor": "else"},
        {"at": AT + timedelta(seconds=1)},
        {"details": {"number": 9}},
        {"about": "x"},
    ],
)
def test_a_changed_line_is_found(change):
    kept = log()
    kept[1] = replace(kept[1], line=replace(kept[1].line, **change))
    assert look(kept) == [2]


def test_a_line_written_anew_with_its_hash_is_found_by_the_next():
    kept = log()
    line = replace(kept[1].line, actor="else")
    kept[1] = Kept(line, kept[1].previous, line.hash_after(kept[1].previous))
    assert look(kept) == [3]


def test_a_line_taken_out_and_an_end_cut_off_are_found():
    kept = log()
    assert look([kept[0], *kept[2:]])
    assert look(kept[:3])
    assert look([])


def test_the_zone_in_which_a_moment_is_read_changes_nothing():
    line = log()[0].line
    there = replace(line, at=AT.astimezone(timezone(timedelta(hours=7))))
    assert there.hash_after("") == line.hash_after("")
