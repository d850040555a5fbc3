"""Whether two topics of trainings are one and the same, however they are written. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from home.thai import fold

#: From here on two topics are taken for one: found by trying the office's own titles against each other.
ALIKE = 0.82
#: Words that every title of a training may carry and that say nothing about its topic.
_EMPTY = (
    "โครงการ", "การอบรมเชิงปฏิบัติการ", "อบรมเชิงปฏิบัติการ", "การฝึกอบรม", "ฝึกอบรม", "การอบรม", "อบรม", "หลักสูตร",
    "เรื่อง", "ประจำปีงบประมาณ", "ปีงบประมาณ", "รุ่นที่", "ครั้งที่",
)  # fmt: skip


def bare(topic: str) -> str:
    """The topic without spaces, signs, numbers and the words that say nothing."""
    text = re.sub(r"[\W\d_]+", "", re.sub(r"(พ\.ศ\.|ฯ)", "", _without_marks(topic)))
    for word in _EMPTY:
        text = text.replace(_without_marks(word), "")
    return text


def _without_marks(text: str) -> str:
    # Vowels and tones above and below are no word characters to a regular expression; without them nothing is cut.
    return re.sub(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", fold(text))


def are_the_same(one: str, other: str) -> bool:
    """Whether two topics say the same, or nearly: a training on it would double the other."""
    left, right = bare(one), bare(other)
    if not left or not right:
        return False
    if left == right:
        return True
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) >= 12 and shorter in longer:
        return True
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= ALIKE
