"""The ready texts: whole, in the office's words, and letters without problems once their blanks are filled."""

from dataclasses import replace

import pytest

from network.letters import blanks, checks
from network.letters.compose import Kind, Letter
from network.letters.paper import Look, print_letter
from network.letters.ready import KEYS, ready_texts

from . import samples
from .reading import pages, plain_text

VALUES = {blank.name: blank.example for blank in blanks.BLANKS}
TABLES = {"ตารางแผนการเยี่ยม": samples.visits(6), "ตารางประมาณการค่าใช้จ่าย": samples.visits(3)}


def filled(ready) -> Letter:
    return replace(
        samples.SHORT,
        kind=ready.kind,
        subject=blanks.fill(ready.subject, VALUES),
        body=blanks.body(ready.body, VALUES, TABLES),
        enclosures=tuple(replace(each, title=blanks.fill(each.title, VALUES)) for each in ready.enclosures),
        reply_slip=samples.SLIP if ready.reply_slip else None,
    )


@pytest.mark.parametrize("ready", ready_texts(), ids=KEYS)
def test_a_ready_text_knows_its_blanks_and_makes_a_good_letter(ready):
    titles = [each.title for each in ready.enclosures]
    assert [blanks.unknown_blanks(text) for text in (ready.subject, ready.body, *titles)] == [()] * (2 + len(titles))
    letter = filled(ready)
    assert checks.problems(letter) == []
    made = print_letter(letter, Look())
    # A page, the sheet that comes back, and room for the tables of the memo.
    assert pages(made) <= 1 + bool(ready.reply_slip) + (ready.kind is Kind.MEMO)
    assert "{" not in plain_text(made)


def test_letters_say_cause_wish_and_end():
    ends = {ready.key: ready.body.splitlines()[-1] for ready in ready_texts() if ready.kind is not Kind.CERTIFICATE}
    assert all(end.startswith("จึงเรียนมาเพื่อโปรด") for end in ends.values())
    causes = [ready.body.removeprefix("# เรื่องเดิม\n\n") for ready in ready_texts() if ready.kind is not Kind.CERTIFICATE]
    assert all(text.startswith(("ด้วย", "ตามที่", "เนื่องจาก")) for text in causes)


def test_what_the_manual_asks_for_is_there():
    by_key = {ready.key: ready for ready in ready_texts()}
    assert by_key["letter_a"].reply_slip
    assert {"ตารางแผนการเยี่ยม", "ตารางประมาณการค่าใช้จ่าย", "จำนวนเงินตัวอักษร"} <= set(
        blanks.blanks_in(by_key["travel_memo"].body)
    )
    assert len(by_key["letter_b"].enclosures) == 5
