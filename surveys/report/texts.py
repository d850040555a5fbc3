"""What people wrote in answers: which questions are given themes, and who wrote something."""

from __future__ import annotations

from ..models import Campaign, Response

#: Texts that are given themes, and what they are called in the report.
TEXTS = {
    "NEED_T": ("ข้อมูลที่ต้องการเพิ่มเติม", "Information wanted"),
    "SUGG_T": ("ข้อเสนอแนะ", "Suggestions"),
}


def answers_with_texts(campaign: Campaign, responses=None):
    """The usable answers in which somebody wrote something that is given a theme: (pk, wave, variable, text).

    Two answers' worth of JSON are read for it, not whole rows.
    """
    if responses is None:
        responses = Response.objects.filter(campaign=campaign)
    rows = responses.usable().order_by("pk").values_list("pk", "wave", *(f"answers__{name}" for name in TEXTS))
    for pk, wave, *texts in rows.iterator(2000):
        for name, text in zip(TEXTS, texts, strict=True):
            if isinstance(text, str) and text.strip():
                yield pk, wave, name, text.strip()
