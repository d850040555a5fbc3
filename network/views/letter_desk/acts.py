"""What may be done with a letter, by whom, from which state, and what it leads to: one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.access import may_do

from ...actions.approve_letter import approve_letter
from ...actions.change_partner import Actor
from ...actions.check_letter import LetterNotReady, check_letter
from ...actions.correct_letter import correct_letter
from ...actions.issue_letter import issue_letter
from ...actions.move_letter import InABatch, WrongState
from ...actions.record_reply import record_reply
from ...actions.return_letter import return_letter
from ...actions.send_letter import AlreadySent, NoAddress, NoPdf, email_letter, send_letter
from ...actions.void_letter import NoReason, void_letter
from ...forms.bulk import NothingToFillIn
from ...forms.fields import TextField
from ...forms.partner import day_input
from ...models import Delivery, Letter
from ...models.letters.letters import OPEN, OUT

State, Channel = Letter.State, Delivery.Channel


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(gettext_lazy("reason")), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class MailForm(forms.Form):
    to = forms.EmailField(label=capfirst(gettext_lazy("to")))
    again = forms.BooleanField(label=gettext_lazy("Send it again to an address that has had it"), required=False)


class SentForm(forms.Form):
    channel = forms.ChoiceField(
        label=capfirst(gettext_lazy("by")),
        choices=[(one.value, one.label) for one in (Channel.POSTED, Channel.HANDED, Channel.PRINTED)],
    )
    tracking = TextField(label=capfirst(gettext_lazy("number of the postal item")), max_length=40, required=False)


class ReplyForm(forms.Form):
    on = forms.DateField(label=capfirst(gettext_lazy("replied on")), widget=day_input())
    words = TextField(label=gettext_lazy("What was answered"), max_length=300, required=False)

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return self.cleaned_data["on"]


Do = Callable[[Letter, dict, Actor, datetime, "int | None"], object]


@dataclass(frozen=True)
class Act:
    """`consequence` says what pressing the button brings about; `rights`: any one of them in the letter's centre."""

    name: str
    label: str
    consequence: str
    states: Sequence[str]
    rights: Sequence[str]
    do: Do
    done: str
    form: type[forms.Form] = NothingToFillIn
    first: bool = False
    grave: bool = False
    #: Whether it can be done to one letter of a batch that is not out.
    in_batch: bool = False


def _mail(letter: Letter, data: dict, actor: Actor, at: datetime, _version) -> object:
    return email_letter(letter, actor=actor, at=at, to=data["to"], again=data["again"])


def _sent(letter: Letter, data: dict, actor: Actor, at: datetime, _version) -> object:
    return send_letter(letter, data["channel"], actor=actor, at=at, tracking=data["tracking"])


def _reply(letter: Letter, data: dict, actor: Actor, at: datetime, _version) -> object:
    return record_reply(letter, data["on"], data["words"], actor=actor, at=at)


ACTS = (
    Act(
        "check",
        gettext_lazy("Checked: pass it on for approval"),
        gettext_lazy("The words can then no longer be changed, unless the letter is returned."),
        (State.DRAFT,),
        ("check_letter",),
        lambda letter, _data, actor, at, version: check_letter(letter, actor=actor, at=at, version=version),
        gettext_lazy("The letter is checked and waits for approval."),
        first=True,
    ),
    Act(
        "approve",
        gettext_lazy("Approve"),
        gettext_lazy("The letter then waits for its number from the general administration section."),
        (State.CHECKED,),
        ("approve_letter",),
        lambda letter, _data, actor, at, version: approve_letter(letter, actor=actor, at=at, version=version),
        gettext_lazy("The letter is approved and waits for its number."),
        first=True,
    ),
    Act(
        "issue",
        gettext_lazy("Issue: give it a number and date"),
        gettext_lazy(
            "It gets the next number of the register and today's date. Afterwards not a word of it can be changed: "
            "a mistake is put right by a new letter."
        ),
        (State.APPROVED,),
        ("issue_letter",),
        lambda letter, _data, actor, at, _version: issue_letter(letter, actor=actor, at=at),
        gettext_lazy("The letter is issued."),
        first=True,
    ),
    Act(
        "email",
        gettext_lazy("Send by e-mail"),
        gettext_lazy("The PDF goes to this address within a minute; what becomes of it is noted under Deliveries."),
        OUT,
        ("send_letter",),
        _mail,
        gettext_lazy("The letter is on its way by e-mail."),
        form=MailForm,
        first=True,
    ),
    Act(
        "sent",
        gettext_lazy("Note that it was sent"),
        gettext_lazy("For letters that went by post or were handed over."),
        OUT,
        ("send_letter",),
        _sent,
        gettext_lazy("It is noted that the letter was sent."),
        form=SentForm,
    ),
    Act(
        "reply",
        gettext_lazy("Note the reply"),
        gettext_lazy("With the day on which the answer came."),
        OUT,
        ("change_letter",),
        _reply,
        gettext_lazy("The reply is noted."),
        form=ReplyForm,
    ),
    Act(
        "return",
        gettext_lazy("Return for correction"),
        gettext_lazy(
            "It becomes a draft again, with your reason in its history; it has to be checked and approved anew."
        ),
        (State.CHECKED, State.APPROVED),
        ("check_letter", "approve_letter", "issue_letter"),
        lambda letter, data, actor, at, version: return_letter(
            letter, data["reason"], actor=actor, at=at, version=version
        ),
        gettext_lazy("The letter is a draft again."),
        form=ReasonForm,
    ),
    Act(
        "correct",
        gettext_lazy("Write a correction"),
        gettext_lazy("A new draft with the same words that refers to this letter. This letter stays as it is."),
        (*OUT, State.VOID),
        ("add_letter",),
        lambda letter, _data, actor, at, _version: correct_letter(letter, actor=actor, at=at),
        gettext_lazy("This is the correction: a new draft with the same words."),
    ),
    Act(
        "void",
        gettext_lazy("Void this letter"),
        gettext_lazy(
            "It stays in the register as void, with your reason; its number is never given again, and its public page "
            "says that it does not hold."
        ),
        OUT,
        ("issue_letter",),
        lambda letter, data, actor, at, _version: void_letter(letter, data["reason"], actor=actor, at=at),
        gettext_lazy("The letter is void."),
        form=ReasonForm,
        grave=True,
    ),
    Act(
        "drop",
        gettext_lazy("Drop this letter"),
        gettext_lazy("It has no number yet, so the register does not show it. Its history is kept."),
        OPEN,
        ("change_letter",),
        lambda letter, data, actor, at, _version: void_letter(letter, data["reason"], actor=actor, at=at),
        gettext_lazy("The letter is dropped."),
        form=ReasonForm,
        grave=True,
        in_batch=True,
    ),
)
BY_NAME = {act.name: act for act in ACTS}


def may(user, act, record) -> bool:
    return any(may_do(user, f"network.{right}", record.centre_id) for right in act.rights)


def offered(letter: Letter, user) -> list[Act]:
    """What this user may do with a letter as it stands now."""
    alone = not (letter.batch_id and letter.is_open)
    return [act for act in ACTS if letter.state in act.states and (alone or act.in_batch) and may(user, act, letter)]


def initial(act: Act, letter: Letter) -> dict[str, object]:
    return {"email": {"to": letter.recipient_email}, "reply": {"on": timezone.localdate()}}.get(act.name, {})


#: What acts raise, as sentences. WrongState and LetterNotReady say more and are told apart.
SENTENCES = {
    InABatch: gettext_lazy("This letter goes its way together with its batch."),
    NoAddress: gettext_lazy("There is no e-mail address on file."),
    NoPdf: gettext_lazy("The PDF of this letter is still being made. Try again in a minute."),
    AlreadySent: gettext_lazy("This letter went to this address already. Tick the box to send it again."),
    NoReason: gettext_lazy("Please give a reason."),
}
REFUSALS = (*SENTENCES, WrongState, LetterNotReady)


def refusal(problem: Exception) -> str:
    """Why an act was refused, for whoever pressed the button."""
    if isinstance(problem, WrongState):
        return overtaken(problem.current)
    if isinstance(problem, LetterNotReady):
        return _("Something has to be mended first: %(troubles)s") % {"troubles": problem}
    return str(SENTENCES[type(problem)])


def overtaken(current) -> str:
    """Somebody was quicker: how the letter, or the batch, stands now."""
    event = current.events.select_related("by").last() if isinstance(current, Letter) else None
    who = (event.by.get_full_name() or event.by.get_username()) if event and event.by else ""
    state = str(current.get_state_display())
    if who:
        return _(
            "%(who)s was quicker: by now this is “%(state)s”. Nothing of yours was done; look at it once more."
        ) % {"who": who, "state": state}
    return _("Meanwhile this has become “%(state)s”. Nothing of yours was done; look at it once more.") % {
        "state": state
    }
