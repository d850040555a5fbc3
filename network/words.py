"""What stands in the way of a step, and what presses, in words. The rules know codes; people read these."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from home.templatetags.dates import short_date

from .models import Season, Visit
from .outreach import overdue, ranking, states

SENTENCES = {
    "season_closed": gettext_lazy("The season is closed: nothing in it can be changed."),
    "wrong_state": gettext_lazy("Not possible while the visit is “%(state)s”, only from: %(sources)s."),
    "partner_gone": gettext_lazy("The partner is closed, merged into another record, or has left the network."),
    "not_screened": gettext_lazy("Screen it first: nobody has seen yet that the site works and has room."),
    "screening_old": gettext_lazy("Screen it again: the last look is %(days)s days old and counts for %(most)s."),
    "quota_full": gettext_lazy("The quota of the province is full. Headquarters may choose more targets."),
    "no_address": gettext_lazy("The postal address is missing: enter address and postcode on the partner’s record."),
    "no_window": gettext_lazy("Say from when until when the visit is expected."),
    "window_backwards": gettext_lazy("The expected time ends before it begins."),
    "window_outside": gettext_lazy("The expected time lies outside of the field work, %(begins)s to %(ends)s."),
    "no_letter_a": gettext_lazy("Letter A has no number yet: have it approved and issued first."),
    "no_coordinator": gettext_lazy("Enter a coordinator with a telephone number or an e-mail address."),
    "no_notice": gettext_lazy("Tell the coordinator what the data is for, and enter the day of the privacy notice."),
    "no_appointment": gettext_lazy("Enter day and time of the appointment."),
    "day_outside": gettext_lazy("The day lies outside of the field work, %(begins)s to %(ends)s."),
    "weekend": gettext_lazy("The day is a Saturday or Sunday."),
    "holiday": gettext_lazy("The day is a holiday."),
    "team_busy": gettext_lazy("The team has another appointment at that time."),
    "not_agreed": gettext_lazy("The partner has not agreed to the day yet."),
    "no_team": gettext_lazy("Choose the team that goes."),
    "no_travel": gettext_lazy("No approved travel request covers the day."),
    "kit": gettext_lazy("Only %(done)s of %(needed)s things of the kit are ready."),
    "no_officers": gettext_lazy("Nobody travels yet: name travellers, or members of the team."),
    "readiness": gettext_lazy("Only %(done)s of %(needed)s travelling officers have attested everything."),
    "not_reconfirmed": gettext_lazy("Confirm day and time again by telephone, at most %(days)s days before."),
    "no_letter_b": gettext_lazy("Letter B has no number yet: have it approved and issued first."),
    "no_visit_day": gettext_lazy("Say on which day the visit took place."),
    "visit_ahead": gettext_lazy("The day of the visit lies ahead."),
    "steps": gettext_lazy("Only %(done)s of %(needed)s steps are ticked. Tick the rest, or say why not."),
    "no_form1": gettext_lazy("Form 1 is missing. Enter it, or say why there is none."),
    "reminders_left": gettext_lazy("Form 2 is not in, and %(left)s reminders are still to be sent."),
    "no_verdict": gettext_lazy("Look for the banner: the last look must be at most %(days)s days old."),
    "no_reason": gettext_lazy("Say why."),
    "letter_written": gettext_lazy("This letter is written already; you find it on the page of the visit."),
    "no_replacement": gettext_lazy("There is no candidate left to take its place."),
}  # fmt: skip

STEPS = {
    "select": gettext_lazy("Choose as target"),
    "set_window": gettext_lazy("Set the expected time"),
    "send_letter_a": gettext_lazy("Letter A is sent"),
    "coordinate": gettext_lazy("Enter the coordinator"),
    "appoint": gettext_lazy("Fix the date"),
    "move": gettext_lazy("Move the appointment"),
    "approve_travel": gettext_lazy("Travel is approved"),
    "lose_travel": gettext_lazy("The trip was given up"),
    "make_ready": gettext_lazy("Everything is ready"),
    "record": gettext_lazy("Record the visit"),
    "follow_up": gettext_lazy("Begin to follow up"),
    "close": gettext_lazy("Close the visit"),
    "postpone": gettext_lazy("Put off to a new time"),
    "decline": gettext_lazy("The partner declines"),
    "cancel": gettext_lazy("Cancel the visit"),
    "replace": gettext_lazy("Replace by the next candidate"),
}
#: Events that are no transitions.
EVENTS = {
    "shortlist": gettext_lazy("Put on the short list"),
    "form1": gettext_lazy("Form 1 came in"),
    "form2": gettext_lazy("Form 2 came in"),
    "banner": gettext_lazy("Looked for the banner"),
    "edit": gettext_lazy("Details changed"),
    "call": gettext_lazy("Call written down"),
    "letter": gettext_lazy("Letter issued"),
    "kit": gettext_lazy("Kit laid ready"),
    "photo": gettext_lazy("Photograph released or taken back"),
    "travel": gettext_lazy("Taken on a trip"),
    "thanks": gettext_lazy("Thank-you letter sent"),
    "reminder": gettext_lazy("Reminder of Form 2 sent"),
}

REASONS = {
    ranking.SCREENED: gettext_lazy("Never visited; the site works and has room"),
    ranking.SCREEN_FIRST: gettext_lazy("Never visited; to be screened first"),
    ranking.SCREEN_AGAIN: gettext_lazy("Never visited; the screening is too old"),
    ranking.FIND_SITE: gettext_lazy("Never visited; find its website first"),
    ranking.NO_BANNER_YET: gettext_lazy("Visited before, still without the banner"),
}

RESULTS = {
    "sent": gettext_lazy("sent"),
    "answered": gettext_lazy("the answer was in"),
    "passed_over": gettext_lazy("left out, a later one was due"),
    "live": gettext_lazy("the banner is on the site"),
    "no_mailbox": gettext_lazy("no e-mail address on file"),
    "not_sent": gettext_lazy("could not be sent"),
}

_ROLES = {
    states.OFFICER: gettext_lazy("officer"),
    states.LEADER: gettext_lazy("team leader"),
    states.DIRECTOR: gettext_lazy("centre director"),
    states.ADMIN_SECTION: gettext_lazy("general administration section"),
    states.CLOCK: gettext_lazy("by itself"),
    states.PARTNER: gettext_lazy("the partner"),
}


def sentence(missing: states.Missing) -> str:
    """What is missing, as a sentence that says what to do."""
    values = {name: _shown(name, value) for name, value in missing.values}
    return str(SENTENCES[missing.code]) % values


def _shown(name: str, value: object) -> object:
    if isinstance(value, date):
        return short_date(value)
    if name == "sources" and isinstance(value, tuple):
        return ", ".join(state_name(one) for one in value)
    return state_name(str(value)) if name == "state" else value


def sentences(missing: Iterable[states.Missing]) -> list[str]:
    return [sentence(one) for one in missing]


def state_name(state: str) -> str:
    return str(Visit.State(state).label)


def season_state_name(state: str) -> str:
    return str(dict(Season.STATES)[state])


def step_name(name: str) -> str:
    """A transition, or another event of a visit's history."""
    return str(STEPS.get(name) or EVENTS.get(name) or name)


def actors_of(transition: states.Transition) -> str:
    return ", ".join(str(_ROLES[actor]) for actor in transition.actors)


def alert_words(alert: overdue.Alert) -> str:
    """What presses, with the number of days."""
    if alert.code == "no_record":
        return ngettext(
            "Not recorded: the day passed %(days)s day ago",
            "Not recorded: the day passed %(days)s days ago",
            alert.days,
        ) % {"days": alert.days}
    if alert.code == "not_ready":
        if alert.days == 0:
            return _("Not ready, and the visit is today")
        return ngettext("Not ready, %(days)s day left", "Not ready, %(days)s days left", alert.days) % {
            "days": alert.days
        }
    if alert.code == "suggest_replacement":
        return _("No answer to letter A: suggest a replacement")
    if alert.code == "window_passed":
        return _("The expected time has passed without a date")
    return _("No answer to letter A: remind")
