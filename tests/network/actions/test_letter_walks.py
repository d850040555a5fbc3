"""Whatever people do with three letters in whatever order, the register stays what the regulation wants it to be."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from network.actions.approve_letter import approve_letter
from network.actions.check_letter import check_letter
from network.actions.issue_letter import issue_letter
from network.actions.move_letter import WrongState
from network.actions.record_reply import record_reply
from network.actions.return_letter import return_letter
from network.actions.send_letter import send_letter
from network.actions.void_letter import void_letter
from network.models import Letter, LetterEvent
from tests.letter_factories import Desk

NOW = timezone.now
OUT = {"issued", "sent", "replied"}
#: A letter's way (regulation of the Office of the Prime Minister on correspondence): from where each act leads where.
WAY: dict[str, dict[str, str]] = {
    "check": {"draft": "checked"},
    "approve": {"checked": "approved"},
    "return": {"checked": "draft", "approved": "draft"},
    "issue": {"approved": "issued", **{state: state for state in OUT}},
    "send": {"issued": "sent", "sent": "sent", "replied": "replied"},
    "reply": dict.fromkeys(OUT, "replied"),
    "void": dict.fromkeys({"draft", "checked", "approved", *OUT}, "void"),
}


def acts(desk: Desk) -> dict[str, Callable[[Letter], object]]:
    """Each act as the person with the right to it does it."""
    return {
        "check": lambda letter: check_letter(letter, actor=desk.team_leader, at=NOW()),
        "approve": lambda letter: approve_letter(letter, actor=desk.director, at=NOW()),
        "return": lambda letter: return_letter(letter, "โปรดแก้ไข", actor=desk.director, at=NOW()),
        "issue": lambda letter: issue_letter(letter, actor=desk.admin_section, at=NOW()),
        "send": lambda letter: send_letter(letter, "posted", actor=desk.admin_section, at=NOW()),
        "reply": lambda letter: record_reply(letter, timezone.localdate(), "ตอบแล้ว", actor=desk.officer, at=NOW()),
        "void": lambda letter: void_letter(letter, "พิมพ์ผิด", actor=desk.admin_section, at=NOW()),
    }


class LetterWalkTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.desk = Desk()
        # Each walk is rolled back, and with it whoever appeared for the first time in it.
        assert all((cls.desk.officer, cls.desk.team_leader, cls.desk.director, cls.desk.admin_section))
        cls.letters = [cls.desk.draft() for _number in range(3)]

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(sorted(WAY))), min_size=8, max_size=24))
    def test_every_walk_keeps_to_the_way_and_to_the_register(self, walk):
        states, numbers, said = ["draft"] * 3, {}, {}
        do = acts(self.desk)
        for at, act in walk:
            letter = Letter.objects.get(pk=self.letters[at].pk)
            if (to := WAY[act].get(states[at])) is None:
                before = LetterEvent.objects.count()
                with pytest.raises(WrongState):
                    do[act](letter)
                assert LetterEvent.objects.count() == before
            else:
                do[act](letter)
                states[at] = to
            letter.refresh_from_db()
            assert letter.state == states[at]
            if act == "issue" and states[at] == "issued" and at not in numbers:
                numbers[at] = len(numbers) + 1
                said[at] = (letter.number_text, letter.dated_on, letter.content)
        for at, number in numbers.items():
            letter = Letter.objects.get(pk=self.letters[at].pk)
            assert letter.number == number
            assert (letter.number_text, letter.dated_on, letter.content) == said[at]
        assert Letter.objects.exclude(number=None).count() == len(numbers)
