"""A lesson of the field becomes the draft of a guide page, which the editors then work on and publish."""

from __future__ import annotations

from django.db import transaction
from django.utils.html import escape

from home.models import GuideIndexPage, GuidePage, Topic

from ..models import LessonLearned
from .decide_contribution import paragraphs_of, summary_of


class NoGuides(Exception):
    """The portal has no Thai section of guides to put the page into."""


class AlreadyPromoted(Exception):
    """The lesson has its guide already; `guide` is the page."""

    def __init__(self, guide) -> None:
        super().__init__(str(guide))
        self.guide = guide


@transaction.atomic
def promote_lesson(lesson: LessonLearned, topic: Topic, *, user) -> GuidePage:
    """A draft, written for staff until an editor decides otherwise. Raises NoGuides, AlreadyPromoted."""
    stored = LessonLearned.objects.select_for_update(of=("self",)).select_related("guide").get(pk=lesson.pk)
    if stored.guide_id:
        raise AlreadyPromoted(stored.guide)
    section = GuideIndexPage.objects.live().filter(locale__language_code="th").first()
    if section is None:
        raise NoGuides
    texts = (escape(part.strip()).replace("\n", "<br/>") for part in paragraphs_of(stored.text))
    guide = GuidePage(
        title=stored.title, summary=summary_of(stored.text), topic=topic, for_staff=True, live=False, owner=user,
        body=[("paragraph", f"<p>{text}</p>") for text in texts if text],
    )  # fmt: skip
    section.add_child(instance=guide)
    guide.save_revision(user=user)
    stored.guide = guide
    stored.save(update_fields=["guide"])
    return guide
