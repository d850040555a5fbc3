"""What the clock does for the network."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from home.clock import every

from .actions.bundle_batch import bundle_one
from .actions.change_partner import Actor
from .actions.follow_visits import follow_visits
from .actions.forget_registrations import forget_old_registrations
from .actions.issue_batch import issue_one
from .actions.look_first import keep_first_looks
from .actions.print_run_sheets import keep_run_sheets
from .actions.purge_contacts import forget_old_lists, purge_contacts
from .actions.recompute_standings import recompute_standings
from .actions.send_digests import send_digests
from .actions.send_letter import letter_by_mail, send_again
from .actions.sweep_letters import sweep_letters
from .actions.verify_banners import keep_looks, verify_due
from .actions.verify_own_links import keep_own_links, verify_own_links
from .actions.write_about_banner import mail_about_banner, write_digests_of_the_week
from .actions.write_to_attendee import mail_to_attendee
from .actions.write_to_partner import mail_to_partner
from .imports import work

#: These modules register their kinds of jobs as they are read.
__all__ = [
    "after_visits",
    "bundle_one",
    "interrupted_letters",
    "issue_one",
    "keep_first_looks",
    "keep_looks",
    "keep_own_links",
    "keep_run_sheets",
    "letter_by_mail",
    "mail_about_banner",
    "mail_to_attendee",
    "mail_to_partner",
    "old_contacts",
    "standings",
    "work",
]

HOUR = 3600
DAY = 24 * HOUR
OFFICE_HOURS = range(7, 18)


@every(seconds=DAY)
def standings(now: datetime) -> None:
    """A banner live for a week makes a member without anybody's doing."""
    recompute_standings(actor=Actor(role="clock"), at=now)


@every(seconds=60)
def interrupted_letters(now: datetime) -> None:
    sweep_letters(now=now)
    send_again(now=now)


@every(seconds=DAY)
def old_contacts(now: datetime) -> None:
    purge_contacts(at=now)
    forget_old_lists(at=now)
    forget_old_registrations(at=now)


@every(seconds=HOUR)
def after_visits(now: datetime) -> None:
    """Thanks and reminders of visits, and the letter of a Monday: in the hours in which letters are read."""
    if timezone.localtime(now).hour in OFFICE_HOURS:
        follow_visits(now)
        send_digests(now)


@every(seconds=600)
def banners(now: datetime) -> None:
    verify_due(now)


@every(seconds=HOUR)
def banner_digests(now: datetime) -> None:
    write_digests_of_the_week(now)


@every(seconds=DAY)
def own_links(now: datetime) -> None:
    verify_own_links(now)
