"""What waits for whom: by which right a letter, or a batch, goes on from each state."""

from __future__ import annotations

from django.db.models import Q

from home.access import for_user, may_do
from home.models import Centre

from .models import Letter

State = Letter.State
NEXT = {State.DRAFT: "check_letter", State.CHECKED: "approve_letter", State.APPROVED: "issue_letter"}


def letters_waiting(user, *, of_batches: bool = False) -> Q:
    """What this user can move on: drafts of others to check, what is checked to approve, what is approved to issue.

    A condition on letters that go their way alone, or on batches.
    """
    centres = list(for_user(Centre.objects.all(), user, "pk"))
    found = Q(pk__in=[])
    for state, right in NEXT.items():
        here = [centre.pk for centre in centres if may_do(user, f"network.{right}", centre.pk)]
        condition = Q(state=state, centre__in=here)
        found |= condition & ~Q(drafted_by=user) if state == State.DRAFT else condition
    return found if of_batches else found & Q(batch=None)
