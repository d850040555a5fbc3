"""What may be done with a season's report, by whom, from which state, and what it leads to: one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.access import may_do

from .actions.accept_report import accept_report
from .actions.move_report import NoReason, WrongState
from .actions.publish_report import publish_report, take_back_report
from .actions.return_report import CountedInPublished, LinksErased, return_report
from .actions.submit_report import NothingReturned, OutdatedParagraphs, submit_report
from .models import SeasonReport
from .models.reports import WRITTEN

State = SeasonReport.State


@dataclass(frozen=True)
class Asked:
    """What a person asked for: who, when, what was typed, and which version was on the screen."""

    user: object
    at: datetime
    today: date
    version: int | None = None
    reason: str = ""
    knowing: bool = False

    @property
    def of_all(self) -> dict:
        return {"by": self.user, "at": self.at, "version": self.version}

    @property
    def of_freezing(self) -> dict:
        return {**self.of_all, "today": self.today, "knowing": self.knowing}


@dataclass(frozen=True)
class Act:
    """`consequence` says what pressing the button brings about. `central`: the right is asked at headquarters."""

    name: str
    label: str
    consequence: str
    states: Sequence[str]
    right: str
    do: Callable[[SeasonReport, Asked], SeasonReport]
    done: str
    national: bool
    reason: bool = False
    freezes: bool = False
    grave: bool = False
    central: bool = True


ACTS = (
    Act(
        "submit",
        gettext_lazy("Submit to headquarters"),
        gettext_lazy("The figures and words are frozen as they stand today and can no longer be changed here."),
        WRITTEN,
        "submit_seasonreport",
        lambda report, asked: submit_report(report, **asked.of_freezing),
        gettext_lazy("The report is submitted."),
        national=False,
        freezes=True,
        central=False,
    ),
    Act(
        "accept",
        gettext_lazy("Accept"),
        gettext_lazy("The report of the nation is made of it."),
        (State.SUBMITTED,),
        "decide_seasonreport",
        lambda report, asked: accept_report(report, **asked.of_all),
        gettext_lazy("The report is accepted."),
        national=False,
    ),
    Act(
        "return",
        gettext_lazy("Return to the centre"),
        gettext_lazy("The centre reads your reason, changes its report and submits it anew."),
        (State.SUBMITTED, State.ACCEPTED),
        "decide_seasonreport",
        lambda report, asked: return_report(report, asked.reason, **asked.of_all),
        gettext_lazy("The report is returned."),
        national=False,
        reason=True,
        grave=True,
    ),
    Act(
        "publish",
        gettext_lazy("Publish"),
        gettext_lazy(
            "Everybody can read it on the site, without small numbers and without what respondents wrote. Read the "
            "public version first."
        ),
        WRITTEN,
        "publish_seasonreport",
        lambda report, asked: publish_report(report, **asked.of_freezing),
        gettext_lazy("The report is published."),
        national=True,
        freezes=True,
    ),
    Act(
        "take_back",
        gettext_lazy("Take it off the site"),
        gettext_lazy("Nobody can read it any more; it may be changed and published anew."),
        (State.PUBLISHED,),
        "publish_seasonreport",
        lambda report, asked: take_back_report(report, asked.reason, **asked.of_all),
        gettext_lazy("The report is no longer on the site."),
        national=True,
        reason=True,
        grave=True,
    ),
)


def offered(report: SeasonReport, user) -> list[Act]:
    """What this user may do with a report as it stands."""
    return [
        act
        for act in ACTS
        if act.national == report.national
        and report.state in act.states
        and may_do(user, f"surveys.{act.right}", None if act.central else report.centre_id)
    ]


def may_write(report: SeasonReport, user) -> bool:
    return report.is_written and may_do(user, "surveys.change_seasonreport", report.centre_id)


REFUSALS = (WrongState, NoReason, CountedInPublished, LinksErased, NothingReturned, OutdatedParagraphs)


def refusal(problem: Exception) -> str:
    """Why an act was refused, for whoever pressed the button."""
    if isinstance(problem, WrongState):
        return _(
            "Meanwhile this report was changed by somebody else (now: %(state)s). Please look at it once more."
        ) % {"state": problem.current.get_state_display()}
    if isinstance(problem, OutdatedParagraphs):
        return _(
            "The figures have changed since these paragraphs were written: %(titles)s. Read them, and tick the box "
            "below the button."
        ) % {"titles": problem}
    return str(SENTENCES[type(problem)])


SENTENCES = {
    NoReason: gettext_lazy("Please give a reason."),
    CountedInPublished: gettext_lazy(
        "The published report of the nation counts this one. Take that one off the site first."
    ),
    LinksErased: gettext_lazy(
        "The links of this season’s answers are erased, so that its figures cannot be made anew. "
        "The report stays as it is."
    ),
    NothingReturned: gettext_lazy("No usable answer has come yet: there is nothing to report."),
}
