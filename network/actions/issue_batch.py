"""Issues all letters of an approved batch in the background, one after the other, in the order of the list.

Each letter is an item of the job; its number and the note that it is done are one transaction. Killed in the middle,
the job goes on with the first letter that has no number: none is skipped, none is numbered twice.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import Job, JobItem

from ..models import Letter, LetterBatch
from .bundle_batch import bundle_batch
from .change_partner import Actor
from .check_letter import LetterNotReady, refuse_office, refuse_troubled_batch
from .issue_letter import issue_letter
from .move_batch import locked_batch
from .move_letter import WrongState, require

KIND = "issue-letters"


@transaction.atomic
def issue_batch(batch: LetterBatch, *, actor: Actor, at: datetime) -> Job:
    """The job; a second call while one is open gives that one. What is wrong is said before anything is issued.

    Raises PermissionDenied, WrongState, LetterNotReady (the office's settings), BatchNotReady.
    """
    require(actor, "issue_letter", batch.centre_id)
    batch = locked_batch(batch, (LetterBatch.State.APPROVED,))
    if batch.job and batch.job.is_open:
        return batch.job
    refuse_office(batch.centre)
    refuse_troubled_batch(batch, at)
    letters = batch.letters.filter(state=Letter.State.APPROVED).order_by("pk").values_list("pk", flat=True)
    items = [(f"letter-{pk}", {"letter": pk}) for pk in letters]
    batch.job = jobs.enqueue(KIND, items, owner=actor.user, title=_("Issue «%(batch)s»") % {"batch": batch.title})
    batch.save(update_fields=["job"])
    return batch.job


def _finish(job: Job) -> None:
    batch = LetterBatch.objects.filter(job=job).first()
    if batch is None:
        return
    out = batch.letters.registered()
    if not batch.letters.open().exists():
        LetterBatch.objects.filter(pk=batch.pk).update(state=LetterBatch.State.ISSUED)
    first, last = out.order_by("number").first(), out.order_by("number").last()
    if first and last:
        bundle_batch(batch, owner=job.owner)
        job.message = _("%(count)s letters, from %(first)s to %(last)s") % {
            "count": out.count(),
            "first": first.number_text,
            "last": last.number_text,
        }


@jobs.job_kind(KIND, finish=_finish)
def issue_one(item: JobItem, job: Job) -> None:
    """The job acts for whoever asked for it, with his rights as they are now."""
    letter = Letter.objects.select_related("centre").get(pk=item.payload["letter"])
    try:
        issue_letter(letter, actor=Actor(user=job.owner), at=timezone.now())
    except LetterNotReady as problem:
        raise jobs.ItemRefused(str(problem)) from None
    except WrongState as problem:
        raise jobs.ItemRefused(_("The letter is %(state)s.") % {"state": problem.current.get_state_display()}) from None
    except PermissionDenied:
        raise jobs.ItemRefused(_("Whoever asked for this may not issue letters any more.")) from None
