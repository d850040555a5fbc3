"""Gives the site its ready texts: once each, from then on they are the office's to edit. Run again, it adds nothing."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from ..letters.ready import ReadyText, ready_texts
from ..models import LetterTemplate


@transaction.atomic
def found_letters() -> int:
    """The national texts that are missing; how many."""
    known = set(LetterTemplate.objects.exclude(key="").values_list("key", flat=True))
    new = [_template(text) for text in ready_texts() if text.key not in known]
    LetterTemplate.objects.bulk_create(new)
    return len(new)


def _template(text: ReadyText) -> LetterTemplate:
    return LetterTemplate(
        key=text.key,
        name=text.name,
        purpose=text.purpose,
        kind=text.kind.value,
        subject=text.subject,
        body=text.body,
        enclosures=[asdict(each) for each in text.enclosures],
        reply_slip=text.reply_slip,
        urgency=text.urgency.value,
        manners=text.manners.value,
    )
