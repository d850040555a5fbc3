"""What may be done with a batch, by whom, from which state, and what it leads to."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...actions.approve_letter import approve_batch
from ...actions.bundle_batch import bundle_batch
from ...actions.change_partner import Actor
from ...actions.check_letter import BatchNotReady, LetterNotReady, check_batch
from ...actions.issue_batch import issue_batch
from ...actions.move_letter import WrongState
from ...actions.return_letter import return_batch
from ...actions.send_letter import email_batch
from ...actions.void_letter import NoReason, void_batch
from ...models import LetterBatch
from ...models.letters.letters import OPEN
from .acts import SENTENCES, Act, ReasonForm, may, overtaken

State = LetterBatch.State


def _bundle(batch: LetterBatch, _data: dict, actor: Actor, _at: datetime, _version) -> object:
    return bundle_batch(batch, owner=actor.user)


ACTS = (
    Act(
        "check",
        gettext_lazy("Checked: pass all letters on for approval"),
        gettext_lazy("The text can then no longer be changed, unless the batch is returned."),
        (State.DRAFT,),
        ("check_letter",),
        lambda batch, _data, actor, at, version: check_batch(batch, actor=actor, at=at, version=version),
        gettext_lazy("The batch is checked and waits for approval."),
        first=True,
    ),
    Act(
        "approve",
        gettext_lazy("Approve all letters"),
        gettext_lazy("They then wait for their numbers from the general administration section."),
        (State.CHECKED,),
        ("approve_letter",),
        lambda batch, _data, actor, at, version: approve_batch(batch, actor=actor, at=at, version=version),
        gettext_lazy("The batch is approved and waits for its numbers."),
        first=True,
    ),
    Act(
        "issue",
        gettext_lazy("Issue all letters"),
        gettext_lazy(
            "Each gets the next number of the register and today's date, in the order of the list. It goes on in the "
            "background, also when you close this page. Afterwards not a word of them can be changed."
        ),
        (State.APPROVED,),
        ("issue_letter",),
        lambda batch, _data, actor, at, _version: issue_batch(batch, actor=actor, at=at),
        gettext_lazy("The letters are being issued."),
        first=True,
    ),
    Act(
        "bundle",
        gettext_lazy("Put the files together"),
        gettext_lazy("All letters in one PDF for printing, and a ZIP of single files with their list."),
        (State.ISSUED,),
        ("send_letter", "issue_letter"),
        _bundle,
        gettext_lazy("The files are being put together."),
        first=True,
    ),
    Act(
        "email",
        gettext_lazy("E-mail all letters"),
        gettext_lazy("One mail for each letter that has an address and was not e-mailed yet."),
        (State.ISSUED,),
        ("send_letter",),
        lambda batch, _data, actor, at, _version: email_batch(batch, actor=actor, at=at),
        gettext_lazy("The letters are on their way by e-mail."),
        first=True,
    ),
    Act(
        "return",
        gettext_lazy("Return for correction"),
        gettext_lazy("The batch becomes a draft again; it has to be checked and approved anew."),
        (State.CHECKED, State.APPROVED),
        ("check_letter", "approve_letter", "issue_letter"),
        lambda batch, data, actor, at, version: return_batch(
            batch, data["reason"], actor=actor, at=at, version=version
        ),
        gettext_lazy("The batch is a draft again."),
        form=ReasonForm,
    ),
    Act(
        "drop",
        gettext_lazy("Drop the whole batch"),
        gettext_lazy("None of its letters has a number yet, so the register does not show them. The history is kept."),
        OPEN,
        ("change_letter",),
        lambda batch, data, actor, at, _version: void_batch(batch, data["reason"], actor=actor, at=at),
        gettext_lazy("The batch is dropped."),
        form=ReasonForm,
        grave=True,
    ),
)
BY_NAME = {act.name: act for act in ACTS}
REFUSALS = (WrongState, LetterNotReady, BatchNotReady, NoReason)


def offered(batch: LetterBatch, user) -> list[Act]:
    """What this user may do with a batch as it stands now; nothing of it while it is being issued."""
    busy = bool(batch.job and batch.job.is_open)
    return [] if busy else [act for act in ACTS if batch.state in act.states and may(user, act, batch)]


def refusal(problem: Exception) -> str:
    """Why an act was refused, for whoever pressed the button."""
    if isinstance(problem, WrongState):
        return overtaken(problem.current)
    if isinstance(problem, BatchNotReady):
        return _(
            "Nothing was done: %(count)s letters have problems that have to be mended first. They are listed below."
        ) % {"count": len(problem.troubled)}
    if isinstance(problem, LetterNotReady):
        return _("Something has to be mended first: %(troubles)s") % {"troubles": problem}
    return str(SENTENCES[type(problem)])
