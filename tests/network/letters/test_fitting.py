"""Which shrinking steps are not worth trying."""

from dataclasses import replace

import pytest

from network.letters import blanks, fitting
from network.letters.paper import Look, print_letter

from . import samples

PARTS = [samples.CAUSE, samples.WISH, samples.END]


@pytest.mark.parametrize("extra", [0, 40, 120, 220])
@pytest.mark.parametrize("base", [samples.SHORT, samples.EXTERNAL], ids=["short", "external"])
def test_skipping_steps_never_changes_what_is_printed(base, extra, monkeypatch):
    text = "\n\n".join([samples.CAUSE, samples.WISH + " " + "และ กา " * extra, samples.END])
    letter = replace(base, body=blanks.body(text, {}))
    printed = print_letter(letter, Look())
    monkeypatch.setattr(fitting, "least_step", lambda _letter: 0)
    assert print_letter(letter, Look()) == printed


def test_a_short_letter_starts_at_full_size_and_a_long_one_is_not_tried_on_one_page():
    assert fitting.least_step(samples.SHORT) == 0
    assert 0 < fitting.least_step(samples.EXTERNAL) < len(fitting.STEPS)
    assert fitting.least_step(samples.LONG) == len(fitting.STEPS)
    assert fitting.least_step(samples.MEMO) == 0


def test_widths_are_those_of_the_typeface():
    """Consonant and marks are as wide as the consonant, and ำ as wide as า."""
    assert fitting.width_of("กี่") == fitting.width_of("ก")
    assert fitting.width_of("กำ") == pytest.approx(fitting.width_of("กา"))
    assert fitting.lines_of("") == 1
